"""The section about accounts of the operating system: what each is there for."""

from __future__ import annotations

from border_check.configuration.sections import Where, named
from border_check.configuration.single import one_of, texts
from border_check.values.accounts import Duty

_APART = frozenset((Duty.LIST_MANAGER, Duty.AUDITOR))
"""Nobody may change a list and hide that they did."""


def accounts(value: object, where: Where) -> tuple[tuple[str, object], ...]:
    """The duties of each account."""
    return named(_duties)(value, where)


def _duties(value: object, where: Where) -> tuple[Duty, ...]:
    words = texts([value] if isinstance(value, str) else value, where)
    read = one_of(Duty)
    duties = tuple(Duty(str(read(word, where))) for word in words)
    if set(duties) >= _APART:
        raise where.error(f"one of {' and '.join(sorted(_APART))}, and never both", value)
    return duties
