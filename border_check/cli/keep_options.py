"""How long a passenger list is to be kept, as it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from border_check.errors import UsageError
from border_check.screening.keeper import Until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given

_LONGEST = timedelta(days=366)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def keeping(given: Given) -> Until | None:
    """Until when the passengers are to be kept; None where they are not.

    Raises `UsageError` for what is no time, and with what cannot be kept.
    """
    span, time = given.get("keep"), given.get("keep_until")
    if not span and not time:
        return None
    if span and time:
        raise UsageError("--keep and --keep-until do not go together", hint="choose one of them")
    for other in ("resume", "cluster"):
        if given.get(other):
            raise UsageError(
                f"--{other} keeps no passengers",
                hint=f"run the whole list without --{other}, or without --keep",
            )
    return Until(after=span_of(span, "--keep")) if span else Until(_moment(str(time)))


def span_of(text: str, option: str) -> timedelta:
    """A time span as an option takes it; raises `UsageError`."""
    unit = _UNITS.get(text[-1:])
    number = text[:-1]
    if unit and number.isascii() and number.isdigit() and 0 < int(number) < 1_000_000:
        span = timedelta(**{unit: int(number)})
        if span <= _LONGEST:
            return span
    raise UsageError(
        f"{option}: found {text!r:.40}, expected a time span", hint="as in 90m, 48h or 3d"
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--keep-until: found {text!r:.40}, expected a time",
            hint="as in 2026-11-24T18:00:00Z",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
