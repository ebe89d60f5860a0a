"""What the rows of one passenger list say of one another, and of themselves: notes, and no hits.

Two travellers on one document, one on two, rows that come twice, documents that are over before
arrival: no list is asked for any of it, and no verdict rests on it. Of each row two numbers are
remembered, so that a million rows take some tens of megabytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, repeat

from border_check.language import marked, sentence
from border_check.references.number_hints import ORDINARY, hint_for, seems_short
from border_check.screening.together import LookedStretch
from border_check.values.screening import Problem

_Facts = Mapping[str, Sequence[str]]
"""By field, what each of some rows says; empty where it says nothing."""
_MOST_TOLD = 8
"""Groups of lines, or lines of a group, that a note names."""
_MOST_YEARS = 120
_ISO = 10
"""Characters of a full date."""

_TOLD = {
    "same_document": marked("one document, two travellers: lines {lines}"),
    "two_documents": marked("one traveller, two documents: lines {lines}"),
    "same_row": marked("the same traveller with the same document: lines {lines}"),
    "impossible_age": marked("older than anybody: lines {lines}"),
    "documents_expired": marked("the document has expired: lines {lines}"),
    "expires_before_arrival": marked("the document expires before arrival: lines {lines}"),
    "numbers_short": marked("characters of the passport number seem to be missing: lines {lines}"),
}
NOTES = frozenset(_TOLD)
"""Codes of problems that are such notes."""


class Within:
    """Learns the rows of a list as they are answered, and tells the notes at the end.

    `asked` is the day of the check, `arrival` that of the flight, where the list says it.
    """

    def __init__(self, asked: date, arrival: date | None = None) -> None:
        self._today = asked.isoformat()
        self._arrival = arrival.isoformat() if arrival else ""
        self._oldest = str(asked.year - _MOST_YEARS)
        self._lines = array("q")
        self._documents = array("q")
        self._people = array("q")
        self._found: dict[str, list[int]] = {}

    def learn(self, looked: LookedStretch) -> None:
        """Take rows that were answered."""
        lines = looked.stretch.lines[looked.places.start : looked.places.stop]
        facts = _columns(looked)
        self._lines.extend(lines)
        self._documents.extend(_keys(len(lines), facts, _DOCUMENT, needed="number"))
        self._people.extend(_keys(len(lines), facts, _PERSON, needed="birth_date"))
        self._note(lines, facts, "birth_date", self._of_birth)
        self._note(lines, facts, "expiry_date", self._of_expiry)
        self._look_at_numbers(lines, facts)

    def notes(self) -> Iterator[Problem]:
        """All that is to be told, in the order of the table."""
        found = {
            **self._groups(),
            **{code: [[row] for row in rows] for code, rows in self._found.items()},
        }
        for code, wording in _TOLD.items():
            if groups := found.get(code):
                yield Problem(code, sentence(wording, lines=_told(groups)))

    def _groups(self) -> dict[str, list[list[int]]]:
        """Rows that share a document or a traveller, by what that means."""
        found: dict[str, list[list[int]]] = {}
        for places in _shared(self._documents):
            people = {self._people[at] for at in places}
            code = "same_row" if len(people) == 1 and 0 not in people else "same_document"
            found.setdefault(code, []).append([self._lines[at] for at in places])
        for places in _shared(self._people):
            if len({self._documents[at] for at in places} - {0}) > 1:
                found.setdefault("two_documents", []).append([self._lines[at] for at in places])
        return found

    def _of_birth(self, text: str) -> str:
        return "impossible_age" if text < self._oldest else ""

    def _of_expiry(self, text: str) -> str:
        if len(text) != _ISO or text >= max(self._today, self._arrival):
            return ""
        return "documents_expired" if text < self._today else "expires_before_arrival"

    def _note(
        self,
        lines: Sequence[int],
        facts: _Facts,
        field: str,
        code_of: Callable[[str], str],
    ) -> None:
        """Note the lines whose text in a field has a code; of each text it is asked once."""
        texts = facts.get(field, ())
        codes = {text: code for text in set(texts) if text and (code := code_of(text))}
        if codes:
            for line, text in zip(lines, texts, strict=True):
                if text in codes:
                    self._found.setdefault(codes[text], []).append(line)

    def _look_at_numbers(self, lines: Sequence[int], facts: _Facts) -> None:
        columns = [facts.get(field, ()) for field in ("document_type", "issuing_state", "number")]
        if ORDINARY not in columns[0] or not all(columns):
            return
        for line, kind, issuer, number in zip(lines, *columns, strict=True):
            if kind == ORDINARY and issuer and number:
                hint = hint_for(issuer)
                if hint is not None and seems_short(hint, kind, number):
                    self._found.setdefault("numbers_short", []).append(line)


_DOCUMENT = ("number", "issuing_state")
_PERSON = ("surname", "given_names", "name", "birth_date")
_FIELDS = (*_PERSON, *_DOCUMENT, "document_type", "expiry_date")


def _columns(looked: LookedStretch) -> _Facts:
    """What rows say, by field; what none of them says is absent."""
    stretch, places = looked.stretch, looked.places
    facts = {
        field: stretch.facts[field][places.start : places.stop]
        for field in _FIELDS
        if field in stretch.facts
    }
    if not looked.alone:
        return facts
    blank = [""] * len(places)
    columns = {field: list(facts.get(field, blank)) for field in _FIELDS}
    for place, alone in looked.alone.items():
        for field, texts in columns.items():
            texts[place - places.start] = alone.traveller.query.get(field, "")
    return columns


def _keys(count: int, facts: _Facts, fields: Sequence[str], needed: str) -> Iterable[int]:
    """A number for what each row says in these fields; 0 where what is needed is not said."""
    if needed not in facts:
        return repeat(0, count)
    keys = map(hash, zip(*(facts.get(field) or repeat("") for field in fields), strict=False))
    if "" not in facts[needed]:
        return keys
    return [key if text else 0 for key, text in zip(keys, facts[needed], strict=True)]


def _shared(keys: array[int]) -> list[list[int]]:
    """Places that have the same key, those of each key together; none of key 0."""
    if not any(keys) or len(set(keys)) == len(keys):
        return []
    ordered = sorted(keys)
    again = {one for one, next_one in pairwise(ordered) if one == next_one} - {0}
    places: dict[int, list[int]] = {}
    for at, key in enumerate(keys):
        if key in again:
            places.setdefault(key, []).append(at)
    return list(places.values())


def _told(groups: Sequence[Sequence[int]]) -> str:
    """Lines of the file, those of each group together: 3, 17; 20, 25."""
    told = "; ".join(", ".join(map(str, group[:_MOST_TOLD])) for group in groups[:_MOST_TOLD])
    more = len(groups) - _MOST_TOLD
    return f"{told}; +{more}" if more > 0 else told
