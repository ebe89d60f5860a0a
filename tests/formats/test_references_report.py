"""What genuine documents look like, as officers see it and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from border_check.formats.cells import WIDTH
from border_check.formats.references import reference_report, references_to_wire
from border_check.screening.reference_search import ReferenceAnswer, find_references

from desk import REFERENCES, Desk
from golden import Golden

FOLDER = "home/pictures"


def answer(desk: Desk, *asked: str) -> ReferenceAnswer:
    desk.load("refs", REFERENCES, title="References", required=False)
    with desk.screener() as screener:
        return find_references(screener.lists(), *asked)


CASES = {
    "reference_series": ("UTO", "P", "2019"),
    "reference_type": ("UTO", "P"),
    "reference_hint": ("GBR", "P"),
}


@pytest.mark.parametrize("case", CASES)
def test_report(bare_desk: Desk, golden: Golden, case: str) -> None:
    text = reference_report(answer(bare_desk, *CASES[case]), FOLDER)
    golden.holds(f"{case}.txt", text)
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_what_the_list_knows_besides_is_shown(bare_desk: Desk) -> None:
    lines = reference_report(answer(bare_desk, "UTO", "PD"), FOLDER).splitlines()
    assert "Known    cover: black" in lines
    assert "Certain  no: `doc` does not prompt by it" in lines


def test_a_picture_that_is_there(bare_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "uto").mkdir()
    (tmp_path / "uto" / "p-2019.png").touch()
    text = reference_report(answer(bare_desk, "UTO", "P"), str(tmp_path))
    assert "not there" not in text


HOSTILE = "tilt it\x1b[2J\u202e"


def test_a_list_cannot_rewrite_the_report(bare_desk: Desk) -> None:
    hostile = REFERENCES.replace("tilt it", json.dumps(HOSTILE)[1:-1])
    bare_desk.load("refs", hostile, required=False)
    with bare_desk.screener() as screener:
        text = reference_report(find_references(screener.lists(), "UTO"), FOLDER)
    assert not set("\x1b\u202e") & set(text)


def test_json(bare_desk: Desk) -> None:
    wire = references_to_wire(answer(bare_desk, "UTO", "P", "2019"), FOLDER)
    (status,) = wire.pop("lists")
    assert (status["name"], status["kind"], status["required"]) == ("refs", "references", False)
    assert wire == {
        "schema": "border-check/1",
        "issuing_state": "UTO",
        "document_type": "P",
        "references": [
            {
                "list": "refs",
                "record_id": "R1",
                "issuing_state": "UTO",
                "type": "P",
                "title": "Ordinary passport",
                "series": "2019",
                "layout": "TD3",
                "numbers": ["[KL]#######"],
                "validity": [5, 10],
                "issued_from": "2019-03-01",
                "materials": ["polycarbonate data page"],
                "checks": ["tilt it: the star turns to gold"],
                "pictures": ["home/pictures/uto/p-2019.png"],
                "certain": True,
            }
        ],
    }


def test_a_hint_in_json(bare_desk: Desk) -> None:
    wire = references_to_wire(answer(bare_desk, "KOR"), FOLDER)
    assert wire["hint"] == {
        "numbers": ["[MS]########"],
        "remark": "S single, M multiple journeys",
    }
    assert wire["references"] == []
