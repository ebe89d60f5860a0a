"""A passenger list that is sent to the centre, and the answer to it: whole, or not at all.

An answer may break off after any row. So nothing of it is told before its last line is there; until
then its lines are kept in memory, packed, as they say much the same. What came is held against the
list itself: there is an answer to each of its rows, in their order, and none beside.
"""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from http.client import HTTPResponse
from typing import Any

from border_check.centre.answers import Here, row_of, summary_of
from border_check.centre.line import Line, Silent, Told
from border_check.manifests.interface import Stretch
from border_check.screening.batch import AnsweredStretch, RowScreening, Summary
from border_check.screening.together import ALONE, LookedStretch
from border_check.screening.verdict import all_answered
from border_check.values.lists import ListStatus
from border_check.values.screening import Problem, Verdict

_SILENCE = 1.0
"""Seconds in which nothing comes before it is asked whether the centre is there at all: it answers
rows by the hundred, and may search for long in between."""
_LONGEST_SILENCE = 120.0
"""Seconds after which nothing more is expected, whatever it says otherwise."""
_AT_A_TIME = 1 << 13
"""Bytes that are sent: on the slowest line that a centre waits for, they take two seconds."""
_AT_ONCE = 1 << 16
_LONGEST_LINE = 16 << 20
_PACKED_TOGETHER = 1 << 20
_MOST_SAID = 1 << 16
"""Bytes of an answer that is none."""


class ToldList:
    """The answers of the centre to a passenger list, given as a `Batch` gives its own.

    `stretches` are the rows of the list, `announced` is how many it says that it has, `here` are
    the lists of this home.
    """

    def __init__(self, stretches: Iterable[Stretch], announced: int | None, here: Here) -> None:
        self._places = _places(stretches)
        self._announced, self._here = announced, here
        self._counts = Counter[str]()
        self._lines = _Lines()
        self._summary: Summary | None = None
        self.notices: tuple[Problem, ...] = ()
        """What is to be told with the totals, beside what the centre says."""

    @property
    def reference(self) -> str:
        """Of the search, at the centre."""
        return self._whole().reference

    @property
    def could_check(self) -> bool:
        """Whether the lists of the centre were there to be asked, and its journal as well."""
        summary = self._whole()
        entered = summary.reference and all(one.code != "journal" for one in summary.problems)
        return bool(entered) and can_answer(summary.lists)

    def take(self, line: bytes) -> None:
        """Take the next line; raises `ValueError` for one that has no place in an answer to this
        list."""
        if self._summary is not None:
            raise ValueError("a line after the totals")
        wire = json.loads(line)
        if not isinstance(wire, dict):
            raise ValueError("a line that is no answer")
        if wire.get("check") == "batch":
            self._take_totals(wire)
            return
        row = row_of(wire, self._here)
        if next(self._places, None) != (row.row, row.line):
            raise ValueError("an answer to another row")
        self._counts["unreadable" if row.unreadable else row.screening.verdict] += 1
        self._lines.add(line)

    def end(self) -> None:
        """Nothing more comes; raises `Silent` where that was not all."""
        if self._summary is None:
            raise Silent("its answer broke off")

    def answers(self, stretches: Iterable[Stretch]) -> Iterator[AnsweredStretch]:
        """The answers to all rows of the list; it may be asked for once more."""
        rows = (row_of(json.loads(line), self._here) for line in self._lines)
        for stretch in filter(lambda one: one.size, stretches):
            places = range(stretch.size)
            alone = {place: _with_journey(next(rows), stretch, place) for place in places}
            asked_at = alone[0].screening.asked_at
            looked = LookedStretch(stretch, places, [ALONE] * stretch.size, (), {})
            yield AnsweredStretch(looked, self.reference, asked_at, (), alone)

    def summary(self) -> Summary:
        """The totals."""
        summary = self._whole()
        return summary._replace(problems=(*summary.problems, *self.notices))

    def _take_totals(self, wire: dict[str, Any]) -> None:
        summary = summary_of(wire, self._announced, self._here)
        told = {word: getattr(summary, word) for word in (*Verdict, "unreadable")}
        if told != {word: self._counts[word] for word in told}:
            raise ValueError("the totals of other rows")
        if summary.rows_in != self._counts.total() or next(self._places, None) is not None:
            raise ValueError("the totals of other rows")
        self._summary = summary

    def _whole(self) -> Summary:
        if self._summary is None:
            raise RuntimeError("the answer is not whole")
        return self._summary


