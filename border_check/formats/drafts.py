"""A draft of the message by which the own NCB is asked to have a hit confirmed. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from border_check.formats.case_wording import (
    DRAFT,
    DRAFT_HOW,
    DRAFT_QUESTIONS,
    DRAFT_SUBJECT,
    LABEL,
    NCB_UNNAMED,
    STEP,
    listed_line,
    record_fact,
    record_value,
    whom,
)
from border_check.formats.lines import Line, render
from border_check.formats.speech import fact, spoken, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, evidence_to_wire, present
from border_check.formats.wording import list_title
from border_check.formats.words import said, word
from border_check.language import sentence
from border_check.screening.second_line import Opened
from border_check.values.case import Case
from border_check.values.contacts import ncb_of
from border_check.values.lists import ListStatus
from border_check.values.screening import Evidence, Hit
from border_check.values.settings import Settings

_LEFT_OUT = frozenset(("aliases", "documents", "passports"))
"""What the owner of a record knows, and our NCB need not read."""


def draft_text(opened: Opened, settings: Settings) -> str:
    """The draft as text, to be read, corrected and sent by somebody."""
    return render(_draft(opened, settings), colour=False)


def draft_to_wire(opened: Opened, settings: Settings) -> dict[str, Any]:
    """The draft in JSON."""
    case, screening = opened.case, opened.again.screening
    ncb = ncb_of(settings)
    return {
        "schema": SCHEMA,
        "draft": True,
        "sent": False,
        "note": f"{spoken(DRAFT)} {spoken(DRAFT_HOW)}",
        "to": present(ncb._asdict()) if ncb else None,
        "subject": spoken(sentence(DRAFT_SUBJECT, reference=case.reference)),
        "reference": case.reference,
        "drafted_at": _written_at(opened),
        "asked_at": case.at,
        "post": case.post,
        "query": dict(screening.query),
        "records": [
            {
                "list": hit.list,
                "owner": opened.again.owners.get(hit.list, ""),
                "record_id": hit.record_id,
                "grade": hit.grade,
                "record": dict(hit.record),
                "evidence": evidence_to_wire(hit),
            }
            for hit in screening.hits
        ],
        "gone": [[*hit] for hit in opened.again.gone],
        "lists": [
            present({"name": one.name, "version": one.version, "as_of": one.as_of})
            for one in _asked_lists(opened)
        ],
        "steps": [
            {"step": step, "at": taken.at, "user": taken.user} for step, taken in case.steps.items()
        ],
        "questions": [spoken(question) for question in DRAFT_QUESTIONS],
    }


def _draft(opened: Opened, settings: Settings) -> Iterator[Line]:
    case, screening = opened.case, opened.again.screening
    yield from labelled("", f"{translated(DRAFT)} {translated(DRAFT_HOW)}")
    yield Line()
    yield from labelled(LABEL["to"], translated(whom(ncb_of(settings), NCB_UNNAMED)))
    yield from labelled(LABEL["from"], translated("{post}, second line", post=case.post))
    yield from labelled(LABEL["date"], _written_at(opened))
    yield from labelled(LABEL["subject"], translated(DRAFT_SUBJECT, reference=case.reference))
    yield Line()
    yield from labelled(LABEL["search"], _search(case))
    for number, (key, value) in enumerate(_asked(screening.query)):
        yield from labelled("" if number else LABEL["asked"], f"{key}: {value}")
    for hit in screening.hits:
        yield Line()
        yield from _record(opened, hit)
    for gone in opened.again.gone:
        yield from labelled(
            LABEL["record"], f"{listed_line(gone)}; {translated('not found again now')}"
        )
    yield Line()
    for status in _asked_lists(opened):
        yield from labelled(
            LABEL["list"],
            translated("{list}, current as of {day}", list=status.shown, day=status.as_of),
        )
    for step, taken in case.steps.items():
        yield from labelled(
            LABEL["done"], translated("{what}: {why}", what=sentence(STEP[step]), why=taken.at)
        )
    for number, question in enumerate(DRAFT_QUESTIONS, 1):
        yield from labelled(
            "" if number > 1 else LABEL["we_ask"], f"{number}. {translated(question)}"
        )
    yield Line()
    yield from labelled("", translated(DRAFT))


def _record(opened: Opened, hit: Hit) -> Iterator[Line]:
    title = list_title(opened.again.screening, hit)
    told = translated(
        "{list}, {record}, {grade} match", list=title, record=hit.record_id, grade=word(hit.grade)
    )
    yield from labelled(LABEL["record"], told)
    owner = hit.record.get("owner") or opened.again.owners.get(hit.list)
    if owner:
        yield from labelled(LABEL["owner"], fact(owner))
    for key, value in hit.record.items():
        if key not in _LEFT_OUT and isinstance(value, str | int | float | list):
            words = value if not isinstance(value, list) else ", ".join(map(str, value))
            yield from labelled("", f"{record_fact(key)}: {record_value(key, str(words))}")
    for number, piece in enumerate(hit.evidence):
        yield from labelled("" if number else LABEL["why"], _evidence(piece))


def _evidence(piece: Evidence) -> str:
    none = sentence("(none)")
    told = sentence(
        "{feature} {relation}: {query} / {record}",
        feature=word(piece.feature),
        relation=word(piece.relation),
        query=piece.query or none,
        record=piece.record or none,
    )
    if piece.note:
        told = sentence("{what} ({note})", what=told, note=sentence(piece.note))
    return translated(told)


def _search(case: Case) -> str:
    return translated(
        "{at}, {check}, at {post}", at=case.at, check=word(case.check), post=case.post
    )


def _asked(query: Any) -> Iterator[tuple[str, str]]:
    """What was asked, fact by fact; of a zone, the names."""
    for key, value in query.items():
        if key == "mrz":
            names = (value.get("surname"), value.get("given_names"))
            yield translated("zone"), fact(", ".join(filter(None, names)))
        else:
            yield said(key), fact(value)


def _asked_lists(opened: Opened) -> Iterator[ListStatus]:
    names = {hit.list for hit in opened.case.hits}
    return (one for one in opened.again.screening.lists if one.name in names)


def _written_at(opened: Opened) -> str:
    return f"{opened.at:%Y-%m-%dT%H:%M:%SZ}"
