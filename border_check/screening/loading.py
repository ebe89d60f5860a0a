"""Loading a list at a post: what needs two people is asked for, and what they want is let through.

Only a load that meets something of the kind reads the journal for it.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from border_check.errors import BorderCheckError, SnapshotError
from border_check.journal.requests import requests
from border_check.screening.screener import Screener
from border_check.screening.two_people import TwoPeople, make_request, stamp
from border_check.snapshot.build import Progress
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.snapshot.wide_series import OVER_WIDE, Held, SeriesRules
from border_check.values.document import DocumentRecord
from border_check.values.lists import ListDescription
from border_check.values.request import Request, RequestKind, RequestState

WHY_RANGE = "{list}: a series of {width:,} documents; the list may have {widest:,} in one"
HELD = (
    "{list}: over-wide series that are not installed until a second person approves: {number:,};"
    " see `border-check requests --open`"
)
RANGE_APPROVED = (
    "the series is installed with the next load of {list} that brings it as it is; "
    "`update {list}` loads it even if nothing else has changed"
)

RANGE_REVOKED = (
    "the series answers until the next load of the whole list, which sets it aside again; "
    "`update {list} --again` loads it even if nothing else has changed"
)


def load_list(screener: Screener, load: Load, progress: Progress = lambda _: None) -> LoadReport:
    """Install a list, with the series that two people want; the other over-wide ones are asked for.

    Raises what `install_list` raises, and `BorderCheckError` when the journal cannot be read or
    written.
    """
    if screener.settings.require_signed:
        raise SnapshotError(
            f"{load.description.name}: only signed snapshots are installed here (require_signed)",
            hint="border-check snapshot install FILE",
        )
    ranges = RangeRequests(screener, load.description)
    met: list[Held] = []
    rules = SeriesRules(ranges.is_approved, met.append)
    try:
        wanted = load._replace(series=rules, seen=_seen(screener))
        report = install_list(Home(screener.home), wanted, progress)
    except SnapshotError:  # it may be that nothing else was in the file
        for one in met:
            ranges.ask(one)
        raise
    if not met:
        return report
    held = tuple(ranges.ask(one) for one in met)
    number = report.counts.set_aside[OVER_WIDE]
    warning = HELD.format(list=load.description.name, number=number)
    return report._replace(held=held, warnings=(*report.warnings, warning))


def _seen(screener: Screener) -> datetime | None:
    try:
        latest = screener.recorder.latest()
        return datetime.fromisoformat(latest) if latest else None
    except (BorderCheckError, ValueError):  # `journal verify` tells of what is damaged
        return None


def approved_range(request: Request) -> str:
    """What becomes of a series once it is approved: the next load decides by the journal."""
    return RANGE_APPROVED.format(list=request.facts["list"])


def revoke_range(two_people: TwoPeople, reference: str, reason: str) -> tuple[Request, str]:
    """Take back the approval of a series, and say when it ceases to answer."""
    request = two_people.revoke(RequestKind.RANGE, reference, reason)
    return request, RANGE_REVOKED.format(list=request.facts["list"])


class RangeRequests:
    """What was asked for and decided about series of one list."""

    def __init__(self, screener: Screener, description: ListDescription) -> None:
        self._screener = screener
        self._name, self._widest = description.name, description.widest_range

    def is_approved(self, record: DocumentRecord) -> bool:
        """Whether a second person approved this series: the same name, numbers and issuer."""
        return any(one.is_approved for one in self._about(record))

    def ask(self, held: Held) -> Held:
        """The series with the request that waits for it; one is made where none does."""
        now = stamp(self._screener.now())
        about = self._about(held.record)
        waiting = [one for one in about if one.state(now) is RequestState.PENDING]
        if waiting:
            return held._replace(request=waiting[0].reference)
        record = held.record
        reason = WHY_RANGE.format(list=self._name, width=record.width, widest=self._widest)
        width = {"width": record.width}
        series = {"place": str(held.place), **_series(record), **width}
        content, facts = {"series": series, "reason": reason}, {**self._facts(record), **width}
        reference = make_request(self._screener, RequestKind.RANGE, facts, content)
        return held._replace(request=reference)

    def _about(self, record: DocumentRecord) -> list[Request]:
        facts = self._facts(record)
        return [one for one in self._known if facts.items() <= one.facts.items()]

    @cached_property
    def _known(self) -> list[Request]:
        found = requests(self._screener.recorder)
        return [one for one in found if one.kind is RequestKind.RANGE]

    def _facts(self, record: DocumentRecord) -> dict[str, object]:
        return {"list": self._name, **_series(record)}


def _series(record: DocumentRecord) -> dict[str, object]:
    return {
        "record_id": record.record_id,
        "first": record.number,
        "last": record.number_to,
        "issuing_state": record.issuing_state,
    }
