"""Real specimens and changed ones, where their file is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from border_check.errors import MrzShapeError
from border_check.icao.mrz import Mrz, parse_mrz
from border_check.icao.transliteration import spellings, to_mrz

NAMES = {"document_number": "number", "document_number_raw": "number_raw"}
NAMES["document_number_overflow"] = "number_overflow"


def differences(case: dict[str, Any], mrz: Mrz) -> list[str]:
    found = {name: getattr(mrz, NAMES.get(name, name)) for name in case["expected"]}
    found |= {"format": mrz.format, "valid": mrz.valid, "checks": mrz.checks._asdict()}
    expected = {**case["expected"], **{name: case[name] for name in ("format", "valid", "checks")}}
    return [
        f"{case['id']} {name}: found {found[name]!r}, expected {value!r}"
        for name, value in expected.items()
        if found[name] != value
    ]


def test_every_case_comes_out_as_expected(shared: Path) -> None:
    lines = (shared / "data/mrz/mrz_cases.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = []
    for case in map(json.loads, lines):
        try:
            mrz = parse_mrz(case["lines"])
        except MrzShapeError:
            wrong += [f"{case['id']} refused"] if case["format"] else []
            continue
        wrong += differences(case, mrz) if case["format"] else [f"{case['id']} not refused"]
    assert len(lines) > 80
    assert wrong == []


def test_names_as_issuers_write_them(shared: Path) -> None:
    """Letters that Doc 9303 does not cover, and issuers that print something else, stay apart."""
    path = shared / "data/names/eu_dcc_name_mrz_pairs.jsonl"
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    covered = [pair for pair in pairs if to_mrz(pair["viz"]).isascii()]
    right = [
        pair for pair in covered if pair["mrz"].replace("<", " ").strip() in spellings(pair["viz"])
    ]
    assert len(right) >= 0.95 * len(covered)
