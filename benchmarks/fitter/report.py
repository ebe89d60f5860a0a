"""The figures of weights, side by side, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from statistics import mean
from typing import NamedTuple

import numpy as np

from border_check.evaluation.pairs import Evaluation, evaluate
from border_check.names.words import spell
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison, Evidence, Relation

from fitter.prior import plain
from fitter.search import NEEDED
from fitter.sources import Innocents, Source
from fitter.weights import Floats, NameWeights, named, shipped

WAYS = ("shipped", "fitted on all", "held out")

Fits = Sequence[NameWeights]
"""Of the same pairs, by one search after the other."""


class Figures(NamedTuple):
    """What one set of weights comes to on one source."""

    auc: float
    f1: float
    recall: float
    """At one per cent of false alarms."""


def figures_now(source: Source) -> Figures:
    """The figures of `border-check evaluate`."""
    return _figures(evaluate(source.pairs))


def figures(source: Source, weights: NameWeights) -> Figures:
    """The same with the points of other weights; half a hundredth of a point may be rounded either
    way, which can tip a pair in thousands."""
    points = iter(source.names.points_as_told(weights))

    def compare(person: Person, nominal: Nominal) -> Comparison:
        both = spell(person.name.text, person.name.truncated) and spell(nominal.name)
        relation = Relation.AGREES if both else Relation.MISSING
        name = Evidence("name", relation, points=float(next(points)))
        return Comparison((name, Evidence("birth_date", Relation.MISSING)), None)

    return _figures(evaluate(source.pairs, (), compare))


def _figures(found: Evaluation) -> Figures:
    return Figures(found.auc or 0.0, found.default.f1 or 0.0, found.recall_at_1_per_cent or 0.0)


def flagged(innocents: Innocents, weights: NameWeights) -> float:
    """Innocents of a thousand who are flagged by name alone."""
    points = innocents.names.points_as_told(weights)
    return 1000 * float((innocents.most(points) >= NEEDED).mean())


def table(sources: Sequence[Source], of_all: Fits, held_out: Sequence[Fits]) -> Iterator[str]:
    """A row for each source, and their mean; `held_out` were fitted without the source in their
    place. Figures are means of the searches; what the best and the worst of these come to on all
    sources stands below."""
    yield f"| pairs | n |{''.join(f' {what} {way} |' for what in _WHAT for way in WAYS)}"
    yield f"|---|---:|{'---:|' * len(_WHAT) * len(WAYS)}"
    places = zip(sources, held_out, strict=True)
    found = np.array([_by_search(source, of_all, without) for source, without in places])
    for source, values in zip(sources, found.mean(axis=1), strict=True):
        yield _row(source.name, len(source.pairs), values)
    means = found.mean(axis=0)
    together = sum(len(source.pairs) for source in sources)
    for name, values in (
        ("mean", means.mean(axis=0)),
        ("mean, lowest search", means.min(axis=0)),
        ("mean, highest search", means.max(axis=0)),
    ):
        yield _row(name, together, values)


_WHAT = ("AUC", "F1", "found at 1 %")


def _by_search(source: Source, of_all: Fits, without: Fits) -> list[Floats]:
    """For each search the figures in the order of the columns."""
    now = figures_now(source)
    searches = zip(of_all, without, strict=True)
    ways = [(now, figures(source, one), figures(source, other)) for one, other in searches]
    return [np.transpose(way).ravel() for way in ways]


def _row(name: str, count: int, values: Iterable[float]) -> str:
    return f"| {name} | {count:,} |{''.join(f' {value:.3f} |' for value in values)}"


def alarm_table(
    innocents: dict[str, Innocents], of_all: Fits, held_out: Sequence[Fits]
) -> Iterator[str]:
    """Innocents flagged of a thousand, by those who bounded the fit and by those who did not."""
    yield f"| innocents flagged, of 1,000 | n |{''.join(f' {way} |' for way in WAYS)}"
    yield f"|---|---:|{'---:|' * len(WAYS)}"
    for name, some in innocents.items():
        found = [
            mean(flagged(some, weights) for weights in every)
            for every in ([shipped()], of_all, chain.from_iterable(held_out))
        ]
        yield f"| {name} | {len(some.first):,} |{''.join(f' {value:.1f} |' for value in found)}"


def weight_table(fitted: Fits) -> Iterator[str]:
    """Each weight at the start of a fit, as shipped, and as each search on all sources found it."""
    searches = [f"search {number}" for number in range(1, len(fitted) + 1)]
    yield f"| {' | '.join(('weight', 'start', 'shipped', *searches))} |"
    yield f"|---|{'---:|' * (2 + len(fitted))}"
    every = [dict(_each(weights)) for weights in (plain(), shipped(), *fitted)]
    for name in every[0]:
        yield f"| {name} |{''.join(f' {numbers[name]:.2f} |' for numbers in every)}"


def _each(weights: NameWeights) -> Iterator[tuple[str, float]]:
    """Every number with its name and its place."""
    for name, value in named(weights).items():
        if name.startswith("AGREEMENT"):
            for likeness, share, constant in value:
                yield f"{name} {likeness:.2f}, share", share
                yield f"{name} {likeness:.2f}, constant", constant
        elif isinstance(value, tuple):
            yield from ((f"{name} {place}", number) for place, number in enumerate(value))
        else:
            yield name, value
