"""A person of OFAC's lists: one way of writing the record, whichever file tells of them.

The flat files hide most facts in remarks, the three XML files have elements for them, the
Consolidated Screening List has cells. All of them say the same in the same words ("DOB circa
1965", "Passport L898902C3 (Utopia)"), so each of them hands those words over, and the record is
made here: the same person gets the same record, as far as the files say the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from border_check.sources.countries import state_of
from border_check.sources.written_dates import is_plain, read_births
from border_check.sources.written_documents import read_document
from border_check.sources.written_names import read_alias, read_name, unique_aliases
from border_check.values.person import DocumentReference, Nominal, Sex

KINDS = {
    "individual": "",
    "entity": "organisation",
    "": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
"""OFAC's words for what an entry is about, and the word under which it is set aside."""

# Sentences that may hold the words of a document, or numbers, and are about something else.
_OTHER = re.compile(
    r"Linked To|Additional Sanctions|Secondary sanctions|Executive Order|Transactions|Digital|"
    r"(alt\. )?(Email|Phone|Website)|Interpol",
    re.IGNORECASE,
)
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}


class OfacId(NamedTuple):
    """A number that a file gives in fields of their own: a document, a tax number, a website."""

    kind: str
    number: str
    country: str = ""
    issued: str = ""
    expires: str = ""

    def __str__(self) -> str:
        """As a remark of the flat files would put it."""
        return " ".join(
            (f"{self.kind} {self.number}".strip(),)
            + ((f"({self.country})",) if self.country else ())
            + ((f"issued {self.issued}",) if self.issued else ())
            + ((f"expires {self.expires}",) if self.expires else ())
        )


class OfacPerson(NamedTuple):
    """What a file tells of a person, in its own words and order."""

    record_id: str
    """The number that OFAC gives the entry; the same in all of its files."""
    name: str
    """ "SURNAME, Given"."""
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    birthplaces: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Of nationality and of citizenship."""
    sexes: tuple[str, ...] = ()
    documents: tuple[DocumentReference, ...] = ()
    program: str = ""
    title: str = ""
    source_url: str | None = None
    ids: tuple[OfacId, ...] = ()
    """The same as documents, and sexes too, where the file does not hide them in remarks."""
    extra: tuple[tuple[str, str], ...] = ()
    """Everything else that is worth showing."""


def nominal_of(person: OfacPerson) -> Nominal:
    """The record of a person."""
    name = read_name(person.name)
    aliases = [
        *(read_alias(alias, "strong") for alias in person.strong),
        *(read_alias(alias, "weak") for alias in person.weak),
    ]
    states = {country: state_of(country) for country in person.countries}
    told = (*person.sexes, *(one.number for one in person.ids if one.kind == "Gender"))
    documents = (*person.documents, *(document_in(str(one)) for one in person.ids))
    sexes = [_SEXES[word] for sex in told if (word := sex.lower()) in _SEXES]
    extra = {
        "program": person.program,
        "title": person.title,
        "births_listed": "; ".join(birth for birth in person.births if not is_plain(birth)),
        "nationality_listed": "; ".join(country for country, state in states.items() if not state),
        "ids_listed": "; ".join(map(str, person.ids)),
        **dict(person.extra),
    }
    return Nominal(
        record_id=person.record_id,
        name=name.text,
        surname=name.surname,
        given=name.given,
        aliases=unique_aliases(name.text, aliases),
        births=tuple(dict.fromkeys(one for text in person.births for one in read_births(text))),
        nationalities=tuple(dict.fromkeys(filter(None, states.values()))),
        sex=sexes[0] if sexes else None,
        documents=tuple(dict.fromkeys(filter(None, documents))),
        birthplaces=tuple(dict.fromkeys(person.birthplaces)),
        source_url=person.source_url,
        extra=tuple((key, value) for key, value in extra.items() if value),
    )


def document_in(sentence: str) -> DocumentReference | None:
    """The document that a remark is about: "Passport L898902C3 (Utopia) expires 15 Apr 2012"."""
    return None if _OTHER.match(sentence) else read_document(sentence.removeprefix("alt. "))


def name_of(surname: str, given: str) -> str:
    """A name from its two parts, as the flat files write it."""
    return ", ".join(filter(None, (surname, given)))
