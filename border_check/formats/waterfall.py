"""Evidence as a waterfall: fact by fact what was asked, what is on record, why, and the sum so far.

Points are printed in hundredths and added up as printed, so that whoever adds up the rows with a
pencil gets the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest

from border_check.formats.cells import WIDTH, cut, fit, flush_right, wrapped
from border_check.formats.lines import Line
from border_check.formats.safe_text import plain
from border_check.formats.speech import isolated, translated
from border_check.formats.words import word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.record import NamedTuple
from border_check.values.screening import Evidence, Relation

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
_SIDE, _WHY, _POINTS, _SUM, _BAR = 13, 24, 7, 8, 8
"""Cells of a column: either side, the reason, points, sum, bar."""
_LEFT = _SIDE + 3 + _SIDE + 1 + _WHY
_MOST_LINES = 3
"""Of one cell: a word that is longer than that is no name."""


class Counted(NamedTuple):
    """A fact that counts, and the sum before and after it, in hundredths as they are printed."""

    piece: Evidence
    before: int
    after: int

    @property
    def sign(self) -> str:
        """What stands between the two sides."""
        return _SIGN[self.piece.relation]

    @property
    def why(self) -> str:
        """The reason, in words that need no sign beside them."""
        return _why(self.piece)

    @property
    def points(self) -> str:
        """With their sign, as printed."""
        return f"{(self.after - self.before) / 100:+.2f}"

    @property
    def sum(self) -> str:
        """So far, as printed."""
        return f"{self.after / 100:+.2f}"


class _Scale(NamedTuple):
    """From hundredths of a point to cells of the bar."""

    low: int
    high: int

    def bar(self, before: int, after: int, sign: str) -> str:
        """Signs from one sum to another; at least one where they differ at all."""
        start, stop = sorted((self._cells(before), self._cells(after)))
        if before != after and start == stop:
            start = min(start, _BAR - 1)
            stop = start + 1
        return " " * start + sign * (stop - start)

    def _cells(self, value: int) -> int:
        return round(_BAR * (value - self.low) / max(1, self.high - self.low))


def counted(evidence: Sequence[Evidence]) -> list[Counted]:
    """The facts that count, in their order."""
    told = [piece for piece in evidence if piece.relation is not Relation.MISSING or piece.points]
    sums = [round(100 * total) for total in accumulate((p.points for p in told), initial=0.0)]
    return list(map(Counted, told, sums, sums[1:]))


def waterfall(evidence: Sequence[Evidence], heading: str) -> Iterator[Line]:
    """A row for each fact that counts, under a heading that says what was held against what; the
    total; and what is missing on either side."""
    told = counted(evidence)
    sums = [0, *(one.after for one in told)]
    scale = _Scale(min(sums), max(sums))
    *above, last = wrapped(heading, _LEFT)
    yield from (Line(f"  {line}", "bold") for line in above)
    over = flush_right(translated("points"), _POINTS) + flush_right(translated("sum"), _SUM)
    yield Line(f"  {fit(last, _LEFT)}{over}", "bold")
    for one in told:
        yield from _rows(one, scale)
    total = isolated(f"{sums[-1] / 100:+{_POINTS + _SUM}.2f}")
    bar = isolated(scale.bar(0, sums[-1], "="))
    yield Line(f"  {fit(translated('total'), _LEFT)}{total} {bar}", "bold")
    for text in missing(evidence):
        first, *rest = wrapped(text, WIDTH - 4)
        yield Line(f"  {first}", "dim")
        yield from (Line(f"    {line}", "dim") for line in rest)


def missing(evidence: Sequence[Evidence]) -> Iterator[str]:
    """What counts nothing, by the side that does not know it."""
    groups: dict[str, list[Sentence]] = {}
    for piece in evidence:
        if piece.relation is Relation.MISSING and not piece.points:
            where, what = _absence(piece)
            groups.setdefault(where, []).append(what)
    for where in sorted(groups):
        yield translated(
            "{where}: {facts}", where=sentence(where), facts=enumeration(groups[where])
        )


def _rows(one: Counted, scale: _Scale) -> Iterator[Line]:
    piece, style = one.piece, _STYLE[one.piece.relation]
    query, record = _side(piece.query), _side(piece.record)
    sign = f" {one.sign} "
    numbers = isolated(f"{one.points:>{_POINTS}}") + isolated(f"{one.sum:>{_SUM}}")
    rises = one.after > one.before
    bar = f" {isolated(scale.bar(one.before, one.after, '+' if rises else '-'))}"
    for left, right, why in zip_longest(query, record, wrapped(one.why, _WHY), fillvalue=""):
        sides = fit(left, _SIDE), (sign, style), fit(right, _SIDE)
        yield Line.of("  ", *sides, " ", fit(why, _WHY), numbers, (bar, style))
        sign, numbers, bar = "   ", "", ""


def _side(text: str) -> list[str]:
    """What one side says, in lines; that it says nothing, where it does not."""
    return wrapped(cut(plain(text), _MOST_LINES * _SIDE), _SIDE) if text else [translated("(none)")]


def _why(piece: Evidence) -> str:
    """The reason in words that need no sign beside them."""
    if piece.feature == "name":
        return translated(piece.note)
    told = word(piece.feature)
    if piece.relation not in piece.note:
        told = sentence(_RELATED[piece.relation], feature=told)
    if piece.note:
        told = sentence("{what}: {why}", what=told, why=sentence(piece.note))
    return translated(told)


_RELATED = {
    Relation.AGREES: marked("{feature} agrees"),
    Relation.SIMILAR: marked("{feature} similar"),
    Relation.DIFFERS: marked("{feature} differs"),
    Relation.MISSING: marked("{feature} missing"),
}


def _absence(piece: Evidence) -> tuple[str, Sentence]:
    query, record, feature = plain(piece.query), plain(piece.record), word(piece.feature)
    if query and record:
        told = sentence(
            "{feature} {query} against {record}", feature=feature, query=query, record=record
        )
        return marked("says nothing"), _with_note(told, piece)
    if query or record:
        where = marked("only asked") if query else marked("only on record")
        return where, sentence("{feature} {fact}", feature=feature, fact=query or record)
    return marked("on neither side"), _with_note(feature, piece)


def _with_note(told: Sentence, piece: Evidence) -> Sentence:
    if not piece.note:
        return told
    return sentence("{what} ({note})", what=told, note=sentence(piece.note))