def can_answer(lists: Iterable[ListStatus]) -> bool:
    """Whether lists in these states can answer for travellers: all that have to, and at least
    one."""
    known = tuple(lists)
    return all_answered(known) and any(one.state.answers for one in known)


def ask_about(line: Line, path: str, content: bytes, told: ToldList) -> Told | None:
    """Send a passenger list, and take the whole answer; returns what the centre says where it
    refuses.

    Raises `Silent` where that does not come, and what reading the list raises. As long as lines
    come, or the centre says that it is there, it is waited for.
    """
    asking = _Asking(line, path, content, told)
    thread = threading.Thread(target=asking.run, daemon=True)
    thread.start()
    found_there = 0.0
    while True:
        thread.join(max(0.0, max(asking.moved, found_there) + _SILENCE - time.monotonic()))
        if not thread.is_alive():
            return asking.result()
        if time.monotonic() - max(asking.moved, found_there) < _SILENCE:
            continue
        is_there = line.is_there()
        found_there = time.monotonic()
        if not is_there or found_there - asking.moved > _LONGEST_SILENCE:
            asking.is_given_up = True
            raise Silent("nothing more came of it")


class _Asking:
    """A list on its way to the centre, and its answer on the way back."""

    def __init__(self, line: Line, path: str, content: bytes, told: ToldList) -> None:
        self._line, self._path, self._content, self._told = line, path, content, told
        self._result: Told | Exception | None = None
        self.moved = time.monotonic()
        """When something last went over the line."""
        self.is_given_up = False

    def run(self) -> None:
        """Send and receive; whatever comes of it is the result."""
        try:
            self._result = self._asked()
        except Exception as error:
            self._result = error

    def result(self) -> Told | None:
        """What the centre says where it refuses; raises what was raised."""
        if isinstance(self._result, Exception):
            raise self._result
        return self._result

    def _asked(self) -> Told | None:
        size = len(self._content)
        with self._line.answer(self._path, self._sent(), size, _LONGEST_SILENCE) as response:
            if response.status != 200:
                said = json.loads(response.read(_MOST_SAID))
                return Told(response.status, said if isinstance(said, dict) else {})
            for line in self._received(response):
                self._told.take(line)
        self._told.end()
        return None

    def _sent(self) -> Iterator[bytes]:
        for start in range(0, len(self._content), _AT_A_TIME):
            self._goes_on()
            yield self._content[start : start + _AT_A_TIME]

    def _received(self, response: HTTPResponse) -> Iterator[bytes]:
        """Whole lines; the rest of one that is cut is none."""
        rest = b""
        while piece := response.read1(_AT_ONCE):
            self._goes_on()
            *lines, rest = (rest + piece).split(b"\n")
            if len(rest) > _LONGEST_LINE:
                raise ValueError("a line without an end")
            yield from lines

    def _goes_on(self) -> None:
        """Note that the line is alive; raises `Silent` where nobody waits any more."""
        if self.is_given_up:
            raise Silent("it was given up")
        self.moved = time.monotonic()


class _Lines:
    """Lines that are kept in little room."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._loose: list[bytes] = []
        self._size = 0

    def add(self, line: bytes) -> None:
        """Keep a line."""
        self._loose.append(line)
        self._size += len(line)
        if self._size >= _PACKED_TOGETHER:
            self._packed.append(zlib.compress(b"\n".join(self._loose), level=1))
            self._loose, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        for packed in self._packed:
            yield from zlib.decompress(packed).split(b"\n")
        yield from self._loose


def _places(stretches: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """Row and line of each traveller."""
    for stretch in stretches:
        yield from enumerate(stretch.lines, stretch.first)


def _with_journey(row: RowScreening, stretch: Stretch, place: int) -> RowScreening:
    """A row that hit, with what the list itself says of the traveller's place in it."""
    return row._replace(journey=stretch.read(place).journey) if row.screening.hits else row
