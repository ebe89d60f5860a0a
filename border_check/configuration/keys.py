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


def _by(module: str, name: str) -> Read:
    """Reads a section by a function of a module of its own, imported where the section is there."""

    def read(value: object, where: Where) -> object:
        reader = __import__(f"{_PACKAGE}.{module}", fromlist=[name])
        found: object = getattr(reader, name)(value, where)
        return found

    return read


_PACKAGE = __name__.rpartition(".")[0]


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
    "sealed_queries": _by("sealed", "sealed_queries"),
    "anchors": _by("anchoring", "anchors"),
    "database": _by("database", "database"),
    "centre": _by("centre", "centre"),
    "service": _by("service", "service"),
    "sparse_issuer": count,
    "warm": _warm,
    "contacts": _by("second_line", "contacts"),
    "hits": _by("second_line", "hits"),
    "event": _by("event", "event"),
    "two_people": _by("second_line", "two_people"),
    "accounts": _by("accounts", "accounts"),
    "require_signed": flag,
    "lists": _by("lists", "lists"),
}
