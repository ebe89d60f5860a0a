"""A table with columns of its own, read by a map: field of ours, column of theirs.

The map of a list stands in the configuration, one line a field. A value is made of pieces joined
by `+`, and a piece is

    COLUMN   the cell under that heading; case and surrounding spaces of headings do not matter
    =TEXT    the same text in every row

so that `PASSP_SERIES+PASSP_NUMBER` is one number out of two columns (cells are joined as they
stand: leading zeros stay), `=RUS` is a fact that the publisher takes for granted, and
`SURNAME+=, +GIVEN` is a name. Columns that no field takes are kept, under their own headings.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from border_check.errors import ConfigError, ListFileError

REASON = "rejected_because"
"""A column that is never read: a rejects file has it beside those of its list."""


class Field(NamedTuple):
    """A field of ours, and what its value is made of."""

    name: str
    pieces: tuple[int | str, ...]
    """Positions of columns, and texts as they stand."""

    def read(self, cells: Sequence[str]) -> str:
        """The value in this row, stripped; empty where the row has none."""
        if len(self.pieces) == 1:  # nearly always, and once for each cell of a long list
            piece = self.pieces[0]
            return cells[piece].strip() if isinstance(piece, int) else piece
        texts = [cells[piece].strip() if isinstance(piece, int) else piece for piece in self.pieces]
        return "".join(texts).strip()

    def is_torn(self, cells: Sequence[str]) -> bool:
        """Whether only a part of the columns that make up the value is filled in this row."""
        if len(self.pieces) == 1:
            return False
        filled = [bool(cells[piece].strip()) for piece in self.pieces if isinstance(piece, int)]
        return any(filled) and not all(filled)


class ColumnMap(NamedTuple):
    """A map, fitted to the heading of one file."""

    fields: tuple[Field, ...]
    rest: tuple[tuple[str, int], ...]
    """Headings that no field takes, and their positions."""

    def read(self, cells: Sequence[str]) -> dict[str, str]:
        """The values of a row by field of ours; the row has as many cells as the heading."""
        return {field.name: field.read(cells) for field in self.fields}

    def field(self, name: str) -> Field | None:
        """The field of this name; None where the file does not have it."""
        return next((field for field in self.fields if field.name == name), None)

    def extra(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The filled cells that no field takes, by their own headings."""
        return tuple([(name, cells[at].strip()) for name, at in self.rest if cells[at].strip()])


def fit(
    columns: Sequence[tuple[str, str]],
    header: Sequence[str],
    *,
    known: Collection[str],
    mandatory: Collection[str],
    file: str,
) -> ColumnMap:
    """Fit a map to the heading of a file; without a map, our fields are looked for by name.

    `known` are the fields that the format has, `mandatory` those that it cannot do without. Raises
    `ConfigError` for a map that names a field which does not exist or lacks a mandatory one, and
    `ListFileError` for a heading that lacks a column; each names what was found and what is near,
    the latter after the words of `file`.
    """
    positions = {_plain(name): at for at, name in enumerate(header)}
    if columns:
        _check_names([name for name, _ in columns], known, mandatory)
    else:
        wanted = [name for name in known if name in positions or name in mandatory]
        columns = [(name, name) for name in wanted]
    fields = tuple(Field(name, _pieces(value, header, file)) for name, value in columns)
    taken = {piece for field in fields for piece in field.pieces if isinstance(piece, int)}
    taken.update(at for at, name in enumerate(header) if _plain(name) == REASON)
    rest = ((name.strip(), at) for at, name in enumerate(header) if at not in taken)
    return ColumnMap(fields, tuple(rest))


def _check_names(names: list[str], known: Collection[str], mandatory: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise ConfigError(
                f"columns: there is no field {name!r} to map to; fields are {', '.join(known)}",
                hint=_nearest(name, known),
            )
        if names.count(name) > 1:
            raise ConfigError(f"columns: the field {name!r} is mapped twice")
    missing = [name for name in mandatory if name not in names]
    if missing:
        raise ConfigError(
            f"columns: nothing is mapped to {', '.join(missing)}",
            hint='name their column, or a text for all rows, as in "=RUS"',
        )


def _pieces(value: str, header: Sequence[str], file: str) -> tuple[int | str, ...]:
    if _plain(value) in map(_plain, header):  # a heading may hold a plus sign
        return (_position(value, header, file),)
    return tuple(
        piece.lstrip()[1:] if piece.lstrip().startswith("=") else _position(piece, header, file)
        for piece in value.split("+")
    )


def _position(name: str, header: Sequence[str], file: str) -> int:
    plain = [_plain(heading) for heading in header]
    if plain.count(_plain(name)) == 1:
        return plain.index(_plain(name))
    count = "two columns" if _plain(name) in plain else "no column"
    found = ", ".join(repr(heading.strip()[:30]) for heading in header[:24])
    raise ListFileError(
        f"{file}: expected one column {name.strip()!r}, found {count} of that name among {found}",
        hint=_nearest(name, header) or "map the columns of this list in the configuration",
    )


def _nearest(name: str, choices: Collection[str]) -> str | None:
    by_plain = {_plain(choice): choice.strip() for choice in choices}
    near = get_close_matches(_plain(name), by_plain, n=1)
    return f"the nearest is {by_plain[near[0]]!r}" if near else None


def _plain(heading: str) -> str:
    return heading.strip().casefold()
