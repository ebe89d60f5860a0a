"""The register of internal passports of Russia that are no longer valid, CSV.

    PASSP_SERIES,PASSP_NUMBER
    9901,000017

Published by the Ministry of the Interior until 2022 (`list_of_expired_passports.csv`), well over a
hundred million rows of a series of four digits and a number of six. It does not say why a passport
is invalid, or since when.

These are identity cards: an internal passport proves who somebody is within Russia and in a few
states that admit it by agreement, and it is no passport in the sense of Doc 9303. So the type is
`identity_card`, and the number is series and number together, ten digits, always. A passport for
travel abroad has nine; whoever shows one whose digits also stand in this register has another
document, and must not be stopped for it. That is why a row that does not have exactly four digits
and six is rejected, and not mended: `12 34` and `567` would make the number of something else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from border_check.errors import ListFileError
from border_check.sources.document_chunk import Coded, DocumentChunk
from border_check.sources.files import (
    Choice,
    Member,
    as_utf8,
    choose,
    glance,
    members_of,
    opened,
)
from border_check.sources.interface import Entry, Place, Reading, Rejected
from border_check.sources.tables import Heading, as_mapping, heading_of, require_columns
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    derived_id,
)
from border_check.values.lists import ListDescription, ListKind

if TYPE_CHECKING:
    from io import BufferedReader

_SHAPES = {"PASSP_SERIES": re.compile(r"[0-9]{4}"), "PASSP_NUMBER": re.compile(r"[0-9]{6}")}
_EXPECTED = "the Russian register of invalid passports"
_ISSUER = "RUS"
_TYPE = DocumentType.IDENTITY_CARD
_FRAUD = FraudType.INVALID
_LINE = 11
"""Bytes of a plain line, without its end: four digits, a comma, six digits."""
_BLOCK = 1 << 24
"""Bytes that are looked at together."""


class RussianPassportsCsv:
    """Internal passports of Russia that are no longer valid."""

    name: ClassVar[str] = "russian-passports-csv"
    kind: ClassVar[ListKind] = ListKind.DOCUMENTS
    summary: ClassVar[str] = "documents: Russian internal passports that are no longer valid"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has the two columns of the register."""
        with members_of(path) as members:
            return any(_is_register(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each register that was given; it gives no date of its own."""
        with members_of(path) as members:
            chosen = _choose(members)
            for member in chosen.members:
                with _opened(member):
                    pass  # a renamed column is told before anything is read
        return Reading(None, _entries(path), chosen.warnings, _chunks(path))


class _Opened(NamedTuple):
    stream: BufferedReader
    """What comes after the heading."""
    heading: Heading
    file: str

    def entry(self, line: bytes, number: int) -> DocumentRecord | Rejected | None:
        """What a line says; None for a blank one. The last one must not end in the middle."""
        place = Place(self.file, number)
        text = line.decode()
        if not text.strip():
            return None
        try:
            cells = next(csv.reader([text], delimiter=self.heading.delimiter, strict=True), [])
            return self._record(cells)
        except csv.Error as error:
            flaw = _Flaw(f"broken quoting: {error}", None, text)
        except _Flaw as error:
            flaw = error
        if not text.endswith(("\n", "\r")):
            raise ListFileError(
                f"{place}: the file ends inside this row",
                hint="it was cut short; fetch it again",
            )
        return Rejected(place, str(flaw), flaw.field, flaw.raw)

    def _record(self, cells: list[str]) -> DocumentRecord:
        width = len(self.heading.columns)
        if len(cells) != width:
            found = self.heading.delimiter.join(cells)
            raise _Flaw(f"expected {width} columns, found {len(cells)}", None, found)
        number, raw = "", as_mapping(self.heading, cells)
        for column, shape in _SHAPES.items():
            if not shape.fullmatch(cell := raw[column].strip()):
                wanted = shape.pattern[-2]
                raise _Flaw(f"expected {wanted} digits, found {cell!r:.40}", column, raw)
            number += cell
        return DocumentRecord(
            record_id=derived_id(_ISSUER, _TYPE, number),
            number=number,
            issuing_state=_ISSUER,
            type=_TYPE,
            fraud=_FRAUD,
        )


class _Flaw(ValueError):
    """What is wrong with a row, in which column, and the row."""

    def __init__(self, reason: str, field: str | None, raw: dict[str, str] | str) -> None:
        super().__init__(reason)
        self.field = field
        self.raw = raw


@contextmanager
def _opened(member: Member) -> Iterator[_Opened]:
    with opened(member) as stream, as_utf8(member):
        number, line = next(
            ((number, line) for number, line in enumerate(stream, 1) if line.strip()), (1, b"")
        )
        heading = heading_of(line.decode("utf-8-sig"), number)
        require_columns(heading, tuple(_SHAPES), member.name)
        yield _Opened(stream, heading, member.name)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with _opened(member) as register:
                for number, line in enumerate(register.stream, register.heading.line + 1):
                    if entry := register.entry(line, number):
                        yield entry


def _chunks(path: Path) -> Iterator[Entry | DocumentChunk]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with _opened(member) as register:
                done, rest = register.heading.line, b""
                while content := register.stream.read(_BLOCK):
                    whole, end, rest = (rest + content).rpartition(b"\n")
                    if end:
                        yield _chunk(whole + end, done, register)
                        done += whole.count(b"\n") + 1
                if rest and (entry := register.entry(rest, done + 1)):
                    yield entry


def _chunk(content: bytes, done: int, register: _Opened) -> DocumentChunk:
    """Some whole lines, of which `done` come before: plain ones as columns, the others singly."""
    import numpy as np

    array = np.frombuffer(content, np.uint8)
    ends = (array == ord("\n")).nonzero()[0]
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts - (array[np.maximum(ends - 1, 0)] == ord("\r"))
    in_order = register.heading.columns == list(_SHAPES)
    plain = (lengths == _LINE).nonzero()[0] if in_order else np.empty(0, np.intp)
    lines = array[starts[plain, None] + np.arange(_LINE)]
    digits = np.delete(lines, 4, axis=1)
    sound = (lines[:, 4] == ord(register.heading.delimiter)) & (
        (digits >= ord("0")) & (digits <= ord("9"))
    ).all(axis=1)
    plain = plain[sound]
    numbers = np.ascontiguousarray(digits[sound]).view("S10")[:, 0]
    is_entry = np.zeros(len(starts), np.uint32)
    is_entry[plain] = 1
    others = []
    for at in (is_entry == 0).nonzero()[0].tolist():
        line = content[starts[at] : ends[at] + 1]
        if entry := register.entry(line, done + at + 1):
            is_entry[at] = 1
            others.append((at, entry))
    places = np.cumsum(is_entry, dtype=np.uint32) - 1
    codes = np.zeros(len(plain), np.intp)
    return DocumentChunk(
        places=places[plain],
        numbers=numbers,
        ids=None,
        issuing_state=Coded((_ISSUER,), codes),
        type=Coded((_TYPE,), codes),
        fraud=Coded((_FRAUD,), codes),
        status=Coded((RecordStatus.ACTIVE,), codes),
        theft=Coded((None,), codes),
        review=Coded((None,), codes),
        others=tuple((int(places[at]), entry) for at, entry in others),
    )


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that a renamed column is told by name."""
    return Choice(members, ()) if len(members) == 1 else choose(members, _is_register, _EXPECTED)


def _is_register(head: str) -> bool:
    line = next((line for line in head.splitlines() if line.strip()), "")
    return _SHAPES.keys() <= set(heading_of(line).columns)
