"""Reference documents in our own keys: what is taken, and what is rejected with its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.sources.interface import Rejected
from border_check.sources.reference_jsonl import ReferenceJsonl
from border_check.sources.whole import read_whole
from border_check.values.dates import PartialDate
from border_check.values.guidance import ReferenceDocument

LEAST = {"id": "R1", "issuer": "UTO", "type": "P"}
FULL = {
    **LEAST,
    "issuer": "Utopia",
    "type": "p<",
    "title": "Ordinary  passport",
    "series": 2019,
    "layout": "td3",
    "numbers": ["l#######", "M #######"],
    "validity": [10, 5],
    "issued_from": "2019-03",
    "issued_to": "28.2.2024",
    "materials": "polycarbonate",
    "checks": ["tilt it", "feel it"],
    "pictures": ["uto/page.PNG", "/mnt/stick/uto.jpg"],
    "certain": True,
    "source": "circular 4",
    "pages": 32,
    "stamp": None,
}


def entries(tmp_path: Path, *objects: Any) -> list[Any]:
    path = tmp_path / "list.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in objects), encoding="utf-8")
    return list(read_whole(ReferenceJsonl(), path).entries)


def test_a_record_in_full(tmp_path: Path) -> None:
    assert entries(tmp_path, FULL) == [
        ReferenceDocument(
            "R1",
            "UTO",
            "P",
            title="Ordinary passport",
            series="2019",
            layout="TD3",
            numbers=("L#######", "M#######"),
            validity=(5, 10),
            issued_from=PartialDate(2019, 3),
            issued_to=PartialDate(2024, 2, 28),
            materials=("polycarbonate",),
            checks=("tilt it", "feel it"),
            pictures=("uto/page.PNG", "/mnt/stick/uto.jpg"),
            certain=True,
            source="circular 4",
            extra=(("pages", "32"),),
        )
    ]


def test_the_least(tmp_path: Path) -> None:
    assert entries(tmp_path, LEAST) == [ReferenceDocument("R1", "UTO", "P")]


@pytest.mark.parametrize("kind", ["passport", "Identity Card", "PD", "visa"])
def test_types(tmp_path: Path, kind: str) -> None:
    (record,) = entries(tmp_path, {**LEAST, "type": kind})
    assert record.type == (kind if len(kind) == 2 else kind.lower())


BAD = [
    ("id", "", "no id: a prompt could not be traced to its record"),
    ("issuer", "", "no issuing state"),
    ("issuer", "Nowhere", "'Nowhere' is neither a code nor a known name"),
    ("type", "", "no document type"),
    ("type", "scroll", "'scroll' is no document code, as P or ID, and no known word"),
    ("layout", "TD4", "'TD4' is none of TD1, TD2, TD3, MRVA, MRVB, FRA_ID"),
    ("numbers", "L-###", "'L-###' has '-'; expected A-Z, 0-9, @, #, * or [...]"),
    ("numbers", 7, "expected a text, or a list of texts"),
    ("validity", "ten", "'ten' is no number of years between 0 and 50"),
    ("validity", 100, "100 is no number of years between 0 and 50"),
    ("issued_from", "March", "'March' is no date; expected YYYY, YYYY-MM, YYYY-MM-DD or D.M.YYYY"),
    ("certain", "yes", "'yes' is neither true nor false"),
    ("title", ["a"], "expected a text"),
    ("pictures", "../../secret.png", "is no path of a file below the folder pictures"),
    ("pictures", "https://x.example/a.png", "is no path of a file below the folder pictures"),
    ("pictures", "uto/page.desktop", "'uto/page.desktop' is no picture: .jpg"),
]


@pytest.mark.parametrize(("field", "value", "reason"), BAD, ids=[f"{b[0]} {b[1]}" for b in BAD])
def test_what_cannot_be_used_is_told(tmp_path: Path, field: str, value: Any, reason: str) -> None:
    good, bad = entries(tmp_path, LEAST, {**LEAST, field: value})
    assert isinstance(good, ReferenceDocument)
    assert isinstance(bad, Rejected)
    assert (str(bad.place), bad.field) == ("list.jsonl, line 2", field)
    assert reason in bad.reason
