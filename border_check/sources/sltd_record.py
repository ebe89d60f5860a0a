"""One row of a list of documents, in the fields of the SLTD, to a record.

The fields are those that INTERPOL names for its database of stolen and lost travel documents
(presentation to the ICAO Facilitation Panel, FALP/8): document identification number (`din`),
issuing country, type of document and type of fraud (`category`) are mandatory there; the rest is
desirable. A row that cannot be used as a whole is not used in part: it is told, with the field and
the reason, and can be corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar
from unicodedata import category

from border_check.sources.countries import state_of
from border_check.sources.written_dates import read_date
from border_check.sources.written_documents import kind_of
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    derived_id,
)
from border_check.values.document_number import LONGEST, compact, is_machine_readable, span
from border_check.values.str_enum import StrEnum

MANDATORY = ("issuing_country", "din", "category")
FIELDS = (
    *("record_id", "issuing_country", "document_type", "din", "din_to", "category"),
    *("date_of_theft", "place_of_theft", "reporting_country", "date_of_issue", "date_of_expiry"),
    *("review_date", "national_reference", "additional_info", "status", "action", "caution"),
)

LARGEST_SERIES = 10_000_000
"""Blanks in one series; more than a state prints in years is a slip of the pen in `din_to`."""

# Codes of machine readable zones, for lists that give these instead of words.
_TYPE_CODES = {
    "p": DocumentType.PASSPORT,
    "i": DocumentType.IDENTITY_CARD,
    "id": DocumentType.IDENTITY_CARD,
    "v": DocumentType.VISA,
    "ar": DocumentType.RESIDENCE_PERMIT,
}
_PROSE = frozenset(("place_of_theft", "national_reference", "additional_info", "caution"))

Word = TypeVar("Word", bound=StrEnum)


class Unusable(Exception):
    """A row cannot be used, because of this field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def read_record(fields: Mapping[str, str], extra: tuple[tuple[str, str], ...]) -> DocumentRecord:
    """The record of a row, given by field; absent fields may be missing or empty.

    Raises `Unusable`. A row without a `record_id` is named by what it is about, so that the next
    edition of the list names it the same (`derived_id`).
    """
    fields, extra = _clean(fields, extra)
    number, last = _numbers(fields)
    issuer = _issuer(fields["issuing_country"])
    kind = _type(fields.get("document_type", ""))
    if kind is DocumentType.OTHER:
        extra = (*extra, ("document_type", fields["document_type"]))
    return DocumentRecord(
        record_id=fields.get("record_id") or derived_id(issuer, kind, number, last),
        number=number,
        issuing_state=issuer,
        type=kind,
        fraud=_word("category", fields["category"], FraudType),
        number_to=last,
        status=_word("status", fields.get("status") or "active", RecordStatus),
        theft=_date(fields, "date_of_theft"),
        theft_place=fields.get("place_of_theft") or None,
        reporting_state=_reporting(fields.get("reporting_country", "")),
        issue=_date(fields, "date_of_issue"),
        expiry=_date(fields, "date_of_expiry"),
        review=_date(fields, "review_date"),
        reference=fields.get("national_reference") or None,
        information=fields.get("additional_info") or None,
        action=_word("action", fields["action"], ActionClass) if fields.get("action") else None,
        caution=fields.get("caution") or None,
        extra=extra,
    )


def _clean(
    fields: Mapping[str, str], extra: tuple[tuple[str, str], ...]
) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Prose in one line, and no control characters; nearly every row is clean as it comes."""
    if "".join([*fields.values(), *[text for _, text in extra]]).isprintable():
        return fields, extra
    lines = {name: _one_line(text) if name in _PROSE else text for name, text in fields.items()}
    extra = tuple((name, _one_line(text)) for name, text in extra)
    for name, text in (*lines.items(), *extra):
        if found := next((char for char in text if category(char) == "Cc"), None):
            raise Unusable(name, f"holds a control character (U+{ord(found):04X})")
    return lines, extra


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _numbers(fields: Mapping[str, str]) -> tuple[str, str | None]:
    """The number as compared, and the end of the series where the row is about one."""
    number = _number("din", fields["din"])
    if not fields.get("din_to"):
        return number, None
    last = _number("din_to", fields["din_to"])
    try:
        size = span(number, last)
    except ValueError as error:
        raise Unusable("din_to", f"makes no series with din: {error}") from None
    if size > LARGEST_SERIES:
        raise Unusable("din_to", f"makes a series of {size:,}; the limit is {LARGEST_SERIES:,}")
    return number, last if size > 1 else None


def _number(field: str, text: str) -> str:
    number = compact(text)
    if not number:
        raise Unusable(field, "no document number")
    if len(number) > LONGEST:
        limit = f"a machine readable zone holds at most {LONGEST}"
        raise Unusable(field, f"has {len(number)} characters; {limit}")
    if not is_machine_readable(number):
        found = next(char for char in number if not (char.isascii() and char.isalnum()))
        raise Unusable(field, f"{found!r} cannot stand in a machine readable zone")
    return number


def _issuer(text: str) -> str:
    """A code; one that nobody knows is kept, since lists are faster than tables of codes."""
    if not text:
        raise Unusable("issuing_country", "no issuing country")
    if code := state_of(text):
        return code
    if len(text) <= 3 and text.isascii() and text.isalpha():
        return text.upper()
    raise Unusable("issuing_country", f"{text!r:.40} is neither a code nor a known name")


def _reporting(text: str) -> str | None:
    """Who reported it decides nothing: what is not understood is shown as it came."""
    return (state_of(text) or text) if text else None


@lru_cache(maxsize=256)
def _type(text: str) -> DocumentType | None:
    word = _plain(text)
    if not word:
        return None
    if word in set(DocumentType):
        return DocumentType(word)
    return _TYPE_CODES.get(word) or kind_of(text) or DocumentType.OTHER


def _word(field: str, text: str, words: type[Word]) -> Word:
    try:
        return words(_plain(text))
    except ValueError:
        found = f"{text!r:.40} is none" if text else "is empty, expected one"
        raise Unusable(field, f"{found} of {', '.join(words)}") from None


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


def _date(fields: Mapping[str, str], field: str) -> PartialDate | None:
    text = fields.get(field)
    if not text:
        return None
    try:
        return _read_date(text)
    except ValueError:
        expected = "expected YYYY, YYYY-MM, YYYY-MM-DD or D.M.YYYY"
        raise Unusable(field, f"{text!r:.40} is no date; {expected}") from None


@lru_cache(maxsize=65536)
def _read_date(text: str) -> PartialDate:
    # Day first is certain only between dots: 3/4/1985 is April here and March there.
    return read_date("-".join(reversed(text.split("."))) if text.count(".") == 2 else text)


def cell_readers() -> dict[str, Callable[[str], object]]:
    """Fields of which a text says the same in every row, and what it says; a plain row has no
    others, but for its number and its name. They raise `Unusable` as `read_record` does."""
    return {
        "issuing_country": _issuer,
        "document_type": _type,
        "category": lambda text: _word("category", text, FraudType),
        "status": lambda text: _word("status", text or "active", RecordStatus),
        "date_of_theft": lambda text: _date({"date": text}, "date"),
        "review_date": lambda text: _date({"date": text}, "date"),
    }
