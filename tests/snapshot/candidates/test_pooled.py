"""Searched together, no list loses anybody whom it would find by itself to alert."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drawn_people import nominals, persons
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.matching.person import compare_person
from border_check.snapshot.candidates.list_rarity import ListRarity
from border_check.snapshot.candidates.pooled import ListInPool, PooledIndex, write_pool
from border_check.snapshot.candidates.spelling import Batch, spell_nominals
from border_check.snapshot.candidates.writer import CandidateWriter
from border_check.values.dates import PartialDate
from border_check.values.person import Name, Nominal, Person

Lists = Sequence[Sequence[Nominal]]
_FIRST_ROW = 3
"""Rows of a snapshot need not begin with 1."""


def in_pool(number: int) -> ListInPool:
    return ListInPool(f"list-{number}", "v1", f"stamp {number}")


@contextmanager
def pooled(lists: Lists) -> Iterator[PooledIndex]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.names"
        write_pool(path, [(in_pool(at), [batch(some)]) for at, some in enumerate(lists)])
        yield PooledIndex(path)


def batch(listed: Sequence[Nominal]) -> Batch:
    rows = list(range(_FIRST_ROW, _FIRST_ROW + len(listed)))
    return Batch(rows, spell_nominals(listed), [], [False] * len(listed))


@contextmanager
def rarity_on(listed: Sequence[Nominal]) -> Iterator[ListRarity]:
    with closing(sqlite3.connect(":memory:")) as connection, TemporaryDirectory() as folder:
        writer = CandidateWriter(connection)
        writer.add(range(len(listed)), spell_nominals(listed))
        writer.finish(Path(folder) / "list.names")
        yield ListRarity(connection, len(listed))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(nominals(), max_size=12), min_size=1, max_size=4),
    st.lists(persons(), min_size=1, max_size=4),
    st.sampled_from((6.0, 9.0, 3.0, 0.0, -4.0)),
)
def test_whoever_alerts_on_a_list_is_found_on_it(
    lists: list[list[Nominal]], asked: list[Person], threshold: float
) -> None:
    with pooled(lists) as index:
        for person in asked:
            found = index.find_on_each(person, threshold)
            for at, listed in enumerate(lists):
                with rarity_on(listed) as rarity:
                    alerting = {
                        row
                        for row, nominal in enumerate(listed, _FIRST_ROW)
                        if compare_person(person, nominal, rarity, threshold).grade
                    }
                assert alerting <= set(found[in_pool(at).stamp])


ANNA = Nominal("1", "Anna ERIKSSON", births=(PartialDate(1974, 8, 12),))
OTHER = Nominal("2", "Quentin VARNADOE", births=(PartialDate(1960),))
ASKED = Person(Name("Anna Eriksson"), born=PartialDate(1974, 8, 12))


def test_rows_are_told_by_the_list_on_which_they_are() -> None:
    with pooled([[OTHER, ANNA], [], [ANNA]]) as index:
        assert index.find_on_each(ASKED, 6.0) == {"stamp 0": [4], "stamp 1": [], "stamp 2": [3]}


def test_it_says_which_lists_are_in_it() -> None:
    with pooled([[OTHER], [ANNA]]) as index:
        assert index.lists == (in_pool(0), in_pool(1))


def test_a_damaged_file_is_noticed() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.names"
        write_pool(path, [(in_pool(0), [batch([ANNA, OTHER])])])
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        with pytest.raises(ValueError, match="damaged"):
            index = PooledIndex(path)
            index.check()
