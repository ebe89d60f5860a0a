"""The section about lists: what each is, what to expect of it, and where it is updated from."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import count, flag, hours, number, one_of, text
from border_check.errors import ConfigError
from border_check.values.actions import ActionClass
from border_check.values.lists import ListChanges, ListDescription, ListKind


def lists(value: object, where: Where) -> tuple[ListChanges, ...]:
    """What is said of each list by its name."""
    if not isinstance(value, dict):
        raise where.error("list names, each with its keys", value)
    return tuple(_list(str(name), one, where.within(name)) for name, one in value.items())


def described(content: object, where: Where) -> ListDescription:
    """A list that a file of its own describes."""
    return ListDescription(**section(content, where, {"name": text, **LIST}))


def _percent(value: object, where: Where) -> float:
    found = number(value, where)
    if not 0 <= found <= 100:
        raise where.error("a share in percent, 0 to 100", value)
    return found


def _canaries(value: object, where: Where) -> object:
    from border_check.configuration.canaries import canaries

    return canaries(value, where)


def _columns(value: object, where: Where) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise where.error("a map from our fields to their columns", value)
    return tuple((str(field), str(column)) for field, column in value.items())


def _of_origin(key: str) -> Read:
    """A key of where a list is updated from; what reads it is imported where there is one."""

    def read(value: object, where: Where) -> object:
        from border_check.values.origin import SPELLED

        of, expected = SPELLED[key]
        try:
            return of(text(value, where))
        except ValueError:
            # What was found is not told: somebody may have written a password there.
            raise ConfigError(f"{where.file}: {where.key}: expected {expected}") from None

    return read


def _list(name: str, content: object, where: Where) -> ListChanges:
    changes = section(content, where, LIST)
    origin: dict[str, object] = changes.pop("update", {})
    if "source" in changes:
        origin["source"] = changes.pop("source")
    return ListChanges(name, tuple(changes.items()), tuple(origin.items()))


LIST: dict[str, Read] = {
    "kind": one_of(ListKind),
    "title": text,
    "owner": text,
    "purpose": text,
    "required": flag,
    "stale_after": hours,
    "expires_after": hours,
    "minimum": count,
    "maximum": count,
    "shrinks_at_most": _percent,
    "canaries": _canaries,
    "widest_range": count,
    "action": one_of(ActionClass),
    "format": text,
    "columns": _columns,
    "source": _of_origin("source"),
    "update": lambda value, where: section(value, where, UPDATE),
}

UPDATE: dict[str, Read] = {
    key: _of_origin(key)
    for key in (
        "pattern",
        "checksum",
        "largest",
        "unpacked",
        "connect_timeout",
        "read_timeout",
        "total_timeout",
        "attempts",
        "token_file",
        "ca_file",
        "proxy",
    )
}
