"""Single values of a configuration file: texts, numbers, time spans, words of a fixed choice."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.configuration.sections import Read, Where
    from border_check.values.str_enum import StrEnum


def text(value: object, where: Where) -> str:
    """A text; figures are taken as they are written."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise where.error("text", value)
    return str(value)


def texts(value: object, where: Where) -> tuple[str, ...]:
    """A list of texts that is not empty."""
    if not isinstance(value, list) or not value:
        raise where.error("a list of texts", value)
    return tuple(text(one, where.within(place)) for place, one in enumerate(value, 1))


def flag(value: object, where: Where) -> bool:
    """True or false, and no other word for them."""
    if not isinstance(value, bool):
        raise where.error("true or false", value)
    return value


def number(value: object, where: Where) -> float:
    """A number."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise where.error("a number", value)
    return float(value)


def count(value: object, where: Where) -> int:
    """A whole number, 0 or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise where.error("a whole number, 0 or more", value)
    return value


def hours(value: object, where: Where) -> float:
    """Hours, from a time span: 10m, 36h, 3d, or a bare number of hours."""
    text = str(value).strip().lower()
    factor = {"m": 1 / 60, "h": 1.0, "d": 24.0}.get(text[-1:])
    try:
        hours = float(text[:-1]) * factor if factor else float(text)
    except ValueError:
        raise where.error("minutes, hours or days, as 10m, 36h or 3d", value) from None
    if not 0 < hours < 1e6:
        raise where.error("a time span of more than nothing, as 36h or 3d", value)
    return hours


def one_of(words: type[StrEnum]) -> Read:
    """Reads one of these words."""

    def read(value: object, where: Where) -> object:
        try:
            return words(str(value))
        except ValueError:
            raise where.error(f"one of {', '.join(words)}", value) from None

    return read
