"""The remarks of OFAC's flat files: what they tell of a person, between semicolons.

    DOB 10 Dec 1948; alt. DOB 1946; POB Utopia City, Utopia; nationality Utopia; Gender Female;
    Passport L898902C3 (Utopia) expires 15 Apr 2012; a.k.a. 'THE SPECIMEN'; Linked To: …

The flat files have no other field for these facts. The remarks as a whole stay with the record, so
whatever is not read here can still be read by the inspector.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from border_check.sources.countries import state_of
from border_check.sources.written_dates import is_plain, read_births
from border_check.sources.written_documents import read_document
from border_check.sources.written_names import read_alias
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Sex

_FACT = re.compile(
    r"(?:.*: )?(?:alt\. )?(?P<label>DOB|POB|nationality|citizen|Gender)\b:? (?P<value>.+)",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"(?:alt\. )?[afn]\.k\.a\.? ['\"](?P<name>.+)['\"]")
# Sentences that may hold the words of a document, or numbers, and are about something else.
_OTHER = re.compile(
    r"Linked To|Additional Sanctions|Secondary sanctions|Executive Order|Transactions|Digital|"
    r"(alt\. )?(Email|Phone|Website)|Interpol",
    re.IGNORECASE,
)
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}


class Remarks(NamedTuple):
    """What the remarks tell, in their order."""

    births: tuple[PartialDate, ...]
    births_listed: tuple[str, ...]
    """Births that say more, or less, than a date does: "circa 1956", "1950 to 1965"."""
    birthplaces: tuple[str, ...]
    nationalities: tuple[str, ...]
    nationalities_unknown: tuple[str, ...]
    sex: Sex | None
    documents: tuple[DocumentReference, ...]
    aliases: tuple[Alias, ...]


def read_remarks(text: str) -> Remarks:
    """Read remarks, joined with their continuation; what cannot be read is left out."""
    told: dict[str, list[str]] = {"dob": [], "pob": [], "nationality": [], "gender": []}
    documents: dict[DocumentReference, None] = {}
    aliases: list[Alias] = []
    for sentence in _sentences(text):
        if fact := _FACT.fullmatch(sentence):
            label = fact["label"].lower().replace("citizen", "nationality")
            told[label].append(fact["value"].strip())
        elif alias := _ALIAS.fullmatch(sentence):
            aliases.append(read_alias(alias["name"], "weak"))
        elif not _OTHER.match(sentence) and (
            document := read_document(sentence.removeprefix("alt. "))
        ):
            documents[document] = None
    births = [birth for dob in told["dob"] for birth in read_births(dob)]
    states = {country: state_of(country) for country in told["nationality"]}
    sexes = [_SEXES[word] for gender in told["gender"] if (word := gender.lower()) in _SEXES]
    return Remarks(
        births=tuple(dict.fromkeys(births)),
        births_listed=tuple(dob for dob in told["dob"] if not is_plain(dob)),
        birthplaces=tuple(dict.fromkeys(told["pob"])),
        nationalities=tuple(dict.fromkeys(filter(None, states.values()))),
        nationalities_unknown=tuple(country for country, state in states.items() if not state),
        sex=sexes[0] if sexes else None,
        documents=tuple(documents),
        aliases=tuple(aliases),
    )


def _sentences(text: str) -> Iterator[str]:
    """The parts between semicolons, without the full stop that ends the remarks."""
    for part in text.strip().removesuffix(".").split(";"):
        if sentence := part.strip():
            yield sentence
