"""One check as a report for the screen: 80 columns, the verdict first, words before colour."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.formats.asked import asked_of, silent_answers
from border_check.formats.cells import WIDTH as WIDTH
from border_check.formats.cells import cells_of, cut, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.speech import translated
from border_check.formats.wording import (
    document_why,
    headline,
    holder_line,
    list_title,
    short_reference,
)
from border_check.formats.words import said
from border_check.language import marked
from border_check.values.lists import ListKind
from border_check.values.screening import (
    Action,
    CheckKind,
    Hit,
    Problem,
    Screening,
    Verdict,
)

LABEL = 9
"""Cells of the margin in which labels stand, with the space after them."""
_SHAPE_WIDTH = 5
_SHOWN_CANDIDATES = 20

_SHAPE = {
    Verdict.STOP: ("[!!]", "bold white on red"),
    Verdict.REFER: ("[? ]", "bold black on yellow"),
    Verdict.NOT_CHECKED: ("[xx]", "bold white on magenta"),
    Verdict.PROCEED: ("[  ]", "bold green"),
}


NOTED = frozenset(
    (
        *("issuer_coverage", "same_number_other_issuer"),
        *("look_alike_ruled_out", "look_alike_by_chance"),
        *("same_plate_other_country", "vin_look_alike_ruled_out", "vehicle_recovered"),
        *("document_recovered", "cleared", "recalled", "degraded_mode"),
        *("centre_answered", "centre_silent"),
    )
)
"""Codes of what is to be known, where nothing has failed."""
_NO_PROOF = {
    CheckKind.DOCUMENT: marked("Not proof that the document is genuine."),
    CheckKind.PERSON: marked("Not proof of identity."),
    CheckKind.TRAVELLER: marked("Not proof that the document is genuine."),
    CheckKind.VEHICLE: marked("Not proof of who owns the vehicle."),
}


def report(
    screening: Screening,
    *,
    colour: bool = False,
    explain: bool = False,
    contact: str | None = None,
) -> str:
    """The report of one check, as text that ends with a newline.

    `explain` adds the evidence, which always stands in the answer to a search for a person and is
    told in words otherwise; `contact` is whom to call unless the examination goes on.
    """
    return render(_lines(screening, explain, contact), colour=colour)


def labelled(label: str, text: str) -> Iterator[Line]:
    """A paragraph with its label in the margin, wrapped to the width of the report.

    The label is translated here, and the text before. A label that fills the margin makes it wider.
    """
    told = translated(label)
    cells = max(LABEL, cells_of(told) + 1)
    for number, line in enumerate(wrapped(text, WIDTH - cells)):
        margin = told if number == 0 else ""
        yield Line.of((f"{margin}{' ' * (cells - cells_of(margin))}", "bold"), line)


def action_lines(action: Action, contact: str | None = None) -> Iterator[Line]:
    """What to do now, and whom to call; `contact` where the action itself names nobody."""
    yield from labelled("Do now", translated(action.text))
    calls = [call.told for call in action.calls] or [contact or ""]
    for number, told in enumerate(filter(None, calls)):
        yield from labelled("" if number else "Call", translated(told))


def _lines(screening: Screening, explain: bool, contact: str | None) -> Iterator[Line]:
    yield _head(screening)
    if screening.verdict is Verdict.PROCEED:
        go_on = translated(screening.cue or marked("Continue the examination."))
        told = wrapped(f"{go_on} {translated(_NO_PROOF[screening.check])}", WIDTH - _SHAPE_WIDTH)
        yield from (Line(" " * _SHAPE_WIDTH + line) for line in told)
    else:
        yield from action_lines(screening.action, contact)
    yield from _query(screening)
    for hit in screening.hits[:_SHOWN_CANDIDATES]:
        yield from hit_lines(screening, hit, explain or screening.check is CheckKind.PERSON)
    hidden = len(screening.hits) - _SHOWN_CANDIDATES
    if hidden > 0:
        yield from labelled("", translated("and {count} more: see --json", count=hidden))
    yield from _problems(screening)
    yield from _lists(screening)


def _head(screening: Screening) -> Line:
    word, reference = _verdict_and_reference(screening)
    title = _title(screening)
    style = _SHAPE[screening.verdict][1]
    gap = " " * max(1, _room(screening) - cells_of(title) + 1)
    return Line.of((word, style), "  ", (title, "bold"), gap, (reference, "dim"))


def _verdict_and_reference(screening: Screening) -> tuple[str, str]:
    return f"{_SHAPE[screening.verdict][0]} {said(screening.verdict.word)}", reference_told(
        screening.reference
    )


def reference_told(reference: str) -> str:
    """The reference as it stands beside a verdict; empty without one."""
    return translated("ref {reference}", reference=short_reference(reference)) if reference else ""


def _room(screening: Screening) -> int:
    """Cells for the finding between the verdict and the reference."""
    return WIDTH - sum(map(cells_of, _verdict_and_reference(screening))) - 3


def _title(screening: Screening) -> str:
    """The finding, cut where the line ends; a reason that is cut is told in full further down."""
    return cut(headline(screening), _room(screening))


def _query(screening: Screening) -> Iterator[Line]:
    line = holder_line(screening)
    if line:
        label = marked("Person") if screening.check is CheckKind.PERSON else marked("Read")
        yield from labelled(label, line)


def hit_lines(screening: Screening, hit: Hit, explain: bool) -> Iterator[Line]:
    """A hit: the record, and why it is one."""
    # Most checks hit nothing: what words a hit is imported with the first one.
    from border_check.formats.look_alike import look_alike_lines
    from border_check.formats.nominal import nominal_lines
    from border_check.formats.waterfall import waterfall

    if hit.kind is ListKind.DOCUMENTS:
        why = document_why(screening, hit)
    elif hit.kind is ListKind.VEHICLES:
        from border_check.formats.vehicle import vehicle_why

        why = vehicle_why(list_title(screening, hit), hit)
    else:
        yield from nominal_lines(list_title(screening, hit), hit, explain=explain)
        return
    yield from labelled("Why", why)
    yield from look_alike_lines(hit, keyed="mrz" not in screening.query)
    if explain:
        yield from waterfall(hit.evidence, translated("What was read, and what is on record"))


def _problems(screening: Screening) -> Iterator[Line]:
    shown = _title(screening)
    for problem in screening.problems:
        text = translated(problem.text)
        if text != shown:
            yield from labelled(_problem_label(problem), text)
    silent = silent_answers(screening)
    if silent:
        yield from labelled("Seen", silent)


def _problem_label(problem: Problem) -> str:
    if problem.code == "seen_on_expired_list":
        return marked("Seen")
    if problem.code == "resembles_alert":
        return marked("Look")
    if problem.code.endswith(("_unlike_reference", "_unlike_hint")):
        return marked("Compare")
    return marked("Note") if problem.code in NOTED else marked("Problem")


def _lists(screening: Screening) -> Iterator[Line]:
    for label, text in asked_of(screening):
        yield from labelled(label, text)
