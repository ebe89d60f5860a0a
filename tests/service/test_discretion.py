"""What callers of the first line are told, and what they are not."""

from __future__ import annotations

from typing import Any

import pytest
from session import Session

pytest.importorskip("uvicorn")

from serving import Serving

DISCREET = {"number": "D7770003", "issuing_state": "UTO"}
UNLISTED = {"number": "D7770009", "issuing_state": "UTO"}
HOLDER = {"surname": "Brandovar", "given": "Hjalmar Quist", "dob": "1965-11-30"}

NOBODY = {"surname": "Roe", "given": "Joan", "dob": "1990-01-01"}


def told(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "query": None, "reference": None, "asked_at": None}


def test_the_first_line_is_told_as_if_discreet_records_were_not_there(session: Session) -> None:
    with Serving(session) as serving:
        token = serving.token(role="first-line", user="carla")
        with serving.asking(token) as first, serving.asking() as second:
            full = second.post("/v1/document", json=DISCREET).json()
            question = {**DISCREET, "holder": HOLDER}
            shown = first.post("/v1/document", json=question)
            other = first.post("/v1/document", json={**UNLISTED, "holder": NOBODY})
            row = b"surname,given_names,birth_date,number,issuing_state\n"
            row += b"Brandovar,Hjalmar Quist,1965-11-30,D7770003,UTO\n"
            batch = first.post("/v1/batch", content=row).text
            lists = {one["name"]: one for one in first.get("/v1/lists").json()["lists"]}
            figures = second.get("/metrics").text
    assert [hit["record_id"] for hit in full["hits"]] == ["N3"]
    assert (shown.json()["verdict"], shown.json()["hits"]) == ("proceed", [])
    assert told(shown.json()) == told(other.json())
    assert dict(shown.headers).keys() == dict(other.headers).keys()
    assert "N3" not in batch
    assert '"proceed": 1' in batch
    assert lists["wanted"]["records"] == 5
    assert 'check="document",verdict="proceed"} 2.0' in figures
    queue = session("hits", "--json").json_lines  # where the second line follows them
    hits = {(one["user"], hit[1]) for one in queue for hit in one["hits"]}
    assert hits == {("anna", "N3"), ("carla", "N3")}
    assert [one["user"] for one in queue].count("carla") == 2
