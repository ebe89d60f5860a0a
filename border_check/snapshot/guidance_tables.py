"""What a snapshot has on record of genuine documents, or of counterfeits, by issuer.

The records lie in buckets by the family of their issuer. All buckets are there, each under a
checksum with its number, so that an issuer that is not in its bucket is proved not to be listed. A
bucket is a JSON array. A check imports this module: nothing of it is heavy.
"""

from __future__ import annotations

from zlib import crc32

from border_check.icao.states import family
from border_check.snapshot.row_check import require
from border_check.values.guidance import CounterfeitAlert, ReferenceDocument, guide_from_mapping
from border_check.values.json_text import from_json
from border_check.values.lists import ListKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    Guide = ReferenceDocument | CounterfeitAlert


def bucket_of(issuing_state: str, buckets: int) -> int:
    """Where the records of an issuer lie."""
    return crc32(family(issuing_state).encode(errors="replace")) % buckets


class GuidanceTables:
    """The records of a snapshot; questions raise `ValueError` or errors of SQLite for damage."""

    def __init__(self, connection: Connection, kind: ListKind, buckets: int) -> None:
        if buckets < 1:
            raise ValueError("guidance without buckets")
        self._connection = connection
        self._kind = kind
        self._buckets = buckets

    def references(self, issuing_state: str) -> list[ReferenceDocument]:
        """The reference documents of an issuer under any of its codes, in the order of the list."""
        return [one for one in self._of(issuing_state) if isinstance(one, ReferenceDocument)]

    def alerts(self, issuing_state: str) -> list[CounterfeitAlert]:
        """The alerts of an issuer likewise."""
        return [one for one in self._of(issuing_state) if isinstance(one, CounterfeitAlert)]

    def check(self) -> None:
        """Read all of it, and fail where a record lies in another bucket than its issuer's."""
        for bucket in range(self._buckets):
            for record in self._records(bucket):
                if bucket_of(record.issuing_state, self._buckets) != bucket:
                    raise ValueError(f"record {record.record_id} is in a wrong bucket")

    def _of(self, issuing_state: str) -> list[Guide]:
        own = family(issuing_state)
        found = self._records(bucket_of(own, self._buckets))
        return [record for record in found if family(record.issuing_state) == own]

    def all(self) -> Iterator[Guide]:
        """Every record, in no particular order; reads all of it."""
        for bucket in range(self._buckets):
            yield from self._records(bucket)

    def _records(self, bucket: int) -> list[Guide]:
        query = "SELECT records, checksum FROM guidance WHERE bucket = ?"
        found = self._connection.execute(query, (bucket,)).fetchone()
        if found is None:
            raise ValueError(f"bucket {bucket} of the guidance is not there")
        records, checksum = found
        require(checksum, bucket, records)
        if self._kind is ListKind.REFERENCES:
            return [guide_from_mapping(ReferenceDocument, one) for one in from_json(records)]
        return [guide_from_mapping(CounterfeitAlert, one) for one in from_json(records)]
