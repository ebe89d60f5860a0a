"""What helps the officer to look at a document: prompts beside the answer, never a part of it.

Only where a list of reference documents or of alerts is installed is this imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from border_check.errors import SnapshotError
from border_check.language import enumeration, sentence
from border_check.references.genuine import code_of, of_the_type, unlike_genuine
from border_check.references.number_hints import ORDINARY, hint_for, seems_short
from border_check.screening.findings import Asked, Findings
from border_check.values.lists import ListKind
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from border_check.references.alerts import Resemblance
    from border_check.screening.library import OpenList
    from border_check.screening.queries import Query
    from border_check.snapshot.reader import Snapshot
    from border_check.values.guidance import CounterfeitAlert


def ask_guidance(one: OpenList, query: Query, asked: date, pictures: str) -> Findings:
    """What a list of reference documents or of alerts has to say of a document: prompts.

    `pictures` is the folder in which the pictures of the home lie.
    """
    if one.snapshot is None:
        return Findings()
    if one.status.kind is ListKind.ALERTS:
        return Findings(problems=tuple(_alerts(one, one.snapshot, query, asked, pictures)))
    return Findings(problems=tuple(_unlike(one, one.snapshot, query, asked)))


def hinted(asked: list[Asked], query: Query) -> list[Asked]:
    """The answers with a hint on the number among the prompts, where there is one, and no list of
    reference documents that can answer knows documents of this issuer and type."""
    document = query.document
    references = [at for at, one in enumerate(asked) if _answers_for_references(one)]
    if not references or document is None or not document.issuing_state or query.number_unread:
        return asked
    issuer, code = document.issuing_state, code_of(document.type)
    if code != ORDINARY or any(_knows(asked[at], issuer, code) for at in references):
        return asked
    hint = hint_for(issuer)
    if hint is None or not seems_short(hint, code, document.number):
        return asked
    text = sentence(
        "a hint, no more: ordinary passports of {issuer} are not known to have numbers of fewer "
        "than {shortest} characters; read it again",
        issuer=issuer,
        shortest=hint.shortest,
    )
    prompt = Problem("number_unlike_hint", text, field="number")
    first = asked[references[0]]
    told = first.found._replace(problems=(*first.found.problems, prompt))
    return [first._replace(found=told) if one is first else one for one in asked]


def _answers_for_references(one: Asked) -> bool:
    return one.status.kind is ListKind.REFERENCES and one.status.state.answers


def _knows(one: Asked, issuing_state: str, code: str) -> bool:
    if one.list.snapshot is None:
        return False
    try:
        records = one.list.snapshot.references(issuing_state)
    except SnapshotError:  # which is told already
        return True
    return bool(of_the_type(records, issuing_state, code))


def _unlike(one: OpenList, snapshot: Snapshot, query: Query, asked: date) -> Iterable[Problem]:
    document = query.document
    if document is None or not document.issuing_state or not document.type:
        return
    known = snapshot.references(document.issuing_state)
    records = of_the_type(known, document.issuing_state, document.type)
    for found in unlike_genuine(document, query.zone, records, asked):
        yield Problem(found.code, found.text, one.status.name, found.field)


def _alerts(
    one: OpenList, snapshot: Snapshot, query: Query, asked: date, pictures: str
) -> Iterable[Problem]:
    # What the zone says, known or not: fantasy documents name issuers that do not exist.
    read = query.zone.issuing_state if query.zone else None
    issuer = read or (query.document.issuing_state if query.document else None)
    if not issuer:
        return
    for alert in snapshot.alerts(issuer):
        from border_check.references.alerts import resemblance

        found = resemblance(alert, issuer, query.document, query.zone, asked)
        if found is not None:
            yield Problem("resembles_alert", _told(alert, found, pictures), one.status.name)


def _told(alert: CounterfeitAlert, found: Resemblance, folder: str) -> str:
    named = f"{alert.record_id} ({alert.title})" if alert.title else alert.record_id
    told = sentence(
        "resembles alert {alert}: look at {text}. Agrees: {facts}",
        alert=named,
        text=alert.text.rstrip("."),
        facts=enumeration(found.agrees),
    )
    if found.unread:
        unread = enumeration(found.unread)
        told = sentence("{told}; not read: {facts}", told=told, facts=unread)
    if alert.pictures:
        files = ", ".join(os.path.join(folder, one) for one in alert.pictures)
        told = sentence("{told}. Pictures: {files}", told=told, files=files)
    return told
