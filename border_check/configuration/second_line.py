"""Sections about what follows a hit: whom to call, how it is followed, what needs two people."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, named, nested, section
from border_check.configuration.single import hours, text
from border_check.errors import ConfigError
from border_check.values.contacts import Contact, Contacts, Following
from border_check.values.two_people import TwoPeopleRules


def contacts(value: object, where: Where) -> Contacts | None:
    """Whom to call; None where nobody is named."""
    contact = nested({"name": text, "phone": text, "mail": text}, Contact)
    known = dict.fromkeys(Contacts._fields, contact)
    found = Contacts(**section(value, where, {**known, "owners": named(contact)}))
    return found if found != Contacts() else None


def hits(value: object, where: Where) -> Following | None:
    """How hits are followed; None where all is left at its default."""
    known: dict[str, Read] = {
        "remind_after": _reminders,
        "hold_at_most": hours,
        "at_the_limit": text,
        "supervisors": named(_code),
    }
    found = Following(**section(value, where, known))
    return found if found != Following() else None


def two_people(value: object, where: Where) -> TwoPeopleRules | None:
    """The rules of requests; None where all are left at their defaults."""
    found = TwoPeopleRules(**section(value, where, dict.fromkeys(TwoPeopleRules._fields, hours)))
    return found if found != TwoPeopleRules() else None


def _reminders(value: object, where: Where) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise where.error("time spans in brackets, as [10m, 1h]", value)
    spans = tuple(hours(span, where) for span in value)
    if list(spans) != sorted(set(spans)):
        raise where.error("time spans that grow, as [10m, 1h]", value)
    return spans


def _code(value: object, where: Where) -> str:
    """A salted hash as `border-check hits code` makes it."""
    written = str(value)
    kind, _, numbers = written.partition(":")
    parts = numbers.split(":")
    if kind != "scrypt" or len(parts) != 5 or not all(map(str.isalnum, parts)):
        # What was found is not told: somebody may have written down the code itself.
        raise ConfigError(
            f"{where.file}: {where.key}: expected the salted hash of a code",
            hint="make it with `border-check hits code`; a code itself stands nowhere",
        )
    return written
