"""Alerts to counterfeits in our own keys: what is taken, and what is rejected with its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.sources.alert_jsonl import AlertJsonl
from border_check.sources.interface import Rejected
from border_check.sources.whole import read_whole
from border_check.values.dates import PartialDate
from border_check.values.guidance import CounterfeitAlert

LEAST = {"id": "A1", "issuer": "UTO", "text": "the film", "numbers": "L#######"}
FULL = {
    **LEAST,
    "type": "P",
    "title": "printed",
    "ranges": [["L 8990000", "l8990999"]],
    "mrz": {
        "layout": "TD3",
        "optional": "ZENITH7",
        "failing": ["composite"],
        "weights": 137,
        "birth_date": "##0101",
        "expiry_date": "####31",
    },
    "pictures": "a1.png",
    "published": "2026-07-01",
    "expires": "2028",
    "source": "port of Zenith",
    "seen": 3,
}


def entries(tmp_path: Path, *objects: Any) -> list[Any]:
    path = tmp_path / "list.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in objects), encoding="utf-8")
    return list(read_whole(AlertJsonl(), path).entries)


def test_a_record_in_full(tmp_path: Path) -> None:
    assert entries(tmp_path, FULL) == [
        CounterfeitAlert(
            "A1",
            "UTO",
            "the film",
            "P",
            "printed",
            numbers=("L#######",),
            ranges=(("L8990000", "L8990999"),),
            layout="TD3",
            optional="ZENITH7",
            failing=("composite",),
            weights="137",
            birth_date="##0101",
            expiry_date="####31",
            pictures=("a1.png",),
            published=PartialDate(2026, 7, 1),
            expires=PartialDate(2028),
            source="port of Zenith",
            extra=(("seen", "3"),),
        )
    ]


def test_an_issuer_that_does_not_exist_is_enough(tmp_path: Path) -> None:
    fantasy = {"id": "F", "issuer": "WQX", "text": "the issuer"}
    assert entries(tmp_path, fantasy) == [CounterfeitAlert("F", "WQX", "the issuer")]


BAD = [
    ("id", "", "id", "no id: a prompt could not be traced to its record"),
    ("text", "", "text", "no text: nobody would know where to look"),
    ("numbers", [], "numbers", "every document of this issuer would resemble it"),
    ("ranges", ["L1"], "ranges", "expected pairs of texts, found 'L1'"),
    ("ranges", "L1", "ranges", "expected a list, as in"),
    ("ranges", [["L2", "L1"]], "ranges", "the last number comes before the first"),
    ("ranges", [["L1", "M2"]], "ranges", "are not of one shape"),
    ("ranges", [["", ""]], "ranges", "'' is no document number"),
    ("mrz", "TD3", "mrz", "expected an object"),
    ("mrz", {"layout": "TD9"}, "layout", "'TD9' is none of"),
    ("mrz", {"failing": ["number"]}, "failing", "'number' is none of document_number"),
    ("mrz", {"weights": "7-3-1"}, "weights", "are no weights, one digit each, as in 137"),
    ("mrz", {"expiry_date": "####"}, "expiry_date", "is no mask of six figures (YYMMDD)"),
    ("mrz", {"expiry_date": "2028?1"}, "expiry_date", "has '?'"),
    ("mrz", {"office": "Z"}, "office", "is not known; expected layout, optional"),
]


@pytest.mark.parametrize(
    ("key", "value", "field", "reason"), BAD, ids=[f"{b[0]} {b[1]}" for b in BAD]
)
def test_what_cannot_be_used_is_told(
    tmp_path: Path, key: str, value: Any, field: str, reason: str
) -> None:
    good, bad = entries(tmp_path, LEAST, {**LEAST, key: value})
    assert isinstance(good, CounterfeitAlert)
    assert isinstance(bad, Rejected)
    assert (str(bad.place), bad.field) == ("list.jsonl, line 2", field)
    assert reason in bad.reason
