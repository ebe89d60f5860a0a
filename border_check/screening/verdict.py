"""Hits and list states to one verdict."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.values.actions import ActionClass
from border_check.values.lists import ListStatus
from border_check.values.screening import Grade, Hit, Relation, Verdict

_STOPPING = frozenset((ActionClass.HOLD, ActionClass.PROTECT))
_REFERRING = frozenset((ActionClass.REFUSE, ActionClass.INQUIRE))


def order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Best first: grade, and of one grade victims of impostors, then action, then points."""
    return tuple(
        sorted(
            hits,
            key=lambda hit: (
                hit.grade is Grade.POSSIBLE,
                not _concerns_victim(hit),
                hit.action.rank,
                -hit.points,
                hit.list,
                hit.record_id,
            ),
        )
    )


def _concerns_victim(hit: Hit) -> bool:
    """Whether the person asked about may be the victim: a birth date of somebody else says no."""
    contradicted = any(
        piece.feature == "birth_date" and piece.relation is Relation.DIFFERS
        for piece in hit.evidence
    )
    return hit.misused_identity and not contradicted


def decide(hits: Iterable[Hit], *, checked: bool) -> Verdict:
    """The verdict; `checked` says whether all that had to be asked has answered.

    A hit outranks not-checked. Of a possible match, whatever its class, and of an identity that
    somebody misuses, the most that can follow is a referral.
    """
    hits = list(hits)
    misused = any(hit.misused_identity and hit.grade is not Grade.POSSIBLE for hit in hits)
    verdicts = [_verdict_of(hit, misused=misused) for hit in hits]
    worst = min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.PROCEED)
    if worst is Verdict.PROCEED and not checked:
        return Verdict.NOT_CHECKED
    return worst


def all_answered(lists: Iterable[ListStatus]) -> bool:
    """Whether every required list among these can answer."""
    return all(status.state.answers for status in lists if status.required)


def _verdict_of(hit: Hit, *, misused: bool) -> Verdict:
    if hit.misused_identity or hit.grade is Grade.POSSIBLE or hit.action in _REFERRING:
        return Verdict.REFER
    if hit.action in _STOPPING:
        concerns_identity = hit.kind == "nominals"
        return Verdict.REFER if misused and concerns_identity else Verdict.STOP
    return Verdict.PROCEED
