"""A traveller held against a person on a list: every fact as evidence, and the grade that it makes.

The points of the evidence are the score; there is no second computation that explains it.
"""

from __future__ import annotations

from border_check.matching import weights
from border_check.matching.birth import compare_birth
from border_check.matching.facts import (
    compare_birthplace,
    compare_documents,
    compare_nationality,
    compare_sex,
)
from border_check.matching.name import NameEvidence, compare_names
from border_check.matching.rarity import GENERAL, Rarity
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison, Evidence, Grade, Relation

DEFAULT_THRESHOLD = weights.THRESHOLD_SECOND_LINE


def compare_person(
    person: Person,
    nominal: Nominal,
    rarity: Rarity = GENERAL,
    threshold: float = DEFAULT_THRESHOLD,
) -> Comparison:
    """All evidence for and against one identity; the best of the record's names counts.

    The grade is None below `threshold`, in points, which rises by `weights.UNSUPPORTED` where no
    fact that could contradict the name is known on both sides.
    """
    name = compare_names(person.name, nominal, rarity)
    birth = compare_birth(person.born, nominal.births)
    facts = (
        birth,
        compare_nationality(person.nationality, nominal.nationalities),
        compare_sex(person.sex, nominal.sex),
        compare_documents(person.documents, nominal.documents),
        compare_birthplace(person.birthplace, nominal.birthplaces),
    )
    evidence = (*name.evidence, *facts)
    found = Comparison(evidence, None)
    if found.points < required(evidence, threshold):
        return found
    return Comparison(evidence, _grade(name, facts))


def alerts(comparison: Comparison, threshold: float = DEFAULT_THRESHOLD) -> bool:
    """Whether the evidence is a hit at this threshold, in points."""
    return comparison.points >= required(comparison.evidence, threshold)


def required(evidence: tuple[Evidence, ...], threshold: float) -> float:
    """The points that make a hit: more where nothing beside the name could have contradicted it."""
    unsupported = any(
        fact.feature == "birth_date" and fact.relation is Relation.MISSING for fact in evidence
    )
    return threshold + weights.UNSUPPORTED if unsupported else threshold


def _grade(name: NameEvidence, facts: tuple[Evidence, ...]) -> Grade:
    birth, nationality, sex, document, birthplace = facts
    contradicted = any(fact.relation is Relation.DIFFERS for fact in (birth, nationality, sex))
    same_document = document.relation is Relation.AGREES
    if same_document and name.agrees:
        return Grade.EXACT
    if contradicted or not name.agrees or birth.relation is not Relation.AGREES:
        return Grade.POSSIBLE
    is_placed = birthplace.relation is Relation.AGREES and name.points >= weights.RARE_NAME
    return Grade.STRONG if birth.points >= weights.BIRTH_FULL or is_placed else Grade.POSSIBLE
