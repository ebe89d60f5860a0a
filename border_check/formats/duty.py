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
from border_check.formats.pages import inlined, pages, policy
from border_check.formats.speech import translated
from border_check.formats.words import said, word
from border_check.language import is_from_right_to_left, language, marked
from border_check.screening.findings import elapsed
from border_check.values.case import Disposition, Step
from border_check.values.lists import ListState, ListStatus
from border_check.values.screening import Verdict

if TYPE_CHECKING:
    from border_check.posts.queue import Queued
    from border_check.screening.second_line import Opened
    from border_check.values.posts import PostState
    from border_check.values.settings import Settings

LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية"))

_WORDS = {
    "title": marked("Duty desk"),
    "sign_in": marked("Sign in"),
    "token": marked("Token"),
    "sign_out": marked("Sign out"),
    "waiting": marked("Hits that wait"),
    "none_waits": marked("No hit waits."),
    "searches": marked("Searches since midnight, UTC"),
    "none_searched": marked("Nothing was searched yet."),
    "lists": marked("Lists"),
    "posts": marked("Posts"),
    "none_heard": marked("No post has brought anything yet."),
    "heard": marked("Last heard"),
    "to_do": marked("Sent to it, not received yet"),
    "replies": marked("How fast owners of records answer"),
    "none_replied": marked("Nobody has answered yet."),
    "asked": marked("Asked"),
    "post": marked("Post"),
    "state": marked("State"),
    "age": marked("Age"),
    "records": marked("Records"),
    "list": marked("List"),
    "since": marked("Waits for"),
    "next": marked("Next"),
    "reference": marked("Reference"),
    "answers": marked("Answers"),
    "half": marked("Half of them within"),
    "back": marked("Back to the queue"),
    "steps": marked("Steps"),
    "taken": marked("taken"),
    "take": marked("Note that this step was taken"),
    "note": marked("Note"),
    "rule": marked("Ruling on the records"),
    "enter": marked("Enter the ruling"),
    "language": marked("Language"),
    "warning": marked(
        "A hit identifies nobody. No measure before the owner of the record has confirmed it."
    ),
}
_PROBLEM = {
    400: marked("What was entered cannot be taken. Nothing was noted."),
    403: marked("This form came from another site. Nothing was noted: open the page anew."),
    404: marked("There is no such hit or page here."),
    405: marked("There is no such hit or page here."),
    408: marked("What was entered did not come whole in time. Nothing was noted: try again."),
    413: marked("What was entered is too long. Nothing was noted: make the note shorter."),
    429: marked("Too much was asked at once. Wait for a moment, and try again."),
    500: marked("Something went wrong that should not. Tell whoever runs the service."),
    503: marked(
        "The service cannot do this now. Try again in a moment, and see in the hit whether what "
        "you entered is there. If it stays so, tell whoever runs the service."
    ),
}
"""By status, or by its hundred."""
REFUSED = marked("This token does not count here, or is not one of a second line.")


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
    what = _PROBLEM.get(status, _PROBLEM[status // 100 * 100])
    return _page("duty_problem.html", problem=translated(what), reason=reason)


def queue_page(
    queue: Sequence[Queued],
    bars: Sequence[Bar],
    lists: Sequence[ListStatus],
    posts: Sequence[PostState],
    replies: Sequence[Replies],
    now: datetime,
    user: str,
) -> str:
    """The hits that wait, and how the day goes."""
    most = max((bar.searches for bar in bars), default=0)
    return _page(
        "duty_queue.html",
        user=user,
        queue=[_queued(one) for one in queue],
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
            words={key: translated(text) for key, text in _WORDS.items()},
            language=language(),
            languages=LANGUAGES,
            direction="rtl" if is_from_right_to_left() else "ltr",
            style=inlined("duty.css"),
            **{"user": "", "kept": "", **facts},
        )
    )


def _queued(one: Queued) -> dict[str, Any]:
    standing, case = one.standing, one.standing.case
    following = standing.following
    return {
        "reference": case.reference,
        "place": one.place,
        "post": one.post.post if one.post else case.post,
        "device": _device(one.post) if one.post else "",
        "state": str(standing.state),
        "word": translated(STATE[standing.state]),
        "verdict": str(case.verdict or ""),
        "verdict_word": said(case.verdict.word) if case.verdict else "",
        "since": elapsed(standing.age_hours),
        "next": translated(STEP[following]) if following else "",
        "records": ", ".join(f"{hit.list} {hit.record_id}" for hit in case.hits[:3]),
    }


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
