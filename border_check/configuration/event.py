"""The section about a major event, for which a home was set up."""

from __future__ import annotations

from datetime import UTC, datetime

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import text, texts
from border_check.errors import ConfigError
from border_check.values.event import Event


def event(value: object, where: Where) -> Event | None:
    """The event; None where the section is empty."""
    found = section(value, where, EVENT)
    if not found:
        return None
    missing = [key for key in EVENT if key not in found]
    if missing:
        raise ConfigError(
            f"{where.file}: {where.key}: {missing[0]} is missing",
            hint="an event has name, lists and ends",
        )
    return Event(**found)


def _ends(value: object, where: Where) -> str:
    """A moment with its time zone, as YAML or a text gives it."""
    moment = value
    if isinstance(value, str):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise where.error("a moment with its time zone, as 2026-12-20T23:59:00Z", value)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


EVENT: dict[str, Read] = {"name": text, "lists": texts, "ends": _ends}
