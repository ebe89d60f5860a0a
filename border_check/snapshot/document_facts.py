"""What a list says of a document, as small integers."""

from __future__ import annotations

from border_check.values.dates import PartialDate
from border_check.values.document import DocumentType, FraudType, RecordStatus

TYPES: tuple[DocumentType | None, ...] = (None, *DocumentType)
FRAUDS: tuple[FraudType | None, ...] = (None, *FraudType)
STATUSES = tuple(RecordStatus)

KINDS = tuple((kind, fraud, status) for kind in TYPES for fraud in FRAUDS for status in STATUSES)
"""Type, reason and state by their code; all fit in a byte."""
OF_ONE_TYPE = len(FRAUDS) * len(STATUSES)
"""Codes of kinds that have one type, one after the other."""


def kind_code(kind: DocumentType | None, fraud: FraudType | None, status: RecordStatus) -> int:
    """Type, reason and state as one integer."""
    return (TYPES.index(kind) * len(FRAUDS) + FRAUDS.index(fraud)) * len(STATUSES) + (
        STATUSES.index(status)
    )


def date_code(date: PartialDate | None) -> int:
    """A date in 22 bits, in the order of the calendar; an unknown part comes before all known."""
    if date is None:
        return 0
    return (date.year * 13 + (date.month or 0)) * 32 + (date.day or 0)


def date_of(code: int) -> PartialDate | None:
    """The date of a code. Raises `ValueError` where the calendar has no such day."""
    if not code:
        return None
    months, day = divmod(code, 32)
    year, month = divmod(months, 13)
    return PartialDate.of(year, month or None, day or None)
