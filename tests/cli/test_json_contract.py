"""Every key, type and word of the JSON contract `border-check/1`, held against what is printed.

A shape says of each key what it holds; a key that ends in a question mark may be absent, and no
other key may be there. Absent facts are absent keys: nothing is null or empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from session import Session

from desk import DOCUMENTS, VEHICLES

Shape = Any
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
STATE = re.compile(r"[A-Z]{1,3}")
TEXT = re.compile(r".+", re.DOTALL)
REFERENCE = re.compile(r"\d{4}-\d\d-\d\d/[^/]+/B?\d{6}(-\d+)?")
VERDICTS = {"stop", "refer", "not_checked", "proceed"}
CLASSES = {"hold", "protect", "refuse", "inquire", "discreet", "inform"}

LIST = {
    "name": TEXT,
    "kind": {"documents", "nominals", "vehicles", "references", "alerts"},
    "state": {"ok", "stale", "expired", "missing", "empty", "corrupt", "unsigned"},
    "required": bool,
    "version?": TEXT,
    "as_of?": MOMENT,
    "age_hours?": float,
    "records?": int,
}
PROBLEM = {"code": TEXT, "text": TEXT, "list?": TEXT, "field?": TEXT}
EVIDENCE = {
    "feature": TEXT,
    "relation": {"agrees", "similar", "differs", "missing"},
    "query?": TEXT,
    "record?": TEXT,
    "points": float,
    "note?": TEXT,
}
HIT = {
    "list": TEXT,
    "record_id": TEXT,
    "grade": {"exact", "strong", "possible"},
    "points": float,
    "score": float,
    "evidence": [EVIDENCE],
    "record": dict,
}
FAILURE = {
    "field": {"document_number", "birth_date", "expiry_date", "optional", "composite"},
    "found": str,
    "expected": str,
}
ZONE = {
    "format": {"TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID"},
    "surname": str,
    "given_names": str,
    "truncated": bool,
    "failures": [FAILURE],
}
QUERY = {
    "name?": TEXT,
    "surname?": TEXT,
    "given_names?": TEXT,
    "birth_date?": DATE,
    "sex?": {"F", "M", "X"},
    "nationality?": STATE,
    "birthplace?": TEXT,
    "number?": re.compile(r"[A-Z0-9]+"),
    "issuing_state?": STATE,
    "document_type?": TEXT,
    "expiry_date?": DATE,
    "mrz?": ZONE,
}
CHECK = {
    "schema": {"border-check/1"},
    "check": {"document", "person"},
    "reference": REFERENCE,
    "asked_at": MOMENT,
    "verdict": VERDICTS,
    "action": {"class?": CLASSES, "text": TEXT},
    "query": QUERY,
    "hits": [HIT],
    "lists": [LIST],
    "problems": [PROBLEM],
}
VEHICLE_QUERY = {
    **dict.fromkeys(("vin?", "plate?", "registration?", "imo?", "engine?", "part?"), TEXT),
    "country?": STATE,
}
VEHICLE = {**CHECK, "check": {"vehicle"}, "query": VEHICLE_QUERY}
TRAVELLER = {**CHECK, "check": {"traveller"}, "row": int, "line": int}
BATCH = {
    "schema": {"border-check/1"},
    "check": {"batch"},
    "reference": REFERENCE,
    "rows_in": int,
    "proceed": int,
    "refer": int,
    "stop": int,
    "not_checked": int,
    "unreadable": int,
    "complete": bool,
    "lists": [LIST],
    "problems": [PROBLEM],
}
LISTS = {"schema": {"border-check/1"}, "lists": [LIST]}
LOAD = {
    "schema": {"border-check/1"},
    "list": TEXT,
    "version": TEXT,
    "as_of": MOMENT,
    "read": int,
    "kept": int,
    "merged": int,
    "set_aside": dict,
    "rejected": int,
    "rejects_file?": TEXT,
}


def faults(value: object, shape: Shape, at: str = "") -> list[str]:
    """Where a value is not of its shape."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: no list"]
        return [
            fault for n, one in enumerate(value) for fault in faults(one, shape[0], f"{at}[{n}]")
        ]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{at}: no object"]
        return _faults_of_object(value, shape, at)
    if isinstance(shape, set):
        return [] if value in shape else [f"{at}: {value!r} is none of {shape}"]
    if isinstance(shape, re.Pattern):
        if isinstance(value, str) and shape.fullmatch(value):
            return []
        return [f"{at}: {value!r} is not {shape.pattern}"]
    types = (int, float) if shape is float else (shape,)
    return [] if type(value) in types else [f"{at}: {value!r} is no {shape.__name__}"]


def _faults_of_object(
    value: Mapping[str, object], shape: Mapping[str, Shape], at: str
) -> list[str]:
    shapes = {key.rstrip("?"): one for key, one in shape.items()}
    needed = {key for key in shape if not key.endswith("?")}
    found = [f"{at}.{key}: missing" for key in needed - value.keys()]
    found += [f"{at}.{key}: not in the contract" for key in value.keys() - shapes.keys()]
    for key in value.keys() & shapes.keys():
        found += faults(value[key], shapes[key], f"{at}.{key}")
    return found


