"""What the screen of a counter says beside answers: that it waits, and what it could not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from border_check.formats.asked import list_and_age
from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.speech import fact, spoken, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.formats.words import said
from border_check.language import enumeration, marked
from border_check.values.degraded import Mode
from border_check.values.lists import ListStatus
from border_check.values.screening import Verdict
from border_check.values.settings import Desk, Role

READY = marked("Scan a document, or type its number and issuer, as in: K7654321 UTO")
NO_LIST = marked("No list is installed: every answer will be NOT CHECKED.")
SILENT = marked("No answer, so what needs them is NOT CHECKED: {lists}.")
DEGRADED = marked("Degraded mode until {until}. Call {contact}.")
KEYS_FIRST_LINE = marked("! asks for protection   Enter next page   q end")
KEYS_SECOND_LINE = marked(
    "h hits   h 417 opens one   ! asks for protection   Enter next page   q end"
)
NO_HITS = marked("No hit waits.")
SCAN_AGAIN = marked("scan again")
SCAN_AGAIN_ACTION = marked(
    "Scan the document again. Where its zone cannot be read, type number and issuer, as in "
    "K7654321 UTO, and - for an issuer that cannot be read."
)
NOT_ASKED = marked("Nothing was asked, so nothing was entered.")
AT_ONCE = marked("{count} documents were read at once. All answers stand here, the gravest first.")
NO_SEARCH = marked("There is no search on this screen: scan the document, then press ! again.")
MORE = marked("page {page} of {pages}: Enter shows the next one")
LEAVE = marked("End the desk? Press q, or Ctrl-C again; anything else goes on.")
COULD_NOT = marked("not done")
TALLY = marked("desk: {answered}; {unreadable} could not be read")
OUR_DEFECT = marked("{kind}: this is a defect of border-check")


def waiting_report(
    desk: Desk,
    statuses: Iterable[ListStatus],
    mode: Mode | None,
    queue: str,
    *,
    colour: bool = False,
) -> str:
    """What the screen says while it waits; `queue` is the report of hits that wait."""
    lines = _waiting(desk, [*statuses], mode)
    return render(lines, colour=colour) + (f"\n{queue}" if queue else "")


def unreadable_report(problem: str, *, colour: bool = False) -> str:
    """The answer to what could not be read: nothing was asked."""
    lines = [
        Line.of(
            (f"[xx] {said(Verdict.NOT_CHECKED.word)}", "bold white on magenta"),
            "  ",
            (translated(SCAN_AGAIN), "bold"),
        ),
        *labelled("Do now", translated(SCAN_AGAIN_ACTION)),
        *labelled("Problem", translated(problem)),
        *labelled("", translated(NOT_ASKED)),
    ]
    return render(lines, colour=colour)


def unreadable_to_wire(problem: str) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "scan": "unreadable",
        "verdict": Verdict.NOT_CHECKED,
        "action": {"text": spoken(SCAN_AGAIN_ACTION)},
        "problems": [{"code": "unreadable", "text": problem}],
    }


def could_not_report(message: str, hint: str) -> str:
    """That a command was not carried out."""
    lines = [Line(translated(COULD_NOT)), *labelled("", plain(message)), *labelled("", plain(hint))]
    return render(lines, colour=False)


def tally_line(answered: Mapping[Verdict, int], unreadable: int) -> str:
    """What was answered at a desk, as it was shown there."""
    counts = (f"{answered.get(verdict, 0):,} {verdict.word}" for verdict in Verdict)
    return TALLY.format(answered=", ".join(counts), unreadable=f"{unreadable:,}")


def _waiting(desk: Desk, statuses: list[ListStatus], mode: Mode | None) -> Iterator[Line]:
    yield Line.of((fit(translated("READY"), 9), "bold"), fact(f"{desk.post}, {desk.role}"))
    yield from labelled("", translated(READY))
    silent = [one for one in statuses if one.required and not one.state.answers]
    if not statuses:
        yield from labelled("Lists", translated(NO_LIST))
    else:
        yield from labelled("Lists", translated(enumeration(map(list_and_age, statuses))))
    if silent:
        names = ", ".join(plain(one.shown) for one in silent)
        yield from labelled("", translated(SILENT, lists=names))
    if mode is not None:
        told = translated(DEGRADED, until=mode.until, contact=mode.contact)
        yield from labelled("", told)
    keys = KEYS_FIRST_LINE if desk.role is Role.FIRST_LINE else KEYS_SECOND_LINE
    yield from labelled("Keys", spoken(keys))
