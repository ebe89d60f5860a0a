"""The fit of weights: the arrays are the scorer, a fit gains, and the tables are what they say."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_names import NAMES, READABLE

pytest.importorskip("cma")

from session import SAMPLES

from border_check.matching import name as scorer
from border_check.matching import weights as shipped_weights
from border_check.matching.name import agreement, compare_names, points_of, whole
from border_check.matching.rarity import GENERAL
from border_check.names.compare import align
from border_check.names.words import spell
from border_check.values.person import Name, Nominal

from fitter.aligned import Pairings, align_once, assert_same
from fitter.prior import DIMENSIONS, plain, weights_at
from fitter.report import figures, figures_now
from fitter.search import Effort, area, fit, worth
from fitter.sources import Source, meet, read_source
from fitter.weights import Floats, named, shipped

FITTING = Path(__file__).parents[2] / "benchmarks" / "fitting.py"
WATCHLIST = SAMPLES / "national-watchlist.jsonl"

TELLING = (
    "Anna Maria Eriksson",
    "Ana Erikson",
    "A. ERIKSSON",
    "B. Eriksson",
    "Анна Эрикссон",
    "אנה אריקסון",
    "Abd al-Rahman al-Tayibeli",
    "Abdurrahman Tayib",
    "عبد الرحمن الطيبلي",
    "Bill Harrowgate",
    "William J. Harrowgate",
    "HarrowgateWilliam",
    "Dr Willem van der Harrow",
)
"""Every relation of words and every kind of word has its part in a pair of these."""
STEPS = st.lists(st.floats(-4, 4), min_size=DIMENSIONS, max_size=DIMENSIONS).map(np.array)


def pairings(query: str, record: str, truncated: bool = False) -> Pairings:
    return align(spell(query, truncated), spell(record), truncated)


@contextmanager
def in_force(values: dict[str, Any]) -> Iterator[None]:
    """border-check itself with other weights."""
    with patch.dict(vars(shipped_weights), values):
        agreement.cache_clear()
        yield
    agreement.cache_clear()


# -- the arrays are the scorer ---------------------------------------------------------------------


@pytest.mark.parametrize("names", [TELLING, tuple(READABLE.values())], ids=["telling", "odd"])
def test_points_are_those_of_border_check(names: tuple[str, ...]) -> None:
    pairs = list(product(names, names))
    aligned = align_once([pairings(*pair) for pair in pairs], GENERAL)
    told = [compare_names(Name(one), Nominal("1", two), GENERAL).points for one, two in pairs]
    # half a hundredth may be rounded either way
    assert aligned.points_as_told(shipped()) == pytest.approx(told, abs=0.0101)


@settings(max_examples=40)
@given(STEPS, NAMES, NAMES, st.booleans())
def test_so_they_are_at_any_weights(steps: Floats, one: str, two: str, truncated: bool) -> None:
    weights = weights_at(steps)
    aligned = [pairings(one, two, truncated), pairings(TELLING[0], TELLING[3])]
    with in_force(named(weights)):
        expected = [sum(points_of(words, GENERAL)) + whole(words) for words in aligned]
    assert align_once(aligned, GENERAL).points(weights) == pytest.approx(expected)


def test_a_scorer_that_has_changed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [pairings(TELLING[0], TELLING[1])]
    aligned = align_once(pairs, GENERAL)
    assert_same(aligned, pairs, GENERAL)
    monkeypatch.setattr(scorer, "discount", lambda place: 0.5)
    with pytest.raises(AssertionError, match="1 of 1 pairs have other points"):
        assert_same(aligned, pairs, GENERAL)


@settings(max_examples=40)
@given(STEPS)
def test_no_weights_are_tried_that_make_no_sense(steps: Floats) -> None:
    weights = named(weights_at(steps))
    for rarity, table in product(shipped_weights.RARITY_BOUNDS, ("AGREEMENT", "AGREEMENT_ACROSS")):
        worths = [share * rarity + constant for _, share, constant in weights[table]]
        assert all(low <= high + 1e-9 for low, high in pairwise(worths))
    for (_, _, same), (_, _, across) in zip(
        weights["AGREEMENT"], weights["AGREEMENT_ACROSS"], strict=True
    ):
        assert across <= same
    assert weights["DISCOUNTS"][0] == 1
    assert list(weights["DISCOUNTS"]) == sorted(weights["DISCOUNTS"], reverse=True)
    assert 0 <= weights["NAMESAKES"] <= 1


# -- sources ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    query: str
    candidate: str
    match: bool
    category: str = ""


SPELLINGS = (
    Pair("Anna Eriksson", "Ana Erikson", True),
    Pair("Анна Эрикссон", "Anna Eriksson", True),
    Pair("Zaru Tayibeli", "Zarou al-Tayibeli", True),
    Pair("Anna Eriksson", "Anna Harrowgate", False),
    Pair("Zaru Tayibeli", "Zara Taibova", False),
    Pair("Zaru Tayibeli", "Anna Eriksson", False),
    Pair("Zaru Tayibeli", "...", False),
    Pair("Zaru Tayibeli", "The Builder", True, "aka:unrelated"),
)
SHORT_FORMS = (
    Pair("Bill Harrowgate", "William Harrowgate", True),
    Pair("Kate Sonderborg", "Katherine Anne Sonderborg", True),
    Pair("Bill Harrowgate", "Thomas Harrowgate", False),
    Pair("Kate Sonderborg", "Karl Sonderberg", False),
    Pair("Zaru Tayibeli", "Zara Taibova", False),
)


def written(path: Path, pairs: tuple[Pair, ...]) -> Path:
    lines = []
    for query, candidate, match, category in map(astuple, pairs):
        sides = {"query": {"name": query}, "candidate": {"name": candidate}}
        lines.append(json.dumps({**sides, "match": match, "category": category}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [
        written(tmp_path / "pairs_spellings.jsonl", SPELLINGS),
        written(tmp_path / "short forms.jsonl", SHORT_FORMS),
    ]


@pytest.fixture
def sources(files: list[Path]) -> list[Source]:
    return [read_source(file) for file in files]


@pytest.fixture
def innocents(tmp_path: Path) -> Path:
    names = ("Zarou Tayibelo", "Olaf Tannenholt", "Mara Vidal", "...")
    queries = [{"name": name} for name in names]
    listed = {"name": "Anna Eriksson", "target": "1", "drop": []}
    file = tmp_path / "innocents.jsonl"
    file.write_text("\n".join(map(json.dumps, [*queries, listed])), encoding="utf-8")
    return file


def test_pairs_that_share_nothing_are_left_out(sources: list[Source]) -> None:
    assert [(source.name, len(source.pairs)) for source in sources] == [
        ("spellings", 7),
        ("short forms", 5),
    ]


def test_what_is_held_out_is_left_out_of_the_others(sources: list[Source]) -> None:
    spellings, short_forms = sources
    left = short_forms.without(spellings)
    assert len(left.pairs) == len(left.match) == len(left.names.whole) == 4
    assert left.names.points(shipped()) == pytest.approx(short_forms.names.points(shipped())[:4])


def test_a_source_of_one_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pairs of one person and pairs of two"):
        read_source(written(tmp_path / "pairs.jsonl", SPELLINGS[:3]))


def test_innocents_meet_the_names_that_come_nearest(innocents: Path) -> None:
    met = meet(WATCHLIST, [innocents])
    assert len(met.first) == 3  # neither who is listed nor who has no name
    most = met.most(met.names.points(shipped()))
    assert most[0] > max(most[1:])
    bounding, others = met.halves()
    assert [len(half.first) for half in (bounding, others)] == [2, 1]
    assert bounding.most(bounding.names.points(shipped())) == pytest.approx(most[::2])


# -- the fit ---------------------------------------------------------------------------------------


def test_a_fit_gains_and_comes_out_the_same_again(sources: list[Source]) -> None:
    effort = Effort(generations=8, each=6, searches=2)
    fitted = fit(sources, effort=effort)
    before, *gained = (sum(worth(source, at) for source in sources) for at in (plain(), *fitted))
    assert min(gained) > before
    assert named(fitted[0]) != named(fitted[1])
    again = fit(sources, effort=effort._replace(searches=1, seed=effort.seed + 1))
    assert [named(weights) for weights in again] == [named(fitted[1])]


def test_ties_count_half() -> None:
    assert area(np.array([1.0, 2.0]), np.array([1.0, 0.0])) == pytest.approx(3.5 / 4)


def test_figures_are_those_of_evaluate(sources: list[Source]) -> None:
    for source in sources:
        assert figures(source, shipped()) == figures_now(source)


def test_a_table_of_figures_of_alarms_and_of_weights(
    files: list[Path],
    innocents: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = [
        *files,
        "--list",
        WATCHLIST,
        "--innocents",
        innocents,
        "--generations",
        1,
        "--searches",
        2,
    ]
    monkeypatch.setattr(sys, "argv", [str(FITTING), *map(str, given), "--weights"])
    runpy.run_path(str(FITTING), run_name="__main__")
    printed = capsys.readouterr()
    pairs, alarms, weights = (part.splitlines() for part in printed.out.strip().split("\n\n"))
    assert [row.split(" | ")[0] for row in pairs] == [
        "| pairs",
        pairs[1],
        "| spellings",
        "| short forms",
        "| mean",
        "| mean, lowest search",
        "| mean, highest search",
    ]
    assert {row.count("|") for row in pairs} == {12}
    assert pairs[0].count("held out") == 3
    assert [row.split(" | ")[:2] for row in alarms[2:]] == [
        ["| bounding the fit", "2"],
        ["| only counted", "1"],
    ]
    assert f"| NAMESAKES | 0.00 | {shipped_weights.NAMESAKES:.2f} |" in "\n".join(weights)
    assert "fitted without short forms" in printed.err


def test_one_source_cannot_be_held_out(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(FITTING), str(files[0])])
    with pytest.raises(SystemExit):
        runpy.run_path(str(FITTING), run_name="__main__")
