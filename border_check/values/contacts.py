"""Whom to call about a hit, and how hits are followed, as the keeper of a desk decides."""

from __future__ import annotations

from border_check.language import sentence
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.values.settings import Settings


class Contact(NamedTuple):
    """Whom to call or write to."""

    name: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def told(self) -> str:
        """In one line, as it is shown."""
        return ", ".join(filter(None, (self.name, self.phone, self.mail)))


class Call(NamedTuple):
    """Somebody to call about a hit."""

    about: str
    """What they are the right ones for; empty for whoever has the hit confirmed."""
    whom: str

    @property
    def told(self) -> str:
        """In one line, as it is shown."""
        if not self.about:
            return self.whom
        return sentence("{about}: {whom}", about=sentence(self.about), whom=self.whom)


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


def contacts_of(settings: Settings) -> Contacts:
    """Whom a desk calls."""
    return settings.contacts or Contacts()


def ncb_of(settings: Settings) -> Contact | None:
    """The duty desk of the own NCB, under either key that can name it."""
    named = contacts_of(settings).ncb
    return Contact(settings.desk.contact) if named is None and settings.desk.contact else named


def following_of(settings: Settings) -> Following:
    """How a desk follows its hits."""
    return settings.hits or Following()
