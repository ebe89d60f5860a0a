"""What is known of a person beside name and birth date: agreement adds, contradiction subtracts."""

from __future__ import annotations

from border_check.icao.states import same_issuer
from border_check.language import marked
from border_check.matching import weights
from border_check.names.likeness import likeness
from border_check.names.words import spell
from border_check.values.person import DocumentReference, Sex
from border_check.values.screening import Evidence, Relation

_NO_NATIONALITY = frozenset(("XXA", "XXB", "XXC", "XXX"))
"""Stateless, refugee, other refugee, unspecified (Doc 9303-3): they agree or contradict nothing."""


def compare_nationality(query: str | None, record: tuple[str, ...]) -> Evidence:
    """Nationality."""
    shown = " ".join(record)
    if not query or not record or has_no_nationality(query):
        return Evidence("nationality", Relation.MISSING, query or "", shown)
    if any(same_issuer(query, code) for code in record):
        return Evidence("nationality", Relation.AGREES, query, shown, weights.NATIONALITY_AGREES)
    return Evidence("nationality", Relation.DIFFERS, query, shown, weights.NATIONALITY_DIFFERS)


def compare_sex(query: Sex | None, record: Sex | None) -> Evidence:
    """Sex; unspecified contradicts nothing."""
    known = query and record and Sex.UNSPECIFIED not in (query, record)
    if not known:
        return Evidence("sex", Relation.MISSING, query or "", record or "")
    assert query and record
    if query is record:
        return Evidence("sex", Relation.AGREES, query, record, weights.SEX_AGREES)
    return Evidence("sex", Relation.DIFFERS, query, record, weights.SEX_DIFFERS)


def compare_documents(
    query: tuple[DocumentReference, ...], record: tuple[DocumentReference, ...]
) -> Evidence:
    """Document numbers; different ones contradict nothing, since people renew and hold several."""
    feature = "document_number"
    if not query and not record:
        return Evidence(feature, Relation.MISSING)
    numbers = {folded(document.number): document for document in record}
    other_issuer = None
    for document in query:
        theirs = numbers.get(folded(document.number))
        if theirs is None or not folded(document.number):
            continue
        if not document.issuing_state or not theirs.issuing_state:
            note, points = marked("issuer not known"), weights.DOCUMENT_AGREES
        elif same_issuer(document.issuing_state, theirs.issuing_state):
            note, points = marked("same issuer"), weights.DOCUMENT_AGREES
        else:
            other_issuer = Evidence(
                feature,
                Relation.SIMILAR,
                document.number,
                theirs.number,
                0.0,
                marked("of another issuer"),
            )
            continue
        return Evidence(feature, Relation.AGREES, document.number, theirs.number, points, note)
    if other_issuer:
        return other_issuer
    shown = query[0].number if query else ""
    listed = record[0].number if record else ""
    note = marked("another document") if query and record else ""
    return Evidence(feature, Relation.MISSING, shown, listed, 0.0, note)


def compare_birthplace(query: str | None, record: tuple[str, ...]) -> Evidence:
    """Place of birth: the town counts, the country after the comma little."""
    if not query or not record:
        return Evidence("birthplace", Relation.MISSING, query or "", "; ".join(record[:1]))
    best = max(record, key=lambda place: _place_likeness(query, place))
    alike = _place_likeness(query, best)
    if alike >= weights.BIRTHPLACE_SAME:
        return Evidence("birthplace", Relation.AGREES, query, best, weights.BIRTHPLACE_AGREES)
    if alike > 0:
        return Evidence(
            "birthplace",
            Relation.SIMILAR,
            query,
            best,
            weights.BIRTHPLACE_SIMILAR,
            marked("in part"),
        )
    return Evidence("birthplace", Relation.DIFFERS, query, best, weights.BIRTHPLACE_DIFFERS)


def _place_likeness(one: str, other: str) -> float:
    """1 for one town, half where only a later part (district, country) agrees, else 0."""
    ours, theirs = spell(one), spell(other)
    if not ours or not theirs:
        return 0.0
    pairs = [
        (i + j, likeness(ours[i], theirs[j])) for i in range(len(ours)) for j in range(len(theirs))
    ]
    if any(place == 0 and alike >= weights.BIRTHPLACE_SAME for place, alike in pairs):
        return 1.0
    return 0.5 if any(alike >= weights.BIRTHPLACE_SAME for _, alike in pairs) else 0.0


def has_no_nationality(query: str | None) -> bool:
    """Whether this says nothing of a nationality."""
    return not query or query in _NO_NATIONALITY


def folded(number: str) -> str:
    """A document number as numbers of people are compared."""
    return "".join(sign for sign in number.upper() if sign.isalnum())
