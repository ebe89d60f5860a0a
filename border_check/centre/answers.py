"""Answers of the centre, from the JSON of the contract back to what a screener gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

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


def screening_of(wire: Mapping[str, Any]) -> Screening:
    """An answer, as it was told; raises `ValueError` for what is none."""
    try:
        if wire["schema"] != _SCHEMA:
            raise ValueError(f"expected {_SCHEMA}")
        lists = tuple(map(_list, wire["lists"]))
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


def _action(wire: Mapping[str, Any]) -> Action:
    named = wire.get("class")
    return Action(ActionClass(named) if named else None, _text(wire["text"]))


def _hit(wire: Mapping[str, Any], kinds: Mapping[str, ListKind], action: Action) -> Hit:
    name, record = _text(wire["list"]), dict(wire["record"])
    return Hit(
        list=name,
        kind=kinds[name],
        record_id=_text(wire["record_id"]),
        grade=Grade(wire["grade"]),
        action=action.action_class or ActionClass.INQUIRE,
        evidence=tuple(_evidence(one) for one in wire["evidence"]),
        record=record,
        misused_identity=bool(record.get("misused_identity")),
    )


def _evidence(wire: Mapping[str, Any]) -> Evidence:
    said = {key: _text(wire.get(key, "")) for key in ("query", "record", "note")}
    return Evidence(
        _text(wire["feature"]), Relation(wire["relation"]), points=float(wire["points"]), **said
    )


def _list(wire: Mapping[str, Any]) -> ListStatus:
    return ListStatus(
        name=_text(wire["name"]),
        kind=ListKind(wire["kind"]),
        state=ListState(wire["state"]),
        required=bool(wire["required"]),
        version=wire.get("version"),
        as_of=wire.get("as_of"),
        age_hours=wire.get("age_hours"),
        records=wire.get("records"),
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
