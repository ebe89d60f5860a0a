"""Passenger lists of one JSON object a line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from border_check.errors import ManifestError
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

ASKED = date(2026, 11, 22)
ANNA = {"surname": "ERIKSSON", "given": "ANNA", "dob": "1974-08-12", "passport no": "L898902C3"}
ANNA_QUERY = {
    "surname": "ERIKSSON",
    "given_names": "ANNA",
    "birth_date": "1974-08-12",
    "number": "L898902C3",
}


def read(*lines: object, encoding: str = "utf-8") -> tuple[Reading, list[Traveller]]:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    reading = open_manifest("\n".join(texts).encode(encoding), ASKED, "list.jsonl")
    return reading, list(reading.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_objects_are_read(encoding: str) -> None:
    reading, rows = read(ANNA, "", ANNA, encoding=encoding)
    assert reading.format == "jsonl"
    assert reading.columns["number"] == "passport no"
    assert [(row.row, row.line, row.query) for row in rows] == [
        (1, 1, ANNA_QUERY),
        (2, 3, ANNA_QUERY),
    ]


VALUES = [
    ("a number", {"passport no": 750000001}, {"number": "750000001"}),
    ("null", {"passport no": None}, {"number": None}),
    ("a list of given names", {"given": ["ANNA", "MARIA"]}, {"given_names": "ANNA MARIA"}),
    ("another spelling in this line", {"dob": "", "birth_date": "1990"}, None),
]


@pytest.mark.parametrize(
    ("change", "expected"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES]
)
def test_value_is_read(change: dict[str, object], expected: dict[str, str | None] | None) -> None:
    _, (row,) = read({**ANNA, **change})
    if expected is None:
        assert "both claim to be the birth_date" in (row.unreadable or "")
        return
    query = {**ANNA_QUERY, **expected}
    assert row.query == {field: text for field, text in query.items() if text is not None}


def test_keys_may_change_from_line_to_line() -> None:
    other = {"Nachname": "DOE", "Vorname": "JANE", "Geburtsdatum": "01.02.1990"}
    _, rows = read(ANNA, other)
    assert rows[1].query == {"surname": "DOE", "given_names": "JANE", "birth_date": "1990-02-01"}


def test_name_is_whole_where_other_lines_have_both_halves() -> None:
    _, rows = read(ANNA, {"name": "JANE DOE", "surname": "DOE"})
    assert rows[1].person is not None
    assert rows[1].person.name == ("JANE DOE", "DOE", "", False)


BAD_LINES = [
    ("cut off", '{"surname": "DOE"', "not a JSON object"),
    ("a list", '["DOE"]', "not a JSON object"),
    ("a word", "DOE", "not a JSON object"),
    ("no facts", "{}", "neither a name nor a document number"),
    ("a key twice", '{"surname": "DOE", "surname": "ROE", "given": "A"}', "both claim"),
    ("an object in it", '{"surname": {"text": "DOE"}, "given": "A"}', "expected a text"),
    ("pairs of number and issuer", '{"number": [["K1", "UTO"]]}', "expected a text"),
    ("endless brackets", '{"surname":' + "[" * 100_000, "not a JSON object"),
    ("an endless number", '{"surname":' + "9" * 5000 + "}", "not a JSON object"),
]


@pytest.mark.parametrize(
    ("line", "reason"), [row[1:] for row in BAD_LINES], ids=[row[0] for row in BAD_LINES]
)
def test_bad_line_is_an_unreadable_row(line: str, reason: str) -> None:
    _, rows = read(ANNA, line, ANNA)
    assert [row.line for row in rows] == [1, 2, 3]
    assert reason in (rows[1].unreadable or "")
    assert rows[0].query == rows[2].query == ANNA_QUERY


def test_lone_surrogates_are_removed() -> None:
    _, (row,) = read('{"surname": "DO\\ud800E", "given": "A", "\\ud800 seat": "1"}')
    assert row.query["surname"] == "DOE"
    assert row.problems[0].code == "control_characters"


def test_dates_of_all_lines_prove_their_order() -> None:
    _, rows = read({**ANNA, "dob": "03/04/1985"}, {**ANNA, "dob": "31/12/1990"})
    assert rows[0].query["birth_date"] == "1985-04-03"


def test_unknown_keys_are_told() -> None:
    reading, _ = read({**ANNA, "seat": "1A", "remarks": [["K1", "UTO"]]})
    assert reading.warnings == ("columns not used: seat, remarks",)


NO_LISTS = [
    ("one object over several lines", '{\n"surname": "DOE"\n}', "no line holds a JSON object"),
    ("no names", '{"seat": "1A"}', "no column for a name or a document number"),
    ("half of each name", '{"given": "ANNA"}', "no column for the surname"),
]


@pytest.mark.parametrize(
    ("text", "message"), [row[1:] for row in NO_LISTS], ids=[row[0] for row in NO_LISTS]
)
def test_what_is_no_list_of_travellers_is_refused(text: str, message: str) -> None:
    with pytest.raises(ManifestError, match=message):
        read(text)
