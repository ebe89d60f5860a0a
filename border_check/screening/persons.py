"""Asking one list of nominals about a person, and about the document that they present (TDAWN)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from border_check.matching.document import DocumentComparison
from border_check.matching.person import compare_person
from border_check.screening.actions import class_of_nominal
from border_check.screening.documents import DocumentMatch, matches
from border_check.screening.findings import Findings
from border_check.screening.library import OpenList
from border_check.values.document import TravelDocument
from border_check.values.mapping import nominal_to_mapping
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison, Evidence, Explanation, Grade, Hit, Relation


def ask_nominals(
    one: OpenList,
    person: Person | None,
    document: TravelDocument | None,
    asked: date,
    threshold: float,
) -> Findings:
    """What a list of nominals says: of the person by name and facts, of the document by number."""
    snapshot = one.snapshot
    if snapshot is None:
        return Findings()
    listed: dict[int, DocumentMatch] = {}
    if document is not None:
        for match in matches(snapshot, document, asked):
            if match.comparison.grade is not None:
                listed.setdefault(match.found.row, match)
    rows = dict.fromkeys(listed)
    if person is not None:
        rows.update(dict.fromkeys(snapshot.find_candidates(person, threshold)))
    hits = []
    for row in rows:
        nominal = snapshot.nominal(row)
        if is_expired(nominal, asked):
            continue
        comparison = None
        if person is not None:
            comparison = compare_person(person, nominal, snapshot.candidates.rarity, threshold)
        if row in listed:
            comparison = _with_document(comparison, listed[row])
        if comparison is not None and comparison.grade is not None:
            hits.append(_hit(one, nominal, comparison, comparison.grade, asked))
    return Findings(tuple(hits))


def is_expired(nominal: Nominal, asked: date) -> bool:
    """Whether a record stands no more on this day, so that it cannot hit."""
    return nominal.expires is not None and nominal.expires.first_day() < asked


def _with_document(comparison: Comparison | None, match: DocumentMatch) -> Comparison:
    """A person whose listed document is presented: whoever holds it, this is a hit."""
    document = match.comparison
    if comparison is None:
        note = Evidence("name", Relation.MISSING, note="holder not searched")
        reason = "the document is listed, but its holder was not searched"
        return Comparison((*document.evidence, note), Grade.POSSIBLE, Explanation(reason))
    if comparison.grade in (Grade.EXACT, Grade.STRONG):
        return comparison
    own = tuple(piece for piece in comparison.evidence if piece.feature != "document_number")
    reason = f"the document is listed, but {_doubt_of_holder(document, own)}"
    alias = comparison.explanation.alias if comparison.explanation else None
    return Comparison(
        (*document.evidence, *_as_other_holder(own)),
        Grade.POSSIBLE,
        Explanation(reason, alias=alias),
    )


def _doubt_of_holder(document: DocumentComparison, holder: Iterable[Evidence]) -> str:
    names = [piece for piece in holder if piece.feature == "name"]
    if any(piece.relation is Relation.DIFFERS and piece.query and piece.record for piece in names):
        return "its holder has another name"
    if any(piece.relation is Relation.MISSING for piece in names):
        return "no name was given"
    if document.grade is Grade.POSSIBLE:
        return "its issuer is not known, or its number only looks alike"
    return "the name by itself says too little"


def _as_other_holder(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What is known of the holder, told but not counted: the number alone makes the hit."""
    return tuple(
        piece._replace(points=0.0, note=f"{piece.note}; listed number, other holder".lstrip("; "))
        if piece.relation is Relation.DIFFERS
        else piece._replace(points=max(0.0, piece.points))
        for piece in evidence
    )


def _hit(one: OpenList, nominal: Nominal, comparison: Comparison, grade: Grade, asked: date) -> Hit:
    facts = nominal_to_mapping(nominal)
    facts.pop("id", None)
    return Hit(
        list=one.status.name,
        kind=one.status.kind,
        record_id=nominal.record_id,
        grade=grade,
        action=class_of_nominal(nominal, one.description, asked),
        evidence=comparison.evidence,
        record=facts,
        misused_identity=nominal.misused_identity,
        explanation=comparison.explanation,
    )
