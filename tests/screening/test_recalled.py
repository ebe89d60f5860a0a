"""Records that their owners have withdrawn: a note in place of a hit, until the list is newer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from border_check.screening.recalled import keep_recalls, read_recalls
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.values.actions import ActionClass
from border_check.values.recall import Recall
from border_check.values.screening import Verdict
from border_check.values.settings import Desk as DeskSettings
from border_check.values.settings import Role, Settings

from desk import DOCUMENTS, NOMINALS, Desk

LISTED = ("L8989217", "UTO", "P")
WANTED = {"name": "Ottoline Ferenbach", "dob": "1958-02-19"}


def recalled(desk: Desk, *records: tuple[str, str], hours: float = 0) -> None:
    """Recall records as of so many hours after the moment of the test."""
    at = f"{desk.now + timedelta(hours=hours):%FT%TZ}"
    file = Home(desk.home).recalled
    keep_recalls(file, [Recall(*record, at, "2026-11-22/CENTRE/000001") for record in records])


def codes(desk: Desk, role: Role = Role.SECOND_LINE) -> tuple[Verdict, list[str], list[str]]:
    """Verdict, hits and problems of the listed document."""
    settings = Settings(desk=DeskSettings(role=role))
    with Screener(desk.home, settings, lambda: desk.now) as screener:
        found = screener.document(*LISTED)
    return found.verdict, [hit.record_id for hit in found.hits], [p.code for p in found.problems]


@pytest.fixture
def record(desk: Desk) -> str:
    """The record that the document hits."""
    verdict, (record,), _ = codes(desk)
    assert verdict is Verdict.STOP
    return record


def test_a_hit_becomes_a_note(desk: Desk, record: str) -> None:
    recalled(desk, ("sltd", record))
    verdict, hits, problems = codes(desk)
    assert (verdict, hits) == (Verdict.PROCEED, [])
    assert "recalled" in problems


def test_it_is_that_record_of_that_list(desk: Desk, record: str) -> None:
    recalled(desk, ("wanted", record), ("sltd", "another"))
    assert codes(desk)[:2] == (Verdict.STOP, [record])


def test_a_list_that_was_confirmed_later_holds(desk: Desk, record: str) -> None:
    recalled(desk, ("sltd", record), hours=-1000)
    assert codes(desk)[:2] == (Verdict.STOP, [record])


def test_people_are_recalled_as_well(desk: Desk) -> None:
    with Screener(desk.home, clock=lambda: desk.now) as screener:
        (hit,) = screener.person(WANTED).hits
        recalled(desk, ("wanted", hit.record_id))
        found = screener.person(WANTED)
    assert (found.verdict, found.hits) == (Verdict.PROCEED, ())
    assert hit.record_id in next(p.text for p in found.problems if p.code == "recalled")


def test_the_journal_says_what_would_have_hit(desk: Desk, record: str) -> None:
    recalled(desk, ("sltd", record))
    with Screener(desk.home, clock=lambda: desk.now) as screener:
        reference = screener.document(*LISTED).reference
        facts = screener.recorder.facts(reference)
    assert facts is not None
    assert facts["cleared"] == [["sltd", record]]


def test_no_note_tells_of_a_discreet_record(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, action=ActionClass.DISCREET)
    bare_desk.load("wanted", NOMINALS, action=ActionClass.DISCREET)
    before = codes(bare_desk, Role.FIRST_LINE)
    recalled(bare_desk, ("sltd", codes(bare_desk)[1][0]))
    assert codes(bare_desk, Role.FIRST_LINE) == before
    _, hits, problems = codes(bare_desk)
    assert hits == []
    assert "recalled" not in problems


@pytest.mark.parametrize("content", [b"", b"x\n[]", b"\xff", b"[]"], ids=repr)
def test_a_damaged_file_recalls_nothing(desk: Desk, record: str, content: bytes) -> None:
    recalled(desk, ("sltd", record))
    file = Path(Home(desk.home).recalled)
    assert codes(desk)[1] == []
    file.write_bytes(content)
    assert codes(desk)[1] == [record]
    assert read_recalls(str(file)) == []


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    file = str(tmp_path / "recalled")
    recalls = [Recall("sltd", "S-0001", "2026-11-22T06:00:00Z", "2026-11-22/CENTRE/000001")]
    keep_recalls(file, [])
    assert not Path(file).exists(), "where there is nothing to be kept"
    keep_recalls(file, recalls)
    assert read_recalls(file) == recalls
    keep_recalls(file, [])
    assert read_recalls(file) == []
