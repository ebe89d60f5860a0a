"""The section about the service: what callers and requests may take."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import count, flag
from border_check.values.service import ServiceRules


def service(value: object, where: Where) -> ServiceRules | None:
    """The limits; None where the section is empty."""
    found = section(value, where, SERVICE)
    return ServiceRules(**found) if found else None


def _some(value: object, where: Where) -> int:
    found = count(value, where)
    if not found:
        raise where.error("a whole number, 1 or more", value)
    return found


def _seconds(value: object, where: Where) -> float:
    return float(_some(value, where))


SERVICE: dict[str, Read] = {
    "rate": _some,
    "burst": _some,
    "largest": _some,
    "largest_batch": _some,
    "patience": _seconds,
    "answer": _seconds,
    "documents_waiting": _some,
    "persons_waiting": _some,
    "batches": _some,
    "log": flag,
}
