"""The records that must be on a list."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import text
from border_check.values.canary import Canary
from border_check.values.dates import PartialDate


def canaries(value: object, where: Where) -> tuple[Canary, ...]:
    """A list of them."""
    if not isinstance(value, list):
        raise where.error("a list of records, each with number and issuer, or name and dob", value)
    return tuple(_canary(one, where.within(str(at))) for at, one in enumerate(value, 1))


def _canary(value: object, where: Where) -> Canary:
    found = Canary(**section(value, where, _CANARY))
    if bool(found.number) is bool(found.name) or (found.number and not found.issuer):
        raise where.error("number and issuer, or name and dob", value)
    return found


def _date(value: object, where: Where) -> str:
    found = str(value)  # YAML reads a whole date as one
    try:
        PartialDate.parse(found)
    except ValueError:
        raise where.error("YYYY, YYYY-MM or YYYY-MM-DD", value) from None
    return found


_CANARY: dict[str, Read] = {"number": text, "issuer": text, "name": text, "dob": _date}
