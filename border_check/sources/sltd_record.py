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

from border_check.sources.countries import state_of
from border_check.sources.record_cells import (
    Unusable,
    clean,
    date_of,
    plain_word,
    reporting_state,
    word_of,
)
from border_check.sources.written_documents import kind_of
from border_check.values.actions import ActionClass
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    derived_id,
)
from border_check.values.document_number import LONGEST, compact, is_machine_readable, span

MANDATORY = ("issuing_country", "din", "category")
FIELDS = (
    *("record_id", "issuing_country", "document_type", "din", "din_to", "category"),
    *("date_of_theft", "place_of_theft", "reporting_country", "date_of_issue", "date_of_expiry"),
    *("review_date", "national_reference", "additional_info", "status", "action", "caution"),
)

LARGEST_SERIES = 1_000_000_000
"""Documents in one series: all numbers of nine digits, which fill the field of a passport's number.
More is a slip of the pen in `din_to`; long before that a list has its `widest_range`."""

# Codes of machine readable zones, for lists that give these instead of words.
_TYPE_CODES = {
    "p": DocumentType.PASSPORT,
    "i": DocumentType.IDENTITY_CARD,
    "id": DocumentType.IDENTITY_CARD,
    "v": DocumentType.VISA,
    "ar": DocumentType.RESIDENCE_PERMIT,
}


def read_record(fields: Mapping[str, str], extra: tuple[tuple[str, str], ...]) -> DocumentRecord:
    """The record of a row, given by field; absent fields may be missing or empty.

    Raises `Unusable`. A row without a `record_id` is named by what it is about, so that the next
    edition of the list names it the same (`derived_id`).
    """
    fields, extra = clean(fields, extra)
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
        fraud=word_of("category", fields["category"], FraudType),
        number_to=last,
        status=word_of("status", fields.get("status") or "active", RecordStatus),
        theft=date_of(fields, "date_of_theft"),
        theft_place=fields.get("place_of_theft") or None,
        reporting_state=reporting_state(fields.get("reporting_country", "")),
        issue=date_of(fields, "date_of_issue"),
        expiry=date_of(fields, "date_of_expiry"),
        review=date_of(fields, "review_date"),
        reference=fields.get("national_reference") or None,
        information=fields.get("additional_info") or None,
        action=word_of("action", fields["action"], ActionClass) if fields.get("action") else None,
        caution=fields.get("caution") or None,
        extra=extra,
    )


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


@lru_cache(maxsize=256)
def _type(text: str) -> DocumentType | None:
    word = plain_word(text)
    if not word:
        return None
    if word in set(DocumentType):
        return DocumentType(word)
    return _TYPE_CODES.get(word) or kind_of(text) or DocumentType.OTHER


def cell_readers() -> dict[str, Callable[[str], object]]:
    """Fields of which a text says the same in every row, and what it says; a plain row has no
    others, but for its number and its name. They raise `Unusable` as `read_record` does."""
    return {
        "issuing_country": _issuer,
        "document_type": _type,
        "category": lambda text: word_of("category", text, FraudType),
        "status": lambda text: word_of("status", text or "active", RecordStatus),
        "date_of_theft": lambda text: date_of({"date": text}, "date"),
        "review_date": lambda text: date_of({"date": text}, "date"),
    }
