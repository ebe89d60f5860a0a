"""Counting the forms of the numbers of each issuer, while a list is written."""

from __future__ import annotations

from zlib import compress

import numpy as np
import numpy.typing as npt

from border_check import sqlite
from border_check.matching.crowding import shape_of
from border_check.snapshot.document_forms import CHARACTERS
from border_check.snapshot.row_check import row_check
from border_check.values.document_number import span

FEWEST = 50
"""Forms with fewer numbers are not kept."""

_COUNTED = 8
_MANY = 50_000
_OTHER = 255
_MOST = (1 << 32) - 1

_PLACE_OF = np.full(256, _OTHER, np.uint8)
_PLACE_OF[ord("0") : ord("9") + 1] = np.arange(10)
_PLACE_OF[ord("A") : ord("Z") + 1] = np.arange(10, 36)


class FormCounter:
    """Counts numbers by issuer and form."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, str], npt.NDArray[np.int64]] = {}

    def add(self, numbers: npt.NDArray[np.bytes_], issuers: npt.NDArray[np.integer]) -> None:
        """Count numbers in A-Z and 0-9, each with the code of its issuer."""
        times = _COUNTED if len(numbers) > _MANY else 1
        numbers, issuers = numbers[::times], issuers[::times].astype(np.int64)
        if not len(numbers):
            return
        width = numbers.dtype.itemsize
        places = _PLACE_OF[np.ascontiguousarray(numbers).view(np.uint8).reshape(-1, width)]
        kind = np.where(places == _OTHER, 0, np.where(places < 10, 1, 2))
        shape = kind @ (3 ** np.arange(width, dtype=np.int64))
        marks, group = np.unique(issuers * 3**width + shape, return_inverse=True)
        at = (group[:, None] * width + np.arange(width)) * CHARACTERS + places
        size = len(marks) * width * CHARACTERS
        counts = np.bincount(at[places != _OTHER], minlength=size)
        counts = counts.reshape(len(marks), width, CHARACTERS) * times
        for mark, counted in zip(marks.tolist(), counts, strict=True):
            issuer, code = divmod(mark, 3**width)
            form = _form(code)
            known = self._counts.setdefault((issuer, form), np.zeros_like(counted[: len(form)]))
            known += counted[: len(form)]

    def add_series(self, first: str, last: str, issuer: int) -> None:
        """Count all numbers of a series; where they differ, every digit as often as another."""
        try:
            size = span(first, last)
        except ValueError:  # no number but its ends belongs to it
            return
        counts = np.zeros((len(first), CHARACTERS), np.int64)
        for at, (one, other) in enumerate(zip(first, last, strict=True)):
            if first[:at] + one == last[:at] + other:
                counts[at, _PLACE_OF[ord(one)]] = size
            else:
                counts[at, :10] = size // 10
        known = self._counts.setdefault((issuer, shape_of(first)), np.zeros_like(counts))
        known += counts

    def write(self, connection: sqlite.Connection) -> None:
        """Write the forms that are kept."""
        for (issuer, shape), counts in sorted(self._counts.items()):
            records = int(counts.sum(axis=1).max())
            if records >= FEWEST:
                counted = np.minimum(counts, _MOST).astype("<u4")
                row = (issuer, shape, records, compress(counted.tobytes()))
                connection.execute(
                    "INSERT INTO document_form VALUES (?, ?, ?, ?, ?)",
                    (*row, row_check(*row)),
                )


def _form(code: int) -> str:
    places = []
    while code:
        code, kind = divmod(code, 3)
        places.append("?9A"[kind])
    return "".join(places)
