"""What the keeper of a desk decides: the configuration, read and checked."""

from __future__ import annotations

from border_check.values.lists import ListChanges, ListDescription
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum


class Role(StrEnum):
    """Who stands at the desk; it decides what may be asked and what is shown."""

    FIRST_LINE = "first-line"
    SECOND_LINE = "second-line"


class Warm(StrEnum):
    """Whether checks start a process that stays and answers the next ones faster."""

    OFF = "off"
    AUTO = "auto"


class Desk(NamedTuple):
    """Where searches are made, and by whom on behalf of what."""

    post: str = "DESK-01"
    role: Role = Role.SECOND_LINE
    purpose: str = "border_control"
    operation: str | None = None
    contact: str | None = None
    """Whom to call to have a hit confirmed: the duty desk of the own NCB."""


class Contact(NamedTuple):
    """Whom to call or write to."""

    name: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def told(self) -> str:
        """In one line, as it is shown."""
        return ", ".join(filter(None, (self.name, self.phone, self.mail)))


class Contacts(NamedTuple):
    """Whom officers of this post call, by what it is about; None where nobody is named."""

    ncb: Contact | None = None
    """The duty desk of the own NCB, through which owners of INTERPOL's records are asked."""
    asylum: Contact | None = None
    """Who receives people that ask for protection."""
    smuggling: Contact | None = None
    """The expert for the smuggling of migrants."""
    trafficking: Contact | None = None
    """The expert for trafficking in human beings."""
    victims: Contact | None = None
    """Who takes care of victims; of children, too, where nobody is named for them."""
    children: Contact | None = None
    owners: tuple[tuple[str, Contact], ...] = ()
    """Names of lists that are not INTERPOL's, each with who confirms hits on them."""


class Following(NamedTuple):
    """How hits are followed to their end."""

    remind_after: tuple[float, ...] = (1 / 6, 1.0)
    """Hours after a hit at which it is overdue, and at which to ask again, the earliest first."""
    hold_at_most: float | None = None
    """Hours for which the law allows to hold somebody, or a document, on a hit alone."""
    at_the_limit: str | None = None
    """What to do when they have passed without an answer."""
    supervisors: tuple[tuple[str, str], ...] = ()
    """Names of supervisors, each with the salted hash of the code by which a hold is lifted."""


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
    sparse_issuer: int = 20
    """Fewer records of an issuer than this, and an answer says that the list hardly knows it."""
    warm: Warm = Warm.OFF
    contacts: Contacts = Contacts()
    hits: Following = Following()
    lists: tuple[ListChanges, ...] = ()

    @property
    def ncb(self) -> Contact | None:
        """The duty desk of the own NCB, under either key that can name it."""
        if self.contacts.ncb is None and self.desk.contact:
            return Contact(self.desk.contact)
        return self.contacts.ncb

    def described(self, description: ListDescription) -> ListDescription:
        """A list as it is described, with what the configuration says of it."""
        for known in self.lists:
            if known.name == description.name:
                return known.over(description)
        return description
