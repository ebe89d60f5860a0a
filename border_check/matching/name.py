"""Two names to evidence: a row for each word that met its counterpart, differs or stands alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from border_check.language import marked, sentence
from border_check.matching import weights
from border_check.matching.rarity import Rarity
from border_check.names.compare import Pairing, align
from border_check.names.likeness import How, is_across
from border_check.names.scripts import script_of_word
from border_check.names.words import Kind, Word, spell
from border_check.values.person import Alias, Name, Nominal
from border_check.values.screening import Evidence, Relation

_Knots = Sequence[tuple[float, float, float]]


def points_of(
    pairings: tuple[Pairing, ...], rarity: Rarity, supported: bool = False
) -> list[float]:
    """What each pairing is worth, beside the others.

    Names of one person are not independent: brothers share all but one. So the words that agree
    count in full only for the one that says most, and ever less after it. And where a word differs,
    relatives and namesakes explain those that agree, unless a birth date supports them.
    """
    points = [_points_of(pairing, rarity) for pairing in pairings]
    agreeing = [index for index, value in enumerate(points) if value > 0]
    agreeing.sort(key=points.__getitem__, reverse=True)
    standing = _standing(pairings, supported)
    for place, index in enumerate(agreeing):
        points[index] *= standing * discount(place)
    return points


def _standing(pairings: tuple[Pairing, ...], supported: bool) -> float:
    """The share of agreement that stands beside the word that differs most."""
    return 1.0 if supported else 1 - weights.NAMESAKES * doubt(pairings)


def doubt(pairings: tuple[Pairing, ...]) -> float:
    """How surely a word differs: 0 where none does, 1 where one surely does."""
    least = min(map(_nearness, pairings), default=1.0)
    surely, from_on = weights.CONTRADICTED_BELOW
    return min(1.0, max(0.0, (from_on - least) / (from_on - surely)))


def _nearness(pairing: Pairing) -> float:
    """How near the words of a pair are that is not known to be one; 1 for all other pairs."""
    if pairing.how is How.DIFFERS:
        return 0.0 if has_initial(pairing) else pairing.likeness
    return pairing.likeness if pairing.how is How.NEAR else 1.0


def whole(pairings: tuple[Pairing, ...]) -> float:
    """What it is worth that no word of either name is left over or differs."""
    return weights.WHOLE_NAME if is_whole(pairings) else 0.0


def is_whole(pairings: tuple[Pairing, ...]) -> bool:
    """Whether every word of both names met its like."""
    for pairing in pairings:
        if pairing.how in _BROKEN or _nearness(pairing) < weights.WHOLE_FROM:
            return False
    return bool(pairings)


_BROKEN = (How.EXTRA, How.DIFFERS)


def discount(place: int) -> float:
    """The share that the agreement in this place counts, the one that says most being 0."""
    return weights.DISCOUNTS[min(place, len(weights.DISCOUNTS) - 1)]


def _points_of(pairing: Pairing, rarity: Rarity) -> float:
    query, record, how, likeness = pairing
    if how is How.EXTRA:
        return weights.EXTRA_QUERY if query else weights.EXTRA_RECORD
    if how is How.DIFFERS and has_initial(pairing):
        return weights.INITIAL_DIFFERS
    rare = rarity_of_commoner(pairing, rarity)
    if rare is None:
        return 0.0
    return word_points(how, likeness, rare, len(query[0].text), is_across(query[0], record[0]))


def word_points(
    how: How, likeness: float, rarity: float, letters: int, across: bool = False
) -> float:
    """What it is worth that two words stand to each other like this; `rarity` of the commoner.

    `across`: in two scripts, of which one leaves the reading open.
    """
    if how is How.INITIAL:
        return weights.INITIAL_POINTS
    if how is How.PREFIX:
        return min(rarity, weights.PREFIX_PER_LETTER * letters)
    share, constant = agreement(likeness, across)
    if how is How.KNOWN:
        constant += weights.KNOWN_FORM
    return share * rarity + constant


def has_initial(pairing: Pairing) -> bool:
    """Whether either of two words is an initial."""
    return Kind.INITIAL in (pairing.query[0].kind, pairing.record[0].kind)


def rarity_of_commoner(pairing: Pairing, rarity: Rarity) -> float | None:
    """The rarity of the commoner side of a pair; None where one is a title or a particle, which
    says nothing."""
    query, record = pairing.query, pairing.record
    if not (_tells(query) and _tells(record)):
        return None
    return min(_rarity(query, rarity), _rarity(record, rarity))


_TELLING = (Kind.NAME, Kind.INITIAL)


def _tells(words: tuple[Word, ...]) -> bool:
    return words[0].kind in _TELLING or any(word.kind in _TELLING for word in words)


def _rarity(words: tuple[Word, ...], rarity: Rarity) -> float:
    if len(words) == 1:
        return rarity.of(words[0])
    return run_rarity([rarity.of(word) for word in words if word.kind is Kind.NAME])


def run_rarity(rarities: list[float]) -> float:
    """The rarity of words that are glued to one."""
    return min(weights.RARITY_BOUNDS[1], sum(rarities)) if rarities else weights.RARITY_BOUNDS[0]


@lru_cache(maxsize=1 << 12)
def agreement(likeness: float, across: bool = False) -> tuple[float, float]:
    """Share of the rarity that counts, and the constant beside it, by the tables of weights."""
    knots: _Knots = weights.AGREEMENT_ACROSS if across else weights.AGREEMENT
    index = bisect_left(knots, likeness, key=itemgetter(0))
    if index == 0:
        return knots[0][1:]
    if index == len(knots):
        return knots[-1][1:]
    (low, a, b), (high, c, d) = knots[index - 1], knots[index]
    part = (likeness - low) / (high - low)
    return a + part * (c - a), b + part * (d - b)


class NameEvidence(NamedTuple):
    """What the names say: their evidence, and whether they agree as a whole."""

    evidence: tuple[Evidence, ...]
    points: float
    agrees: bool
    """Every word of the shorter name met its like, and they say enough."""
    alias: Alias | None = None
    """The name of the record that they were held against, unless it is the main one."""


def compare_names(
    name: Name, nominal: Nominal, rarity: Rarity, supported: bool = False
) -> NameEvidence:
    """The query's name held against every name of the record; the best one counts.

    `supported`: the birth dates agree or nearly do.
    """
    query = spell(name.text, name.truncated)
    best: tuple[float, Alias | None, tuple[Pairing, ...], list[float]] | None = None
    for written, alias in _names_of(nominal).items():
        record = spell(written)
        if not record or not query:
            continue
        pairings = align(query, record, name.truncated)
        points = points_of(pairings, rarity, supported)
        total = sum(points) + whole(pairings)
        if best is None or total > best[0]:
            best = total, alias, pairings, points
    if best is None:
        # one of them has no word, so that it is as good as missing
        ours, theirs = ("", nominal.name) if not query else (name.text, "")
        nothing = Evidence("name", Relation.MISSING, ours, theirs)
        return NameEvidence((nothing,), 0.0, agrees=False)
    _, alias, pairings, points = best
    return _explained(pairings, points, alias, _standing(pairings, supported) < 1)


def _names_of(nominal: Nominal) -> dict[str, Alias | None]:
    """Each name once: the main one, then the aliases, in whatever order they are on record."""
    names: dict[str, Alias | None] = {nominal.name: None}
    if not nominal.aliases:
        return names
    for alias in sorted(nominal.aliases, key=lambda alias: (alias.strength != "strong", alias)):
        names.setdefault(alias.name, alias)
    return names


def _explained(
    pairings: tuple[Pairing, ...], points_each: list[float], alias: Alias | None, doubted: bool
) -> NameEvidence:
    evidence = tuple(
        _row(pairing, points, doubted)
        for pairing, points in zip(pairings, points_each, strict=True)
        if points  # titles and particles say nothing
    )
    bonus = whole(pairings)
    if bonus:
        shown = " ".join([_shown(pairing.query) for pairing in pairings])
        listed = " ".join([_shown(pairing.record) for pairing in pairings])
        row = Evidence("whole_name", Relation.AGREES, shown, listed, bonus, _WHOLE)
        evidence = (*evidence, row)
    points = sum(row.points for row in evidence)
    contradicted = any(pairing.how is How.DIFFERS for pairing in pairings)
    return NameEvidence(
        evidence,
        points,
        agrees=not contradicted and points >= weights.NAME_AGREES,
        alias=alias,
    )


_WHOLE = marked("no word is left over")
_SAID = {
    How.SAME: marked("same"),
    How.SOUND: marked("one name, two spellings"),
    How.KNOWN: marked("one name, two forms"),
    How.NEAR: marked("spelled alike"),
    How.JOINED: marked("joined or split"),
    How.INITIAL: marked("initial"),
    How.PREFIX: marked("cut short"),
    How.DIFFERS: marked("another name"),
}
_SAID_OF_TWO_SCRIPTS = {
    How.SAME: marked("same, in two scripts"),
    How.SOUND: marked("one name, in two scripts"),
    How.NEAR: marked("alike, in two scripts"),
}
_AGREEING = frozenset((How.SAME, How.SOUND, How.KNOWN, How.JOINED))


def _row(pairing: Pairing, points: float, doubted: bool) -> Evidence:
    query, record = _shown(pairing.query), _shown(pairing.record)
    points = round(points, 2)
    if pairing.how is How.EXTRA:
        note = marked("not on record") if query else marked("not in the query")
        return Evidence("name", Relation.DIFFERS, query, record, points, note)
    relation = Relation.AGREES if pairing.how in _AGREEING else Relation.SIMILAR
    if pairing.how is How.DIFFERS:
        relation = Relation.DIFFERS
    said = _said(pairing, query, record)
    if relation is Relation.SIMILAR and points < 0:
        said = marked("hardly alike")
    if doubted and points > 0:
        said = sentence("{how}, in doubt", how=sentence(said))
    return Evidence("name", relation, query, record, points, said)


def _shown(words: tuple[Word, ...]) -> str:
    return words[0].shown if len(words) == 1 else " ".join([word.shown for word in words])


def _said(pairing: Pairing, query: str, record: str) -> str:
    """Why these words were held to be one name, or two."""
    how = pairing.how
    if how in _SAID_OF_TWO_SCRIPTS:
        if _script(query) != _script(record):
            return _SAID_OF_TWO_SCRIPTS[how]
        if pairing.query[0].article != pairing.record[0].article:
            return (
                marked("same but for the article")
                if how is How.SAME
                else marked("article joined or left out")
            )
    return _SAID[how]


def _script(text: str) -> str:
    return "LATIN" if text.isascii() else script_of_word(text)
