"""Answers in the shapes of the JSON contract, `border-check/1`.

Enum strings are never translated, absent facts are absent keys, dates are YYYY-MM-DD or their
known part.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from border_check.formats.speech import spoken
from border_check.values.lists import ListStatus
from border_check.values.screening import Action, Comparison, Hit, Problem, Screening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = "border-check/1"


def to_json(content: Mapping[str, Any], *, ascii_only: bool = False) -> str:
    """One line of JSON, with other letters as they are or as escapes."""
    return json.dumps(content, ensure_ascii=ascii_only)


def screening_to_wire(screening: Screening) -> dict[str, Any]:
    """One check."""
    return {
        "schema": SCHEMA,
        "check": screening.check,
        "reference": screening.reference,
        "asked_at": screening.asked_at,
        "verdict": screening.verdict,
        "action": action_to_wire(screening.action),
        "query": dict(screening.query),
        "hits": [hit_to_wire(hit) for hit in screening.hits],
        "lists": [status_to_wire(status) for status in screening.lists],
        "problems": problems_to_wire(screening.problems),
    }


def action_to_wire(action: Action) -> dict[str, Any]:
    """What to do now, and whom to call."""
    return present({"class": action.action_class, "text": spoken(action.told)})


def hit_to_wire(hit: Hit) -> dict[str, Any]:
    """One hit, with the evidence that sums to its points."""
    return {
        "list": hit.list,
        "record_id": hit.record_id,
        "grade": hit.grade,
        "points": round(hit.points, 6),
        "score": round(hit.score, 9),
        "evidence": evidence_to_wire(hit),
        "record": dict(hit.record),
    }


def status_to_wire(status: ListStatus) -> dict[str, Any]:
    """One list, as it stood."""
    return present(
        {
            "name": status.name,
            "kind": status.kind,
            "state": status.state,
            "required": status.required,
            "version": status.version,
            "as_of": status.as_of,
            "age_hours": status.age_hours,
            "records": status.records,
        }
    )


def lists_to_wire(statuses: Iterable[ListStatus]) -> dict[str, Any]:
    """All lists."""
    return {"schema": SCHEMA, "lists": [status_to_wire(status) for status in statuses]}


def problems_to_wire(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """What the reader must know beside the verdict."""
    return [present({**problem._asdict(), "text": spoken(problem.text)}) for problem in problems]


def present(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without the absent facts."""
    return {key: value for key, value in facts.items() if value is not None and value != ""}


def evidence_to_wire(found: Hit | Comparison) -> list[dict[str, Any]]:
    """Every compared fact; the first word of a name that was met by an alias tells that alias."""
    alias = found.explanation.alias if found.explanation else None
    pieces = []
    for piece in found.evidence:
        note = piece.note
        if alias and piece.feature == "name":
            note, alias = f"{note}; {alias.kind} {alias.name}", None
        pieces.append(present({**piece._asdict(), "points": round(piece.points, 6), "note": note}))
    return pieces
