"""The configuration file to `Settings`; an error names file, key and found value.

What YAML makes of a file is kept beside the lists (`border_check.compiled`): yaml is imported only
for a file that is new or was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from border_check.compiled import keep, kept
from border_check.errors import ConfigError
from border_check.values.actions import ActionClass
from border_check.values.lists import ListChanges, ListDescription, ListKind
from border_check.values.record import NamedTuple
from border_check.values.settings import Desk, Direction, Role, Settings, Thresholds, Warm

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

    from border_check.values.contacts import Contacts, Following
    from border_check.values.str_enum import StrEnum


def load_settings(path: str | os.PathLike[str] | None, compiled: str | None = None) -> Settings:
    """Read a configuration file; without one, the defaults.

    `compiled` is the folder that keeps what was read for the next time. Raises `ConfigError` for a
    file that cannot be read, an unknown key or an impossible value.
    """
    if path is None:
        return Settings()
    where = Where(str(path))
    content = kept(compiled, path) if compiled else None
    is_new = content is None
    if content is None:
        content = _yaml(path)
    values = _section(content, where, _TOP)
    settings = Settings(**values)
    first, second = settings.thresholds
    if first < second:
        raise (
            where.within("thresholds")
            .within("first_line")
            .error(f"at least second_line ({second})", first)
        )
    desk = settings.desk
    if desk.purposes and desk.purpose not in desk.purposes:
        named = where.within("desk").within("purpose")
        raise named.error(f"one of its purposes ({', '.join(desk.purposes)})", desk.purpose)
    if compiled and is_new:
        keep(compiled, path, content)
    return settings


def load_description(path: str | os.PathLike[str]) -> ListDescription:
    """One list as a file of its own describes it: the keys of `lists.NAME`, and `name`."""
    where = Where(str(path))
    return ListDescription(**_section(_yaml(path), where, {"name": _text, **_LIST}))


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


_LONGEST_CUE = 35
"""Characters that fit the line which a report has for it."""

Read = Callable[[object, Where], object]


def _yaml(path: str | os.PathLike[str]) -> object:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file.read())
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: no such file", hint="start from config.example.yaml, or leave out --config"
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {error.strerror}", hint="see to its permissions"
        ) from None
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{path}: line {number}: cannot be read: byte {error.start + 1} is not UTF-8",
            hint="save it as UTF-8",
        ) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ConfigError(
            f"{path}: {line}{error.problem or 'not YAML'}",
            hint="compare with config.example.yaml; YAML is indented by spaces, not tabs",
        ) from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML: {' '.join(str(error).split())}") from None


def _section(found: object, where: Where, known: Mapping[str, Read]) -> dict[str, Any]:
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


def _text(value: object, where: Where) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise where.error("text", value)
    return str(value)


def _texts(value: object, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise where.error("a list of texts", value)
    return tuple(_text(one, where.within(place)) for place, one in enumerate(value, 1))


def _cue(value: object, where: Where) -> str:
    text = _text(value, where)
    if not text.isprintable() or not 0 < len(text.strip()) <= _LONGEST_CUE:
        raise where.error(f"a sentence of at most {_LONGEST_CUE} characters", value)
    return text.strip()


def _flag(value: object, where: Where) -> bool:
    if not isinstance(value, bool):
        raise where.error("true or false", value)
    return value


def _number(value: object, where: Where) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise where.error("a number", value)
    return float(value)


def _count(value: object, where: Where) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise where.error("a whole number, 0 or more", value)
    return value


def _hours(value: object, where: Where) -> float:
    """A time span: 10m, 36h, 3d, or a bare number of hours."""
    text = str(value).strip().lower()
    factor = {"m": 1 / 60, "h": 1.0, "d": 24.0}.get(text[-1:])
    try:
        hours = float(text[:-1]) * factor if factor else float(text)
    except ValueError:
        raise where.error("minutes, hours or days, as 10m, 36h or 3d", value) from None
    if not 0 < hours < 1e6:
        raise where.error("a time span of more than nothing, as 36h or 3d", value)
    return hours


def _one_of(words: type[StrEnum]) -> Read:
    def read(value: object, where: Where) -> object:
        try:
            return words(str(value))
        except ValueError:
            raise where.error(f"one of {', '.join(words)}", value) from None

    return read


def _warm(value: object, where: Where) -> object:
    return Warm.OFF if value is False else _one_of(Warm)(value, where)  # YAML reads off as false


def _nested(known: Mapping[str, Read], make: Callable[..., object]) -> Read:
    return lambda value, where: make(**_section(value, where, known))


def _reminders(value: object, where: Where) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise where.error("time spans in brackets, as [10m, 1h]", value)
    spans = tuple(_hours(span, where) for span in value)
    if list(spans) != sorted(set(spans)):
        raise where.error("time spans that grow, as [10m, 1h]", value)
    return spans


def _code(value: object, where: Where) -> str:
    """A salted hash as `border-check hits code` makes it."""
    text = str(value)
    kind, _, numbers = text.partition(":")
    parts = numbers.split(":")
    if kind != "scrypt" or len(parts) != 5 or not all(map(str.isalnum, parts)):
        # What was found is not told: somebody may have written down the code itself.
        raise ConfigError(
            f"{where.file}: {where.key}: expected the salted hash of a code",
            hint="make it with `border-check hits code`; a code itself stands nowhere",
        )
    return text


def _named(read: Read) -> Callable[[object, Where], tuple[tuple[str, object], ...]]:
    """Names of the keeper's own, each with a value that is read by `read`."""

    def read_all(value: object, where: Where) -> tuple[tuple[str, object], ...]:
        if not isinstance(value, dict):
            raise where.error("names, each with its value", value)
        return tuple((str(name), read(one, where.within(name))) for name, one in value.items())

    return read_all


