"""Shifts of a post: opened with a self-test, closed with a report, hits handed over by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from border_check.errors import BorderCheckError, Refused, UsageError
from border_check.formats.shifts import opened_report, shown_report
from border_check.journal.shifts import SHIFT
from border_check.screening.loading import load_list
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.screening.shifts import Shifts
from border_check.snapshot.install import Load
from border_check.sources.registry import source_named
from border_check.values.case import Disposition
from border_check.values.lists import ListChanges, ListDescription, ListKind
from border_check.values.screening import Verdict
from border_check.values.settings import Role, Settings, ShiftUse

from desk import DOCUMENTS, Desk
from golden import Golden

STOP = "L8989123"


def shift_entries(screener: Screener) -> list[dict[str, Any]]:
    found = (entry.facts for _, entry in screener.recorder.entries())
    return [facts for facts in found if facts["check"] == SHIFT]


def as_account(text: str, screener: Screener) -> str:
    return text.replace(f"({screener.recorder.user})", "(officer)")


def test_a_clock_that_was_put_back_is_told_and_keeps_lists_from_being_loaded(desk: Desk) -> None:
    with desk.screener() as screener:
        screener.document(STOP, "UTO", "P")
    with Screener(desk.home, clock=lambda: desk.now - timedelta(hours=2)) as screener:
        screener.document(STOP, "UTO", "P")  # entered, but not the latest
        opened = Shifts(screener).open("A. Marsh")
        assert "was it put back?" in opened.warnings[0]
        file = desk.home.parent / "sltd.csv"
        file.write_text(DOCUMENTS)
        source, as_of = source_named("sltd-csv"), desk.now - timedelta(hours=3)
        description = ListDescription("sltd", ListKind.DOCUMENTS)
        with pytest.raises(Refused, match="was it put back"):
            load_list(screener, Load(description, source, file, screener.now(), as_of))


def test_a_shift_from_its_opening_to_the_next(
    desk: Desk, golden: Golden, officer: Callable[[str], None]
) -> None:
    officer("marsh")
    with desk.screener() as screener:
        shifts = Shifts(screener)
        opened = shifts.open("A. Marsh")
        assert opened.is_sound
        golden.holds("shift_opened.txt", opened_report(opened, screener.settings))
        screener.document(STOP, "UTO", "P")
        screener.document("K7654321", "UTO", "P")
        SecondLine(screener).open("000002")
        golden.holds("shift_shown.txt", shown_report(shifts.show(), screener.settings))
        closed = shifts.close("B. Quill")
        golden.holds("shift_closed.txt", shown_report(closed, screener.settings))
        assert shifts.current() is None
        officer("quill")
        opened = shifts.open("B. Quill")
        golden.holds("shift_handed_over.txt", opened_report(opened, screener.settings))
        first, end, second = shift_entries(screener)
    assert (first["officer"], first["user"], first["open"]) == ("A. Marsh", "marsh", [])
    assert end["to"] == second["officer"] == "B. Quill"
    assert end["open"] == second["open"] == ["2026-11-22/GVA-03/000002"]
    assert end["counts"] == {"stop": 1, "proceed": 1}


def test_closing_with_open_hits_is_never_silent(desk: Desk) -> None:
    with desk.screener() as screener:
        shifts = Shifts(screener)
        shifts.open("A. Marsh")
        screener.document(STOP, "UTO", "P")
        with pytest.raises(BorderCheckError, match=r"1 hit is open \(2026-11-22/GVA-03/000002"):
            shifts.close()
        assert shifts.current() is not None
        SecondLine(screener).rule("000002", Disposition.CONFIRMED)
        assert shifts.close().waiting == ()


def test_one_that_nobody_closed_is_told_and_can_be_taken_over(desk: Desk) -> None:
    with desk.screener() as screener:
        shifts = Shifts(screener)
        before = shifts.open("A. Marsh").shift
        with pytest.raises(BorderCheckError, match=r"open since .* of A\. Marsh") as caught:
            shifts.open("B. Quill")
        assert "--take-over" in caught.value.hint
        opened = shifts.open("B. Quill", take_over=True)
        assert opened.taken_over == before
        told = " ".join(opened_report(opened, screener.settings).split())
        assert "was not closed and ends here" in told
        assert shift_entries(screener)[-1]["took_over"] == before.reference
        current = shifts.current()
        assert current is not None
        assert current.officer == "B. Quill"


def test_a_name_that_was_not_expected_is_told(desk: Desk) -> None:
    with desk.screener() as screener:
        shifts = Shifts(screener)
        shifts.open("A. Marsh")
        screener.document(STOP, "UTO", "P")
        shifts.close("B. Quill")
        told = " ".join(opened_report(shifts.open("C. Reed"), screener.settings).split())
    assert "They were handed over to B. Quill, and the shift was opened by C. Reed." in told


def test_hits_that_nobody_handed_over_are_told(desk: Desk) -> None:
    with desk.screener() as screener:
        screener.document(STOP, "UTO", "P")
        told = opened_report(Shifts(screener).open("A. Marsh"), screener.settings)
    assert "Nobody has handed over these hits:" in told
    assert "GVA-03/000001" in told


def test_what_is_damaged_or_expired_is_told_and_the_shift_is_open(
    desk: Desk, golden: Golden
) -> None:
    desk.load("old", DOCUMENTS, age=timedelta(days=4, hours=2))
    (file,) = (desk.home / "lists" / "sltd").glob("*.sqlite")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    missing = ListChanges("tdawn", (("required", False),))
    with desk.screener(lists=(missing,)) as screener:
        opened = Shifts(screener).open("A. Marsh")
        assert not opened.is_sound
        assert shift_entries(screener)[0]["damaged"] == ["sltd"]
        text = opened_report(opened, screener.settings)
    golden.holds("shift_damaged.txt", as_account(text, screener))


def test_a_damaged_journal_is_told(desk: Desk) -> None:
    with desk.screener() as screener:
        screener.document("K7654321", "UTO", "P")
        (desk.home / "journal" / "head").write_text(f"{9:012} {'0' * 64}\n")
        opened = Shifts(screener).open("A. Marsh")
        assert not opened.is_sound
        assert "call the auditor" in opened_report(opened, screener.settings)


def test_posts_have_shifts_of_their_own(desk: Desk) -> None:
    with desk.screener() as here:
        Shifts(here).open("A. Marsh")
        settings = Settings(here.settings.desk._replace(post="GVA-04"))
        with Screener(desk.home, settings, clock=lambda: desk.now) as there:
            assert Shifts(there).current() is None
            there.document("K7654321", "UTO", "P")
            Shifts(there).open("B. Quill")
        here.document("K7654321", "UTO", "P")
        assert Shifts(here).show().worked.verdicts == {Verdict.PROCEED: 1}


def test_a_first_line_desk_is_told_of_no_hits(desk: Desk) -> None:
    with desk.screener(Role.FIRST_LINE) as screener:
        shifts = Shifts(screener)
        opened = shifts.open("A. Marsh")
        screener.document("D7770003", "UTO")  # discreet: not shown here
        shown = shifts.close()
        assert opened.waiting is shown.waiting is None
        assert shown.worked.verdicts == {Verdict.PROCEED: 1}
        assert all("open" not in facts for facts in shift_entries(screener))


def test_a_desk_may_require_one(desk: Desk) -> None:
    with desk.screener() as plain:
        settings = Settings(plain.settings.desk._replace(shift=ShiftUse.REQUIRED))
    with Screener(desk.home, settings, clock=lambda: desk.now) as screener:
        with pytest.raises(BorderCheckError, match="no shift is open at GVA-03"):
            Shifts(screener).require()
        Shifts(screener).open("A. Marsh")
        Shifts(screener).require()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "A\x1b[2J"], ids=repr)
def test_an_officer_has_a_name(desk: Desk, name: str) -> None:
    with desk.screener() as screener, pytest.raises(UsageError, match="--officer"):
        Shifts(screener).open(name)


def test_without_a_shift_there_is_none_to_show_or_close(desk: Desk) -> None:
    with desk.screener() as screener:
        for act in (Shifts(screener).show, Shifts(screener).close):
            with pytest.raises(BorderCheckError, match="no shift is open"):
                act()
