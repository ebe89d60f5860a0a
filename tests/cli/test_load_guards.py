"""What a load refuses although the file is sound, and that two people can want it all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from session import Session, ago

HEADER = "record_id,issuing_country,document_type,din,category,review_date,status\n"


def rows(**issuers: int) -> str:
    """A list of so many documents of each issuer."""
    return HEADER + "".join(
        f"{issuer}-{number},{issuer},passport,K{number:07},stolen,2034-05-02,active\n"
        for issuer, count in issuers.items()
        for number in range(count)
    )


def load(session: Session, content: str, hours: float, *options: str) -> int:
    file = session.file("list.csv", content)
    return session("load", "own", file, "--as-of", ago(hours=hours), *options).code


GUARDS = [
    ("a fifth is gone", rows(UTO=1000), rows(UTO=799), "799 records, and 1,000 answer now"),
    (
        "an issuer lost half",
        rows(UTO=1000, D=120),
        rows(UTO=1000, D=59),
        "59 records of D, and 120",
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "said"), [g[1:] for g in GUARDS], ids=[g[0] for g in GUARDS]
)
def test_a_list_that_shrinks_is_refused(
    session: Session, before: str, after: str, said: str
) -> None:
    assert load(session, before, 2) == 0
    kept = session.kept()
    refused = session("load", "own", session.file("list.csv", after), "--as-of", ago(hours=1))
    refused.failed(4, said, "--override REASON")
    assert set(session.kept()) == set(kept)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rows(UTO=1000), rows(UTO=801)),
        (rows(UTO=99), rows(UTO=1)),
        (rows(UTO=1000, D=120), rows(UTO=1000, D=60)),
        (rows(UTO=1000, D=99), rows(UTO=1000)),
    ],
    ids=["less than a fifth", "a short list", "half of an issuer", "a small issuer"],
)
def test_what_comes_and_goes_is_not(session: Session, before: str, after: str) -> None:
    assert load(session, before, 2) == load(session, after, 1) == 0


def test_a_configuration_may_say_otherwise(session: Session) -> None:
    config = session.file("c.yaml", "lists: {own: {shrinks_at_most: 100}}\n")
    assert load(session, rows(UTO=1000), 2) == 0
    assert load(session, rows(UTO=5), 1, "--config", str(config)) == 0


def test_one_that_is_older_is_refused(session: Session) -> None:
    assert load(session, rows(UTO=3), 2) == 0
    file = session.file("list.csv", rows(UTO=2))
    session("load", "own", file, "--as-of", ago(hours=3)).failed(4, "it is of", "answers of")


CANARIES = """
lists:
  own: {canaries: [{number: K0000001, issuer: UTO}]}
"""


def test_a_list_without_its_canary_is_refused(session: Session) -> None:
    config = session.file("c.yaml", CANARIES)
    file = session.file("list.csv", rows(UTO=1))
    refused = session("load", "own", file, "--as-of", ago(hours=1), "--config", config)
    refused.failed(4, "K0000001 UTO must be on it, and is not found")
    assert load(session, rows(UTO=2), 1, "--config", str(config)) == 0


def test_a_canary_is_asked_each_time_that_the_list_is_opened(session: Session) -> None:
    assert load(session, rows(UTO=1), 1) == 0
    config = session.file("c.yaml", CANARIES)
    found = session("doc", "K9999999", "--issuer", "UTO", "--json", "--config", config)
    assert found.code == 20
    (own,) = [one for one in found.json["lists"] if one["name"] == "own"]
    assert own["state"] == "corrupt"
    assert "must be on it" in json.dumps(found.json["problems"])


def test_a_person_can_be_one(session: Session) -> None:
    config = session.file(
        "c.yaml",
        "lists: {people: {canaries: [{name: Anna Maria Eriksson, dob: 1974-08-12}]}}\n",
    )
    anna = '{"id": "1", "name": "Anna Maria ERIKSSON", "dobs": ["1974-08-12"], "notice": "red"}\n'
    other = '{"id": "2", "name": "Quentin VARNADOE", "dobs": ["1960"], "notice": "red"}\n'
    for content, code in ((other, 4), (anna + other, 0)):
        file = session.file("people.jsonl", content)
        done = session("load", "people", file, "--as-of", ago(hours=1), "--config", config)
        assert done.code == code, done


@pytest.mark.parametrize(
    ("canaries", "said"),
    [
        ("{number: A1}", "number and issuer, or name and dob"),
        ("{number: A1, issuer: UTO, name: Anna}", "number and issuer, or name and dob"),
        ("{name: Anna, dob: soon}", "YYYY"),
        ("{colour: red}", "colour"),
    ],
    ids=["no issuer", "both", "no date", "another key"],
)
def test_what_is_no_canary(session: Session, canaries: str, said: str) -> None:
    config = session.file("c.yaml", f"lists: {{own: {{canaries: [{canaries}]}}}}\n")
    session("lists", "--config", config).failed(3, said)


def test_a_clock_that_was_put_back_does_not_make_a_list_young(session: Session) -> None:
    assert load(session, rows(UTO=3), 1) == 0
    pointer = session.home / "lists" / "own" / "current"
    facts = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**facts, "confirmed": ago(hours=-30)}))
    found = session("doc", "K0000001", "--issuer", "UTO", "--json")
    assert found.code == 20
    assert "ahead of the clock" in json.dumps(found.json["problems"])


def test_two_people_can_want_it(session: Session, tmp_path: Path) -> None:
    assert load(session, rows(UTO=1000), 2) == 0
    file = session.file("list.csv", rows(UTO=5))
    asked = session("load", "own", file, "--as-of", ago(hours=1), "--override", "cleared out")
    assert asked.code == 0
    assert "5 records, and 1,000 answer now" in asked.err
    assert session("requests", "--open", "--json").json_lines
