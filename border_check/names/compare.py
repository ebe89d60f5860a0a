"""Which word of one name stands for which word of the other."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from border_check.names.likeness import (
    KNOWN_FORM,
    How,
    is_joinable,
    joined_likeness,
    relate,
)
from border_check.names.words import MAX_LETTERS, MAX_WORDS, Kind, Word

LONGEST_RUN = 4
"""The most words that are looked for glued to one: airlines glue all given names."""

_TELLING = (Kind.NAME, Kind.INITIAL)


class Pairing(NamedTuple):
    """Words of the query and the words of the record that stand for them; one side may be empty."""

    query: tuple[Word, ...]
    record: tuple[Word, ...]
    how: How
    likeness: float


_Relations = dict[tuple[int, int], tuple[How, float]]


class _Link(NamedTuple):
    worth: float
    likeness: float
    how: How
    query: range
    record: range


def align(
    query: tuple[Word, ...], record: tuple[Word, ...], truncated: bool = False
) -> tuple[Pairing, ...]:
    """Pair the words of two names one to one, runs of words with one word where they were joined.

    The best pairs are taken first. What is left on both sides differs; what is left on one side is
    extra. Titles and particles pair only with their equals.
    """
    relations = {
        (i, j): relate(one, other, truncated)
        for i, one in enumerate(query)
        for j, other in enumerate(record)
    }
    links = _links(query, record, relations)
    if not _settled(links, query, record):
        links += _joined(query, record, False) + _joined(record, query, True)
    links.sort(reverse=True, key=_worth)
    free_query, free_record = set(range(len(query))), set(range(len(record)))
    chosen = []
    for link in links:
        if free_query.issuperset(link.query) and free_record.issuperset(link.record):
            free_query.difference_update(link.query)
            free_record.difference_update(link.record)
            chosen.append(link)
    chosen.sort(key=_place)
    pairings = [
        Pairing(
            query[link.query.start : link.query.stop],
            record[link.record.start : link.record.stop],
            link.how,
            link.likeness,
        )
        for link in chosen
    ]
    if free_query or free_record:
        ours, theirs = _unmet(query, free_query), _unmet(record, free_record)
        pairings += _differing(query, record, ours, theirs, relations)
    return tuple(pairings)


_worth = attrgetter("worth")


def _place(link: _Link) -> int:
    return link.query.start


def _links(query: tuple[Word, ...], record: tuple[Word, ...], relations: _Relations) -> list[_Link]:
    return [
        _Link(
            value * value * min(len(query[i].text), len(record[j].text)),
            value,
            how,
            _ALONE[i],
            _ALONE[j],
        )
        for (i, j), (how, value) in relations.items()
        if how is not How.DIFFERS
    ]


_ALONE = tuple(range(place, place + 1) for place in range(MAX_WORDS))
"""Each place of a name as a run of its own."""


def _settled(links: list[_Link], query: tuple[Word, ...], record: tuple[Word, ...]) -> bool:
    """Whether every word of the shorter name has met its like, so that none can be joined."""
    names = min(_count(query), _count(record))
    if len(links) < names:
        return False
    good = [link for link in links if link.likeness >= KNOWN_FORM]
    return (
        len({link.query.start for link in good}) >= names
        and len({link.record.start for link in good}) >= names
    )


def _count(words: tuple[Word, ...]) -> int:
    return sum(word.kind is Kind.NAME for word in words)


def _joined(split: tuple[Word, ...], whole: tuple[Word, ...], swapped: bool) -> list[_Link]:
    """Links of two to four neighbouring words with one word that glues them together."""
    targets = [(j, word.text) for j, word in enumerate(whole) if is_joinable(word)]
    links: list[_Link] = []
    for run, text in runs(split) if targets else ():
        for j, target in targets:
            value = joined_likeness(text, target)
            if value:
                one = range(j, j + 1)
                pair = (one, run) if swapped else (run, one)
                links.append(_Link(value * value * len(text), value, How.JOINED, *pair))
    return links


@lru_cache(maxsize=1 << 12)
def runs(words: tuple[Word, ...]) -> tuple[tuple[range, str], ...]:
    """Every run of two to four neighbouring words, and its letters without spaces."""
    found = []
    for start in range(len(words) - 1):
        text = words[start].joined
        for stop in range(start + 2, min(start + LONGEST_RUN, len(words)) + 1):
            text += words[stop - 1].joined
            if len(text) > MAX_LETTERS:
                break
            found.append((range(start, stop), text))
    return tuple(found)


def _unmet(words: tuple[Word, ...], free: set[int]) -> list[int]:
    """The free words that say something: neither particles nor a repeated word."""
    if not free:
        return []
    met = {word.text for index, word in enumerate(words) if index not in free}
    return [i for i in sorted(free) if words[i].kind in _TELLING and words[i].text not in met]


def _differing(
    query: tuple[Word, ...],
    record: tuple[Word, ...],
    ours: list[int],
    theirs: list[int],
    relations: _Relations,
) -> list[Pairing]:
    """What did not meet its like: pairs of other words, the least unlike first, then the rest."""
    found = []
    for value, i, j in sorted((-relations[i, j][1], i, j) for i in ours for j in theirs):
        if i in ours and j in theirs:
            ours.remove(i)
            theirs.remove(j)
            found.append(Pairing((query[i],), (record[j],), How.DIFFERS, -value))
    found += [Pairing((query[i],), (), How.EXTRA, 0.0) for i in ours]
    found += [Pairing((), (record[j],), How.EXTRA, 0.0) for j in theirs]
    return found
