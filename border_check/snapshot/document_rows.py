"""Documents into the tables of a snapshot, and out of them again."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.matching.confusable import fold, spellings
from border_check.snapshot import document_key
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentRecord, DocumentType, FraudType, RecordStatus
from border_check.values.document_number import compact
from border_check.values.json_text import from_json
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any

_TYPES = tuple(DocumentType)
_FRAUDS = tuple(FraudType)
_STATUSES = tuple(RecordStatus)
_FACTS = "record, type, fraud, status, theft, review"

NO_ISSUER = 0
"""Code of documents whose issuer the list does not name."""


class FoundDocument(NamedTuple):
    """A record under the number that was asked for, or under a look-alike of it."""

    row: int
    """Row of `document_detail`, or of `nominal` for a document of a person."""
    record: DocumentRecord
    """Without what only `document_detail` has."""


class DocumentWriter:
    """Takes documents in any order and writes them in the order of their keys.

    They are staged in a database of their own, `stage`, attached to the connection, so that
    sorting takes bounded memory and leaves no holes in the snapshot.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._issuers: dict[str, int] = {}
        self._records_of: dict[int, int] = {}
        self._staged: list[tuple[object, ...]] = []
        self._series_prefixes: set[int] = set()
        connection.execute(
            f"CREATE TABLE stage.document (key INTEGER, {_FACTS})",
        )

    def add(self, row: int, record: DocumentRecord, *, counted: bool = True) -> None:
        """Enter a document, or a series of them, under `row` of its details.

        What is not `counted` is found as well, and stands in no figure of its issuer: a repeated
        record is there already, and a discreet one must not show.
        """
        issuer = self._issuer_code(record.issuing_state)
        self._records_of[issuer] = self._records_of.get(issuer, 0) + counted
        facts = (
            row,
            _TYPES.index(record.type) if record.type else None,
            _FRAUDS.index(record.fraud) if record.fraud else None,
            _STATUSES.index(record.status),
            _date_number(record.theft),
            _date_number(record.review),
        )
        first = compact(record.number)
        if record.number_to:
            self._add_series(first, compact(record.number_to), issuer, facts)
        elif document_key.fits(first) and issuer < 1 << document_key.ISSUER_BITS:
            self._stage((document_key.pack(first, issuer), *facts))
        else:
            self._connection.execute(
                f"INSERT INTO document_long (folded, number, issuer, {_FACTS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (fold(first), first, issuer, *facts),
            )

    def finish(self) -> None:
        """Write all that was added, in order, and what helps to find it."""
        self._flush()
        execute = self._connection.execute
        execute("CREATE INDEX stage.document_key ON document (key)")
        first = "SELECT min(rowid) FROM stage.document GROUP BY key"
        execute(
            f"INSERT INTO document (key, {_FACTS}) SELECT key, {_FACTS} FROM stage.document"
            f" WHERE rowid IN ({first}) ORDER BY key"
        )
        execute(
            f"INSERT INTO document_again (key, {_FACTS}) SELECT key, {_FACTS} FROM stage.document"
            f" WHERE rowid NOT IN ({first}) ORDER BY key"
        )
        self._connection.executemany(
            "INSERT INTO issuer (code, state, records) VALUES (?, ?, ?)",
            [
                (code, state, self._records_of[code])
                for state, code in [("", NO_ISSUER), *self._issuers.items()]
                if code in self._records_of
            ],
        )
        lengths = str(sorted(self._series_prefixes))  # a list of numbers is JSON as it is
        execute("INSERT INTO meta (key, value) VALUES ('series_prefixes', ?)", (lengths,))

    def _issuer_code(self, state: str | None) -> int:
        if not state:
            return NO_ISSUER
        return self._issuers.setdefault(state, len(self._issuers) + 1)

    def _add_series(self, first: str, last: str, issuer: int, facts: tuple[object, ...]) -> None:
        prefix = fold(_common_start(first, last))
        self._series_prefixes.add(len(prefix))
        self._connection.execute(
            f"INSERT INTO document_series (prefix, length, first, last, issuer, {_FACTS})"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (prefix, len(first), first, last, issuer, *facts),
        )

    def _stage(self, row: tuple[object, ...]) -> None:
        self._staged.append(row)
        if len(self._staged) == 10_000:
            self._flush()

    def _flush(self) -> None:
        self._connection.executemany(
            "INSERT INTO stage.document VALUES (?, ?, ?, ?, ?, ?, ?)", self._staged
        )
        self._staged.clear()


