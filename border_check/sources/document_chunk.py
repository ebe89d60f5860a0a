"""Many plain rows of a list of documents at once, as columns.

A list of a hundred million rows repeats itself: a few hundred issuers, a few thousand dates, a
handful of types. A reader that cuts a file into columns reads each distinct text once, and hands
the rows on without making a value of each. What is out of the ordinary about a row it leaves to
the reader of single rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from border_check.sources.interface import Rejected, SetAside, WideSeries
    from border_check.values.document import DocumentRecord


class Coded(NamedTuple):
    """A column: its distinct values, and for each row which of them it has."""

    values: tuple[Any, ...]
    codes: npt.NDArray[np.intp]


class DocumentChunk(NamedTuple):
    """Consecutive entries of a list, most of them as columns."""

    places: npt.NDArray[np.uint32]
    """Of each row in the columns, which entry of the chunk it is."""
    numbers: npt.NDArray[np.bytes_]
    """Compact, of A-Z and 0-9."""
    ids: npt.NDArray[np.uint64] | None
    """The names of the records in the list, all of which are numbers; None where the list gives
    none, and a record is named by what it is about."""
    issuing_state: Coded
    type: Coded
    fraud: Coded
    status: Coded
    theft: Coded
    review: Coded
    others: tuple[tuple[int, DocumentRecord | WideSeries | SetAside | Rejected], ...] = ()
    """The other entries of the chunk, each with its place in it."""

    @property
    def size(self) -> int:
        """How many entries the chunk has."""
        return len(self.places) + len(self.others)
