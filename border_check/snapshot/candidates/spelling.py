"""Names to words, the dear part of loading persons: by several processes where there are many."""

from __future__ import annotations

import json
import multiprocessing
import os
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import reduce
from operator import and_, or_
from typing import NamedTuple, Protocol, TypeVar

from border_check.names.compare import runs
from border_check.names.frequencies import family, share
from border_check.names.habits import readings
from border_check.names.scripts import Script
from border_check.names.syllables import may_be_piece, syllable_keys
from border_check.names.words import Kind, Word, spell
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.births import number_of
from border_check.snapshot.candidates.layout import INITIAL, SCRIPT, SILENT
from border_check.values.actions import ActionClass
from border_check.values.mapping import nominal_from_mapping
from border_check.values.person import DocumentReference, Nominal, Sex

WORTH_SHARING = 20_000
"""Persons from which on it pays to start further processes."""
_AHEAD = 3
"""Batches for each process that are under way at a time, so that memory stays bounded."""

WordKey = tuple[str, int, str]
"""Text, flags and article of a word."""
Traits = tuple[tuple[str, ...], Sex | None]
"""Nationalities and sex of a person."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Spelled(NamedTuple):
    """What is to be indexed of some persons, numbered within themselves from 0."""

    words: list[WordKey]
    word: array[int]
    """Of all names, one after the other."""
    words_of_name: array[int]
    """How many of these belong to each name."""
    names_of_person: array[int]
    births: array[int]
    births_of_person: array[int]
    traits: list[Traits]
    trait: array[int]
    """Of each person."""
    syllables: array[int]
    """Keys of the syllables that runs of words can be cut into, and their names."""
    syllables_of: array[int]


class Batch(NamedTuple):
    """Some rows of a snapshot, read and spelled."""

    rows: list[int]
    spelled: Spelled
    documents: list[tuple[int, DocumentReference, bool]]
    """Row, document, and whether its holder is to be kept discreet."""
    discreet: list[bool]
    """Whether each of the rows is."""


def spell_rows(rows: list[tuple[int, str]]) -> Batch:
    """Read and spell persons as they are stored."""
    nominals = [nominal_from_mapping(json.loads(facts)) for _, facts in rows]
    is_discreet = [nominal.action is ActionClass.DISCREET for nominal in nominals]
    documents = [
        (row, reference, discreet)
        for (row, _), nominal, discreet in zip(rows, nominals, is_discreet, strict=True)
        for reference in nominal.documents
    ]
    return Batch([row for row, _ in rows], spell_nominals(nominals), documents, is_discreet)


def spell_nominals(nominals: Iterable[Nominal]) -> Spelled:
    """The words of all names of some persons, and what else an index wants of them."""
    words: dict[WordKey, int] = {}
    traits: dict[Traits, int] = {}
    made = Spelled(
        words=[],
        word=array("I"),
        words_of_name=array("B"),
        names_of_person=array("H"),
        births=array("i"),
        births_of_person=array("H"),
        traits=[],
        trait=array("I"),
        syllables=array("I"),
        syllables_of=array("I"),
    )
    for nominal in nominals:
        count = 0
        for text in dict.fromkeys((nominal.name, *(alias.name for alias in nominal.aliases))):
            spelled = spell(text)
            if spelled:
                made.word.extend([words.setdefault(_key(word), len(words)) for word in spelled])
                keys = syllables_of_runs(spelled) if len(spelled) > 1 else ()
                made.syllables.extend(keys)
                made.syllables_of.extend([len(made.words_of_name)] * len(keys))
                made.words_of_name.append(len(spelled))
                count += 1
        made.names_of_person.append(count)
        made.births.extend(map(number_of, nominal.births))
        made.births_of_person.append(len(nominal.births))
        both = nominal.nationalities, nominal.sex
        made.trait.append(traits.setdefault(both, len(traits)))
    made.words.extend(words)
    made.traits.extend(traits)
    return made


def syllables_of_runs(words: tuple[Word, ...]) -> list[int]:
    """The keys of the syllables that runs of neighbouring words can be cut into."""
    may = [may_be_piece(word.joined) for word in words]
    return [
        signatures.sum_of(key)
        for run, text in (runs(words) if sum(may) > 1 else ())
        if all(may[run.start : run.stop])
        for key in syllable_keys(text)
    ]


def _key(word: Word) -> WordKey:
    flags = int(word.script)
    if word.kind is Kind.INITIAL:
        flags |= INITIAL
    elif word.kind is not Kind.NAME:
        flags |= SILENT
    return word.text, flags, word.article


class Heard(NamedTuple):
    """What is known of some words beside their letters."""

    sounds: list[str]
    families: list[str]
    shares: array[float]
    """Of people who bear it, where it is at home; 1 of people where the reading is open."""
    common: array[int]
    """Signs of sound that all readings of a word have."""
    any_of: array[int]
    """Signs of sound that any of them has."""
    longest: array[int]
    """Length of the longest of them."""


def hear(words: list[tuple[str, int]]) -> Heard:
    """Sound, family and readings of words of these texts and flags."""
    heard = Heard([], [], array("d"), array("Q"), array("Q"), array("B"))
    for text, flags in words:
        script = Script(flags & SCRIPT)
        read = readings(text)
        word = Word(text, text, Kind.NAME, *read[0], script)
        bits = [signatures.of_word(sound, signatures.SOUNDED) for sound, _ in read]
        heard.sounds.append(word.sound)
        heard.families.append(family(word))
        heard.shares.append(-1.0 if word.is_open else share(word))
        heard.common.append(reduce(and_, bits))
        heard.any_of.append(reduce(or_, bits))
        heard.longest.append(min(255, max(len(sound) for sound, _ in read)))
    return heard


class Mapper(Protocol):
    """A `map` over one sequence."""

    def __call__(self, make: Callable[[Given], Made], many: Iterable[Given], /) -> Iterator[Made]:
        """What is made of each, in order."""
        ...


@contextmanager
def workers(persons: int) -> Iterator[Mapper]:
    """A `map` that keeps the order and, for many persons, uses all processors."""
    processes = _processors() if persons >= WORTH_SHARING else 1
    if processes == 1:
        yield map
        return
    context = multiprocessing.get_context("spawn")  # the caller may have threads
    with ProcessPoolExecutor(processes, mp_context=context) as pool:

        def shared(make: Callable[[Given], Made], many: Iterable[Given]) -> Iterator[Made]:
            under_way: deque[Future[Made]] = deque()
            for one in many:
                under_way.append(pool.submit(make, one))
                if len(under_way) >= _AHEAD * processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

        yield shared


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
