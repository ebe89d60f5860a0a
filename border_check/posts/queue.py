"""The one queue of a centre: hits of what was asked there, and hits that posts have brought."""

from __future__ import annotations

from border_check.journal.cases import Reference
from border_check.journal.recorder import CALLED
from border_check.posts.book import PostBook
from border_check.posts.store import Posts
from border_check.screening.screener import Screener
from border_check.screening.second_line import NoSuchHit, SecondLine
from border_check.screening.standing import Standing, urgency
from border_check.values.posts import PostState
from border_check.values.record import NamedTuple


class Queued(NamedTuple):
    """A search that hit, in the queue."""

    standing: Standing
    place: str
    """By which it is opened: its number, after the journal that it is in where that is a post's."""
    post: PostState | None
    """Who brought it; None where it was asked here."""


def queued(screener: Screener, posts: Posts, states: list[PostState]) -> list[Queued]:
    """All searches that hit, of here and of these journals, the most urgent first."""
    found = [Queued(one, _number(one), None) for one in SecondLine(screener).queue()]
    for state in states:
        line = SecondLine(screener, PostBook(posts, state, screener.recorder))
        found += [Queued(one, f"{state.journal}/{_number(one)}", state) for one in line.queue()]
    return sorted(found, key=lambda one: urgency(one.standing))


def under(queue: list[Queued], reference: str) -> list[Queued]:
    """Those that have a reference, given whole or by its number; several posts may have a number.

    Raises `NoSuchHit` where none has.
    """
    given = [Reference.parse(reference)]
    if reference[:1].isdigit() and "/" not in reference:  # of a post, or of what was asked here
        given.append(Reference.parse(f"{CALLED}{reference}"))
    found = [
        one for one in queue if any(own and own.means(one.standing.case.reference) for own in given)
    ]
    if not found:
        raise NoSuchHit("no hit has this reference", hint="see the queue")
    return found


def line_at(screener: Screener, posts: Posts, journal: str) -> SecondLine:
    """The second line over the journal of a post, or over that of here where none is named.

    Raises `NoSuchHit` for a journal that no post has brought.
    """
    if not journal:
        return SecondLine(screener)
    for state in posts.states():
        if state.journal == journal:
            return SecondLine(screener, PostBook(posts, state, screener.recorder))
    raise NoSuchHit("no post has such a journal", hint="see the queue")


def _number(standing: Standing) -> str:
    return standing.case.reference.rpartition("/")[2]
