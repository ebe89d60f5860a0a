"""People on a list who may be the one asked about, or whose document is presented: hits or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import floor

from border_check.language import marked, sentence
from border_check.matching.document import DocumentComparison
from border_check.screening.classes import class_of_nominal
from border_check.screening.document_hits import DocumentMatch
from border_check.screening.findings import Findings
from border_check.screening.library import OpenList
from border_check.screening.near import Near
from border_check.snapshot.reader import Snapshot
from border_check.values.mapping import nominal_to_mapping
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison, Evidence, Explanation, Grade, Hit, Relation


def said_of_person(
    one: OpenList,
    snapshot: Snapshot,
    person: Person | None,
    rows: Mapping[int, DocumentMatch | None],
    asked: date,
    threshold: float,
    margin: float = 0.0,
) -> Findings:
    """What the nominals in these rows say, some of whom own the document that is presented."""
    if person is not None:  # else only a document is asked for, and no name is compared
        from border_check.matching.person import compare_person
    hits, near = [], []
    for row, listed in rows.items():
        nominal = snapshot.nominal(row)
        if is_expired(nominal, asked):
            continue
        comparison = None
        if person is not None:
            comparison = compare_person(person, nominal, snapshot.rarity, threshold)
        if margin and (listed is not None or _is_near(comparison, threshold, margin)):
            by_document = listed is not None
            near.append(_near(one, nominal, comparison, asked, threshold, by_document=by_document))
        if listed is not None:
            comparison = _with_document(comparison, listed)
        if comparison is not None and comparison.grade is not None:
            hits.append(_hit(one, nominal, comparison, comparison.grade, asked))
    return Findings(tuple(hits), near=tuple(near))


def _is_near(comparison: Comparison | None, threshold: float, margin: float) -> bool:
    from border_check.matching.person import alerts

    return comparison is not None and alerts(comparison, threshold - margin)


def _near(
    one: OpenList,
    nominal: Nominal,
    comparison: Comparison | None,
    asked: date,
    threshold: float,
    *,
    by_document: bool,
) -> Near:
    grade, spare = None, 0.0
    if comparison is not None:
        from border_check.matching.person import room

        grade, spare = comparison.grade, room(comparison, threshold)
    action = class_of_nominal(nominal, one.description, asked)
    known = one.status.name, nominal.record_id, grade or "", action, by_document
    return Near(*known, room=floor(100 * spare) / 100)


def is_expired(nominal: Nominal, asked: date) -> bool:
    """Whether a record surely stands no more on this day, so that it cannot hit."""
    return nominal.expires is not None and nominal.expires.last_day() < asked


def _with_document(comparison: Comparison | None, match: DocumentMatch) -> Comparison:
    """A person whose listed document is presented: whoever holds it, this is a hit."""
    document = match.comparison
    if comparison is None:
        note = Evidence("name", Relation.MISSING, note=marked("holder not searched"))
        reason = marked("the document is listed, but its holder was not searched")
        return Comparison((*document.evidence, note), Grade.POSSIBLE, Explanation(reason))
    if comparison.grade in (Grade.EXACT, Grade.STRONG):
        return comparison
    own = tuple(piece for piece in comparison.evidence if piece.feature != "document_number")
    reason = _doubt_of_holder(document, own)
    alias = comparison.explanation.alias if comparison.explanation else None
    return Comparison(
        (*document.evidence, *_as_other_holder(own)),
        Grade.POSSIBLE,
        Explanation(reason, alias=alias),
    )


def _doubt_of_holder(document: DocumentComparison, holder: Iterable[Evidence]) -> str:
    names = [piece for piece in holder if piece.feature == "name"]
    if any(piece.relation is Relation.DIFFERS and piece.query and piece.record for piece in names):
        return marked("the document is listed, but its holder has another name")
    if any(piece.relation is Relation.MISSING for piece in names):
        return marked("the document is listed, but no name was given")
    if document.grade is Grade.POSSIBLE:
        return marked(
            "the document is listed, but its issuer is not known, or its number only looks alike"
        )
    return marked("the document is listed, but the name by itself says too little")


def _as_other_holder(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What is known of the holder, told but not counted: the number alone makes the hit."""
    return tuple(
        piece._replace(points=0.0, note=_other_holder(piece.note))
        if piece.relation is Relation.DIFFERS
        else piece._replace(points=max(0.0, piece.points))
        for piece in evidence
    )


def _other_holder(note: str) -> str:
    if not note:
        return marked("listed number, other holder")
    return sentence("{note}; listed number, other holder", note=sentence(note))


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
