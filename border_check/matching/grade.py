"""How firm a hit on a person is, and why, in words that can be read aloud."""

from __future__ import annotations

from typing import NamedTuple

from border_check.matching import weights
from border_check.matching.name import NameEvidence
from border_check.values.screening import Evidence, Grade, Relation

_ASK = ": ask for it"


class Facts(NamedTuple):
    """The evidence beside the name."""

    birth: Evidence
    nationality: Evidence
    sex: Evidence
    document: Evidence
    birthplace: Evidence


def grade_of(name: NameEvidence, facts: Facts) -> Grade:
    """The grade of what reaches the threshold."""
    if facts.document.relation is Relation.AGREES and name.agrees:
        return Grade.EXACT
    if _contradicting(facts) or not name.agrees or facts.birth.relation is not Relation.AGREES:
        return Grade.POSSIBLE
    return Grade.STRONG if _is_born_then(facts.birth) or _is_placed(name, facts) else Grade.POSSIBLE


def _contradicting(facts: Facts) -> list[Evidence]:
    told = (facts.birth, facts.nationality, facts.sex)
    return [fact for fact in told if fact.relation is Relation.DIFFERS]


def _is_born_then(birth: Evidence) -> bool:
    return birth.relation is Relation.AGREES and birth.points >= weights.BIRTH_FULL


def _is_placed(name: NameEvidence, facts: Facts) -> bool:
    return facts.birthplace.relation is Relation.AGREES and name.points >= weights.RARE_NAME


def reason_for(grade: Grade, name: NameEvidence, facts: Facts) -> str:
    """What agrees, and what keeps the grade from being the next better one."""
    agreeing = ["the name"] if name.agrees else []
    lacking = [] if name.agrees else [said_of_name(name)]
    if facts.document.relation is Relation.AGREES:
        agreeing.append("the document number")
    if grade is Grade.EXACT:
        return _sentence(agreeing, [])
    if _is_born_then(facts.birth):
        agreeing.append("the full birth date")
    elif grade is Grade.STRONG:
        agreeing += ["the year of birth", "the birthplace"]
    if grade is Grade.STRONG:
        return _sentence(agreeing, [_said_of_document(facts.document)])
    others = [fact for fact in _contradicting(facts) if fact is not facts.birth]
    lacking += [f"{_named(fact)} differs" for fact in others]
    if not _is_born_then(facts.birth):
        lacking.append(_said_of_birth(facts.birth))
    return _sentence(agreeing, lacking)


def said_of_name(name: NameEvidence) -> str:
    """Why a name does not agree."""
    for row in name.evidence:
        if row.relation is Relation.DIFFERS and row.query and row.record:
            return f"the name agrees only in part ({row.query} is not {row.record})"
        if row.relation is Relation.MISSING:
            return f"there is no name {_side(row)}"
    return "the name by itself says too little"


def _said_of_birth(birth: Evidence) -> str:
    if birth.relation is Relation.MISSING:
        return f"there is no birth date {_side(birth)}"
    how = {
        Relation.AGREES: "agrees only in part",
        Relation.SIMILAR: "is only similar",
        Relation.DIFFERS: "differs",
    }[birth.relation]
    return f"the birth date {how} ({birth.note})"


def _said_of_document(document: Evidence) -> str:
    if document.relation is Relation.SIMILAR:
        return "the document number is one of another issuer"
    if document.query and document.record:
        return "the document is another one"
    if document.query or document.record:
        return f"there is no document number {_side(document)}"
    return "there is no document number on either side"


def _side(fact: Evidence) -> str:
    """Where a missing fact is missing; the query's side can be asked."""
    if fact.query:
        return "on record"
    return f"{'in the query' if fact.record else 'on either side'}{_ASK}"


def _named(fact: Evidence) -> str:
    return f"the {fact.feature.replace('_', ' ')}"


def _sentence(agreeing: list[str], lacking: list[str]) -> str:
    """What agrees, and what does not; last what can be asked for."""
    lacking = sorted(lacking, key=lambda words: words.endswith(_ASK))
    if sum(words.endswith(_ASK) for words in lacking) > 1:
        lacking = [words.removesuffix(_ASK) for words in lacking]
        lacking[-1] += ": ask for both"
    verb = "agree" if len(agreeing) > 1 else "agrees"
    agree = f"{listed(agreeing)} {verb}" if agreeing else ""
    return ", but ".join(filter(None, (agree, listed(lacking))))


def listed(words: list[str], conjunction: str = "and") -> str:
    """Words as they are enumerated in a sentence."""
    return f" {conjunction} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
