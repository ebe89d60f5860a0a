"""The index loses nobody who would alert: the same answers as comparing every record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from drawn_people import nominals, persons
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_names import ODD, READABLE

from border_check.matching.person import compare_person
from border_check.snapshot.candidates.index import CandidateIndex
from border_check.snapshot.candidates.list_rarity import ListRarity
from border_check.snapshot.candidates.spelling import spell_nominals
from border_check.snapshot.candidates.writer import CandidateWriter
from border_check.values.dates import PartialDate
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.person import Alias, Name, Nominal, Person


@contextmanager
def indexed(nominals: Sequence[Nominal]) -> Iterator[CandidateIndex]:
    with closing(sqlite3.connect(":memory:")) as connection, TemporaryDirectory() as folder:
        writer = CandidateWriter(connection)
        writer.add(range(1, len(nominals) + 1), spell_nominals(nominals))
        file = Path(folder) / "list.names"
        stamp = writer.finish(file)
        index = CandidateIndex(file, ListRarity(connection, len(nominals)))
        assert index.stamp == stamp
        yield index


def alerting(
    person: Person, nominals: Sequence[Nominal], index: CandidateIndex, threshold: float = 6.0
) -> set[int]:
    return {
        row
        for row, nominal in enumerate(nominals, 1)
        if compare_person(person, nominal, index.rarity, threshold).grade
    }


LIST = [
    Nominal("1", "Quentin VARNADOE ZELMANI", births=(PartialDate(1974, 8, 12),)),
    Nominal("2", "Muhammad ZAVAHIRY", births=(PartialDate(1960),)),
    Nominal("3", "Mohamed OTHERBY"),
    Nominal("4", "Elisabeth ANDERBRUNN", aliases=(Alias("Иван Кузякин"),)),
    Nominal("5", "Alejandro DE ICALZA LOZANDO"),
    Nominal("6", "ZENG Guodong"),
    Nominal("7", "LIN Piao-feng"),
]
FOUND = [
    ("no exact word is shared", "Mohamed Zavahiri", 2),
    ("the order is another", "ZELMANI Quentin", 1),
    ("a letter is wrong in each word", "Quentan Varnadoo Zelmini", 1),
    ("a pet name", "Betty Anderbrunn", 4),
    ("another script", "Ivan Kuzyakin", 4),
    ("words were joined", "Alejandro Deicalza Lozando", 5),
    ("an older romanisation parts what is joined", "Tseng Kuo-tung", 6),
    ("or joins what is parted", "Lin Biaofeng", 7),
    ("all of them", "QuentinVarnadoeZelmani", 1),
]


@pytest.mark.parametrize(("name", "row"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_finds(name: str, row: int) -> None:
    with indexed(LIST) as index:
        assert index.find(Person(Name(name)))[0] == row


def test_a_birth_date_brings_in_half_a_name() -> None:
    with indexed(LIST) as index:
        assert 1 in index.find(Person(Name("Quentin Vanado"), born=PartialDate(1974, 8, 12)))


def test_odd_names_on_a_list_or_asked_for_lose_nobody() -> None:
    many = tuple(Alias(f"Anna Number{number} ERIKSSON") for number in range(200))
    listed = [
        *(Nominal(why, name) for why, name in ODD.items()),
        Nominal("all of them", "", aliases=tuple(map(Alias, ODD.values()))),
        Nominal("200 aliases", "Anna", aliases=many),
        Nominal("nothing", ""),
    ]
    with indexed([*LIST, *listed]) as index:
        for why, name in ODD.items():
            person = Person(Name(name), born=PartialDate(1974, 8, 12))
            found = index.find(person)
            assert alerting(person, [*LIST, *listed], index) <= set(found), why
            assert why in READABLE or not found


def test_a_word_said_three_times_counts_against_a_name_as_often_as_the_comparison_says() -> None:
    listed = [Nominal("1", "liguoguoguo", births=(PartialDate(1972, 3, 2),))]
    with indexed(listed) as index:
        assert index.find(Person(Name("kuo li kuo kuo"), born=PartialDate(1972)), -4.0) == [1]


def test_an_empty_list_has_no_candidates() -> None:
    with indexed([]) as index:
        assert index.find(Person(Name("Anna Eriksson"))) == []


def test_rarity_follows_the_list() -> None:
    many = [Nominal(str(number), f"Borgrim Sonderling{number}") for number in range(3000)]
    with indexed(many) as index:
        common = compare_person(Person(Name("Borgrim")), Nominal("x", "Borgrim"), index.rarity)
        rare = compare_person(Person(Name("Quentin")), Nominal("x", "Quentin"), index.rarity)
        assert common.points < rare.points


@settings(max_examples=150, deadline=None)
@given(
    st.lists(nominals(), min_size=1, max_size=30),
    st.lists(persons(), min_size=1, max_size=5),
    st.sampled_from((6.0, 9.0, 3.0, 0.0, -4.0)),
)
def test_as_good_as_comparing_everybody(
    listed: list[Nominal], asked: list[Person], threshold: float
) -> None:
    with indexed(listed) as index:
        for person in asked:
            assert alerting(person, listed, index, threshold) <= set(index.find(person, threshold))


def test_as_good_as_comparing_everybody_on_a_real_list(shared: Path) -> None:
    bench = shared / "bench" / "dev"
    nominals = [nominal_from_mapping(row) for row in _rows(bench / "watchlist_sdn2021.jsonl")][::4]
    queries = _rows(bench / "retrieval_dev_sdn_perturbed.jsonl")[::125]
    queries += _rows(bench / "retrieval_dev_innocents.jsonl")[::450]
    with indexed(nominals) as index:
        for query in queries:
            facts = {key: query[key] for key in ("name", "dob", "nationality") if query.get(key)}
            person = person_from_mapping(facts)
            assert alerting(person, nominals, index) <= set(index.find(person))


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
