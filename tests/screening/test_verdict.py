"""Hits and list states to one word."""

from __future__ import annotations

import pytest

from border_check.screening.verdict import decide, order
from border_check.values.actions import ActionClass
from border_check.values.lists import ListKind
from border_check.values.screening import Evidence, Grade, Hit, Relation, Verdict

EXACT, STRONG, POSSIBLE = Grade


def hit(
    grade: Grade,
    action: ActionClass,
    kind: ListKind = ListKind.NOMINALS,
    *,
    record: str = "1",
    points: float = 9.0,
    misused: bool = False,
) -> Hit:
    evidence = (Evidence("name", Relation.AGREES, points=points),)
    return Hit("wanted", kind, record, grade, action, evidence, {}, misused)


VERDICTS = [
    ("hold, exact", [hit(EXACT, ActionClass.HOLD)], Verdict.STOP),
    ("hold, strong", [hit(STRONG, ActionClass.HOLD)], Verdict.STOP),
    ("protect, strong", [hit(STRONG, ActionClass.PROTECT)], Verdict.STOP),
    ("hold, only possible", [hit(POSSIBLE, ActionClass.HOLD)], Verdict.REFER),
    ("refuse", [hit(STRONG, ActionClass.REFUSE)], Verdict.REFER),
    ("inquire", [hit(EXACT, ActionClass.INQUIRE)], Verdict.REFER),
    ("inform", [hit(EXACT, ActionClass.INFORM)], Verdict.PROCEED),
    ("inform, only possible", [hit(POSSIBLE, ActionClass.INFORM)], Verdict.REFER),
    ("discreet", [hit(EXACT, ActionClass.DISCREET)], Verdict.PROCEED),
    ("nothing", [], Verdict.PROCEED),
    (
        "the worst of several",
        [hit(STRONG, ActionClass.INFORM), hit(STRONG, ActionClass.HOLD)],
        Verdict.STOP,
    ),
    (
        "the same identity is misused",
        [hit(STRONG, ActionClass.HOLD), hit(STRONG, ActionClass.INQUIRE, misused=True)],
        Verdict.REFER,
    ),
    (
        "an identity that may be misused, by name alone",
        [hit(STRONG, ActionClass.HOLD), hit(POSSIBLE, ActionClass.INQUIRE, misused=True)],
        Verdict.STOP,
    ),
    (
        "a stolen document under a misused identity",
        [
            hit(EXACT, ActionClass.HOLD, ListKind.DOCUMENTS),
            hit(STRONG, ActionClass.INQUIRE, misused=True),
        ],
        Verdict.STOP,
    ),
]


@pytest.mark.parametrize(
    ("hits", "verdict"), [v[1:] for v in VERDICTS], ids=[v[0] for v in VERDICTS]
)
def test_verdict_of_hits(hits: list[Hit], verdict: Verdict) -> None:
    assert decide(hits, checked=True) is verdict


@pytest.mark.parametrize(
    ("hits", "verdict"), [v[1:] for v in VERDICTS], ids=[v[0] for v in VERDICTS]
)
def test_a_gap_makes_proceed_not_checked_and_leaves_the_others(
    hits: list[Hit], verdict: Verdict
) -> None:
    expected = Verdict.NOT_CHECKED if verdict is Verdict.PROCEED else verdict
    assert decide(hits, checked=False) is expected


def test_order_is_grade_then_misused_then_action_then_points() -> None:
    hits = [
        hit(POSSIBLE, ActionClass.HOLD, record="possible", points=30),
        hit(STRONG, ActionClass.INQUIRE, record="inquire"),
        hit(STRONG, ActionClass.HOLD, record="weaker hold", points=7),
        hit(EXACT, ActionClass.HOLD, record="hold"),
        hit(STRONG, ActionClass.INQUIRE, record="misused", misused=True),
        hit(POSSIBLE, ActionClass.INQUIRE, record="perhaps misused", misused=True),
    ]
    ordered = [one.record_id for one in order(hits)]
    assert ordered == [
        "misused",
        "hold",
        "weaker hold",
        "inquire",
        "perhaps misused",
        "possible",
    ]


def test_exit_codes_are_those_of_the_contract() -> None:
    codes = {verdict.value: verdict.exit_code for verdict in Verdict}
    assert codes == {"stop": 11, "refer": 10, "not_checked": 20, "proceed": 0}