def _contacts(value: object, where: Where) -> Contacts | None:
    from border_check.values.contacts import Contact, Contacts

    contact = _nested({"name": _text, "phone": _text, "mail": _text}, Contact)
    known = dict.fromkeys(Contacts._fields, contact)
    found = Contacts(**_section(value, where, {**known, "owners": _named(contact)}))
    return found if found != Contacts() else None


def _hits(value: object, where: Where) -> Following | None:
    from border_check.values.contacts import Following

    known: dict[str, Read] = {
        "remind_after": _reminders,
        "hold_at_most": _hours,
        "at_the_limit": _text,
        "supervisors": _named(_code),
    }
    found = Following(**_section(value, where, known))
    return found if found != Following() else None


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
            return of(_text(value, where))
        except ValueError:
            # What was found is not told: somebody may have written a password there.
            raise ConfigError(f"{where.file}: {where.key}: expected {expected}") from None

    return read


def _lists(value: object, where: Where) -> tuple[ListChanges, ...]:
    if not isinstance(value, dict):
        raise where.error("list names, each with its keys", value)
    return tuple(_list(str(name), one, where.within(name)) for name, one in value.items())


def _list(name: str, content: object, where: Where) -> ListChanges:
    changes = _section(content, where, _LIST)
    origin: dict[str, object] = changes.pop("update", {})
    if "source" in changes:
        origin["source"] = changes.pop("source")
    return ListChanges(name, tuple(changes.items()), tuple(origin.items()))


_LIST: dict[str, Read] = {
    "kind": _one_of(ListKind),
    "title": _text,
    "owner": _text,
    "purpose": _text,
    "required": _flag,
    "stale_after": _hours,
    "expires_after": _hours,
    "minimum": _count,
    "maximum": _count,
    "action": _one_of(ActionClass),
    "format": _text,
    "columns": _columns,
    "source": _of_origin("source"),
    "update": lambda value, where: _section(value, where, _UPDATE),
}

_UPDATE: dict[str, Read] = {
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

_DESK: dict[str, Read] = {
    "post": _text,
    "role": _one_of(Role),
    "purpose": _text,
    "purposes": _texts,
    "operation": _text,
    "direction": _one_of(Direction),
    "contact": _text,
    "covert_cue": _cue,
}

_TOP: dict[str, Read] = {
    "desk": _nested(_DESK, Desk),
    "thresholds": _nested({"first_line": _number, "second_line": _number}, Thresholds),
    "second_journal": _text,
    "sparse_issuer": _count,
    "warm": _warm,
    "contacts": _contacts,
    "hits": _hits,
    "lists": _lists,
}
