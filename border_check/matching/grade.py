"""How firm a hit on a person is, and why, in words that can be read aloud."""

from __future__ import annotations

from typing import NamedTuple

from border_check.language import Sentence, enumeration, marked, sentence
from border_check.matching import weights
from border_check.matching.name import NameEvidence
from border_check.values.screening import Evidence, Grade, Relation


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


def reason_for(grade: Grade, name: NameEvidence, facts: Facts) -> Sentence:
    """What agrees, and what keeps the grade from being the next better one."""
    agreeing = [sentence("the name")] if name.agrees else []
    lacking = [] if name.agrees else [_said_of_name(name)]
    if facts.document.relation is Relation.AGREES:
        agreeing.append(sentence("the document number"))
    if grade is Grade.EXACT:
        return _sentence(agreeing, [])
    if _is_born_then(facts.birth):
        agreeing.append(sentence("the full birth date"))
    elif grade is Grade.STRONG:
        agreeing += [sentence("the year of birth"), sentence("the birthplace")]
    if grade is Grade.STRONG:
        return _sentence(agreeing, [_said_of_document(facts.document)])
    others = [fact for fact in _contradicting(facts) if fact is not facts.birth]
    lacking += [sentence(_DIFFERS[fact.feature]) for fact in others]
    if not _is_born_then(facts.birth):
        lacking.append(_said_of_birth(facts.birth))
    return _sentence(agreeing, lacking)


def lacking_of_name(name: NameEvidence) -> Sentence:
    """What keeps a name from making a hit."""
    return _sentence([], [_said_of_name(name)])


def _said_of_name(name: NameEvidence) -> Sentence:
    """Why a name does not agree."""
    for row in name.evidence:
        if row.relation is Relation.DIFFERS and row.query and row.record:
            return sentence(
                "the name agrees only in part ({query} is not {record})",
                query=row.query,
                record=row.record,
            )
        if row.relation is Relation.MISSING:
            return _absent(_NO_NAME, row)
    return sentence("the name by itself says too little")


def _said_of_birth(birth: Evidence) -> Sentence:
    if birth.relation is Relation.MISSING:
        return _absent(_NO_BIRTH_DATE, birth)
    how = {
        Relation.AGREES: marked("the birth date agrees only in part ({note})"),
        Relation.SIMILAR: marked("the birth date is only similar ({note})"),
        Relation.DIFFERS: marked("the birth date differs ({note})"),
    }[birth.relation]
    return sentence(how, note=sentence(birth.note))


def _said_of_document(document: Evidence) -> Sentence:
    if document.relation is Relation.SIMILAR:
        return sentence("the document number is one of another issuer")
    if document.query and document.record:
        return sentence("the document is another one")
    if document.query or document.record:
        return _absent(_NO_DOCUMENT, document)
    return sentence("there is no document number on either side")


class _Absence(NamedTuple):
    """How a missing fact is told, by where it is missing."""

    on_record: str
    in_query: str
    on_either_side: str


_NO_NAME = _Absence(
    marked("there is no name on record"),
    marked("there is no name in the query"),
    marked("there is no name on either side"),
)
_NO_BIRTH_DATE = _Absence(
    marked("there is no birth date on record"),
    marked("there is no birth date in the query"),
    marked("there is no birth date on either side"),
)
_NO_DOCUMENT = _Absence(
    marked("there is no document number on record"),
    marked("there is no document number in the query"),
    marked("there is no document number on either side"),
)
_DIFFERS = {
    "nationality": marked("the nationality differs"),
    "sex": marked("the sex differs"),
}


class _Asked(Sentence):
    """A fact that is missing on a side that can be asked."""


def _absent(absence: _Absence, fact: Evidence) -> Sentence:
    """Where a missing fact is missing; the query's side can be asked."""
    if fact.query:
        return sentence(absence.on_record)
    return _Asked.of(absence.in_query if fact.record else absence.on_either_side)


def _sentence(agreeing: list[Sentence], lacking: list[Sentence]) -> Sentence:
    """What agrees, and what does not; last what can be asked for."""
    lacking = sorted(lacking, key=lambda one: isinstance(one, _Asked))
    to_ask = [one for one in lacking if isinstance(one, _Asked)]
    but = enumeration(lacking, last=_AND)
    if len(to_ask) == 1:
        but = sentence("{facts}: ask for it", facts=but)
    elif to_ask:
        but = sentence("{facts}: ask for both", facts=but)
    if not agreeing:
        return but
    facts = enumeration(agreeing, last=_AND)
    if len(agreeing) > 1:
        agree = sentence("{facts} agree", facts=facts)
    else:
        agree = sentence("{facts} agrees", facts=facts)
    return sentence("{agree}, but {lacking}", agree=agree, lacking=but) if lacking else agree


_AND = marked("{words} and {next}")
