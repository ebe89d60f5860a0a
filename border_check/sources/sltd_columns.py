"""A long list of documents, many rows at a time.

A row is plain when it says nothing but number, issuer, type, category, status, dates of theft and
review, and a record id that is a number or, in all of the file, none. Plain rows are read as
columns; the same functions read their cells, each distinct text once. All other rows go to the
reader of single rows, with their places, so that what comes of a file is the same either way. What
cannot be cut into lines with certainty (above all cells of several lines) is read row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any, NamedTuple

from border_check.errors import ListFileError
from border_check.sources.column_map import ColumnMap, Field
from border_check.sources.files import Member, as_utf8, opened
from border_check.sources.interface import Entry, Rejected, WideSeries
from border_check.sources.record_cells import Unusable
from border_check.sources.sltd_record import cell_readers
from border_check.sources.tables import Heading, Row, heading_of, read_rows
from border_check.values.document import DocumentRecord, DocumentType
from border_check.values.document_number import LONGEST

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from border_check.sources.byte_columns import Block, Distinct, Places
    from border_check.sources.document_chunk import Coded, DocumentChunk

BLOCK = 1 << 24
"""Bytes that are looked at together."""

_MOST_DIGITS = 18


class RowReader(NamedTuple):
    """How the rows under a heading are read."""

    columns: ColumnMap
    entry: Callable[[Row], DocumentRecord | WideSeries | Rejected]


def read_chunks(
    member: Member, reader_of: Callable[[Heading], RowReader]
) -> Iterator[Entry | DocumentChunk]:
    """The entries of a file."""
    with opened(member) as stream, as_utf8(member):
        heading, rest = _heading(stream)
        reader = reader_of(heading)
        plain = PlainRows(reader.columns, heading)
        line = heading.line
        while content := stream.read(BLOCK):
            content = rest + content
            end = content.rfind(b"\n") + 1
            found = plain.read(content[:end], member.name, line, reader) if end else None
            if found is not None:
                yield found
                line += content.count(b"\n")
                rest = content[end:]
            else:
                rest = content
                if end or len(rest) > 2 * BLOCK:  # it has to be read row by row
                    break
        text = TextIOWrapper(_Joined.of(rest, stream), encoding="utf-8", newline="")
        for row in read_rows(text, member.name, heading._replace(line=line)):
            yield row if isinstance(row, Rejected) else reader.entry(row)


def _heading(stream: BufferedReader) -> tuple[Heading, bytes]:
    """The heading of a file, and what was read beyond it."""
    number, rest, encoding = 0, b"", "utf-8-sig"
    while line := rest or stream.readline():
        end = line.find(b"\r") + 1
        if end and line[end:] != b"\n":  # a line may end with this alone
            line, rest = line[:end], line[end:]
        else:
            rest = b""
        number += 1
        text = line.decode(encoding)
        encoding = "utf-8"
        if text.strip():
            return heading_of(text, number), rest
    return Heading([], ",", 0), b""


class PlainRows:
    """Reads the plain rows of a file; it remembers the texts that it has met."""

    def __init__(self, columns: ColumnMap, heading: Heading) -> None:
        import numpy as np

        from border_check.sources.byte_columns import LINE_END, RETURN, Distinct

        self._heading = heading
        self._width = len(heading.columns)
        fields = {field.name: field for field in columns.fields}
        self._number = _column(fields.pop("din"))
        named = fields.pop("record_id", None)
        self._id = None if named is None else _column(named)
        self._distinct = {
            name: (_piece(fields.pop(name, None)), Distinct(_usable(read)))
            for name, read in cell_readers().items()
        }
        pieces = [piece for piece, _ in self._distinct.values()]
        self._can = None not in (self._number, *pieces) and (named is None or self._id is not None)
        rest = [piece for field in fields.values() for piece in field.pieces]
        self._can &= not any(isinstance(piece, str) for piece in rest)
        empty = [piece for piece in rest if isinstance(piece, int)]
        self._empty = np.array([*empty, *(at for _, at in columns.rest)], np.intp)
        self._odd = np.ones(256, bool)
        self._odd[0x20:0x7F] = False
        self._odd[[LINE_END, RETURN, ord(heading.delimiter)]] = False
        self._odd[ord('"')] = True

    def read(self, content: bytes, file: str, line: int, reader: RowReader) -> DocumentChunk | None:
        """The entries of some whole lines, of which `line` come before; None if they cannot be
        told apart line by line."""
        from border_check.sources.byte_columns import Block

        if not self._can or content.count(b"\r") != content.count(b"\r\n"):
            return None
        block = Block(content, self._heading.delimiter)
        is_plain = (block.lines.cells == self._width) & ~block.marked(self._odd)
        lines, chunk = self._columns(block, is_plain.nonzero()[0])
        is_plain[:] = False
        is_plain[lines] = True
        others: list[tuple[int, DocumentRecord | WideSeries | Rejected]] = []
        blank = []
        for at in (~is_plain).nonzero()[0].tolist():
            try:
                text = block.text(at).decode()
                rows = list(read_rows([text], file, self._heading._replace(line=line + at)))
            except ListFileError:  # a quoted cell that goes on, or that never ends
                return None
            others += [
                (at, row if isinstance(row, Rejected) else reader.entry(row)) for row in rows
            ]
            if not rows:
                blank.append(at)
        return _placed(chunk, len(is_plain), blank, others)

    def _columns(self, block: Block, lines: Places) -> tuple[Places, DocumentChunk]:
        """Those of these lines that are plain, and what they say."""
        import numpy as np

        from border_check.sources.document_chunk import Coded, DocumentChunk

        starts, ends = block.cells(lines, self._width)
        usable = (starts[:, self._empty] == ends[:, self._empty]).all(axis=1)
        numbers, is_number = _numbers(block, starts[:, self._number], ends[:, self._number])
        usable &= is_number
        ids: npt.NDArray[np.uint64] | None = None
        if self._id is not None:
            ids, is_id = _ids(block, starts[:, self._id], ends[:, self._id])
            usable &= is_id
        coded = {}
        for name, (piece, distinct) in self._distinct.items():
            coded[name] = _codes(block, starts, ends, piece, distinct)
            usable &= coded[name] != distinct.UNUSABLE
        kept = usable.nonzero()[0]

        def column(name: str) -> Coded:
            return Coded(tuple(self._distinct[name][1].values), coded[name][kept])

        return lines[kept], DocumentChunk(
            places=lines[kept].astype(np.uint32),
            numbers=numbers[kept],
            ids=None if ids is None else ids[kept],
            issuing_state=column("issuing_country"),
            type=column("document_type"),
            fraud=column("category"),
            status=column("status"),
            theft=column("date_of_theft"),
            review=column("review_date"),
        )


def _piece(field: Field | None) -> int | str | None:
    """The one column or text that a field is read of; None if there are several."""
    if field is None:
        return ""
    return field.pieces[0] if len(field.pieces) == 1 else None


def _column(field: Field) -> int | None:
    piece = _piece(field)
    return piece if isinstance(piece, int) else None


def _usable(read: Callable[[str], object]) -> Callable[[str], object]:
    """Reads a text as one that says the same in every row; raises `ValueError` if it does not."""

    def reader(text: str) -> object:
        try:
            value = read(text.strip())
        except Unusable as flaw:
            raise ValueError(flaw.reason) from None
        if value is DocumentType.OTHER:
            raise ValueError("its text is kept")
        return value

    return reader


def _codes(
    block: Block, starts: Places, ends: Places, piece: int | str | None, distinct: Distinct
) -> Places:
    import numpy as np

    from border_check.sources.byte_columns import WIDEST

    if isinstance(piece, int):
        start, end = starts[:, piece], ends[:, piece]
        codes = distinct.codes(block.words(start, end))
        return np.where(end - start <= WIDEST, codes, distinct.UNUSABLE)
    text = (piece or "").encode().ljust(WIDEST, b"\0")
    if len(text) > WIDEST:
        return np.full(len(starts), distinct.UNUSABLE)
    return np.repeat(distinct.codes(np.frombuffer(text, "<u8").reshape(1, -1)), len(starts))


def _numbers(
    block: Block, starts: Places, ends: Places
) -> tuple[npt.NDArray[np.bytes_], npt.NDArray[np.bool_]]:
    """Numbers in upper case, and which of them are compact and of A-Z and 0-9."""
    import numpy as np

    words = block.words(starts, ends)
    characters = words.view(np.uint8).reshape(len(words), 8 * words.shape[1])
    upper = np.full(256, ord("-"), np.uint8)
    upper[0] = 0
    for character in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        upper[character] = upper[ord(chr(character).lower())] = character
    characters = upper[characters]
    lengths = ends - starts
    sound = (lengths > 0) & (lengths <= LONGEST) & (characters != ord("-")).all(axis=1)
    return characters.view(f"S{characters.shape[1]}")[:, 0], sound


def _ids(
    block: Block, starts: Places, ends: Places
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.bool_]]:
    """Record ids, and which of them are numbers that are written in no other way."""
    import numpy as np

    words = block.words(starts, ends)
    characters = words.view(np.uint8).reshape(len(words), 8 * words.shape[1])[:, :_MOST_DIGITS]
    value = np.zeros(len(words), np.uint64)
    sound = (ends - starts <= _MOST_DIGITS) & (ends > starts)
    sound &= (characters[:, 0] != ord("0")) | (ends - starts == 1)
    for column in characters.T:
        is_digit = (column >= ord("0")) & (column <= ord("9"))
        sound &= is_digit | (column == 0)
        value = np.where(is_digit, value * np.uint64(10) + (column - ord("0")), value)
    return value, sound


def _placed(
    chunk: DocumentChunk,
    lines: int,
    blank: list[int],
    others: list[tuple[int, DocumentRecord | WideSeries | Rejected]],
) -> DocumentChunk:
    """A chunk in which places count entries, and not lines."""
    import numpy as np

    is_entry = np.ones(lines, np.uint32)
    is_entry[blank] = 0
    places = np.cumsum(is_entry, dtype=np.uint32) - 1
    return chunk._replace(
        places=places[chunk.places],
        others=tuple((int(places[at]), entry) for at, entry in others),
    )


class _Joined(RawIOBase):
    """Bytes, and then what is left of a stream."""

    def __init__(self, first: bytes, stream: BufferedReader) -> None:
        self._first = memoryview(first)
        self._stream = stream

    @classmethod
    def of(cls, first: bytes, stream: BufferedReader) -> BufferedReader:
        """As a stream to read from."""
        return BufferedReader(cls(first, stream))

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next."""
        if not self._first:
            return self._stream.readinto(buffer)
        count = min(len(buffer), len(self._first))
        buffer[:count] = self._first[:count]
        self._first = self._first[count:]
        return count
