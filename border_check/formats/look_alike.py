"""A number and the listed one that it looks like, character under character."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.formats.cells import WIDTH, cut, fit
from border_check.formats.lines import Line
from border_check.formats.safe_text import plain
from border_check.formats.speech import enumerated, isolated, translated
from border_check.values.screening import Hit, Relation


def look_alike_lines(hit: Hit, *, keyed: bool) -> Iterator[Line]:
    """Both numbers, with a mark under what differs; nothing where they agree."""
    piece = next((p for p in hit.evidence if p.relation is Relation.SIMILAR), None)
    if piece is None:
        return
    read, listed = plain(piece.query), plain(piece.record)
    if len(read) != len(listed) or "?" in read:
        return
    label = translated("typed") if keyed else translated("scanned")
    places = [place for place in range(len(read)) if read[place] != listed[place]]
    for name, number in ((label, read), (translated("listed"), listed)):
        kinds = enumerated(_kind(number[place]) for place in places)
        spread = isolated(" ".join(number))
        yield Line(cut(f"         {fit(name, 8)} {spread}   {kinds}", WIDTH))
    marks = "".join("^ " if place in places else "  " for place in range(len(read)))
    yield Line(f"{' ' * 18}{isolated(marks.rstrip())}", style="bold")


def _kind(character: str) -> str:
    if character.isdigit():
        return translated("digit {character}", character=character)
    return translated("letter {character}", character=character)
