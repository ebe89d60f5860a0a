"""Answers of the Czech register of invalid documents, XML.

    <doklady_neplatne posl_zmena="19.6.2006">
      <dotaz typ="OP" cislo="123456" serie="AB"/>
      <odpoved aktualizovano="20.11.2026" evidovano="ano" evidovano_od="1.2.2015"/>
    </doklady_neplatne>

The Ministry of the Interior publishes no list, only this answer to a question about one document. A
folder of answers is a list of what was asked. A document that is not in the register is set aside:
nothing says that it is valid. Where the old identity cards have a series, it is printed before the
number or after it, and the record answers to both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import Element, tostring

from border_check.sources import xml_elements
from border_check.sources.fields import FieldError
from border_check.sources.files import Member, members_of, opened
from border_check.sources.interface import Entry, Part, Place, Reading, Rejected, SetAside
from border_check.sources.written_dates import read_date
from border_check.sources.xml_elements import local, plain
from border_check.sources.xml_lists import (
    Layout,
    chosen_of,
    is_layout,
    read_layout,
    require_unrenamed,
)
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentRecord, DocumentType, FraudType
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.lists import ListDescription, ListKind

_LAYOUT = Layout(
    root="doklady_neplatne",
    sign="",
    expected="an answer of the Czech register of invalid documents in XML",
    date=lambda attributes: None,  # noqa: ARG005 it stands in the answer
)
_ATTRIBUTES = {
    "dotaz": ("typ", "cislo"),
    "odpoved": ("aktualizovano", "evidovano", "evidovano_od"),
}
_ISSUER = "CZE"
_CARD = "op"
_WEAPON = "zp"
_NONE = "-"


class CzechDocumentsXml:
    """Documents that the Czech register of invalid documents was asked for, and has."""

    name: ClassVar[str] = "czech-documents-xml"
    kind: ClassVar[ListKind] = ListKind.DOCUMENTS
    summary: ClassVar[str] = "documents: answers of the Czech register of invalid documents, XML"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is such an answer."""
        return is_layout(path, _LAYOUT)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each answer that was given; the oldest of their dates is that of the list."""
        with members_of(path) as members:
            reading = read_layout(path, _LAYOUT, _entries_of)
            dates = [_updated(member) for member in chosen_of(members, _LAYOUT).members]
        known = [date for date in dates if date]
        oldest = min(known) if len(known) == len(dates) else None
        return reading._replace(as_of=f"{oldest}T00:00:00Z" if oldest else None)


def _updated(member: Member) -> str | None:
    """When the register was brought up to date, as an answer says."""
    with opened(member) as stream:
        answers = xml_elements.entries(stream, member.name, 1)
        dates = [_date(one.element.get("aktualizovano", "")) for one in answers]
    return next((str(date) for date in dates if date and date.day), None)


def _entries_of(member: Member) -> Iterator[Entry]:
    place = Place(member.name, 1, "element")
    parts: dict[str, Element] = {}
    with opened(member) as stream:
        for found in xml_elements.entries(stream, member.name, 1):
            kind = local(found.element.tag)
            require_unrenamed(found.element.keys(), _ATTRIBUTES.get(kind, ()), place)
            parts[kind] = found.element
    try:
        yield from _answer(parts, place)
    except FieldError as error:
        inside = "".join(tostring(part, encoding="unicode") for part in parts.values())
        raw = f"<{_LAYOUT.root}>{inside}</{_LAYOUT.root}>"
        yield Rejected(place, str(error), error.field, raw)


def _answer(parts: dict[str, Element], place: Place) -> Iterator[Entry]:
    if "chyba" in parts:
        raise FieldError("chyba", f"the register answered an error: {plain(parts['chyba'].text)}")
    if not {"dotaz", "odpoved"} <= parts.keys():
        raise FieldError("odpoved", "neither an answer (dotaz and odpoved) nor an error")
    asked, answer = parts["dotaz"], parts["odpoved"]
    recorded = answer.get("evidovano", "").strip().lower()
    if recorded not in ("ano", "ne"):
        raise FieldError("evidovano", f"{recorded!r} is neither ano nor ne")
    kind = asked.get("typ", "").strip()
    if recorded == "ne":
        yield SetAside(place, "not in the register")
    elif kind.lower().startswith(_WEAPON):
        yield SetAside(place, "weapons licence")
    else:
        yield from _records(asked, kind, answer.get("evidovano_od", ""))


def _records(asked: Element, kind: str, since: str) -> Iterator[Entry]:
    number = _number(asked.get("cislo", ""))
    series = compact(asked.get("serie", "").replace(_NONE, ""))
    document = DocumentType.IDENTITY_CARD if kind.lower().startswith(_CARD) else None
    date = _date(since)
    if since.strip() and date is None:
        raise FieldError("evidovano_od", f"{since!r:.40} is no date")
    name = "-".join(filter(None, (_ISSUER, kind, number, series)))
    for at, whole in enumerate(dict.fromkeys((number + series, series + number))):
        record = DocumentRecord(
            record_id=name,
            number=whole,
            issuing_state=_ISSUER,
            type=document,
            fraud=FraudType.INVALID,
            extra=tuple(filter(None, (
                ("document_type", kind) if document is None and kind else None,
                ("invalid_since", str(date)) if date else None,
            ))),
        )  # fmt: skip
        yield Part(record) if at else record


def _number(text: str) -> str:
    number = compact(text)
    if not is_machine_readable(number):
        raise FieldError("cislo", f"{text!r:.40} is no document number")
    return number


def _date(text: str) -> PartialDate | None:
    """`1.2.2015`: day, month, year."""
    try:
        return read_date("-".join(reversed(text.strip().split("."))))
    except ValueError:
        return None
