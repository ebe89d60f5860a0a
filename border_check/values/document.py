"""Travel documents: as presented at the desk, and as reported on a list."""

from __future__ import annotations

from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document_number import span
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class DocumentType(StrEnum):
    """What kind of document a record is about."""

    PASSPORT = "passport"
    EMERGENCY_PASSPORT = "emergency_passport"
    TRAVEL_DOCUMENT = "travel_document"  # refugee, stateless, laissez-passer
    IDENTITY_CARD = "identity_card"
    RESIDENCE_PERMIT = "residence_permit"
    VISA = "visa"
    SEAMAN_BOOK = "seaman_book"
    OTHER = "other"


class FraudType(StrEnum):
    """Why a document was reported (the SLTD's "type of fraud")."""

    STOLEN_BLANK = "stolen_blank"
    STOLEN = "stolen"
    LOST = "lost"
    REVOKED = "revoked"
    INVALID = "invalid"
    COUNTERFEIT = "counterfeit"


class RecordStatus(StrEnum):
    """Whether the owner of a record still stands by it."""

    ACTIVE = "active"
    RECOVERED = "recovered"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"


class TravelDocument(NamedTuple):
    """A travel document as the traveller presents it."""

    number: str
    """As printed, fillers removed; never empty."""
    issuing_state: str | None = None
    """Doc 9303-3 code ("UTO", "D"); None where it was not given or not readable."""
    type: str | None = None
    """Document code of the zone ("P", "ID") or a `DocumentType`; None where not known."""
    expiry: PartialDate | None = None
    check_digit: str | None = None
    """The number's check digit, where a zone was read and that digit is right."""


def told_of_others(documents: Iterable[TravelDocument]) -> str:
    """Several documents in one text, as type/number/issuer, with commas between them."""
    return ", ".join(
        f"{one.type or ''}/{one.number}/{one.issuing_state or ''}" for one in documents
    )


def other_documents(text: str) -> tuple[TravelDocument, ...]:
    """The documents that `told_of_others` told of; what it did not write is left out."""
    parts = [one.strip().split("/") for one in text.split(",")]
    return tuple(
        TravelDocument(part[1], part[2] or None, part[0] or None)
        for part in parts
        if len(part) == len(("type", "number", "issuer")) and part[1]
    )


class DocumentRecord(NamedTuple):
    """A document, or a series of blank ones, reported on a list. It carries no holder (SLTD)."""

    record_id: str
    number: str
    """As reported; `number_to` ends a series of blanks of which this is the first."""
    issuing_state: str | None = None
    type: DocumentType | None = None
    fraud: FraudType | None = None
    number_to: str | None = None
    status: RecordStatus = RecordStatus.ACTIVE
    theft: PartialDate | None = None
    theft_place: str | None = None
    reporting_state: str | None = None
    issue: PartialDate | None = None
    expiry: PartialDate | None = None
    review: PartialDate | None = None
    """The day on which the record lapses; None where the list gives none, never guessed."""
    reference: str | None = None
    information: str | None = None
    action: ActionClass | None = None
    caution: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of the source that have no field here, kept as they came."""

    @property
    def width(self) -> int:
        """How many documents it is about: 1, or as many as the series has numbers."""
        if not self.number_to:
            return 1
        try:
            return span(self.number, self.number_to)
        except ValueError:  # between two numbers of different shapes there is none
            return 2


def derived_id(
    issuer: str | None, kind: DocumentType | None, number: str, last: str | None = None
) -> str:
    """The name of a record in a list that names none, by what it is about, so that the next edition
    of the list names it the same: "UTO-passport-L8989000", with "-L8989499" for a series."""
    parts = (issuer, kind or "document", number, last)
    return "-".join([part for part in parts if part])
