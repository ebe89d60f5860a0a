"""A traveller held against a person on a list: every fact as evidence, and the grade that it makes.

The points of the evidence are the score; there is no second computation that explains it.
"""

from __future__ import annotations

from math import inf

from border_check.language import marked, sentence
from border_check.matching import weights
from border_check.matching.birth import compare_birth
from border_check.matching.facts import (
    compare_birthplace,
    compare_documents,
    compare_nationality,
    compare_sex,
)
from border_check.matching.grade import Facts, grade_of, lacking_of_name, reason_for
from border_check.matching.name import compare_names
from border_check.matching.rarity import GENERAL, Rarity
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison, Evidence, Explanation, Relation

DEFAULT_THRESHOLD = weights.THRESHOLD_SECOND_LINE

_UNSUPPORTED = marked("no birth date could contradict the name")


def compare_person(
    person: Person,
    nominal: Nominal,
    rarity: Rarity = GENERAL,
    threshold: float = DEFAULT_THRESHOLD,
) -> Comparison:
    """All evidence for and against one identity; the best of the record's names counts.

    The grade is None below `threshold`, in points, which rises by `weights.UNSUPPORTED` where no
    fact that could contradict the name is known on both sides. Without a name on both sides it
    takes a document that both have: many people share a birth date and a birthplace.
    """
    birth = compare_birth(person.born, nominal.births)
    supported = birth.relation in (Relation.AGREES, Relation.SIMILAR)
    name = compare_names(person.name, nominal, rarity, supported)
    facts = Facts(
        birth=birth,
        nationality=compare_nationality(person.nationality, nominal.nationalities),
        sex=compare_sex(person.sex, nominal.sex),
        document=compare_documents(person.documents, nominal.documents),
        birthplace=compare_birthplace(person.birthplace, nominal.birthplaces),
    )
    evidence = (*name.evidence, *facts)
    needed = required(evidence, threshold)
    if needed == inf:
        return Comparison(evidence, None, Explanation(lacking_of_name(name)))
    short = needed - Comparison(evidence, None).points
    grade = grade_of(name, facts) if short <= 0 else None
    reason = (
        reason_for(grade, name, facts)
        if grade
        else sentence("{points} points short", points=f"{short:.2f}")
    )
    because = _UNSUPPORTED if needed > threshold else ""
    return Comparison(evidence, grade, Explanation(reason, needed, because, name.alias))


def alerts(comparison: Comparison, threshold: float = DEFAULT_THRESHOLD) -> bool:
    """Whether the evidence is a hit at this threshold, in points."""
    return comparison.points >= required(comparison.evidence, threshold)


def required(evidence: tuple[Evidence, ...], threshold: float) -> float:
    """The points that make a hit: more where nothing beside the name could have contradicted it,
    infinitely many where neither a name nor a document number is known on both sides."""
    relations = {fact.feature: fact.relation for fact in evidence}
    nameless = relations.get("name") is Relation.MISSING
    if nameless and relations.get("document_number") is not Relation.AGREES:
        return inf
    unsupported = relations.get("birth_date") is Relation.MISSING
    return threshold + weights.UNSUPPORTED if unsupported else threshold


def room(comparison: Comparison, threshold: float) -> float:
    """How many points the names may give more or less before the comparison has another grade, or
    one at last; 0 where that rests on more than the points of all evidence together."""
    apart = abs(comparison.points - required(comparison.evidence, threshold))
    if comparison.grade is None:
        return 0.0 if apart == inf else apart
    relations = {fact.feature: fact.relation for fact in comparison.evidence}
    contradicted = Relation.DIFFERS in map(relations.get, ("birth_date", "nationality", "sex"))
    is_possible = contradicted or relations.get("birth_date") is not Relation.AGREES
    by_document = relations.get("document_number") is Relation.AGREES
    return apart if is_possible and not by_document else 0.0
