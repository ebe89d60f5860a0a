"""Many documents at once: which of them need a closer look.

Nearly no traveller's document is listed, so a list of passengers is first asked as a whole; what is
found here is asked again one by one, and nothing else is.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from border_check.at_rest.reading import mapped
from border_check.snapshot import document_key
from border_check.snapshot.document_index import DocumentIndex
from border_check.snapshot.document_packing import Keys, pack, values_of
from border_check.snapshot.many_keys import Between, ManyKeys, Places

UNKNOWN_ISSUER = -1
"""Of a document whose number and issuer are spelled elsewhere."""


class FoundMany(NamedTuple):
    """Listed documents whose number is one of those asked for or looks like it."""

    questions: Places
    """Which of the numbers."""
    is_same: npt.NDArray[np.bool_]
    """Whether the number is the same; where it is spelled elsewhere, it may be."""
    issuers: Places
    """Codes of their issuers, as in the facts of the index, or `UNKNOWN_ISSUER`."""
    in_series: Places
    """Numbers that may belong to a series, each once."""


_PARTS = 16
_FEWEST = 4096
"""Numbers are asked for in the order of their keys, in this many parts or of at least this many. A
part reads a part of the file, and lets go of it before the next where much of it is read by then:
what is mapped counts as memory.
"""
_MUCH = 1 << 26
"""Bytes that may be mapped at a time."""


class ManyDocuments:
    """An index, mapped to memory.

    Of a list with deltas each version has one: what is found in places that are `replaced` is
    dropped, and codes of issuers become those of the newest version.
    """

    def __init__(
        self,
        index: DocumentIndex,
        replaced: Sequence[int] = (),
        codes: Mapping[int, int] | None = None,
    ) -> None:
        self._map = mapped(index.path)
        words = np.frombuffer(self._map, "<u8")
        self._keys = ManyKeys(words, index.layout)
        self._series = ManyKeys(words, index.series_layout)
        self._has_loose = bool(index.facts.loose_series)
        self._replaced = np.array(sorted(replaced), np.int64)
        self._codes = np.arange(1 << document_key.ISSUER_BITS)
        for code, newest in (codes or {}).items():
            if code < len(self._codes):
                self._codes[code] = newest

    def find(self, numbers: npt.NDArray[np.bytes_]) -> FoundMany:
        """Ask for numbers, all compact and of A-Z and 0-9. Raises `ValueError` for damage."""
        values = values_of(numbers)
        parts = max(1, min(_PARTS, len(numbers) // _FEWEST))
        in_order = np.array_split(np.argsort(values), parts)
        return joined([self._find(numbers[part], values[part], part) for part in in_order])

    def _find(self, numbers: npt.NDArray[np.bytes_], values: Keys, part: Places) -> FoundMany:
        lows = values << np.uint64(document_key.BELOW_NUMBER)
        found = self._keys.between(lows, lows | np.uint64(document_key.BELOW))
        if len(self._replaced):
            stays = ~np.isin(found.places, self._replaced)
            found = Between(found.questions[stays], found.places[stays], found.keys[stays])
        member = np.uint64(document_key.SPELLED)
        own = pack(numbers[found.questions], np.zeros(len(found.questions), np.int64)) & member
        spelled = found.keys & member == member
        issuers = (found.keys >> np.uint64(document_key.MEMBER_BITS)).astype(np.int64)
        issuers &= (1 << document_key.ISSUER_BITS) - 1
        near = self._near_series(numbers, values)
        self._let_go_of_much()
        return FoundMany(
            part[found.questions],
            spelled | (found.keys & member == own),
            np.where(spelled, UNKNOWN_ISSUER, self._codes[issuers]),
            part[near],
        )

    def _let_go_of_much(self) -> None:
        pages = self._keys.units_read + self._series.units_read
        read = min(len(self._map), pages * mmap.PAGESIZE)
        if read > _MUCH and hasattr(mmap, "MADV_DONTNEED") and isinstance(self._map, mmap.mmap):
            self._map.madvise(mmap.MADV_DONTNEED)
            self._keys.forget()
            self._series.forget()

    def _near_series(self, numbers: npt.NDArray[np.bytes_], values: Keys) -> Places:
        if self._has_loose:
            return np.arange(len(numbers))
        if numbers.dtype.itemsize > document_key.LONGEST:
            values = values_of(numbers.astype(f"S{document_key.LONGEST}"))
        last = self._series.before((values + np.uint64(1)) << np.uint64(document_key.BELOW_NUMBER))
        return np.flatnonzero(last & np.uint64(document_key.BELOW))


def joined(found: Sequence[FoundMany]) -> FoundMany:
    """What was found in parts, or in several versions of a list, as one answer."""
    questions = np.concatenate([one.questions for one in found])
    order = np.argsort(questions, kind="stable")
    return FoundMany(
        questions[order],
        np.concatenate([one.is_same for one in found])[order],
        np.concatenate([one.issuers for one in found])[order],
        np.unique(np.concatenate([one.in_series for one in found])),
    )
