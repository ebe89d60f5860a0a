"""How the day goes at the posts, and how those answer who are asked about hits."""

from __future__ import annotations

from collections import Counter
from statistics import median

from border_check.formats.duty import Bar, Replies
from border_check.journal.operations import searches_on
from border_check.journal.recorder import Recorder
from border_check.screening.standing import moment
from border_check.values.case import Case, Step
from border_check.values.posts import PostState
from border_check.values.screening import Verdict


def bars_of(recorder: Recorder, posts: list[PostState], day: str) -> list[Bar]:
    """The searches of each post since the beginning of a day (YYYY-MM-DD, UTC): those that were
    asked here, and those that it says it has answered by itself."""
    own = (entry for _, entry in recorder.entries(None, (f'"at":"{day}',)))
    found = searches_on(own, day)
    for state in posts:
        if state.day == day:
            found.setdefault(state.post, Counter()).update(state.searches)
    return [
        Bar(post, {one: found[post][one] for one in Verdict if found[post][one]})
        for post in sorted(found)
    ]


def replies_of(cases: list[Case], owners: dict[str, str]) -> list[Replies]:
    """How long those took to answer who were asked: by country where a record named one, else by
    the list that it is on."""
    hours: dict[str, list[float]] = {}
    for case in cases:
        steps = case.steps
        if Step.ASK in steps and Step.ANSWER in steps:
            asked = steps[Step.ASK]
            taken = moment(steps[Step.ANSWER].at) - moment(asked.at)
            name = case.hits[0].list
            whom = str(asked.facts.get("asked") or owners.get(name, name))
            hours.setdefault(whom, []).append(taken.total_seconds() / 3600)
    return [Replies(name, len(hours[name]), median(hours[name])) for name in sorted(hours)]