SCAN = """\
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L8989123<6UTO7408122F3104150<<<<<<<<<<<<<<<2
"""
MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer,Expires
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO,2031-01-01
TAYIBELI,ZAROU,1971,M,UTO,P,K472O135,UTO,
ROE,RICHARD,02/03/1985,X,Atlantis,,,,
torn row
"""
CHECKS: dict[str, Callable[[Session], Any]] = {
    "a stop": lambda session: session("doc", "L8989123", "--issuer", "UTO", "--type", "P"),
    "a scan that fails": lambda session: session("doc", "--mrz", SCAN),
    "a scan of nothing": lambda session: session("doc", "--mrz", SCAN.replace("L8989123", "<" * 8)),
    "a look-alike": lambda session: session("doc", "K472O135"),
    "nothing": lambda session: session("doc", "K7654321", "--issuer", "D"),
    "a keyed holder": lambda session: session(
        "doc", "T5550001", "--surname", "TAYIBELI", "--given", "Zaru", "--sex", "M", "--dob", "1971"
    ),
    "a person": lambda session: session(
        "person", "Zarou Tayibeli", "--dob", "1971-03", "--pob", "Zenith", "--nationality", "UTO"
    ),
    "a document of a person": lambda session: session("person", "--doc", "T5550001"),
}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("state", ["whole", "corrupt", "missing", "no journal"])
def test_checks(session: Session, check: str, state: str) -> None:
    lists = session.home / "lists"
    if state == "corrupt":
        (lists / "sltd" / "current").write_text("{")
    elif state == "missing":
        (lists / "wanted" / "current").unlink()
    elif state == "no journal":
        (session.home / "journal").write_text("in the way")
    answer = with_json(session, CHECKS[check])
    shape = {**CHECK, "reference": {""}} if state == "no journal" else CHECK
    assert faults(answer, shape) == []


@pytest.mark.parametrize("state", ["whole", "missing"])
def test_vehicles(bare_session: Session, state: str) -> None:
    if state == "whole":
        bare_session.load("smv", VEHICLES)
    for numbers in (["--vin", "5UTZZ2IDXMZ000101"], ["--plate", "UT 101 AB", "--country", "UTO"]):
        answer = bare_session("vehicle", *numbers, "--json").json
        assert faults(answer, VEHICLE) == []
        for hit in answer["hits"]:
            total = sum(piece["points"] for piece in hit["evidence"])
            assert hit["points"] == pytest.approx(total, abs=1e-4)


def with_json(session: Session, check: Callable[[Session], Any]) -> Any:
    class InJson:
        def __call__(self, *arguments: str) -> Any:
            return session(*arguments, "--json").json

    return check(InJson())  # type: ignore[arg-type]


@pytest.mark.parametrize("check", CHECKS)
def test_points_are_the_sum_of_the_evidence(session: Session, check: str) -> None:
    for hit in with_json(session, CHECKS[check])["hits"]:
        total = sum(piece["points"] for piece in hit["evidence"])
        assert hit["points"] == pytest.approx(total, abs=1e-4)
        assert 0 < hit["score"] <= 1


def test_batch(session: Session) -> None:
    file = session.file("manifest.csv", MANIFEST)
    *rows, summary = session("batch", file, "--json").json_lines
    assert [fault for row in rows for fault in faults(row, TRAVELLER)] == []
    assert faults(summary, BATCH) == []
    assert rows[0]["query"] == {
        "surname": "DOE",
        "given_names": "JANE",
        "birth_date": "1990-01-01",
        "sex": "F",
        "nationality": "UTO",
        "document_type": "P",
        "number": "K7654321",
        "issuing_state": "UTO",
        "expiry_date": "2031-01-01",
    }


def test_lists(session: Session) -> None:
    (session.home / "lists" / "sltd" / "current").write_text("{")
    assert faults(session("lists", "--json").json, LISTS) == []


AT_THRESHOLD = {
    "threshold": float,
    "travellers": int,
    "alarms_per_1000?": float,
    **dict.fromkeys(("hits", "exact", "strong", "possible"), int),
}
TABLES = {"full_record": [AT_THRESHOLD], "name_alone": [AT_THRESHOLD]}
ALARMS = {
    "schema": {"border-check/1"},
    "check": {"alarms"},
    "reference": REFERENCE,
    "file": TEXT,
    "travellers": int,
    "not_read": int,
    "thresholds": {"first_line": float, "second_line": float},
    "lists": [{**LIST, **TABLES}],
    "together?": TABLES,
}


def test_alarms(session: Session) -> None:
    file = session.file("manifest.csv", MANIFEST)
    on = ("evaluate", "--on", "wanted", "--travellers", file, "--json")
    assert faults(session(*on).json, ALARMS) == []
    session.load("more", '{"id": "M1", "name": "Zaru TAYIBELI"}\n')
    assert "together" in (both := session(*on, "--on", "more").json)
    assert faults(both, ALARMS) == []


def test_load(session: Session) -> None:
    content = "record_id,issuing_country,din,category\n1,UTO,K1,lost\n2,UTO,,lost\n"
    assert faults(session.load("more", content, "--json").json, LOAD) == []


UPDATES = {
    "schema": {"border-check/1"},
    "lists": [
        {
            **LIST,
            "outcome": {"done", "unchanged", "failed"},
            "load?": {key: shape for key, shape in LOAD.items() if key != "schema"},
            "error?": TEXT,
            "hint?": TEXT,
        }
    ],
}


def test_update(session: Session) -> None:
    file = session.file("sltd.csv", DOCUMENTS)
    for outcome in ("done", "unchanged"):
        answer = session("update", "sltd", "--from", file, "--json").json
        assert answer["lists"][0]["outcome"] == outcome
        assert faults(answer, UPDATES) == []
    assert faults(session("update", "gone", "--json").json, UPDATES) == []


def test_the_shape_check_sees_what_is_wrong(session: Session) -> None:
    answer = session("doc", "L8989123", "--json").json
    assert faults({**answer, "extra": 1}, CHECK) == [".extra: not in the contract"]
    assert faults({**answer, "verdict": "clear"}, CHECK) != []
    assert faults(json.loads(json.dumps(answer).replace('"points": ', '"point": ')), CHECK) != []
    assert faults({**answer, "asked_at": None}, CHECK) != []
