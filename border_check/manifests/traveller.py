"""From the cells of one row, by field, to a traveller: what every format does in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from border_check.errors import MrzShapeError
from border_check.icao.mrz import Mrz, parse_mrz
from border_check.language import enumeration, marked, sentence
from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.dates import DateReading, Fault, read_date
from border_check.manifests.facts import (
    problem,
    read_cell,
    read_document_type,
    read_number,
    read_sex,
    read_state,
    shown,
)
from border_check.manifests.interface import Traveller
from border_check.manifests.name_cells import NAME_FIELDS, read_name
from border_check.values.dates import PartialDate
from border_check.values.document import TravelDocument
from border_check.values.document_number import LONGEST
from border_check.values.person import DocumentReference, Name, Person, Sex
from border_check.values.screening import Problem

_ZONE_FIELDS = ("mrz", "mrz_2", "mrz_3")
_TOTALS = frozenset(
    (
        *("total", "totals", "sum", "count", "records", "rows", "passengers", "pax", "eof", "end"),
        *("of", "file", "summe", "gesamt", "anzahl", "somme", "fin", "suma", "итого", "всего"),
    )
)


def read_traveller(
    row: int, line: int, cells: Mapping[str, str], asked: date, proof: ColumnProof
) -> Traveller:
    """Read one row. `cells` are its texts by field (those of `headers.csv`), as they came.

    Never raises: what cannot be read is a `Problem`, and a row that names nobody is unreadable.
    """
    facts = _Facts(cells, asked, proof)
    name, sex = facts.name(), facts.sex()
    born, expiry = facts.date("birth_date"), facts.date("expiry_date")
    nationality, issuer = facts.state("nationality"), facts.state("issuing_state")
    kind, number = facts.document_type(), facts.number()
    stated = {
        **_name_facts(name),
        "sex": sex and sex.value,
        "birth_date": born and str(born),
        "nationality": nationality,
        "document_type": kind,
        "number": number,
        "issuing_state": issuer,
        "expiry_date": expiry and str(expiry),
    }
    query = {field: text for field, text in stated.items() if text}
    reason = _unreadable(name, number, born)
    document = person = None
    if number is not None and reason is None:
        document = TravelDocument(number, issuer, kind, expiry, facts.check_digit(number))
    if name is not None and reason is None:
        documents = tuple([DocumentReference(each, issuer, kind) for each in facts.numbers(number)])
        person = Person(name, born, sex, nationality, documents, facts.birthplace())
    return Traveller(row, line, query, person, document, tuple(facts.problems), reason)


def _name_facts(name: Name | None) -> dict[str, str | None]:
    if name is None:
        return {}
    if name.surname or name.given:
        return {"surname": name.surname, "given_names": name.given}
    return {"name": name.text}


def _unreadable(name: Name | None, number: str | None, born: PartialDate | None) -> str | None:
    if name is None and number is None:
        return "neither a name nor a document number"
    if name is not None and number is None and born is None:
        words = [word.strip(":.=#").casefold() for word in name.text.split()]
        if all(not word or word in _TOTALS or word.isdigit() for word in words):
            return "looks like a line of totals and not like a traveller"
    return None


class _Facts:
    """The facts of one row, its cells and its zone taken together, and what is wrong with them."""

    def __init__(self, cells: Mapping[str, str], asked: date, proof: ColumnProof) -> None:
        self.problems: list[Problem] = []
        self._asked = asked
        self._proof = proof
        self._cells = self._cleaned(cells)
        self._zone = self._read_zone(cells)

    def _problem(self, code: str, field: str, text: str) -> None:
        self.problems.append(problem(code, field, text))

    def _cleaned(self, cells: Mapping[str, str]) -> dict[str, str]:
        cleaned = {}
        for field, cell in cells.items():
            if not cell or field in _ZONE_FIELDS:
                continue
            text, hidden = read_cell(cell, field in NAME_FIELDS)
            if hidden:
                found = ", ".join(hidden[:5])
                self._problem(
                    "control_characters",
                    field,
                    sentence("invisible characters removed: {found}", found=found),
                )
            if text:
                cleaned[field] = text
        return cleaned

    def _read_zone(self, cells: Mapping[str, str]) -> Mrz | None:
        if cells.keys().isdisjoint(_ZONE_FIELDS):
            return None
        lines = [cells.get(field, "") for field in _ZONE_FIELDS]
        text = "\n".join(line for line in lines if read_cell(line).text)
        if not text:
            return None
        try:
            zone = parse_mrz(text)
        except MrzShapeError as error:
            self._problem("unreadable_mrz", "mrz", error.message)
            return None
        for failure in zone.failures:
            field = "number" if failure.field == "document_number" else failure.field
            found = sentence(
                "found {found}, expected {expected} in the MRZ",
                found=failure.found,
                expected=failure.expected,
            )
            self._problem("check_digit", field, found)
        return zone

    def _differs(self, field: str, own: object, zone: object) -> None:
        self._problem(
            "mrz_differs",
            field,
            sentence("{own} in its column, {zone} in the MRZ", own=own, zone=zone),
        )

    def name(self) -> Name | None:
        """The name from its cells, else from the zone."""
        return read_name(self._cells, self._zone, self.problems)

    def sex(self) -> Sex | None:
        """Sex from its column, else from the zone."""
        own = None
        if text := self._cells.get("sex"):
            own = read_sex(text, self._proof.sex_letters)
            if own is None:
                self._problem(
                    "unknown_sex", "sex", sentence("{text} is not known here", text=shown(text))
                )
        if self._zone is None:
            return own
        zone = read_sex(self._zone.sex) if self._zone.sex else None
        if own and zone and own != zone and Sex.UNSPECIFIED not in (own, zone):
            self._differs("sex", own, zone)
        return own or zone

    def date(self, field: str) -> PartialDate | None:
        """A date from its column, else from the zone; of an ambiguous one the certain part."""
        text, zone = self._cells.get(field), self._zone_date(field)
        if text is None or not text.strip("0/-. :T<"):  # 0000-00-00: not known
            return zone
        reading = read_date(text, self._proof.latest[field], self._proof.orders[field])
        if zone in reading.choices:  # the zone decides between the meanings
            return zone
        if zone is not None and reading.known is not None:
            if not _agree(reading.known, zone):
                self._differs(field, reading.known, zone)
            elif reading.known.month is None or reading.known.day is None:
                return zone
        self._date_problem(field, text, reading)
        return reading.known or zone

    def _zone_date(self, field: str) -> PartialDate | None:
        """The date in the zone, unless its check digit is wrong."""
        if self._zone is None or getattr(self._zone.checks, field) is False:
            return None
        return self._zone.born(self._asked) if field == "birth_date" else self._zone.expires()

    def _date_problem(self, field: str, text: str, reading: DateReading) -> None:
        if reading.fault is Fault.AMBIGUOUS:
            choices = enumeration(map(str, reading.choices), marked("{words} or {next}"))
            used = (
                marked("can mean {choices}; only its year is used")
                if reading.known
                else marked("can mean {choices}; it is not used")
            )
            self._problem("ambiguous_date", field, sentence(used, choices=choices))
        elif reading.fault is Fault.UNREADABLE:
            told = (
                marked("{text} is no day of the calendar up to today")
                if field == "birth_date"
                else marked("{text} is no day of the calendar")
            )
            self._problem("unreadable_date", field, sentence(told, text=shown(text)))

    def state(self, field: str) -> str | None:
        """A Doc 9303-3 code from its column, else from the zone."""
        zone = None
        if self._zone is not None:
            zone = self._zone.nationality if field == "nationality" else self._zone.issuing_state
            zone = read_state(zone) or zone or None
        text = self._cells.get(field)
        if text is None:
            return zone
        own = read_state(text)
        if own is None:
            self._problem(
                "unknown_state",
                field,
                sentence("{text} is no state or code known here", text=shown(text)),
            )
        elif zone and own != zone:
            self._differs(field, own, zone)
        return own or zone

    def document_type(self) -> str | None:
        """A document code or `DocumentType` from its column, else from the zone."""
        zone = self._zone.document_code if self._zone is not None else ""
        text = self._cells.get("document_type")
        if text is None:
            return zone or None
        own = read_document_type(text)
        if own is None:
            self._problem(
                "unknown_document_type",
                "document_type",
                sentence("{text} is not known here", text=shown(text)),
            )
        elif zone and len(own) <= 2 and own[0] != zone[0]:
            self._differs("document_type", own, zone)
        return own or zone or None

    def number(self) -> str | None:
        """The document number from its column, else from the zone, in compact form."""
        zone = self._zone_number()
        text = self._cells.get("number")
        if text is None:
            return zone
        own = read_number(text)
        if zone is not None and own != zone:
            self._differs("number", own or sentence("nothing that can be read"), zone)
        elif own is None:
            told = sentence(
                "{count} characters, expected 1 to {longest} letters and digits, none of them lost",
                count=len(text),
                longest=LONGEST,
            )
            self._problem("unreadable_number", "number", told)
        return own or zone

    def numbers(self, number: str | None) -> tuple[str, ...]:
        """Every number that the row gives for the document: that of the zone too, if it differs."""
        zone = self._zone_number()
        found = (number,) if zone is None or zone == number else (number, zone)
        return tuple([each for each in found if each is not None])

    def _zone_number(self) -> str | None:
        return read_number(self._zone.number) if self._zone is not None else None

    def check_digit(self, number: str) -> str | None:
        """The right check digit of `number`, where the zone has both."""
        if self._zone is None or self._zone_number() != number:
            return None
        return self._zone.number_check_digit

    def birthplace(self) -> str | None:
        """Town and country, as far as given."""
        town, country = self._cells.get("birthplace"), self._cells.get("birth_country")
        return f"{town}, {country}" if town and country else town or country


def _agree(one: PartialDate, other: PartialDate) -> bool:
    pairs = zip(one, other, strict=True)
    return all(a is None or b is None or a == b for a, b in pairs)
