"""Facts about a person in running text: "born in 1965 in …, passport number UX 898902, …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from border_check.sources.countries import state_within
from border_check.sources.written_dates import DATE, read_births
from border_check.sources.written_documents import read_document
from border_check.values.dates import PartialDate
from border_check.values.person import DocumentReference, Sex

_LIST_MARK = r"(?:[a-z]\) ?)?"
_DATES = rf"(?: on| in)?[ :-]*(?P<first>{_LIST_MARK}{DATE})(?P<more>(?:,? [b-z]\) ?{DATE})*)"
_BIRTH = re.compile(rf"(?i:\b(?:date of birth|dp?ob)\b){_DATES}")
_BORN = re.compile(rf"(?i:\bborn\b)(?: in(?: [A-Z][\w'-]*,?){{1,4}})?{_DATES}")
_DATE = re.compile(DATE)
_PLACE = re.compile(r"(?i:\b(?:place of birth|pob)\b):? ?(?P<place>[^.;]+)")
_NATION = re.compile(r"(?i:\bnationality)(?: is| -|:)? ?(?P<nation>[A-Z][\w' ]+)")
_SEX = re.compile(r"(?i)\bgender\W{1,3}(?P<sex>male|female)\b")
# The words for a document, at most a few more, its number, and a note in parentheses about it.
_DOCUMENT_WORDS = r"(?i:passport|travel document|identity card|identification|id)s?"
_DOCUMENT = re.compile(
    rf"(?:[A-Z][\w.]+ ){{0,3}}\b{_DOCUMENT_WORDS}\b[^\d,;()]{{0,20}}\w*\d[\w/.-]*(?: \d[\w/.-]*)*"
    rf"(?:(?:(?!{_DOCUMENT_WORDS}|;)[^()])*\([^()]*\))?"
)


class Facts(NamedTuple):
    """What a text tells of a person, in its order."""

    births: tuple[PartialDate, ...] = ()
    """Dates called a date of birth."""
    born: tuple[PartialDate, ...] = ()
    """Dates on which somebody was born; in a long text that may be somebody else."""
    birthplaces: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: Sex | None = None
    documents: tuple[DocumentReference, ...] = ()


def read_facts(text: str) -> Facts:
    """Find births, birthplaces, nationalities, the sex and documents in a text."""
    plain = " ".join(text.split())
    nations = [state_within(match["nation"]) for match in _NATION.finditer(plain)]
    sex = _SEX.search(plain)
    documents = [read_document(match[0]) for match in _DOCUMENT.finditer(plain)]
    return Facts(
        births=_dates(_BIRTH, plain),
        born=_dates(_BORN, plain),
        birthplaces=tuple(match["place"].strip() for match in _PLACE.finditer(plain)),
        nationalities=tuple(filter(None, nations)),
        sex=Sex[sex["sex"].upper()] if sex else None,
        documents=tuple(filter(None, documents)),
    )


def _dates(pattern: re.Pattern[str], text: str) -> tuple[PartialDate, ...]:
    return tuple(
        birth
        for match in pattern.finditer(text)
        for date in _DATE.findall(match["first"] + match["more"])
        for birth in read_births(date)
    )
