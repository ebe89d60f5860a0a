"""Answers of the centre, from the JSON of the contract back to what a screener gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from border_check.errors import BorderCheckError
from border_check.values.actions import ActionClass
from border_check.values.lists import ListDescription, ListKind, ListState, ListStatus
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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.screening.batch import RowScreening, Summary
    from border_check.screening.library import OpenList

_SCHEMA = "border-check/1"
_COUNTS = ("rows_in", "proceed", "refer", "stop", "not_checked", "unreadable")

Here = Mapping[str, "OpenList"]
"""The lists of this home by their names. An answer tells of lists by these names alone; what they
are called on a screen, whether documents stand on them, and what their records ask for that do not
say so themselves, is known of those that are here."""
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
        action = _action(wire["action"])
        return Screening(
            check=CheckKind(wire["check"]),
            reference=_text(wire["reference"]),
            asked_at=_text(wire["asked_at"]),
            verdict=Verdict(wire["verdict"]),
            action=action,
            query=dict(wire["query"]),
            hits=tuple(_hits(wire, {one.name: one.kind for one in lists}, action, here)),
            lists=lists,
            problems=_problems(wire["problems"]),
        )
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no answer to a check: {error!s:.80}") from None


def row_of(wire: Mapping[str, Any], here: Here = _NONE_HERE) -> RowScreening:
    """The answer to a row of a passenger list; raises `ValueError` for what is none."""
    from border_check.screening.batch import RowScreening  # who is asked about one does without

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
    from border_check.screening.batch import Summary

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


def _hits(
    wire: Mapping[str, Any], kinds: Mapping[str, ListKind], action: Action, here: Here
) -> Iterator[Hit]:
    told = action.action_class or ActionClass.INQUIRE
    asked = date.fromisoformat(_text(wire["asked_at"])[:10])
    for place, one in enumerate(wire["hits"]):
        hit = _hit(one, kinds, told)
        if place or hit.grade is Grade.POSSIBLE or hit.misused_identity:
            hit = hit._replace(action=_class_of(hit, here.get(hit.list), asked))
        yield ToldHit.of(hit, float(one["points"]), float(one["score"]))


def _hit(wire: Mapping[str, Any], kinds: Mapping[str, ListKind], action: ActionClass) -> Hit:
    name, record = _text(wire["list"]), dict(wire["record"])
    return Hit(
        list=name,
        kind=kinds[name],
        record_id=_text(wire["record_id"]),
        grade=Grade(wire["grade"]),
        action=action,
        evidence=tuple(_evidence(one) for one in wire["evidence"]),
        record=record,
        misused_identity=bool(record.get("misused_identity")),
    )


def _class_of(hit: Hit, here: OpenList | None, asked: date) -> ActionClass:
    """What a record asks for. An answer tells that of the first one alone, and only where it may be
    acted on; of others it is found as it was there."""
    listed = here.description if here is not None else ListDescription(hit.list)
    if hit.kind is ListKind.NOMINALS:
        from border_check.screening.classes import class_of_nominal
        from border_check.values.mapping import nominal_from_mapping

        with suppress(BorderCheckError):  # a record that only the centre can read
            nominal = nominal_from_mapping({**hit.record, "id": hit.record_id})
            return class_of_nominal(nominal, listed, asked)
    return listed.action or hit.action


def _evidence(wire: Mapping[str, Any]) -> Evidence:
    said = {key: _text(wire.get(key, "")) for key in ("query", "record", "note")}
    return Evidence(
        _text(wire["feature"]), Relation(wire["relation"]), points=float(wire["points"]), **said
    )


def _lists(wire: Iterable[Mapping[str, Any]], here: Here) -> tuple[ListStatus, ...]:
    return tuple(_list(one, here.get(_text(one["name"]))) for one in wire)


def _list(wire: Mapping[str, Any], here: OpenList | None) -> ListStatus:
    return ListStatus(
        name=_text(wire["name"]),
        kind=ListKind(wire["kind"]),
        state=ListState(wire["state"]),
        required=bool(wire["required"]),
        version=wire.get("version"),
        as_of=wire.get("as_of"),
        age_hours=wire.get("age_hours"),
        records=wire.get("records"),
        title=here.status.title if here else "",
        has_documents=here is not None and here.status.has_documents,
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
