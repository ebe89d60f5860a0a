"""What a record asks for: the class of its action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.lists import ListDescription
from border_check.values.person import Nominal, NoticeColour

_MAJORITY = 18
"""Years; below it a missing person is a child to be protected (UN Convention on the Rights of the
Child, article 1)."""

_BY_NOTICE = {
    NoticeColour.RED: ActionClass.HOLD,
    NoticeColour.BLUE: ActionClass.INQUIRE,
    NoticeColour.GREEN: ActionClass.INQUIRE,
    NoticeColour.ORANGE: ActionClass.INQUIRE,
    NoticeColour.BLACK: ActionClass.INFORM,
    NoticeColour.PURPLE: ActionClass.INFORM,
    NoticeColour.SILVER: ActionClass.INFORM,
    NoticeColour.UN: ActionClass.REFUSE,
}


def class_of_nominal(nominal: Nominal, description: ListDescription, asked: date) -> ActionClass:
    """The class of a person's record: its own, its notice's, its list's, else inquire.

    A diffusion that asks for an arrest holds nobody by itself: it has not been reviewed.
    """
    if nominal.action is not None:
        return nominal.action
    if nominal.notice is NoticeColour.YELLOW:
        return ActionClass.PROTECT if is_child(nominal.births, asked) else ActionClass.INQUIRE
    of_notice = _BY_NOTICE.get(nominal.notice) if nominal.notice else None
    if of_notice is not None and not (nominal.diffusion and of_notice is ActionClass.HOLD):
        return of_notice
    return description.action or ActionClass.INQUIRE


def class_of_document(own: ActionClass | None, description: ListDescription) -> ActionClass:
    """The class of a document's record: its own, its list's, else inquire."""
    return own or description.action or ActionClass.INQUIRE


def is_child(births: Iterable[PartialDate], asked: date) -> bool:
    """Whether somebody with one of these birth dates may be a child on that day. A child overlooked
    is worse than the reverse, so an unknown month or day counts as the last one; without any birth
    date, as of age."""
    return any(
        asked.year - born.year - ((asked.month, asked.day) < (born.month or 12, born.day or 31))
        < _MAJORITY
        for born in births
    )
