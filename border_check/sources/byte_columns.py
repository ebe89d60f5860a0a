"""A table of plain rows, cut into columns without making a text of any cell.

Rows are lines, cells are parted by one character, and cells are looked at eight bytes at a time:
reading a machine word at every place of a block of the file is what makes this quick. Which rows
are plain is for the caller to say; of the others only their lines are known here.
"""

from __future__ import annotations

from secrets import randbits
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]

LINE_END = 0x0A
RETURN = 0x0D

_WORD = 8
WIDEST = 4 * _WORD
"""Bytes of a cell that is looked at."""
_MOST_DISTINCT = 1 << 16
"""Texts that are remembered of a column; of what differs in every row there is nothing to save."""

_ONE = np.uint64(1)
_LOWEST = np.array([(1 << 8 * length) - 1 for length in range(_WORD + 1)], np.uint64)


class Lines(NamedTuple):
    """The lines of a block."""

    starts: Places
    ends: Places
    """Without what ends the line."""
    cells: npt.NDArray[np.intp]
    """How many cells each has."""
    separators: Places
    """Places of all that parts cells."""


class Block:
    """Some whole lines of a file. The last of them ends with a line end, too."""

    def __init__(self, content: bytes, delimiter: str) -> None:
        self._content = content
        plain = _unquoted(content, delimiter)
        self._bytes = np.frombuffer(plain, np.uint8)
        self._words = np.ndarray((len(plain),), "<u8", buffer=plain + bytes(_WORD), strides=(1,))
        self.lines = self._cut(ord(delimiter))
        self._texts: list[bytes] = []

    def marked(self, marks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which lines have a byte that is marked in this table of 256."""
        found = np.flatnonzero(marks[self._bytes])
        is_marked = np.zeros(len(self.lines.starts), bool)
        is_marked[np.searchsorted(self.lines.starts, found, side="right") - 1] = True
        return is_marked

    def cells(self, lines: Places, width: int) -> tuple[Places, Places]:
        """Where the cells of these lines, all of this many cells, begin and end: row by column."""
        starts, ends, _, separators = self.lines
        first = np.searchsorted(separators, starts[lines])
        inner = separators[first[:, None] + np.arange(width - 1)]
        return (
            np.concatenate([starts[lines][:, None], inner + 1], axis=1),
            np.concatenate([inner, ends[lines][:, None]], axis=1),
        )

    def words(self, starts: Places, ends: Places) -> Words:
        """The bytes of cells of one column, in words; filled up with zeros."""
        lengths = ends - starts
        count = max(1, -(-min(int(lengths.max(initial=0)), WIDEST) // _WORD))
        found = np.empty((len(starts), count), np.uint64)
        for at in range(count):
            rest = np.clip(lengths - at * _WORD, 0, _WORD)
            place = np.minimum(starts + at * _WORD, len(self._bytes) - 1)
            found[:, at] = self._words[place] & _LOWEST[rest]
        return found

    def text(self, line: int) -> bytes:
        """A line as it was, with its end."""
        if not self._texts:
            self._texts = self._content.split(b"\n")
        return self._texts[line] + b"\n"

    def _cut(self, delimiter: int) -> Lines:
        ends = np.flatnonzero(self._bytes == LINE_END)
        separators = np.flatnonzero(self._bytes == delimiter)
        starts = np.concatenate([[0], ends[:-1] + 1])
        cells = np.diff(np.searchsorted(separators, ends), prepend=0) + 1
        has_return = (ends > starts) & (self._bytes[ends - 1] == RETURN)
        return Lines(starts, ends - has_return, cells, separators)


def _unquoted(content: bytes, delimiter: str) -> bytes:
    """Without quotes, if all of them stand around whole cells that hold none of what would need
    them; else as it was."""
    if b'"' not in content:
        return content
    text = np.frombuffer(content, np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return content
    opening, closing = quotes[::2], quotes[1::2]
    parting = np.zeros(256, bool)
    parting[[ord(delimiter), LINE_END]] = True
    parts = np.flatnonzero(parting[text])
    parting[RETURN] = True
    is_whole = (
        ((opening == 0) | parting[text[opening - 1]])
        & parting[text[np.minimum(closing + 1, len(text) - 1)]]
        & (np.searchsorted(parts, opening) == np.searchsorted(parts, closing))
    )
    return np.delete(text, quotes).tobytes() if is_whole.all() else content


class Distinct:
    """The distinct texts of a column, each read once, however often it comes and in how many
    blocks."""

    UNUSABLE = -1
    """Code of a text that is left to the reader of single rows."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self._read = read
        # Drawn anew each time, so that nobody can write texts that are taken for one another.
        self._factors = np.array([randbits(64) | 1 for _ in range(WIDEST // _WORD)], np.uint64)
        self._known: Words = np.zeros(1, np.uint64)  # of no text: the mark of the empty one is 1
        self._codes = np.full(1, self.UNUSABLE)
        self.values: list[object] = []

    def codes(self, words: Words) -> Places:
        """The code of each text: its place among `values`, or `UNUSABLE` where `read` raises
        `ValueError`."""
        marks = (words * self._factors[: words.shape[1]]).sum(axis=1, dtype=np.uint64) + _ONE
        places, is_known = self._look_up(marks)
        if not is_known.all() and len(self._known) < _MOST_DISTINCT:
            unknown = np.flatnonzero(~is_known)
            _, first = np.unique(marks[unknown], return_index=True)
            self._learn(words[unknown[first]], marks[unknown[first]])
            places, is_known = self._look_up(marks)
        return np.where(is_known, self._codes[places], self.UNUSABLE)

    def _look_up(self, marks: Words) -> tuple[Places, npt.NDArray[np.bool_]]:
        places = np.minimum(np.searchsorted(self._known, marks), len(self._known) - 1)
        return places, self._known[places] == marks

    def _learn(self, words: Words, marks: Words) -> None:
        codes = [self._code(one.astype("<u8").tobytes().rstrip(b"\0").decode()) for one in words]
        self._known = np.concatenate([self._known, marks])
        self._codes = np.concatenate([self._codes, np.array(codes, np.intp)])
        order = np.argsort(self._known)
        self._known, self._codes = self._known[order], self._codes[order]

    def _code(self, text: str) -> int:
        try:
            self.values.append(self._read(text))
        except ValueError:
            return self.UNUSABLE
        return len(self.values) - 1
