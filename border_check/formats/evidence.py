"""Evidence side by side: what was asked, what is on record, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from border_check.formats.safe_text import END_ISOLATE, plain
from border_check.values.screening import Evidence, Hit, Relation

_SIGN = {
    Relation.AGREES: "=",
    Relation.SIMILAR: "~",
    Relation.DIFFERS: "!",
    Relation.MISSING: " ",
}
_STYLE = {
    Relation.AGREES: "green",
    Relation.SIMILAR: "yellow",
    Relation.DIFFERS: "red",
    Relation.MISSING: "dim",
}
_CELL, _NOTE = 18, 31


def evidence_lines(evidence: Sequence[Evidence]) -> Iterator[Text]:
    """One line a fact, the missing ones together in the last, and the sum."""
    told = [piece for piece in evidence if piece.relation is not Relation.MISSING]
    missing = [piece for piece in evidence if piece.relation is Relation.MISSING]
    for piece in told:
        yield _line(piece)
    lost = fsum(piece.points for piece in missing)
    names = ", ".join(piece.feature.replace("_", " ") for piece in missing)
    total = f"total {fsum(piece.points for piece in evidence):.1f}"
    if missing:
        text = plain(f"not known: {names}")
        room = 79 - len(total) - 9
        yield Text(f"  {fit(text, room)}{lost:+6.1f}  {total}", style="dim")
    else:
        yield Text(f"{total:>79}", style="dim")


def look_alike_lines(hit: Hit, *, keyed: bool) -> Iterator[Text]:
    """A number and the listed one it looks like, character under character."""
    piece = next((p for p in hit.evidence if p.feature == "document_number"), None)
    if piece is None or piece.relation is not Relation.SIMILAR:
        return
    read, listed = plain(piece.query), plain(piece.record)
    if len(read) != len(listed):
        return
    label = "typed" if keyed else "scanned"
    places = [place for place in range(len(read)) if read[place] != listed[place]]
    for name, number in ((label, read), ("listed", listed)):
        kinds = ", ".join(_kind(number[place]) for place in places)
        yield Text(f"         {name:<8} {' '.join(number)}   {kinds}")
    marks = "".join("^ " if place in places else "  " for place in range(len(read)))
    yield Text(f"         {'':<8} {marks.rstrip()}", style="bold")


def fit(text: str, cells: int) -> str:
    """Text in exactly so many cells of the screen, cut short with a mark where it is longer."""
    if cell_len(text) > cells:
        end = END_ISOLATE if text.endswith(END_ISOLATE) else ""
        return f"{set_cell_size(text, cells - 1)}…{end}"
    return set_cell_size(text, cells)


def _line(piece: Evidence) -> Text:
    query = plain(piece.query) or piece.feature.replace("_", " ")
    return Text.assemble(
        "  ",
        fit(query, _CELL),
        (f" {_SIGN[piece.relation]} ", _STYLE[piece.relation]),
        fit(plain(piece.record), _CELL),
        " ",
        (fit(plain(piece.note), _NOTE), "dim"),
        f"{piece.points:+6.1f}",
    )


def _kind(character: str) -> str:
    return f"{'digit' if character.isdigit() else 'letter'} {character}"
