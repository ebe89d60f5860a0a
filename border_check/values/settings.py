"""What the keeper of a desk decides: the configuration, read and checked."""

from __future__ import annotations

from border_check.values.lists import ListChanges, ListDescription
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.values.accounts import Accounts
    from border_check.values.anchoring import Anchoring
    from border_check.values.centre import CentreRules
    from border_check.values.contacts import Contacts, Following
    from border_check.values.event import Event
    from border_check.values.sealed_queries import SealedQueries
    from border_check.values.service import ServiceRules
    from border_check.values.two_people import TwoPeopleRules


class Role(StrEnum):
    """Who stands at the desk; it decides what may be asked and what is shown."""

    FIRST_LINE = "first-line"
    SECOND_LINE = "second-line"


class Direction(StrEnum):
    """Which way a traveller crosses the border."""

    ENTRY = "entry"
    EXIT = "exit"
    TRANSIT = "transit"


class Language(StrEnum):
    """In which language reports are; codes of ISO 639-1."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"


class Warm(StrEnum):
    """Whether checks start a process that stays and answers the next ones faster."""

    OFF = "off"
    AUTO = "auto"


class ShiftUse(StrEnum):
    """Whether a counter may answer without an open shift."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class Desk(NamedTuple):
    """Where searches are made, and by whom on behalf of what."""

    post: str = "DESK-01"
    role: Role = Role.SECOND_LINE
    purpose: str = "border_control"
    """A code of the keeper's own."""
    purposes: tuple[str, ...] = ()
    """The codes that a search may name; without any, every one is taken."""
    operation: str | None = None
    direction: Direction | None = None
    contact: str | None = None
    """Whom to call to have a hit confirmed: the duty desk of the own NCB."""
    language: Language = Language.ENGLISH
    """Of the reports, unless a command says otherwise."""
    covert_cue: str | None = None
    """At a first-line desk, how "Continue the examination." reads where a discreet record was
    found; None for a desk that is not to know."""
    clear_after: float = 1 / 60
    """Hours after which the screen of a counter is cleared when nobody scans anything."""
    shift: ShiftUse = ShiftUse.OPTIONAL


class Thresholds(NamedTuple):
    """Points (natural log-odds) from which a person is reported, for each role.

    The defaults have their reasons in `border_check.matching.weights`.
    """

    first_line: float = 9.0
    second_line: float = 6.0

    def of(self, role: Role) -> float:
        """The threshold of desks in this role."""
        return self.first_line if role is Role.FIRST_LINE else self.second_line


class Settings(NamedTuple):
    """The whole configuration; without a file, all of it has defaults."""

    desk: Desk = Desk()
    thresholds: Thresholds = Thresholds()
    second_journal: str | None = None
    """Folder on another medium that takes entries when the journal's own cannot."""
    sealed_queries: SealedQueries | None = None
    """For whom queries are sealed in the journal; None where whoever has it may read them."""
    anchors: Anchoring | None = None
    """Where the journal is anchored by itself; None where nobody wants that."""
    database: str | None = None
    """The PostgreSQL that has what several machines share, as a URI; None where a home has it."""
    service: ServiceRules | None = None
    """Limits of the service; None for the defaults."""
    centre: CentreRules | None = None
    """The centre that checks may ask over the network; None where there is none."""
    sparse_issuer: int = 20
    """Fewer records of an issuer than this, and an answer says that the list hardly knows it."""
    warm: Warm = Warm.OFF
    contacts: Contacts | None = None
    """None for the defaults, as below: `border_check.values.contacts` is imported with the first
    hit."""
    hits: Following | None = None
    event: Event | None = None
    """The major event for which the home was set up; None for a home that stays."""
    two_people: TwoPeopleRules | None = None
    accounts: Accounts = ()
    """What the accounts of the operating system may do; everything, where nothing is said."""
    require_signed: bool = False
    """Whether only lists answer that came signed."""
    lists: tuple[ListChanges, ...] = ()

    def described(self, description: ListDescription) -> ListDescription:
        """A list as it is described, with what the configuration says of it."""
        for known in self.lists:
            if known.name == description.name:
                return known.over(description)
        return description
