"""What is known of genuine documents of an issuer: looked up, with no document in question."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.errors import SnapshotError, UnreadableInput
from border_check.icao.document_codes import document_types
from border_check.icao.states import state_name
from border_check.references.genuine import code_of, of_the_type
from border_check.references.number_hints import NumberHint, hint_for
from border_check.screening.library import OpenList
from border_check.screening.queries import state_of
from border_check.values.document import DocumentType
from border_check.values.guidance import ReferenceDocument
from border_check.values.lists import ListKind, ListStatus
from border_check.values.record import NamedTuple


class Referred(NamedTuple):
    """A record, and the list that has it."""

    list: str
    record: ReferenceDocument


class ReferenceAnswer(NamedTuple):
    """What is known."""

    issuing_state: str
    document_type: str
    """As it was asked; empty where all types were."""
    found: tuple[Referred, ...]
    others: tuple[str, ...]
    """What else the lists have of this issuer, in words."""
    hint: NumberHint | None
    """What is known of its passport numbers without any list, where passports were asked for."""
    lists: tuple[ListStatus, ...]


def find_references(
    lists: Iterable[OpenList], issuing_state: str, document_type: str = "", series: str = ""
) -> ReferenceAnswer:
    """Reference documents of an issuer, of one type or all, of one series or all.

    Raises `UnreadableInput` for an issuer or type that is none, `SnapshotError` where nothing at
    all is known.
    """
    issuer = state_of(issuing_state, "issuing state")
    kinds = document_types(document_type)
    if document_type and not kinds:
        raise UnreadableInput(
            f"document type: found {document_type!r:.20}, expected a document code, or a word",
            hint="as in P, PD, ID, V, passport; leave it out for all types",
        )
    asked = [one for one in lists if one.status.kind is ListKind.REFERENCES]
    known = [
        Referred(one.status.name, record)
        for one in asked
        if one.snapshot is not None and one.status.state.answers
        for record in one.snapshot.references(issuer)
    ]
    chosen = _of_type(known, issuer, document_type)
    found = tuple(one for one in chosen if not series or _is_series(one.record, series))
    others = dict.fromkeys(one.record.name for one in known if one not in found)
    is_passport = not document_type or DocumentType.PASSPORT in kinds
    hint = hint_for(issuer) if is_passport and not series else None
    if not found and hint is None:
        raise _unknown(issuer, document_type, series, tuple(others), silent_because(asked))
    statuses = tuple(one.status for one in asked)
    return ReferenceAnswer(issuer, document_type, found, tuple(others), hint, statuses)


def _of_type(known: list[Referred], issuer: str, document_type: str) -> list[Referred]:
    """Those of exactly this type, else those of any that it may mean."""
    if not document_type:
        return known
    exact = of_the_type([one.record for one in known], issuer, document_type)
    if exact:
        return [one for one in known if one.record in exact]
    kinds = document_types(code_of(document_type)) or document_types(document_type)
    return [one for one in known if document_types(one.record.type) & kinds]


def _is_series(record: ReferenceDocument, series: str) -> bool:
    return record.series.casefold() == series.strip().casefold()


def silent_because(asked: Iterable[OpenList]) -> str | None:
    """Why a list that should know could not answer; None where all did, or nobody knows."""
    silent = (one.status for one in asked if not one.status.state.answers)
    return next((f"{one.shown} is {one.state}: {one.detail}" for one in silent if one.detail), None)


def _unknown(
    issuer: str, document_type: str, series: str, others: tuple[str, ...], silent: str | None
) -> SnapshotError:
    what = " ".join(filter(None, (issuer, document_type, f"(series {series})" if series else "")))
    name = state_name(issuer) or issuer
    hint = f"of {name} there are: {', '.join(others)}" if others else None
    return SnapshotError(
        f"no list of reference documents that can answer knows {what}",
        hint=silent or hint or "see `border-check lists`; load one: load reference-documents FILE",
    )
