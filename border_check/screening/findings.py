"""What the lists say to one check, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.errors import SnapshotError
from border_check.language import marked, sentence
from border_check.screening.library import OpenList
from border_check.values.actions import ActionClass
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.record import NamedTuple
from border_check.values.screening import Hit, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from border_check.screening.near import Near


class Findings(NamedTuple):
    """Hits, and what the reader must know beside them."""

    hits: tuple[Hit, ...] = ()
    problems: tuple[Problem, ...] = ()
    cleared: tuple[tuple[str, str], ...] = ()
    """List and record of each hit that is a note: the traveller was told apart from it, or its
    owner has withdrawn it."""
    near: tuple[Near, ...] = ()
    """Who is near, where that was asked for."""

    @property
    def has_people(self) -> bool:
        """Whether there are hits on people that any desk may know of."""
        return any(
            hit.kind is ListKind.NOMINALS and hit.action is not ActionClass.DISCREET
            for hit in self.hits
        )


def together(found: Iterable[Findings]) -> Findings:
    """What a list says to several questions about one traveller: each record once, at its best."""
    hits: dict[str, Hit] = {}
    problems: dict[Problem, None] = {}
    near: dict[Near, None] = {}
    for one in found:
        problems.update(dict.fromkeys(one.problems))
        near.update(dict.fromkeys(one.near))
        for hit in one.hits:
            known = hits.get(hit.record_id)
            if known is None or hit.points > known.points:
                hits[hit.record_id] = hit
    return Findings(tuple(hits.values()), tuple(problems), near=tuple(near))


class Asked(NamedTuple):
    """A list, as it turned out when it was asked, and what its records say."""

    list: OpenList
    status: ListStatus
    found: Findings

    def without_discreet(self) -> Asked:
        """As if the discreet records were not on the list."""
        kept = tuple(hit for hit in self.found.hits if hit.action is not ActionClass.DISCREET)
        fewer = self.list.without_discreet()
        is_damaged = self.status.state is ListState.CORRUPT
        state = self.status.state if is_damaged else fewer.status.state
        return Asked(
            fewer,
            self.status._replace(
                records=fewer.status.records,
                state=state,
                has_documents=fewer.status.has_documents,
            ),
            self.found._replace(hits=kept),
        )

    def told(self) -> Findings:
        """What may be concluded: of a list that cannot answer, only that, and what was seen."""
        if self.status.state is ListState.OK:
            return self.found
        if self.status.state is ListState.EXPIRED and not self.status.kind.is_guidance:
            return _as_seen(self.list, self.status, self.found)
        if self.status.state is ListState.STALE:
            text = sentence("{list} is {age} old", list=self.list.title, age=age(self.status))
            stale = Problem("list_stale", text, self.status.name)
            return self.found._replace(problems=(*self.found.problems, stale))
        return Findings(problems=(_silence(self.list, self.status),))


def ask_all(lists: Iterable[OpenList], ask: Callable[[OpenList], Findings]) -> list[Asked]:
    """Ask each list; one that turns out to be damaged is corrupt from then on."""
    return [_ask(one, ask) for one in lists]


def _ask(one: OpenList, ask: Callable[[OpenList], Findings]) -> Asked:
    if one.snapshot is None or one.status.state is ListState.EMPTY:
        return Asked(one, one.status, Findings())
    try:
        return Asked(one, one.status, ask(one))
    except SnapshotError as error:
        status = one.status._replace(state=ListState.CORRUPT, detail=error.in_one_line)
        return Asked(one, status, Findings())


def _as_seen(one: OpenList, status: ListStatus, found: Findings) -> Findings:
    """What an expired list says is told, but it answers nothing: records may be withdrawn since."""
    seen = [
        sentence(
            "old {list}: record {record}, {grade}; ask whether it still stands",
            list=one.title,
            record=hit.record_id,
            grade=sentence(hit.grade),
        )
        for hit in found.hits
    ]
    problems = [
        Problem("seen_on_expired_list", text, status.name)
        for text in seen or [sentence("old {list}: no hit", list=one.title)]
    ]
    return Findings(problems=(_silence(one, status), *problems))


def _silence(one: OpenList, status: ListStatus) -> Problem:
    words = {
        ListState.MISSING: marked("{list} is not installed"),
        ListState.EMPTY: marked("{list} has no records"),
        ListState.CORRUPT: marked("{list} cannot be used"),
        ListState.UNSIGNED: marked("{list} is not signed"),
        ListState.EXPIRED: marked("{list} is {age} old, limit {limit}"),
    }
    text = sentence(
        words[status.state],
        list=one.title,
        age=age(status),
        limit=span(status.limit_hours or 0),
    )
    if status.detail:
        text = sentence("{what}: {detail}", what=text, detail=status.detail)
    return Problem(f"list_{status.state}", text, status.name)


def age(status: ListStatus) -> str:
    """How long ago a list was confirmed current: "0h48", "4d 02h"."""
    return elapsed(status.age_hours or 0)


def elapsed(hours: float) -> str:
    """A time span as it is told: "0h48", "4d 02h"."""
    minutes = round(hours * 60)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours}h{minutes:02d}"
    return f"{hours // 24}d {hours % 24:02d}h"


def span(hours: float) -> str:
    """A limit as it is configured: "36h", "3d"."""
    return f"{hours / 24:g}d" if hours % 24 == 0 else f"{hours:g}h"
