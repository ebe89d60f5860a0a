"""Documents out of the tables of a snapshot."""

from __future__ import annotations

from border_check.matching.confusable import fold, spellings
from border_check.snapshot import document_key
from border_check.snapshot.document_block import Block, Facts, unpack_keys
from border_check.snapshot.document_facts import KINDS, date_of
from border_check.snapshot.record_reference import (
    DERIVED,
    NUMBERED,
    PLAIN,
    kind_of,
    number_of,
)
from border_check.snapshot.row_check import require
from border_check.snapshot.sorted_keys import KEYS_OF_PAGE
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentRecord, derived_id
from border_check.values.json_text import from_json
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection
    from typing import Any

    from border_check.snapshot.document_index import DocumentIndex
    from border_check.snapshot.replaced import Replaced


SERIES = 1 << 40
"""Added to the row of a series where the place of a document is meant."""


class FoundDocument(NamedTuple):
    """A record under the number that was asked for, or under a look-alike of it."""

    row: int
    """What leads to the rest (`record_reference`), or row of `nominal` for a person's document."""
    record: DocumentRecord
    """Without its name in the list and what only `document_detail` has."""
    height: int = 0
    """Which version of a list with deltas has it: 0 is the base."""


class DocumentTables:
    """The documents of one snapshot, to be asked by number.

    Those that a delta above has replaced are passed over.
    """

    def __init__(
        self, index: DocumentIndex, connect: Callable[[], Connection], height: int = 0
    ) -> None:
        self._index = index
        self._connect = connect
        self._height = height
        self._above: list[Replaced] = []
        self._states = {code: state or None for code, state, _ in index.facts.issuers}
        self._block: tuple[int, Block] | None = None

    def lie_below(self, delta: Replaced) -> None:
        """Pass over what this delta has replaced."""
        self._above.append(delta)

    def is_replaced(self, place: int) -> bool:
        """Whether the document in a place, or that of a series, is replaced by a delta above."""
        return any(delta.has(self._height, place) for delta in self._above)

    def replaced(self) -> list[int]:
        """The places of all documents that are, series left out."""
        return [place for delta in self._above for place in delta.places(self._height)]

    def at(self, place: int) -> FoundDocument:
        """The document in a place, or of a series."""
        if place >= SERIES:
            return self._found(*self._series(place - SERIES))
        key = self._index.key_at(place)
        if document_key.is_spelled(key):
            return self._spelled(place)
        return self._keyed(place, key, document_key.unpack(key)[0])

    def spelled(self, row: int) -> tuple[str, int]:
        """Number and code of the issuer in a row of `document_spelled`."""
        query = "SELECT number, issuer, checksum FROM document_spelled WHERE row = ?"
        number, issuer, checksum = self._row(query, row)
        require(checksum, row, number, issuer)
        return number, issuer

    def find(self, number: str) -> Iterator[FoundDocument]:
        """All records, of any issuer, whose number is this compact one or looks like it.

        Look-alikes of a number are spellings of it, and of these no more than are asked for
        (`matching.confusable`); the index knows more of them.
        """
        alike = self._index.documents(number)
        series = self._index.series(number)
        if not alike and not series:
            return
        asked = _Spellings(number)
        member = document_key.member_of(number)
        for place, key in alike:
            if document_key.is_spelled(key):
                found = self._spelled(place)
                if found.record.number in asked and not self.is_replaced(place):
                    yield found
                continue
            is_same = key & document_key.SPELLED == member
            listed = number if is_same else document_key.unpack(key)[0]
            if (is_same or listed in asked) and not self.is_replaced(place):
                yield self._keyed(place, key, listed)
        for row in series:
            first, last, *facts = self._series(row)
            is_asked = len(first) == len(number) and asked.any_in_series(first, last)
            if is_asked and not self.is_replaced(SERIES + row):
                yield self._found(first, last, *facts)

    def all(self) -> Iterator[FoundDocument]:
        """Every document of the snapshot that no delta has replaced, in no particular order."""
        connection = self._connect()
        place = 0
        replaced = frozenset(self.replaced())
        rows = connection.execute("SELECT number, keys FROM document_keys ORDER BY number")
        for number, content in rows:
            for key in unpack_keys(number, content).tolist():
                if place in replaced:
                    pass
                elif document_key.is_spelled(key):
                    yield self._spelled(place)
                else:
                    yield self._keyed(place, key, document_key.unpack(key)[0])
                place += 1
        for (row,) in connection.execute("SELECT row FROM document_series ORDER BY row"):
            if not self.is_replaced(SERIES + row):
                yield self._found(*self._series(row))
        if place != self._index.layout.size:
            raise ValueError("documents are missing")

    def check(self) -> None:
        """Read all that a question might read; raises `ValueError` for damage."""
        connection = self._connect()
        blocks = connection.execute("SELECT number, block FROM document_block ORDER BY number")
        documents = sum(Block(*one).count for one in blocks)
        rows = connection.execute("SELECT number, keys FROM document_keys ORDER BY number")
        keys = sum(len(unpack_keys(*one)) for one in rows)
        if not documents == keys == self._index.layout.size:
            raise ValueError("documents are missing")
        for table in ("document_spelled", "document_series", "document_detail", "document_form"):
            for *values, checksum in connection.execute(f"SELECT * FROM {table}"):
                require(checksum, *values)

    def _keyed(self, place: int, key: int, number: str) -> FoundDocument:
        facts = self._facts(place)
        return self._found(number, None, document_key.issuer_of(key), facts.record, *facts[2:])

    def _spelled(self, place: int) -> FoundDocument:
        facts = self._facts(place)
        number, issuer = self.spelled(facts.spelled)
        return self._found(number, None, issuer, facts.record, *facts[2:])

    def _facts(self, place: int) -> Facts:
        number, at = divmod(place, KEYS_OF_PAGE)
        if self._block is None or self._block[0] != number:
            (content,) = self._row("SELECT block FROM document_block WHERE number = ?", number)
            self._block = number, Block(number, content)
        return self._block[1].facts(at)

    def _series(self, row: int) -> tuple[Any, ...]:
        query = "SELECT * FROM document_series WHERE row = ?"
        *values, checksum = self._row(query, row)
        require(checksum, *values)
        return tuple(values[1:])

    def _row(self, query: str, row: int) -> tuple[Any, ...]:
        found: tuple[Any, ...] | None = self._connect().execute(query, (row,)).fetchone()
        if found is None:
            raise ValueError("a row that the index leads to is not there")
        return found

    def _found(
        self,
        number: str,
        last: str | None,
        issuer: int,
        reference: int,
        *facts: int,
    ) -> FoundDocument:
        code, theft, review = facts
        kind, fraud, status = KINDS[code]
        record = DocumentRecord(
            record_id="",
            number=number,
            number_to=last,
            issuing_state=self._states[issuer],
            type=kind,
            fraud=fraud,
            status=status,
            theft=date_of(theft),
            review=date_of(review),
        )
        return FoundDocument(reference, record, self._height)


