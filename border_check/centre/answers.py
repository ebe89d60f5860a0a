"""Answers of the centre, from the JSON of the contract back to what a screener gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from border_check.screening.batch import RowScreening, Summary
from border_check.values.actions import ActionClass
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.screening import (
    Action,
    CheckKind,
    Evidence,
    Grade,
    Hit,
    Problem,
    Relation,
    Screening,
    Verdict,
)

_SCHEMA = "border-check/1"
_COUNTS = ("rows_in", "proceed", "refer", "stop", "not_checked", "unreadable")

Here = Mapping[str, ListStatus]
"""The lists of this home by their names. An answer tells of lists by these names alone; what they
are called on a screen, and whether documents stand on them, is known of those that are here."""
_NONE_HERE: Here = {}


class ToldHit(Hit):
    """A hit with its sum as it was told: its pieces were rounded, and add up to nearly that."""

    _told: tuple[float, float] | None = None

    @classmethod
    def of(cls, hit: Hit, points: float, score: float) -> ToldHit:
        """The hit with this sum."""
        told = cls(*hit)
        told._told = points, score
        return told

    @property
    def points(self) -> float:
        """As told."""
        return self._told[0] if self._told else super().points

    @property
    def score(self) -> float:
        """As told."""
        return self._told[1] if self._told else super().score


def screening_of(wire: Mapping[str, Any], here: Here = _NONE_HERE) -> Screening:
    """An answer, as it was told; raises `ValueError` for what is none."""
    try:
        _require_schema(wire)
        lists = _lists(wire["lists"], here)
        kinds = {one.name: one.kind for one in lists}
        action = _action(wire["action"])
        return Screening(
            check=CheckKind(wire["check"]),
            reference=_text(wire["reference"]),
            asked_at=_text(wire["asked_at"]),
            verdict=Verdict(wire["verdict"]),
            action=action,
            query=dict(wire["query"]),
            hits=tuple(_hit(one, kinds, action) for one in wire["hits"]),
            lists=lists,
            problems=_problems(wire["problems"]),
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no answer to a check: {error!s:.80}") from None


def row_of(wire: Mapping[str, Any], here: Here = _NONE_HERE) -> RowScreening:
    """The answer to a row of a passenger list; raises `ValueError` for what is none."""
    screening = screening_of(wire, here)
    is_unreadable = any(problem.code == "unreadable" for problem in screening.problems)
    return RowScreening(
        _number(wire.get("row")), _number(wire.get("line")), screening, is_unreadable
    )


def summary_of(
    wire: Mapping[str, Any], announced: int | None = None, here: Here = _NONE_HERE
) -> Summary:
    """The totals of a passenger list, which announces so many travellers; raises `ValueError` for
    what is none."""
    try:
        _require_schema(wire)
        counts = {word: _number(wire[word]) for word in _COUNTS}
        summary = Summary(
            reference=_text(wire["reference"]),
            **counts,
            lists=_lists(wire["lists"], here),
            problems=_problems(wire["problems"]),
            announced=announced,
        )
        if wire["complete"] is not summary.complete:
            raise ValueError("it is complete there and not here, or the reverse")
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no totals: {error!s:.80}") from None
    return summary


def refusal_of(content: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong, and what to do next, as an answer says that is none; empty where it does not
    say."""
    error = content.get("error")
    facts = error if isinstance(error, dict) else {}
    return str(facts.get("text", "")), str(facts.get("hint", ""))


def _require_schema(wire: Mapping[str, Any]) -> None:
    if wire["schema"] != _SCHEMA:
        raise ValueError(f"expected {_SCHEMA}")


def _action(wire: Mapping[str, Any]) -> Action:
    named = wire.get("class")
    return Action(ActionClass(named) if named else None, _text(wire["text"]))


def _hit(wire: Mapping[str, Any], kinds: Mapping[str, ListKind], action: Action) -> Hit:
    name, record = _text(wire["list"]), dict(wire["record"])
    hit = Hit(
        list=name,
        kind=kinds[name],
        record_id=_text(wire["record_id"]),
        grade=Grade(wire["grade"]),
        action=action.action_class or ActionClass.INQUIRE,
        evidence=tuple(_evidence(one) for one in wire["evidence"]),
        record=record,
        misused_identity=bool(record.get("misused_identity")),
    )
    return ToldHit.of(hit, float(wire["points"]), float(wire["score"]))


def _evidence(wire: Mapping[str, Any]) -> Evidence:
    said = {key: _text(wire.get(key, "")) for key in ("query", "record", "note")}
    return Evidence(
        _text(wire["feature"]), Relation(wire["relation"]), points=float(wire["points"]), **said
    )


def _lists(wire: Iterable[Mapping[str, Any]], here: Here) -> tuple[ListStatus, ...]:
    return tuple(_list(one, here.get(_text(one["name"]))) for one in wire)


def _list(wire: Mapping[str, Any], here: ListStatus | None) -> ListStatus:
    return ListStatus(
        name=_text(wire["name"]),
        kind=ListKind(wire["kind"]),
        state=ListState(wire["state"]),
        required=bool(wire["required"]),
        version=wire.get("version"),
        as_of=wire.get("as_of"),
        age_hours=wire.get("age_hours"),
        records=wire.get("records"),
        title=here.title if here else "",
        has_documents=here is not None and here.has_documents,
    )


def _problems(wire: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(_text(one["code"]), _text(one["text"]), one.get("list"), one.get("field"))
        for one in wire
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a text, found {type(value).__name__}")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"expected a number, found {type(value).__name__}")
    return value
