"""The keys of a configuration, and what has to hold between them.

Sections that few configurations have, or that only a hit needs, are read by modules of their own,
which are imported where the section is there.
"""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, nested, section
from border_check.configuration.single import count, flag, hours, number, one_of, text, texts
from border_check.values.settings import (
    Desk,
    Direction,
    Language,
    Role,
    Settings,
    ShiftUse,
    Thresholds,
    Warm,
)


def settings_of(content: object, where: Where) -> Settings:
    """The settings that the content of a file says; raises `ConfigError`."""
    settings = Settings(**section(content, where, TOP))
    first, second = settings.thresholds
    if first < second:
        first_line = where.within("thresholds").within("first_line")
        raise first_line.error(f"at least second_line ({second})", first)
    desk = settings.desk
    if desk.purposes and desk.purpose not in desk.purposes:
        purpose = where.within("desk").within("purpose")
        raise purpose.error(f"one of its purposes ({', '.join(desk.purposes)})", desk.purpose)
    return settings


_LONGEST_CUE = 35
"""Characters that fit the line which a report has for it."""


def _cue(value: object, where: Where) -> str:
    cue = text(value, where)
    if not cue.isprintable() or not 0 < len(cue.strip()) <= _LONGEST_CUE:
        raise where.error(f"a sentence of at most {_LONGEST_CUE} characters", value)
    return cue.strip()


def _warm(value: object, where: Where) -> object:
    return Warm.OFF if value is False else one_of(Warm)(value, where)  # YAML reads off as false


def _contacts(value: object, where: Where) -> object:
    from border_check.configuration.second_line import contacts

    return contacts(value, where)


def _hits(value: object, where: Where) -> object:
    from border_check.configuration.second_line import hits

    return hits(value, where)


def _event(value: object, where: Where) -> object:
    from border_check.configuration.event import event

    return event(value, where)


def _two_people(value: object, where: Where) -> object:
    from border_check.configuration.second_line import two_people

    return two_people(value, where)


def _accounts(value: object, where: Where) -> object:
    from border_check.configuration.accounts import accounts

    return accounts(value, where)


def _anchors(value: object, where: Where) -> object:
    from border_check.configuration.anchoring import anchors

    return anchors(value, where)


def _centre(value: object, where: Where) -> object:
    from border_check.configuration.centre import centre

    return centre(value, where)


def _service(value: object, where: Where) -> object:
    from border_check.configuration.service import service

    return service(value, where)


def _sealed_queries(value: object, where: Where) -> object:
    from border_check.configuration.sealed import sealed_queries

    return sealed_queries(value, where)


def _lists(value: object, where: Where) -> object:
    from border_check.configuration.lists import lists

    return lists(value, where)


DESK: dict[str, Read] = {
    "post": text,
    "role": one_of(Role),
    "purpose": text,
    "purposes": texts,
    "operation": text,
    "direction": one_of(Direction),
    "contact": text,
    "language": one_of(Language),
    "covert_cue": _cue,
    "clear_after": hours,
    "shift": one_of(ShiftUse),
}

TOP: dict[str, Read] = {
    "desk": nested(DESK, Desk),
    "thresholds": nested({"first_line": number, "second_line": number}, Thresholds),
    "second_journal": text,
    "sealed_queries": _sealed_queries,
    "anchors": _anchors,
    "centre": _centre,
    "service": _service,
    "sparse_issuer": count,
    "warm": _warm,
    "contacts": _contacts,
    "hits": _hits,
    "event": _event,
    "two_people": _two_people,
    "accounts": _accounts,
    "require_signed": flag,
    "lists": _lists,
}
