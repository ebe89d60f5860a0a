"""The page of the duty desk: hits of all posts that wait, what was searched today, how lists stand.

It needs no script and nothing beside itself. What a list or a traveller says is escaped by the
templates; every sentence is in the language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from border_check.formats.case_wording import DISPOSITION, STATE, STEP
from border_check.formats.cases import case_report
from border_check.formats.cells import cut
from border_check.formats.duty_wording import LANGUAGES, MORE, PROBLEM, WORDS
from border_check.formats.pages import inlined, pages, policy
from border_check.formats.speech import translated
from border_check.formats.wording import query_line
from border_check.formats.words import said, word
from border_check.language import is_from_right_to_left, language
from border_check.screening.findings import elapsed
from border_check.values.case import Disposition, Step
from border_check.values.lists import ListState, ListStatus
from border_check.values.screening import Verdict

if TYPE_CHECKING:
    from border_check.posts.queue import Queued
    from border_check.screening.second_line import Opened
    from border_check.values.case import Case
    from border_check.values.posts import PostState
    from border_check.values.settings import Settings

_READ = 72
"""Cells of what was read, on a card."""
_SHOWN = 100
"""Hits of the queue, the most urgent ones."""


class Bar(NamedTuple):
    """The searches of one post, by verdict."""

    post: str
    counts: Mapping[Verdict, int]

    @property
    def searches(self) -> int:
        """All of them."""
        return sum(self.counts.values())


class Replies(NamedTuple):
    """How long the owner of a list took to answer."""

    owner: str
    answers: int
    half: float
    """Hours within which half of the answers came."""


def style_policy() -> str:
    """The Content-Security-Policy of these pages: their style, forms to the service, no more."""
    own = policy(inlined("duty.css"), "").split("; ")
    kept = [one for one in own if not one.startswith(("script-src", "form-action"))]
    return "; ".join((*kept, "form-action 'self'", "frame-ancestors 'none'"))


def sign_in_page(after: str = "", problem: str = "") -> str:
    """Where an officer gives their token, and whereto that leads, if not to the queue."""
    return _page(
        "duty_sign_in.html",
        problem=translated(problem) if problem else "",
        kept=f"&{urlencode({'after': after})}" if after else "",
    )


def problem_page(status: int, reason: str = "") -> str:
    """What is told of an error with this status, and the way back."""
    what = PROBLEM.get(status, PROBLEM[status // 100 * 100])
    return _page("duty_problem.html", problem=translated(what), reason=reason)


def queue_page(
    queue: Sequence[Queued],
    bars: Sequence[Bar],
    lists: Sequence[ListStatus],
    posts: Sequence[PostState],
    replies: Sequence[Replies],
    now: datetime,
    user: str,
    *,
    is_found: bool = False,
) -> str:
    """The hits that wait, or that were asked for by a reference, and how the day goes."""
    most = max((bar.searches for bar in bars), default=0)
    return _page(
        "duty_queue.html",
        user=user,
        is_found=is_found,
        waiting=f"{len(queue):,}",
        queue=[_queued(one) for one in queue[:_SHOWN]],
        more=translated(MORE, count=f"{len(queue) - _SHOWN:,}") if len(queue) > _SHOWN else "",
        bars=[_bar(bar, most) for bar in bars],
        verdicts=[(str(one), said(one.word)) for one in Verdict],
        lists=[_list(one) for one in lists],
        posts=[_post(one, now) for one in posts],
        replies=[{**one._asdict(), "half": elapsed(one.half)} for one in replies],
    )


def case_page(opened: Opened, settings: Settings, user: str, told: Sequence[str] = ()) -> str:
    """One hit: what is known, what was done, and what can be entered about it."""
    case = opened.case
    steps = [
        {"name": str(step), "text": translated(STEP[step]), "taken": step in case.steps}
        for step in Step
    ]
    rulings = [
        (str(one), translated(DISPOSITION[one]))
        for one in Disposition
        if case.row or one is not Disposition.CANNOT_TELL
    ]
    return _page(
        "duty_case.html",
        user=user,
        reference=case.reference,
        verdict=str(case.verdict or ""),
        report=case_report(opened, settings),
        steps=steps,
        rulings=rulings,
        told=[translated(one) for one in told],
    )


def _page(name: str, **facts: Any) -> str:
    return (
        pages()
        .get_template(name)
        .render(
            words={key: translated(text) for key, text in WORDS.items()},
            language=language(),
            languages=LANGUAGES,
            direction="rtl" if is_from_right_to_left() else "ltr",
            style=inlined("duty.css"),
            **{"user": "", "kept": "", **facts},
        )
    )


def _queued(one: Queued) -> dict[str, Any]:
    standing, case = one.standing, one.standing.case
    following = standing.following if case.is_open else None
    return {
        "reference": case.reference,
        "place": one.place,
        "post": one.post.post if one.post else case.post,
        "device": _device(one.post) if one.post else "",
        "state": str(standing.state),
        "word": translated(STATE[standing.state]),
        "verdict": str(case.verdict or ""),
        "verdict_word": said(case.verdict.word) if case.verdict else "",
        "asked": _asked(case),
        "since": elapsed(standing.age_hours) if case.is_open else "",
        "next": translated(STEP[following]) if following else "",
        "records": ", ".join(f"{hit.list} {hit.record_id}" for hit in case.hits[:3]),
    }


def _asked(case: Case) -> str:
    """What was asked about in few words, and what was read, unless it is sealed or erased."""
    what = said(case.check)
    if case.row:
        what = translated(
            "{what}, row {row} of a passenger list", what=word(case.check), row=case.row
        )
    read = query_line(case.check, case.query) if case.query and not case.sealed else ""
    return f"{what}: {cut(read, _READ)}" if read else what


def _bar(bar: Bar, most: int) -> dict[str, Any]:
    """The stretches of a bar, in hundredths of the longest one."""
    stretches, at = [], 0.0
    for verdict in Verdict:
        width = 100 * bar.counts.get(verdict, 0) / most if most else 0.0
        if width:
            stretches.append(
                {"verdict": str(verdict), "at": round(at, 2), "width": round(width, 2)}
            )
        at += width
    counts = [f"{said(one.word)} {bar.counts[one]:,}" for one in Verdict if bar.counts.get(one)]
    return {"post": bar.post, "stretches": stretches, "counts": counts, "searches": bar.searches}


def _post(post: PostState, now: datetime) -> dict[str, Any]:
    """A journal of a post: when it was heard of, how its lists stand, what it has yet to do."""
    silent = (now - datetime.fromisoformat(post.heard)).total_seconds() / 3600
    return {
        "post": post.post,
        "device": _device(post),
        "heard": elapsed(max(0.0, silent)),
        "lists": [_list_of_post(one) for one in post.lists],
        "waiting": post.waiting,
    }


def _device(post: PostState) -> str:
    """Which machine of a post a journal is of, and which of its media."""
    return f"{post.device} {post.mark}".strip()


def _list_of_post(wire: Mapping[str, Any]) -> dict[str, str]:
    """How a list stands at a post, as that says itself."""
    state = str(wire.get("state", ""))
    age = wire.get("age_hours")
    return {
        "name": str(wire.get("name", "")),
        "state": state,
        "word": word(ListState(state)) if state in frozenset(ListState) else state,
        "age": elapsed(age) if isinstance(age, int | float) else "",
    }


def _list(status: ListStatus) -> dict[str, Any]:
    return {
        "name": status.shown,
        "state": str(status.state),
        "word": word(status.state),
        "age": elapsed(status.age_hours) if status.age_hours is not None else "",
        "records": f"{status.records:,}" if status.records is not None else "",
    }
