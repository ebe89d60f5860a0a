"""Persons: the traveller who is asked about, and the nominal who is on a list."""

from __future__ import annotations

from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum


class Sex(StrEnum):
    """Sex as in Doc 9303-4: F, M, or X where it is not specified."""

    FEMALE = "F"
    MALE = "M"
    UNSPECIFIED = "X"


class NoticeColour(StrEnum):
    """The request behind a nominal, as INTERPOL colours it."""

    RED = "red"
    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    BLACK = "black"
    ORANGE = "orange"
    PURPLE = "purple"
    SILVER = "silver"
    UN = "un"
    DIFFUSION = "diffusion"


class DocumentReference(NamedTuple):
    """A document that belongs to a person: its number and, where known, issuer and type."""

    number: str
    issuing_state: str | None = None
    type: str | None = None


class Name(NamedTuple):
    """One name of a person, whole or in its two parts."""

    text: str
    """The whole name as it is read aloud; always given."""
    surname: str = ""
    """Primary identifier (Doc 9303-3), where the parts are known."""
    given: str = ""
    """Secondary identifiers, where the parts are known."""
    truncated: bool = False
    """Whether a full machine readable name field may have cut it short."""


class Alias(NamedTuple):
    """Another name of a nominal, and how much its source stands by it."""

    name: str
    strength: str = "strong"
    """`strong` or `weak`."""
    surname: str = ""
    given: str = ""

    @property
    def kind(self) -> str:
        """What it is called in an answer."""
        return "weak alias" if self.strength == "weak" else "alias"


class Person(NamedTuple):
    """The person asked about: a name, and what else is known."""

    name: Name
    born: PartialDate | None = None
    sex: Sex | None = None
    nationality: str | None = None
    documents: tuple[DocumentReference, ...] = ()
    birthplace: str | None = None


class Nominal(NamedTuple):
    """A person on a list, as its owner recorded it."""

    record_id: str
    name: str
    surname: str = ""
    given: str = ""
    aliases: tuple[Alias, ...] = ()
    births: tuple[PartialDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: Sex | None = None
    documents: tuple[DocumentReference, ...] = ()
    birthplaces: tuple[str, ...] = ()
    notice: NoticeColour | None = None
    diffusion: bool = False
    """Whether a bureau circulated the request itself: nobody at INTERPOL's General Secretariat has
    reviewed it, as its notices are."""
    published: PartialDate | None = None
    action: ActionClass | None = None
    caution: str | None = None
    reference: str | None = None
    owner: str | None = None
    """The bureau or authority that owns the record and confirms a hit on it."""
    offence: str | None = None
    source_url: str | None = None
    expires: PartialDate | None = None
    misused_identity: bool = False
    """Whether the holder is the victim of somebody who travels under this identity."""
    extra: tuple[tuple[str, str], ...] = ()
    """Facts of the source that have no field here, kept as they came."""
