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

from border_check.sources.ofac_person import document_in
from border_check.values.person import DocumentReference

_FACT = re.compile(
    r"(?:.*: )?(?:alt\. )?(?P<label>DOB|POB|nationality|citizen|Gender)\b:? (?P<value>.+)",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"(?:alt\. )?[afn]\.k\.a\.? ['\"](?P<name>.+)['\"]")


class Remarks(NamedTuple):
    """What the remarks tell, in their words and order."""

    births: tuple[str, ...]
    birthplaces: tuple[str, ...]
    countries: tuple[str, ...]
    """Of nationality and of citizenship."""
    sexes: tuple[str, ...]
    documents: tuple[DocumentReference, ...]
    aliases: tuple[str, ...]
    """All of them weak."""


def read_remarks(text: str) -> Remarks:
    """Read remarks, joined with their continuation; what cannot be read is left out."""
    told: dict[str, list[str]] = {"dob": [], "pob": [], "nationality": [], "gender": []}
    documents: list[DocumentReference] = []
    aliases: list[str] = []
    for sentence in _sentences(text):
        if fact := _FACT.fullmatch(sentence):
            label = fact["label"].lower().replace("citizen", "nationality")
            told[label].append(fact["value"].strip())
        elif alias := _ALIAS.fullmatch(sentence):
            aliases.append(alias["name"])
        elif document := document_in(sentence):
            documents.append(document)
    return Remarks(
        births=tuple(told["dob"]),
        birthplaces=tuple(told["pob"]),
        countries=tuple(told["nationality"]),
        sexes=tuple(told["gender"]),
        documents=tuple(documents),
        aliases=tuple(aliases),
    )


def _sentences(text: str) -> Iterator[str]:
    """The parts between semicolons, without the full stop that ends the remarks."""
    for part in text.strip().removesuffix(".").split(";"):
        if sentence := part.strip():
            yield sentence
