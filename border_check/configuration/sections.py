"""Places in a configuration file, and mappings whose keys each have a function that reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from border_check.errors import ConfigError
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Where(NamedTuple):
    """A key of a file, for errors."""

    file: str
    key: str = ""

    def within(self, key: object) -> Where:
        """The place of a key one level down."""
        return Where(self.file, f"{self.key}.{key}" if self.key else str(key))

    def error(self, expected: str, found: object) -> ConfigError:
        """What to raise for a value that is not what was expected."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return ConfigError(
            f"{place}: found {found!r:.60}, expected {expected}",
            hint="config.example.yaml shows every key with its default",
        )


Read = Callable[[object, Where], object]
"""Makes a value of what was found at a place; raises `ConfigError`."""


def section(found: object, where: Where, known: Mapping[str, Read]) -> dict[str, Any]:
    """The values of one mapping of the file, each read by the function that its key has."""
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise where.error("keys and values", found)
    unknown = [str(key) for key in found if key not in known]
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], known, 1)
        raise ConfigError(
            f"{where.file}: unknown key {where.within(unknown[0]).key}",
            hint=f"did you mean {near[0]}" if near else f"keys here are {', '.join(known)}",
        )
    return {str(key): known[key](value, where.within(key)) for key, value in found.items()}


def nested(known: Mapping[str, Read], make: Callable[..., object]) -> Read:
    """Reads a mapping of these keys, and makes a value of it."""
    return lambda value, where: make(**section(value, where, known))


def named(read: Read) -> Callable[[object, Where], tuple[tuple[str, object], ...]]:
    """Names of the keeper's own, each with a value that is read by `read`."""

    def read_all(value: object, where: Where) -> tuple[tuple[str, object], ...]:
        if not isinstance(value, dict):
            raise where.error("names, each with its value", value)
        return tuple((str(name), read(one, where.within(name))) for name, one in value.items())

    return read_all
