"""`border-check compare`."""

from __future__ import annotations

import json

import pytest
from session import Session

QUERY = {"name": "Zarou Tayibeli", "dob": "1971-03-04", "gender": "male"}
RECORD = {"name": "Zaru Mohamed TAYIBELI", "dobs": ["1971-03-04"], "gender": "male"}


def test_names_alone(bare_session: Session) -> None:
    result = bare_session("compare", "Zaru Tayibeli", "TAYIBELI Zarou")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Possible, not strong: the name agrees, but ")
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_the_query_may_come_from_standard_input(bare_session: Session) -> None:
    given = bare_session("compare", json.dumps(QUERY), json.dumps(RECORD), "--json")
    piped = bare_session("compare", "-", json.dumps(RECORD), "--json", stdin=json.dumps(QUERY))
    assert given.json == piped.json


def test_json_adds_up(bare_session: Session) -> None:
    found = bare_session("compare", json.dumps(QUERY), json.dumps(RECORD), "--json").json
    assert found["alert"] is True
    assert found["grade"] == "strong"
    assert found["points"] == pytest.approx(sum(piece["points"] for piece in found["evidence"]))


def test_strangers_do_not_alert(bare_session: Session) -> None:
    assert bare_session("compare", "Jane Doe", "Zaru Tayibeli", "--json").json["alert"] is False
    told = bare_session("compare", "Jane Doe", "Zaru Tayibeli").out
    assert told.startswith("Not reported: ")
    assert "no single fact that is missing would make" in told


def test_the_alias_stands_once_in_json(bare_session: Session) -> None:
    record = {"name": "Quilla OSTERMANE", "aliases": [{"name": "Zaru TAYIBELI"}]}
    found = bare_session("compare", "Zaru Tayibeli", json.dumps(record), "--json").json
    notes = [piece["note"] for piece in found["evidence"] if piece["feature"] == "name"]
    assert notes == ["same; alias Zaru TAYIBELI", "same"]


def test_nothing_is_asked_of_any_list_or_entered(bare_session: Session) -> None:
    bare_session("compare", "Jane Doe", "Zaru Tayibeli")
    assert not bare_session.home.exists()


REFUSED = [
    ("broken JSON", "{", "x", 3, "not JSON at character"),
    ("an unknown key", '{"nom": "x"}', "x", 2, "unknown key in the query: nom"),
    ("an impossible date", '{"name": "x", "dob": "1985-02-30"}', "x", 3, "dob: expected a day"),
]


@pytest.mark.parametrize(
    ("query", "candidate", "code", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(bare_session: Session, query: str, candidate: str, code: int, words: str) -> None:
    bare_session("compare", query, candidate).failed(code, words)
