"""Passenger lists of one JSON object a line, its keys spelled as freely as the headers of a CSV.

Read twice, as in `csvfile.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from border_check.errors import ManifestError
from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.content import Content, Text, beginning, decoded
from border_check.manifests.headers import (
    Columns,
    read_headers,
    recognise,
    require_identity,
    warnings,
)
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.traveller import read_traveller

_JOINS = {"mrz": "\n", "surname": " ", "given_names": " ", "middle_names": " "}
"""Fields whose value may be a list of texts, and what then stands between them."""


class JsonLines:
    """One object a line, without objects in it."""

    name: ClassVar[str] = "jsonl"

    def recognises(self, head: bytes) -> bool:
        """Whether the first sign of the text opens an object."""
        return beginning(head).startswith("{")

    def read(self, content: Content, asked: date) -> Reading:
        """Open it; see `Manifest.read`."""
        text, proof = decoded(content), ColumnProof(asked)
        shapes: _Shapes = {}
        for entry in _entries(text):
            if isinstance(cells := _cells(entry, shapes), dict):
                proof.learn(cells, entry.line)
        if not shapes:
            raise ManifestError(
                f"{content.name}: no line holds a JSON object",
                hint="write one object a line: jq -c . FILE",
            )
        columns = read_headers(list(dict.fromkeys(key for shape in shapes for key in shape)))
        require_identity(columns, content.name)
        return Reading(
            rows=_travellers(text, asked, proof, frozenset(columns.used)),
            warnings=(*text.warnings, *warnings(columns), *proof.warnings),
            columns=columns.used,
            format=self.name,
        )


class _Entry(NamedTuple):
    """A line that is not blank."""

    line: int
    pairs: list[tuple[str, object]]
    fault: str | None = None


def _entries(text: Text) -> Iterator[_Entry]:
    for number, line in enumerate(text.lines(), 1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield _Entry(number, [], "not a JSON object")
            continue
        try:
            # As pairs, so that of a key that stands twice neither value is lost.
            yield _Entry(number, json.loads(line, object_pairs_hook=list))
        except json.JSONDecodeError as error:
            yield _Entry(number, [], f"not a JSON object: {error.msg} at character {error.pos + 1}")
        except (ValueError, RecursionError):
            yield _Entry(number, [], "not a JSON object: a number too long, or too many brackets")


_Shapes = dict[tuple[str, ...], Columns | str]
"""By the keys of an object, what they hold, or why that cannot be said."""


def _cells(
    entry: _Entry, shapes: _Shapes, others: frozenset[str] = frozenset()
) -> dict[str, str] | str:
    """The values by field, as text, or why the object cannot be read. Fills `shapes`."""
    if entry.fault is not None:
        return entry.fault
    keys = tuple(key for key, _ in entry.pairs)
    if keys not in shapes:
        try:
            shapes[keys] = recognise(keys, "keys", others)
        except ManifestError as error:
            shapes[keys] = error.message
    columns = shapes[keys]
    if isinstance(columns, str):
        return columns
    cells = {}
    for field, (_, value) in zip(columns.fields, entry.pairs, strict=True):
        if field is not None:
            text = _text(value, field)
            if text is None:
                return f"{field}: an object or a list, expected a text"
            cells[field] = text
    return cells


def _text(value: object, field: str) -> str | None:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        is_joined = field in _JOINS and all(isinstance(part, str) for part in value)
        return _JOINS[field].join(value) if is_joined else None
    return str(value)


def _travellers(
    text: Text, asked: date, proof: ColumnProof, others: frozenset[str]
) -> Iterator[Traveller]:
    """The second pass."""
    shapes: _Shapes = {}
    for number, entry in enumerate(_entries(text), 1):
        cells = _cells(entry, shapes, others)
        if isinstance(cells, str):
            yield Traveller(number, entry.line, {}, None, None, unreadable=cells)
        else:
            yield read_traveller(number, entry.line, cells, asked, proof)
