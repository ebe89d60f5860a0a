"""Facts of reference documents and alerts, out of JSON objects.

An object that cannot be used as a whole is not used in part: it is told, with the field and the
reason, and can be corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from border_check.icao.document_codes import document_types
from border_check.sources.countries import state_of
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Record, Rejected
from border_check.sources.json_texts import as_text, first_object, read_lines
from border_check.sources.record_cells import Unusable, date_of
from border_check.values.dates import PartialDate
from border_check.values.number_mask import places_of

LAYOUTS = ("TD1", "TD2", "TD3", "MRVA", "MRVB", "FRA_ID")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff")
"""What a viewer of pictures may be given; nothing that can run."""


class Facts:
    """The object of one record. What is not taken is what it knows besides."""

    def __init__(self, mapping: Mapping[str, Any]) -> None:
        self._left = {key: value for key, value in mapping.items() if value not in (None, "", [])}

    def text(self, key: str) -> str:
        """A text or a number in one line; empty where it is absent."""
        value = self._left.pop(key, "")
        if isinstance(value, list | dict | bool):
            raise Unusable(key, "expected a text")
        return as_text(value) if isinstance(value, str) else str(value)

    def needed(self, key: str, why: str) -> str:
        """A text that must be there."""
        text = self.text(key)
        if not text:
            raise Unusable(key, why)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts; one alone may stand without a list around it."""
        value = self._left.pop(key, [])
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in values):
            raise Unusable(key, "expected a text, or a list of texts")
        return tuple(text for one in values if (text := as_text(one)))

    def pairs(self, key: str) -> list[tuple[str, str]]:
        """Pairs of texts."""
        values = self._left.pop(key, [])
        if not isinstance(values, list):
            raise Unusable(key, 'expected a list, as in [["L8989000", "L8989499"]]')
        for one in values:
            is_pair = isinstance(one, list) and [type(part) for part in one] == [str, str]
            if not is_pair:
                raise Unusable(key, f"expected pairs of texts, found {one!r:.40}")
        return [(first, last) for first, last in values]

    def masks(self, key: str) -> tuple[str, ...]:
        """Masks of numbers."""
        masks = tuple(text.upper().replace(" ", "") for text in self.texts(key))
        for mask in masks:
            try:
                places_of(mask)
            except ValueError as error:
                raise Unusable(key, str(error)) from None
        return masks

    def figures(self, key: str) -> str:
        """A mask of six figures, as of a date in a zone; empty where it is absent."""
        mask = self.text(key).upper()
        try:
            places = places_of(mask)
        except ValueError as error:
            raise Unusable(key, str(error)) from None
        if mask and len(places) != 6:
            raise Unusable(key, f"{mask!r:.40} is no mask of six figures (YYMMDD), as ####01")
        return mask

    def years(self, key: str) -> tuple[float, ...]:
        """Spans of years."""
        value = self._left.pop(key, [])
        found = value if isinstance(value, list) else [value]
        for one in found:
            if isinstance(one, bool) or not isinstance(one, int | float) or not 0 < one <= 50:
                raise Unusable(key, f"{one!r:.40} is no number of years between 0 and 50")
        return tuple(sorted(found))

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise Unusable(key, f"{value!r:.40} is neither true nor false")
        return value

    def date(self, key: str) -> PartialDate | None:
        """YYYY, YYYY-MM or YYYY-MM-DD."""
        return date_of({key: self.text(key)}, key)

    def issuer(self, key: str) -> str:
        """A code; one that nobody knows is kept, since fantasy documents bear such."""
        text = self.needed(key, "no issuing state")
        if code := state_of(text):
            return code
        if len(text) <= 3 and text.isascii() and text.isalpha():
            return text.upper()
        raise Unusable(key, f"{text!r:.40} is neither a code nor a known name")

    def type(self, key: str) -> str:
        """A document code or a word for one; empty where it is absent."""
        text = self.text(key).strip("< ")
        if text and not document_types(text):
            raise Unusable(key, f"{text!r:.40} is no document code, as P or ID, and no known word")
        return text.upper() if len(text) <= 2 else text.lower()

    def layout(self, key: str) -> str:
        """The format of a zone; empty where it is absent."""
        text = self.text(key).upper()
        if text and text not in LAYOUTS:
            raise Unusable(key, f"{text!r:.40} is none of {', '.join(LAYOUTS)}")
        return text

    def pictures(self, key: str) -> tuple[str, ...]:
        """Paths of pictures, which must not lead out of their folder, nor to what can run."""
        found = self.texts(key)
        for one in found:
            path = PurePosixPath(one)
            if "://" in one or ".." in path.parts:
                raise Unusable(key, f"{one!r:.60} is no path of a file below the folder pictures")
            if path.suffix.lower() not in PICTURES:
                raise Unusable(key, f"{one!r:.60} is no picture: {' '.join(PICTURES)}")
        return found

    def inner(self, key: str) -> Facts:
        """An object within."""
        value = self._left.pop(key, {})
        if not isinstance(value, dict):
            raise Unusable(key, "expected an object")
        return Facts(value)

    def nothing_left(self, known: str) -> None:
        """Raise `Unusable` for a key that nobody took: what it asks for would go unnoticed."""
        for key in self._left:
            raise Unusable(key, f"is not known; expected {known}")

    def extra(self) -> tuple[tuple[str, str], ...]:
        """What was not taken, as text."""
        return tuple((key, as_text(value)) for key, value in self._left.items())


def entries_of(
    path: Path, is_ours: Callable[[str], bool], what: str, read: Callable[[Facts], Record]
) -> Iterator[Entry]:
    """The records of all files that were given, one object a line."""
    with members_of(path) as members:
        for member in chosen_of(members, is_ours, what).members:
            with opened_text(member) as text:
                for item in read_lines(text, member.name):
                    if isinstance(item, Rejected):
                        yield item
                        continue
                    try:
                        yield read(Facts(item.mapping))
                    except Unusable as flaw:
                        yield Rejected(item.place, flaw.reason, flaw.field, item.raw)


def chosen_of(members: list[Member], is_ours: Callable[[str], bool], what: str) -> Choice:
    """The files that are read, and warnings about others; one alone is taken as it is."""
    return Choice(members, ()) if len(members) == 1 else choose(members, is_ours, what)


def any_ours(path: Path, is_ours: Callable[[str], bool]) -> bool:
    """Whether a file among those that were given looks like ours."""
    with members_of(path) as members:
        return any(is_ours(glance(member)) for member in members)


def keys_of(head: str) -> frozenset[str]:
    """The keys of the object on the first line."""
    return frozenset(first_object(head) or ())
