"""What carriers write of documents in special service requests (IATA PNRGOV guide,
SSR; the texts are those of IATA Resolution 830d and AIRIMP 3.14).

DOCS is `/P/UTO/L898902C3/UTO/12AUG74/F/15APR12/ERIKSSON/ANNA/MARIA`: type, issuer, number,
nationality, birth date, sex, expiry, surname and given names. DOCO is
`BIRTHPLACE/V/NUMBER/PLACE OF ISSUE/DATE OF ISSUE/STATE`: a visa and the state that it is for. INFT
is `ERIKSSON/LENA 20SEP25`: an infant without a seat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from border_check.manifests.edifact.dates import Calendar
from border_check.manifests.edifact.listed import VISA, ListedDocument
from border_check.manifests.edifact.segments import Segment
from border_check.manifests.edifact.titles import without_titles

_DOCS, _DOCO = 8, 6
"""Parts of either text that are read one by one."""
_GIVEN = 2
"""Parts of DOCS with given names; what comes after them is no name."""
_STATUS = re.compile(r"[A-Z]{2}\d{1,2}")
"""Of the request (HK1), where it was left before the text."""
_INFANT = re.compile(
    r"(?P<surname>[^\W\d_][^:/]*)/(?P<given>[^:]*?)[ /](?P<born>\d{2}[A-Z]{3}\d{2}(?:\d{2})?)"
)


class Request(NamedTuple):
    """What one request says of a traveller."""

    line: int
    surname: str = ""
    given: str = ""
    cells: Mapping[str, str] = {}
    """Other facts of the holder, texts by field."""
    document: ListedDocument | None = None
    reference: str = ""
    """Of the traveller in the reservation; empty where none is named."""


def request_of(segment: Segment, calendar: Calendar) -> Request | None:
    """What a segment SSR says of documents and infants; None for meals, seats and the like."""
    read = {"DOCS": _docs, "DOCO": _doco, "INFT": _infant}.get(segment.text(0).upper())
    return read(segment, calendar) if read else None


def _docs(segment: Segment, calendar: Calendar) -> Request:
    parts = _parts(segment)
    if parts and (not parts[0] or _STATUS.fullmatch(parts[0])):
        del parts[0]
    kind, issuer, number, nationality, birth, sex, expiry, surname, *given = (
        *parts,
        *[""] * (_DOCS - len(parts)),
    )
    facts = {"nationality": nationality, "birth_date": calendar.born(birth), "sex": sex}
    return Request(
        segment.line,
        surname,
        without_titles(" ".join(filter(None, given[:_GIVEN]))),
        {field: text for field, text in facts.items() if text},
        ListedDocument(kind, number, issuer, calendar.expires(expiry)),
        _reference(segment),
    )


def _doco(segment: Segment, _: Calendar) -> Request:
    parts = _parts(segment)
    birthplace, kind, number, _place, _issued, state, *_more = (
        *parts,
        *[""] * (_DOCO - len(parts)),
    )
    cells = {"birthplace": birthplace} if birthplace else {}
    visa = ListedDocument(kind or VISA, number, state)
    return Request(segment.line, cells=cells, document=visa, reference=_reference(segment))


def _infant(segment: Segment, calendar: Calendar) -> Request | None:
    found = _INFANT.search(segment.marks.component.join(segment.components(0)))
    if found is None:
        return None
    born = {"birth_date": calendar.born(found["born"])}
    return Request(segment.line, found["surname"], found["given"].strip(" /"), born)


def _reference(segment: Segment) -> str:
    return segment.text(1, 2).lstrip("0")


def _parts(segment: Segment) -> list[str]:
    """The text of a request, cut at its slashes; it is one component, or was cut into several."""
    components = segment.components(0)
    start = next((at for at, one in enumerate(components) if "/" in one), len(components))
    text = segment.marks.component.join(components[start:])
    return [part.strip() for part in text.split("/")]
