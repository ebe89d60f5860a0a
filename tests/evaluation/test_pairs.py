"""Figures over labelled pairs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import UnreadableInput
from border_check.evaluation.pairs import area_under_curve, evaluate, read_pairs


def pair(query: str, candidate: str, match: bool, category: str = "spelling") -> dict[str, Any]:
    return {
        "query": {"name": query, "dob": "1974-08-12"},
        "candidate": {"name": candidate, "dob": "1951-01-02"},
        "match": match,
        "category": category,
    }


PAIRS = [
    pair("Quentin Varnadoe", "Quentin VARNADOE", True),
    pair("Elisabeth Anderbrunn", "Elizabeth ANDERBRUN", True),
    pair("Quentin Varnadoe", "Anna ERIKSSON", False),
    pair("Anna Maria Eriksson", "Birgit OXBURY", False),
    pair("The Fox", "Anna ERIKSSON", True, "alias:unrelated"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in PAIRS), encoding="utf-8")
    return path


def test_figures(file: Path) -> None:
    found = evaluate(read_pairs(file), thresholds=(-100.0, 6.0, 100.0))
    assert (found.pairs, found.matching, found.unrelated, found.unrelated_alerts) == (4, 2, 1, 0)
    assert found.auc == 1.0 and found.recall_at_1_per_cent == 1.0
    everything, default, nothing = found.table
    assert (everything.recall, everything.precision, everything.alarms_per_1000) == (1.0, 0.5, 1000)
    assert (default.f1, default.alarms_per_1000) == (1.0, 0.0)
    assert (nothing.recall, nothing.precision) == (0.0, None)
    assert found.default == default


def test_what_the_default_threshold_gets_wrong_comes_worst_first(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    wrong = [
        pair("Quentin Varnadoe", "Quentin VARNADOE", False, "namesake"),
        pair("Anna Maria Eriksson", "Birgit OXBURY", True, "alias"),
        pair("Elisabeth Anderbrunn", "Elizabeth ANDERBRUN", True),
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in wrong), encoding="utf-8")
    missed, alarm = evaluate(read_pairs(path)).misjudged
    assert (missed.query, missed.match, missed.category) == ("Anna Maria Eriksson", True, "alias")
    assert (alarm.candidate, alarm.match) == ("Quentin VARNADOE", False)
    assert missed.by > alarm.by > 0 > missed.points


def test_facts_beside_the_name_can_count(file: Path) -> None:
    with_facts = evaluate(read_pairs(file, names_alone=False))
    assert with_facts.default.found < evaluate(read_pairs(file)).default.found


def test_an_empty_file_has_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("\n")
    found = evaluate(read_pairs(path))
    assert found.auc is None and found.default.precision is None


def test_ties_count_half() -> None:
    assert area_under_curve([1.0], [1.0]) == 0.5
    assert area_under_curve([2.0, 1.0], [1.0, 0.0]) == 0.875


BROKEN = [
    ("not JSON", "{", "line 1: not JSON"),
    ("not an object", "[]", "line 1: expected an object"),
    ("no label", '{"query": {"name": "a"}, "candidate": {"name": "b"}}', "line 1: match"),
    (
        "unknown key",
        '{"query": {"nom": "a"}, "candidate": {}, "match": true}',
        "line 1: unknown key",
    ),
]


@pytest.mark.parametrize(("line", "message"), [r[1:] for r in BROKEN], ids=[r[0] for r in BROKEN])
def test_broken_lines_are_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(UnreadableInput, match=message):
        read_pairs(path, names_alone=False)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no-such-file"):
        read_pairs(tmp_path / "no-such-file")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput, match="not UTF-8"):
        read_pairs(path)
