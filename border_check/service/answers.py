"""The shapes of answers, as docs/json.md has them: for the OpenAPI document, and for tests.

What is sent is written by `border_check.formats.wire`, as for `--json`; nothing is sent from here.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class ActionAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """What to do now, and whom to call."""

    text: str
    action_class: str | msgspec.UnsetType = msgspec.field(default=msgspec.UNSET, name="class")


class EvidenceAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """One fact, compared."""

    feature: str
    relation: Literal["agrees", "similar", "differs", "missing"]
    points: float
    query: str | msgspec.UnsetType = msgspec.UNSET
    record: str | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET


Evidence = list[EvidenceAnswer]


class HitAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """A record that hit, and why."""

    list: str
    record_id: str
    grade: Literal["exact", "strong", "possible"]
    points: float
    score: float
    evidence: Evidence
    record: dict[str, Any]


class ListAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """A list, as it stood."""

    name: str
    kind: Literal["documents", "nominals", "vehicles", "references", "alerts"]
    state: Literal["ok", "stale", "expired", "missing", "empty", "corrupt", "unsigned"]
    required: bool
    version: str | msgspec.UnsetType = msgspec.UNSET
    as_of: str | msgspec.UnsetType = msgspec.UNSET
    age_hours: float | msgspec.UnsetType = msgspec.UNSET
    records: int | msgspec.UnsetType = msgspec.UNSET


class ProblemAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """What the reader must know beside the verdict."""

    code: str
    text: str
    list: str | msgspec.UnsetType = msgspec.UNSET
    field: str | msgspec.UnsetType = msgspec.UNSET


class ScreeningAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to one check."""

    schema: Literal["border-check/1"]
    check: Literal["document", "person", "traveller", "vehicle"]
    reference: str
    asked_at: str
    verdict: Literal["stop", "refer", "not_checked", "proceed"]
    action: ActionAnswer
    query: dict[str, Any]
    hits: list[HitAnswer]
    lists: list[ListAnswer]
    problems: list[ProblemAnswer]


class ListsAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """All lists."""

    schema: Literal["border-check/1"]
    lists: list[ListAnswer]


class ErrorFacts(msgspec.Struct, forbid_unknown_fields=True):
    """What is wrong, and what to do next."""

    code: str
    text: str
    hint: str
    field: str | msgspec.UnsetType = msgspec.UNSET
    """Of a question, where one of them is what is wrong."""


class ErrorAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """In place of an answer."""

    error: ErrorFacts
