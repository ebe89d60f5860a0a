"""What a first-line desk gets is the answer to the same query without the discreet records."""

from __future__ import annotations

from datetime import timedelta

import pytest

from border_check.formats.terminal import report
from border_check.formats.wire import screening_to_wire, to_json
from border_check.journal.book import Journal
from border_check.screening.screener import Screener
from border_check.values.contacts import Contact, Contacts
from border_check.values.screening import Screening
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk

HOLDER = {"surname": "BRANDOVAR", "given": "Hjalmar Quist", "dob": "1965-11-30"}
OTHERS = "".join(line for line in NOMINALS.splitlines(keepends=True) if "discreet" not in line)


def first_line(desk: Desk, nominals: str, age: timedelta) -> tuple[str, str]:
    desk.load("sltd", DOCUMENTS, action="hold")
    desk.load("wanted", nominals, age=age)
    with desk.screener(Role.FIRST_LINE, contacts=Contacts(ncb=Contact("our NCB"))) as screener:
        screening = ask(screener)
    version = next(status.version for status in screening.lists if status.name == "wanted")
    wire = to_json(screening_to_wire(screening)).replace(str(version), "V")
    return wire, report(screening)


def ask(screener: Screener) -> Screening:
    return screener.document("D7770003", "UTO", "P", holder=HOLDER)


@pytest.mark.parametrize("age", [timedelta(hours=1), timedelta(hours=98)], ids=["fresh", "expired"])
def test_every_output_is_that_without_the_record(
    bare_desk: Desk, tmp_path_factory: pytest.TempPathFactory, age: timedelta
) -> None:
    other = Desk(tmp_path_factory.mktemp("other") / "home", bare_desk.now)
    assert first_line(bare_desk, NOMINALS, age) == first_line(other, OTHERS, age)


def test_the_second_line_sees_it(desk: Desk) -> None:
    with desk.screener() as screener:
        assert [hit.record_id for hit in ask(screener).hits] == ["N3"]


def test_the_journal_has_it_whatever_was_shown(desk: Desk) -> None:
    with desk.screener(Role.FIRST_LINE) as screener:
        ask(screener)
    with Journal(desk.home / "journal") as journal:
        (entry,) = journal.entries()
    assert entry.facts["hits"] == [["wanted", "N3", "exact", "discreet"]]
    assert entry.facts["verdict"] == "proceed"
