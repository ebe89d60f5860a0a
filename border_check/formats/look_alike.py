"""A number and the listed one that it looks like, character under character."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.formats.cells import WIDTH, cut
from border_check.formats.lines import Line
from border_check.formats.safe_text import plain
from border_check.values.screening import Hit, Relation


def look_alike_lines(hit: Hit, *, keyed: bool) -> Iterator[Line]:
    """Both numbers, with a mark under what differs; nothing where they agree."""
    piece = next((p for p in hit.evidence if p.relation is Relation.SIMILAR), None)
    if piece is None:
        return
    read, listed = plain(piece.query), plain(piece.record)
    if len(read) != len(listed) or "?" in read:
        return
    label = "typed" if keyed else "scanned"
    places = [place for place in range(len(read)) if read[place] != listed[place]]
    for name, number in ((label, read), ("listed", listed)):
        kinds = ", ".join(_kind(number[place]) for place in places)
        yield Line(cut(f"         {name:<8} {' '.join(number)}   {kinds}", WIDTH))
    marks = "".join("^ " if place in places else "  " for place in range(len(read)))
    yield Line(f"         {'':<8} {marks.rstrip()}", style="bold")


def _kind(character: str) -> str:
    return f"{'digit' if character.isdigit() else 'letter'} {character}"
