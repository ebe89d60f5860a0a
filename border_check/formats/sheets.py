"""Pages to be printed: the case sheet of a hit, and the receipt for a document that was kept.

Each is text of 80 columns, and a page of HTML that needs nothing beside it. What lists and
travellers say is escaped, and its direction is left to itself.
"""

from __future__ import annotations

from typing import Any

from border_check.formats import case_wording as words
from border_check.formats.cases import case_report
from border_check.formats.cells import WIDTH, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.pages import pages
from border_check.formats.speech import enumerated, fact, translated
from border_check.formats.terminal import labelled
from border_check.formats.waterfall import waterfall
from border_check.formats.wording import headline, holder_line, list_title
from border_check.formats.words import said
from border_check.language import is_from_right_to_left, language, sentence
from border_check.screening.second_line import Opened
from border_check.screening.standing import State
from border_check.values.case import Step
from border_check.values.record import NamedTuple
from border_check.values.screening import Hit
from border_check.values.settings import Settings

_PERSONAL = ("surname", "given_names", "name", "birth_date", "sex", "nationality")
_DOCUMENT = ("document_type", "issuing_state", "number", "expiry_date")


class Page(NamedTuple):
    """One thing to be printed, in both forms."""

    name: str
    """Of its files, without a suffix. It tells the reference and nothing else."""
    text: str
    html: str


def case_sheet(opened: Opened, settings: Settings) -> Page:
    """The case sheet of a hit, for the second line."""
    text = (
        render(
            [Line(translated(words.SHEET)), *_paragraph(words.CONFIDENTIAL), Line()], colour=False
        )
        + case_report(opened, settings)
        + render([Line(), _signature()], colour=False)
    )
    return Page(_name("hit", opened), text, _html("case.html", opened, **_sheet(opened, settings)))


def receipt(opened: Opened) -> Page:
    """The receipt for a document that is kept. It tells nothing of lists or records."""
    case = opened.case
    ask = translated(words.RECEIPT_ASK, whom=sentence(words.RECEIPT_OFFICE))
    title, means = translated(words.RECEIPT), translated(words.RECEIPT_MEANS)
    told = [("reference", case.reference), ("post", case.post), ("date", _written_at(opened))]
    rows = [(translated(words.LABEL[key]), fact(value)) for key, value in told] + _kept(opened)
    lines = [
        *_paragraph(words.RECEIPT),
        Line(),
        *labelled("", means),
        Line(),
        *(line for label, value in rows for line in labelled("", f"{label}: {value}")),
        Line(),
        *labelled("", ask),
        Line(),
        _signature(),
    ]
    html = _html(
        "receipt.html",
        opened,
        title=title,
        means=means,
        rows=rows,
        ask=ask,
        signature=translated(words.SIGNATURE),
    )
    return Page(_name("receipt", opened), render(lines, colour=False), html)


def _sheet(opened: Opened, settings: Settings) -> dict[str, Any]:
    case, screening = opened.case, opened.again.screening
    if case.protection:
        do_now, calls = words.asylum_first(settings), []
    else:
        do_now = translated(screening.action.text) if screening.hits else ""
        calls = [translated(call.told) for call in screening.action.calls]
    return {
        "label": {key: translated(text) for key, text in words.LABEL.items()},
        "title": translated(words.SHEET),
        "confidential": translated(words.CONFIDENTIAL),
        "reference": fact(case.reference),
        "state": translated(words.STATE[opened.standing.state]),
        "urgent": opened.standing.state in (State.LIMIT, State.OVERDUE),
        "since": words.state_line(opened.standing),
        "reminder": words.reminder_line(opened.standing),
        "headline": headline(screening) if screening.hits else "",
        "protection": translated(words.PROTECTION) if case.protection else "",
        "do_now": do_now,
        "calls": calls,
        "search": words.search_line(case),
        "read": holder_line(screening),
        "records": [_record(opened, hit) for hit in screening.hits],
        "gone": [
            f"{words.listed_line(hit)}: {translated(words.GONE)}" for hit in opened.again.gone
        ],
        "notes": [translated(problem.text) for problem in screening.problems],
        "hold": words.hold_line(opened.standing),
        "steps": [words.step_line(case, step) for step in Step],
        "rulings": [words.ruling_line(hit, ruling) for hit, ruling in case.rulings.items()],
        "next": words.next_line(opened.standing, settings),
        "log": [words.event_line(event) for event in case.events],
        "warning": translated(words.NO_IDENTIFICATION),
        "signature": translated(words.SIGNATURE),
    }


def _record(opened: Opened, hit: Hit) -> dict[str, Any]:
    facts = [
        (words.record_fact(key), words.record_value(key, ", ".join(_texts(value))))
        for key, value in hit.record.items()
    ]
    return {
        "title": fact(f"{list_title(opened.again.screening, hit)} {hit.record_id}"),
        "grade": enumerated((said(hit.grade), said(hit.action))),
        "facts": [(key, value) for key, value in facts if value],
        "evidence": render(waterfall(hit.evidence, ""), colour=False),
    }


def _texts(value: object) -> list[str]:
    """A fact of a record as texts: a list may hold texts, pairs and objects."""
    if isinstance(value, dict):
        return [" ".join(str(part) for part in value.values())]
    if isinstance(value, list | tuple):
        return [" ".join(_texts(part)) for part in value]
    return [str(value)]


def _kept(opened: Opened) -> list[tuple[str, str]]:
    """What was read of the document and its holder, as rows of the receipt."""
    query = opened.again.screening.query
    known = {**query, **{k: v for k, v in query.get("mrz", {}).items() if k in _PERSONAL}}
    return [
        (translated(words.FACT[key]), fact(known[key]))
        for key in (*_DOCUMENT, *_PERSONAL)
        if known.get(key)
    ]


def _html(template: str, opened: Opened, **facts: Any) -> str:
    direction = "rtl" if is_from_right_to_left() else "ltr"
    printed = {"language": language(), "direction": direction, "printed": _written_at(opened)}
    return pages().get_template(template).render(**printed, **facts)


def _paragraph(wording: str) -> list[Line]:
    return [Line(line) for line in wrapped(translated(wording), WIDTH)]


def _signature() -> Line:
    return Line(f"{translated(words.SIGNATURE)}: {'_' * 50}")


def _name(what: str, opened: Opened) -> str:
    letters = [one if one.isascii() and one.isalnum() else "-" for one in opened.case.reference]
    return f"{what}-{''.join(letters)}"


def _written_at(opened: Opened) -> str:
    return f"{opened.at:%Y-%m-%dT%H:%M:%SZ}"
