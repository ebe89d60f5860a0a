"""Which documents of the versions below a delta has replaced.

They are found when the delta is installed, and kept by where they stand: the height of their
version above the base, and their place in its order. All buckets are there, each under a checksum
with its number: one that is missing or damaged is an error, and never a document that answers again
or that answers no more. A check of a list with deltas imports this module: nothing of it is heavy.
"""

from __future__ import annotations

from border_check.snapshot.document_rows import SERIES
from border_check.snapshot.row_check import require

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

_HEIGHT = SERIES << 1


def mark(height: int, place: int) -> int:
    """What stands in a bucket for a document: where it is."""
    return height * _HEIGHT + place


class Replaced:
    """What one delta replaces; questions raise `ValueError` or errors of SQLite for damage."""

    def __init__(self, buckets: int, connect: Callable[[], Connection]) -> None:
        if buckets < 1:
            raise ValueError("a delta without buckets")
        self._buckets = buckets
        self._connect = connect

    def has(self, height: int, place: int) -> bool:
        """Whether the document in a place of a version below is replaced."""
        wanted = mark(height, place)
        return wanted in self._marks(wanted % self._buckets)

    def all(self) -> list[int]:
        """The marks of everything that is replaced."""
        return [one for bucket in range(self._buckets) for one in self._marks(bucket)]

    def places(self, height: int) -> list[int]:
        """The places of all documents of one version that are replaced, series left out."""
        return [one % _HEIGHT for one in self.all() if one // SERIES == 2 * height]

    def _marks(self, bucket: int) -> memoryview:
        query = "SELECT places, checksum FROM document_replaced WHERE bucket = ?"
        found = self._connect().execute(query, (bucket,)).fetchone()
        if found is None:
            raise ValueError("a row that the index leads to is not there")
        places, checksum = found
        require(checksum, bucket, places)
        return memoryview(places).cast("Q")
