"""The generator of invented people: reproducible, streaming, and as mixed as it says."""

from __future__ import annotations

import csv
import gzip
import json
import runpy
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("faker")

from border_check.icao.states import is_known
from border_check.manifests.registry import open_manifest
from border_check.sources.nominal_jsonl import NominalJsonl
from border_check.values.document_number import is_machine_readable
from border_check.values.lists import ListDescription
from border_check.values.person import Nominal

from generator.chance import Weighted
from generator.cultures import CULTURES
from generator.facts import document_number, other_birth_date
from generator.nominals import ALIASES, nominals
from generator.people import People
from generator.pools import Pool
from generator.spelling import other_spelling
from generator.travellers import COLUMNS, travellers

GENERATE = Path(__file__).parents[2] / "benchmarks" / "generate.py"
MANY = 4000


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with lists that the command wrote."""
    folder = tmp_path_factory.mktemp("generated")
    for what, count, name in (
        ("nominals", MANY, "nominals.jsonl"),
        ("nominals", 50, "nominals.jsonl.gz"),
        ("travellers", MANY, "travellers.csv"),
    ):
        generate(what, str(count), str(folder / name), "--seed", "7")
    return folder


def generate(*arguments: str) -> None:
    before, sys.argv = sys.argv, [str(GENERATE), *arguments]
    try:
        runpy.run_path(str(GENERATE), run_name="__main__")
    finally:
        sys.argv = before


@pytest.fixture(scope="module")
def records(generated: Path) -> list[Nominal]:
    read = NominalJsonl().read(generated / "nominals.jsonl", ListDescription(""))
    return [entry for entry in read.entries if isinstance(entry, Nominal)]


MAKERS: list[tuple[str, Callable[[int, int], object]]] = [
    ("nominals", lambda count, seed: list(nominals(count, seed))),
    ("travellers", lambda count, seed: list(travellers(count, seed))),
]


@pytest.mark.parametrize("make", [m[1] for m in MAKERS], ids=[m[0] for m in MAKERS])
def test_a_seed_gives_the_same_people_again_and_another_gives_others(
    make: Callable[[int, int], list[object]],
) -> None:
    assert make(30, 1) == make(30, 1)
    assert make(30, 1) != make(30, 2)
    assert make(30, 1) == make(60, 1)[:30], "a longer list begins like a shorter one"


def test_people_come_one_by_one() -> None:
    assert len(list(islice(nominals(10**12, 1), 3))) == 3


def test_every_record_is_read(records: list[Nominal]) -> None:
    assert len(records) == MANY
    assert len({record.record_id for record in records}) == MANY
    for record in records:
        assert f"{record.given} {record.surname}" == record.name
        assert len(record.aliases) <= 4
        assert record.name not in {alias.name for alias in record.aliases}
        assert all(is_known(code) for code in record.nationalities)


def test_shares_are_as_stated(records: list[Nominal]) -> None:
    def share(holds: Callable[[Nominal], object]) -> float:
        return sum(bool(holds(record)) for record in records) / MANY

    near = pytest.approx
    assert share(lambda record: record.births) == near(0.94, abs=0.02)
    assert share(lambda record: record.births and record.births[0].is_full) == near(0.8, abs=0.03)
    assert share(lambda record: record.births and record.births[0].is_placeholder) > 0.02
    assert share(lambda record: record.sex) == near(0.7, abs=0.03)
    assert share(lambda record: record.nationalities) == near(0.7, abs=0.03)
    assert share(lambda record: record.documents) == near(0.23, abs=0.03)
    assert share(lambda record: record.aliases) == near(0.53, abs=0.04)


@pytest.mark.parametrize("share", ["listed", "travelling"])
def test_cultures_are_mixed_as_stated(share: str) -> None:
    stated = {culture.name: getattr(culture, share) for culture in CULTURES}
    assert sum(stated.values()) == pytest.approx(100)
    chance = Random(1)
    people = People(lambda culture: stated[culture.name], women=0.5)
    found = Counter(people.draw(chance).culture for _ in range(MANY))
    for culture, per_cent in stated.items():
        assert 100 * found[culture] / MANY == pytest.approx(per_cent, abs=2), culture


@pytest.mark.parametrize("culture", CULTURES, ids=[culture.name for culture in CULTURES])
def test_a_culture_has_names_in_letters_of_the_zone(culture: object) -> None:
    pool = Pool(culture)  # type: ignore[arg-type]
    chance = Random(1)
    for sex in "FM":
        names = pool.names(sex)
        drawn = [names.given.draw(chance) for _ in range(50)]
        drawn += [pool.surname(chance, sex) for _ in range(50)]
        assert len(names.given) >= 15 and len(names.surnames) >= 10
        for name in drawn:
            assert name.isascii() and name.replace(" ", "").replace("-", "").isalpha(), name


def test_the_packed_list_is_the_same_list(generated: Path) -> None:
    packed = (generated / "nominals.jsonl.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    assert lines == (generated / "nominals.jsonl").read_text().splitlines()[:50]
    again = generated / "again.gz"
    generate("nominals", "50", str(again), "--seed", "7")
    assert again.read_bytes() == packed


def test_travellers_are_a_passenger_list_without_problems(generated: Path) -> None:
    content = (generated / "travellers.csv").read_bytes()
    reading = open_manifest(content, date(2026, 11, 22))
    rows = list(reading.rows)
    assert (len(rows), reading.warnings) == (MANY, ())
    assert [row for row in rows if row.problems or row.unreadable or row.document is None] == []
    assert set(reading.columns) == set(COLUMNS)


def test_travellers_print_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    generate("travellers", "3", "-")
    assert len(list(csv.DictReader(capsys.readouterr().out.splitlines()))) == 3


def test_other_spellings_differ_and_are_names() -> None:
    chance = Random(1)
    found = {other_spelling(chance, "Yusuf Karim", "al-Mutanabbi") for _ in range(200)}
    assert len(found) > 50
    assert all(name and name == " ".join(name.split()) for name in found)


def test_a_second_birth_date_is_near_the_first() -> None:
    chance = Random(1)
    for born in ("1974-08-12", "1974-02-28", "1974-05-05", "1974", "1974-01-01"):
        others = {other_birth_date(chance, born) for _ in range(30)}
        assert born not in others
        for other in others:
            swapped = f"{born[:5]}{born[8:]}-{born[5:7]}"
            assert other == swapped or {other[:4]} <= {"1973", "1975"}


def test_document_numbers_fit_the_zone() -> None:
    chance = Random(1)
    numbers = [document_number(chance) for _ in range(500)]
    assert all(is_machine_readable(number) and len(number) <= 9 for number in numbers)


def test_values_come_as_often_as_they_weigh() -> None:
    chance = Random(1)
    drawn = Counter(ALIASES.draw(chance) for _ in range(MANY))
    assert [round(drawn[n] / MANY, 1) for n in range(5)] == [0.5, 0.2, 0.1, 0.1, 0.1]
    assert Weighted({"only": 1.0}).draw(chance) == "only"


def test_lines_are_objects_of_their_own(generated: Path) -> None:
    with (generated / "nominals.jsonl").open(encoding="utf-8") as lines:
        assert json.loads(next(lines))["id"] == "GEN-00000001"