class _Spellings:
    """What a number may be spelled like; all of it is only asked for if it is needed."""

    def __init__(self, number: str) -> None:
        self._number = number
        self._folded = fold(number)
        self._all: frozenset[str] | None = None

    @property
    def all(self) -> frozenset[str]:
        """All of them, folded."""
        if self._all is None:
            self._all = frozenset(spellings(self._number))
        return self._all

    def any_in_series(self, first: str, last: str) -> bool:
        """Whether one of them lies between the first and the last of a series of its length."""
        prefix = fold(_common_start(first, last))
        low, high = fold(first), fold(last)

        def lies_within(spelling: str) -> bool:
            return spelling.startswith(prefix) and low <= spelling <= high

        return lies_within(self._folded) or any(map(lies_within, self.all))

    def __contains__(self, number: str) -> bool:
        folded = fold(number)
        return folded == self._folded or folded in self.all


_DETAIL_TEXTS = (
    "theft_place",
    "reporting_state",
    "reference",
    "information",
    "caution",
)


def details_to_json(record: DocumentRecord) -> str | None:
    """What `document_detail` keeps of a record; None where there is nothing."""
    import json

    facts: dict[str, object] = {key: getattr(record, key) for key in _DETAIL_TEXTS}
    facts["issue"] = str(record.issue) if record.issue else None
    facts["expiry"] = str(record.expiry) if record.expiry else None
    facts["action"] = record.action
    facts["extra"] = list(record.extra)
    present = {key: value for key, value in facts.items() if value}
    return json.dumps(present, ensure_ascii=False) if present else None


def complete(found: FoundDocument, connection: Connection) -> DocumentRecord:
    """A found record of a list of documents, with its name in the list and its details.

    Raises `ValueError`, `TypeError` or `LookupError` where these are damaged.
    """
    reference, record = found.row, found.record
    kind = kind_of(reference)
    if kind == PLAIN:
        return record._replace(record_id=str(number_of(reference)))
    if kind == DERIVED:
        name = derived_id(record.issuing_state, record.type, record.number)
        return record._replace(record_id=name)
    query = "SELECT record_id, facts, checksum FROM document_detail WHERE record = ?"
    row = connection.execute(query, (reference,)).fetchone()
    if row is None:
        raise ValueError("a document record has no details")
    record_id, facts, checksum = row
    require(checksum, reference, record_id, facts)
    if kind == NUMBERED:
        record_id = str(number_of(reference))
    return with_details(record, record_id, facts)


def with_details(record: DocumentRecord, record_id: object, facts: str | None) -> DocumentRecord:
    """A found record, completed by its row of `document_detail`.

    Raises `ValueError`, `TypeError` or `LookupError` when that row is damaged.
    """
    found: dict[str, Any] = dict(from_json(facts)) if facts else {}
    texts: dict[str, Any] = {key: found.get(key) for key in _DETAIL_TEXTS}
    return record._replace(
        **texts,
        record_id=str(record_id),
        issue=PartialDate.parse(found["issue"]) if "issue" in found else None,
        expiry=PartialDate.parse(found["expiry"]) if "expiry" in found else None,
        action=ActionClass(found["action"]) if "action" in found else None,
        extra=tuple((key, value) for key, value in found.get("extra", ())),
    )


def _common_start(one: str, other: str) -> str:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:place]
    return min(one, other, key=len)