class DocumentTables:
    """The documents of one snapshot, to be asked by number."""

    def __init__(self, connection: sqlite3.Connection, series_prefixes: list[int]) -> None:
        self._connection = connection
        self._series_prefixes = series_prefixes
        self._states = {
            code: state or None
            for code, state in connection.execute("SELECT code, state FROM issuer")
        }
        self._has_again = self._filled("document_again")
        self._has_long = self._filled("document_long")

    def find(self, number: str) -> Iterator[FoundDocument]:
        """All records, of any issuer, whose number is this compact one or looks like it."""
        for spelling in spellings(number):
            if document_key.fits(spelling):
                yield from self._find_packed(spelling)
            if self._has_long:
                yield from self._find_long(spelling)
            if self._series_prefixes:
                yield from self._find_series(spelling)

    def all(self) -> Iterator[FoundDocument]:
        """Every document of the snapshot, in no particular order."""
        for table in ("document", "document_again"):
            for key, *facts in self._connection.execute(f"SELECT key, {_FACTS} FROM {table}"):
                yield self._packed(key, facts)
        columns = f"SELECT number, NULL, issuer, {_FACTS} FROM document_long"
        series = f"SELECT first, last, issuer, {_FACTS} FROM document_series"
        for number, last, issuer, *facts in self._connection.execute(
            f"{columns} UNION ALL {series}"
        ):
            yield self._found(number, last, issuer, facts)

    def _filled(self, table: str) -> bool:
        return self._connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None

    def _find_packed(self, folded: str) -> Iterator[FoundDocument]:
        keys = document_key.key_range(folded)
        tables = ("document", "document_again") if self._has_again else ("document",)
        for table in tables:
            query = f"SELECT key, {_FACTS} FROM {table} WHERE key BETWEEN ? AND ?"
            for key, *facts in self._connection.execute(query, keys).fetchall():
                yield self._packed(key, facts)

    def _find_long(self, folded: str) -> Iterator[FoundDocument]:
        query = f"SELECT number, issuer, {_FACTS} FROM document_long WHERE folded = ?"
        for number, issuer, *facts in self._connection.execute(query, (folded,)).fetchall():
            yield self._found(number, None, issuer, facts)

    def _find_series(self, folded: str) -> Iterator[FoundDocument]:
        query = (
            f"SELECT first, last, issuer, {_FACTS} FROM document_series"
            " WHERE prefix = ? AND length = ?"
        )
        for length in self._series_prefixes:
            if length > len(folded):
                continue
            found = self._connection.execute(query, (folded[:length], len(folded))).fetchall()
            for first, last, issuer, *facts in found:
                if fold(first) <= folded <= fold(last):
                    yield self._found(first, last, issuer, facts)

    def _packed(self, key: int, facts: list[Any]) -> FoundDocument:
        number, issuer = document_key.unpack(key)
        return self._found(number, None, issuer, facts)

    def _found(self, number: str, last: str | None, issuer: int, facts: list[Any]) -> FoundDocument:
        row, kind, fraud, status, theft, review = facts
        record = DocumentRecord(
            record_id="",
            number=number,
            number_to=last,
            issuing_state=self._states.get(issuer),
            type=None if kind is None else _TYPES[kind],
            fraud=None if fraud is None else _FRAUDS[fraud],
            status=_STATUSES[status],
            theft=_date(theft),
            review=_date(review),
        )
        return FoundDocument(row, record)


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


def _date_number(date: PartialDate | None) -> int | None:
    if date is None:
        return None
    return date.year * 10_000 + (date.month or 0) * 100 + (date.day or 0)


def _date(number: int | None) -> PartialDate | None:
    if number is None:
        return None
    return PartialDate(number // 10_000, number // 100 % 100 or None, number % 100 or None)
