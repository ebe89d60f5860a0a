"""A post with one officer learns of a discreet record by a phrase that looks like any other."""

from __future__ import annotations

import re

import pytest
from session import Session
from watched import FIRST_LINE, HITS, WATCHED, home_of, placed

USUAL = "Continue the examination."
CUE = "Carry on with the examination."
ONE_OFFICER = FIRST_LINE.replace("first-line", f"first-line, covert_cue: {CUE}")
CUED = ("a document", "a document in a series", "a zone", "a holder, keyed", "a plate", "a VIN")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A home with discreet records, and one configuration with a cue beside that without."""
    session = home_of(tmp_path_factory.mktemp("cue") / "watched", WATCHED)
    session.file("one.yaml", ONE_OFFICER)
    session.file("second.yaml", ONE_OFFICER.replace("first-line", "second-line"))
    return session


def asked(session: Session, question: list[str], config: str | None) -> str:
    given = ["--config", str(session.folder / config)] if config else []
    out = session(*placed(session, question), *given).out
    return re.sub(r"GVA-03/\d+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "...", out)


@pytest.mark.parametrize("name", CUED)
def test_it_is_all_that_differs(watched: Session, name: str) -> None:
    usual, cued = (asked(watched, HITS[name], config) for config in (None, "one.yaml"))
    assert usual != cued == usual.replace(USUAL, CUE)


UNCUED = [
    ("nobody knows the document", ["doc", "K7654321", "--issuer", "UTO"]),
    ("nobody knows the vehicle", ["vehicle", "--plate", "UT 1", "--country", "UTO"]),
    ("the person is stopped for something else", HITS["a holder of a listed document"]),
    ("an answer in JSON", [*HITS["a zone"], "--json"]),
    ("a passenger list", HITS["a passenger list"]),
    ("a passenger list in JSON", [*HITS["a passenger list"], "--json"]),
]


@pytest.mark.parametrize("question", [u[1] for u in UNCUED], ids=[u[0] for u in UNCUED])
def test_nothing_else_differs(watched: Session, question: list[str]) -> None:
    assert asked(watched, question, None) == asked(watched, question, "one.yaml")


def test_the_second_line_has_no_use_for_it(watched: Session) -> None:
    assert CUE not in asked(watched, HITS["a document"], "second.yaml")
