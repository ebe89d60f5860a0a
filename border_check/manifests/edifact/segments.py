"""A text to segments: wherever its lines break, and whatever is missing between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from border_check.language import sentence
from border_check.manifests.edifact.service_characters import Marks, marks_of

LONGEST = 1 << 15
"""Characters of a segment; no segment of a passenger list has a tenth of it."""

TAGS = frozenset(
    (
        *("UNA", "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "BGM", "RFF", "NAD", "COM", "TDT"),
        *("LOC", "DTM", "ATT", "MEA", "GEI", "FTX", "EMP", "NAT", "DOC", "CPI", "CNT", "AUT"),
        *("MSG", "ORG", "TVL", "EQN", "SRC", "RCI", "SSR", "DAT", "IFT", "ADD", "EBD", "TIF"),
        *("FTI", "REF", "FAR", "TKT", "MON", "PTK", "TXD", "FOP", "RPI", "APD", "TRI", "SSD"),
        *("TBD", "SAC", "ABI", "LTS"),
    )
)
"""Of the segments that PAXLST and PNRGOV have."""
_ANY_TAG = "|".join(sorted(TAGS))
_TOO_LONG = sentence("not ended in time, and cut off there")
_CUT_OFF = sentence("the text ends in it")
_NOT_ENDED = sentence("its end is missing")
_NO_TAG = sentence("it has no tag")
_TAG = 3
"""Characters of a tag."""
_MOST_CHANGES = 100
"""Interchanges of one file with service characters of their own."""
_TURNED = " \t\n’‘´`"
"""What may stand where an end is missing: an apostrophe that a word processor has turned."""
_NO_MASKS = dict.fromkeys(range(0xE000, 0xE004))
_MASKS = "\ue000\ue001\ue002\ue003"
"""Stand for released characters while a text is cut; of private use, so that no name has them."""


class Segment(NamedTuple):
    """One segment as it stands in the text."""

    number: int
    """Of the segments of the file, from 1; UNA is none."""
    line: int
    """Line on which it starts, from 1."""
    tag: str
    """In capitals; empty for what has none."""
    elements: list[str]
    """What follows the tag, not yet cut into components."""
    marks: Marks
    fault: str = ""
    """What is wrong with it as a whole."""

    def text(self, element: int, component: int = 0) -> str:
        """One component, without the spaces around it; empty where the segment has none. Both
        count from 0."""
        if element >= len(self.elements):
            return ""
        parts = self.elements[element].split(self.marks.component)
        return _unmasked(parts[component], self.marks).strip() if component < len(parts) else ""

    def components(self, element: int) -> list[str]:
        """The components of an element; none where the segment has not so many elements."""
        if element >= len(self.elements):
            return []
        parts = self.elements[element].split(self.marks.component)
        return [_unmasked(part, self.marks) for part in parts]


def read_segments(
    pieces: Iterable[str], wanted: AbstractSet[str] | None = None
) -> Iterator[Segment]:
    """All segments of a text that comes in pieces; none of them is lost, and none raises.

    Of segments that are whole only those with `wanted` tags are given, all by default. A file may
    have several interchanges, each with service characters of its own.
    """
    reader = _Reader(TAGS if wanted is None else wanted)
    for piece in pieces:
        yield from reader.take(piece)
    yield from reader.end()


class _Reader:
    def __init__(self, wanted: AbstractSet[str]) -> None:
        self._wanted = wanted
        self._marks: Marks | None = None
        self._began = 0
        self._rest = ""
        self._number = 0
        self._line = 1

    def take(self, piece: str) -> Iterator[Segment]:
        self._rest += piece if piece.isascii() else piece.translate(_NO_MASKS)
        if self._marks is None and len(self._rest) < LONGEST:  # a beginning shows what separates
            return
        yield from self._cut()
        if len(self._rest) > LONGEST:
            yield self._segment(self._rest, _TOO_LONG)
            self._rest = ""

    def end(self) -> Iterator[Segment]:
        yield from self._cut(is_all=True)
        yield from self._segments(self._rest, _CUT_OFF)
        self._rest = ""

    def _cut(self, *, is_all: bool = False) -> Iterator[Segment]:
        """The segments that are whole; what is left of the text stays for the next piece, unless
        there is none."""
        marks = self._marks or self._begin()
        while True:
            *whole, rest = _masked(self._rest, marks).split(marks.segment)
            again = self._other_begins((*whole, rest), marks) if "UNA" in self._rest else None
            yield from self._plain(whole[:again], marks)
            if again is None:
                self._rest = _released(rest, marks)
                return
            self._rest = _released(marks.segment.join((*whole[again:], rest)), marks)
            if not is_all and len(self._rest) < LONGEST:
                return
            marks = self._begin()

    def _plain(self, whole: Iterable[str], marks: Marks) -> Iterator[Segment]:
        """Segments as most are: on one line, under a tag that is known."""
        element, wanted = marks.element, self._wanted
        for one in whole:
            text = one.strip()
            tag = text[:_TAG]
            breaks = one.count("\n")
            if (
                tag not in TAGS
                or text[_TAG : _TAG + 1] not in ("", element)
                or (breaks and ("\n" in text or one[-1] == "\n"))
            ):
                yield from self._segments(one)
                continue
            self._number += 1
            self._line += breaks
            if tag in wanted:
                elements = text[_TAG + 1 :].split(element)
                yield Segment(self._number, self._line, tag, elements, marks)

    def _begin(self) -> Marks:
        """Take the service characters of what comes."""
        found = marks_of(self._rest)
        self._marks = found.marks
        self._began += 1
        self._line += self._rest.count("\n", 0, found.start)
        self._rest = self._rest[found.start :]
        return found.marks

    def _other_begins(self, parts: Iterable[str], marks: Marks) -> int | None:
        """Where another interchange begins, with service characters of its own."""
        if self._began > _MOST_CHANGES:
            return None
        own = marks.component + marks.element
        starts = (one.lstrip()[:5] for one in parts)
        return next(
            (at for at, one in enumerate(starts) if one[:3] == "UNA" and one[3:] != own), None
        )

    def _segments(self, piece: str, fault: str = "") -> Iterator[Segment]:
        """What stands before a terminator: one segment, or more where terminators are missing."""
        marks = self._marks or Marks()
        if "\n" in piece:
            first = len(piece) - len(piece.lstrip())
            missing = rf"\n[ \t]*(?=(?:{_ANY_TAG})[ ]*{re.escape(marks.element)})"
            cuts = [match.start() for match in re.finditer(missing, piece) if match.start() > first]
            for start, end in pairwise((0, *cuts)):
                yield self._segment(piece[start:end].rstrip(_TURNED), _NOT_ENDED)
            piece = piece[cuts[-1] :] if cuts else piece
        if piece.strip():
            yield self._segment(piece, fault)
        else:
            self._line += piece.count("\n")

    def _segment(self, piece: str, fault: str = "") -> Segment:
        text = piece.strip()
        line = self._line
        if "\n" in piece:
            line = self._line + piece.count("\n", 0, len(piece) - len(piece.lstrip()))
            self._line += piece.count("\n")
            text = text.replace("\n", "")
        self._number += 1
        marks = self._marks or Marks()
        tag, *elements = text.split(marks.element)
        tag = tag.strip().upper()
        if not (len(tag) == _TAG and tag.isalnum() and tag.isascii()):
            fault = fault or _NO_TAG
        return Segment(self._number, line, tag, elements, marks, fault)


def _released_by(marks: Marks) -> Iterator[tuple[str, str]]:
    """Each character that can be released, and what stands for it meanwhile."""
    return zip((marks.release, marks.segment, marks.element, marks.component), _MASKS, strict=True)


def _masked(text: str, marks: Marks) -> str:
    """The text with its released characters put aside."""
    if marks.release and marks.release in text:
        for mark, mask in _released_by(marks):
            text = text.replace(marks.release + mark, mask)
    return text


def _unmasked(text: str, marks: Marks) -> str:
    """The text with them put back, as what they are."""
    if not text.isascii():
        for mark, mask in _released_by(marks):
            text = text.replace(mask, mark)
    return text


def _released(text: str, marks: Marks) -> str:
    """The text with them as they were written."""
    if not text.isascii():
        for mark, mask in _released_by(marks):
            text = text.replace(mask, marks.release + mark)
    return text
