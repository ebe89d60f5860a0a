"""What would make a hit of two identities that fall short of one: tried, not reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.language import Sentence, enumeration, marked, sentence
from border_check.matching.person import DEFAULT_THRESHOLD, compare_person
from border_check.matching.rarity import GENERAL, Rarity
from border_check.values.dates import PartialDate
from border_check.values.person import DocumentReference, Nominal, Person, Sex
from border_check.values.screening import Evidence, Relation

_BORN = PartialDate(1970, 5, 23)
_DOCUMENT = DocumentReference("SUPPOSED", "UTO")


def what_would_lift(
    person: Person,
    nominal: Nominal,
    rarity: Rarity = GENERAL,
    threshold: float = DEFAULT_THRESHOLD,
) -> str:
    """Of the facts that one side lacks, or knows in part, those of which each alone would make a
    hit if both sides knew it and agreed: each is supposed and compared."""
    facts = compare_person(person, nominal, rarity, threshold).evidence
    is_open = {fact.feature for fact in facts if _is_open(fact)}
    lifting = [
        words
        for feature, words, supposed, record in _supposed(person, nominal)
        if feature in is_open and compare_person(supposed, record, rarity, threshold).alert
    ]
    if not lifting:
        return marked("no single fact that is missing would make up for it")
    return sentence(
        "{facts} that agrees would make up for it",
        facts=enumeration(lifting, last=marked("{words} or {next}")),
    )


def _is_open(fact: Evidence) -> bool:
    """Whether more could still be learnt of a fact."""
    if fact.relation is Relation.MISSING:
        return not (fact.query and fact.record)
    return fact.feature == "birth_date" and fact.relation is Relation.AGREES


def _supposed(person: Person, nominal: Nominal) -> Iterator[tuple[str, Sentence, Person, Nominal]]:
    born = _full(person.born or next(iter(nominal.births), _BORN))
    place = person.birthplace or next(iter(nominal.birthplaces), "Zenith")
    state = person.nationality or next(iter(nominal.nationalities), "UTO")
    sex = person.sex or nominal.sex or Sex.FEMALE
    documents = (*person.documents, _DOCUMENT)
    yield (
        "birth_date",
        sentence("a full birth date"),
        person._replace(born=born),
        nominal._replace(births=(born,)),
    )
    yield (
        "document_number",
        sentence("a document number"),
        person._replace(documents=documents),
        nominal._replace(documents=documents),
    )
    yield (
        "birthplace",
        sentence("a birthplace"),
        person._replace(birthplace=place),
        nominal._replace(birthplaces=(place,)),
    )
    yield (
        "nationality",
        sentence("a nationality"),
        person._replace(nationality=state),
        nominal._replace(nationalities=(state,)),
    )
    yield "sex", sentence("the sex"), person._replace(sex=sex), nominal._replace(sex=sex)


def _full(date: PartialDate) -> PartialDate:
    """The date with what is not known of it, or stands for not known, filled in."""
    if date.is_full and not date.is_placeholder:
        return date
    return PartialDate(date.year, date.month or 5, 23)
