"""The search for the weights that are worth most, by evolution (CMA-ES).

What is wanted has steps and flat places, and weights stand in for one another; so no gradient is
asked for. Same seed, same pairs and same machine give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean
from typing import NamedTuple

import cma
import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights as shipped_weights

from fitter.prior import DIMENSIONS, weights_at
from fitter.sources import Innocents, Source
from fitter.weights import Floats, NameWeights, shipped

NEEDED = shipped_weights.THRESHOLD_SECOND_LINE + shipped_weights.UNSUPPORTED
"""Points that make a hit where only names are known. Not fitted: all weights are in its measure."""
SOFTNESS = 0.3
"""Points about the threshold within which a pair counts as partly a hit, so that there is a slope
to follow, and so that no pair is worth a weight of its own."""
PRICE_OF_DISTANCE = 0.0005
"""For each weight one spread away from the start: as if a thousand pairs were to be outvoted."""
PRICE_OF_ALARMS = 0.02
"""For each innocent in a thousand who is flagged beyond those whom the shipped weights flag."""


class Effort(NamedTuple):
    """How long a search may take."""

    generations: int = 200
    each: int = 16
    """Weights that are tried in a generation."""
    searches: int = 3
    """Many weights do about as well, and which of them a search ends at is chance."""
    seed: int = 1
    """Of the first search; the next ones follow. From 1 on: `cma` takes 0 for the time of day."""


EFFORT = Effort()


def fit(
    sources: Sequence[Source],
    innocents: Innocents | None = None,
    effort: Effort = EFFORT,
) -> list[NameWeights]:
    """The weights that do best on these sources, each counting the same, and hardly flag more
    innocents than the shipped weights do: what each search found."""
    bound = soft_alarms(innocents, shipped()) if innocents else 0.0

    def cost(steps: Floats) -> float:
        weights = weights_at(steps)
        gained = mean(worth(source, weights) for source in sources)
        beyond = max(0.0, soft_alarms(innocents, weights) - bound) if innocents else 0.0
        return PRICE_OF_ALARMS * beyond + PRICE_OF_DISTANCE * float(steps @ steps) - gained

    seeds = range(effort.seed, effort.seed + effort.searches)
    return [weights_at(_least(cost, effort, seed)) for seed in seeds]


def _least(cost: Callable[[Floats], float], effort: Effort, seed: int) -> Floats:
    """Where one search found the cost to be least."""
    options = {"seed": seed, "popsize": effort.each, "verbose": -9}
    search = cma.CMAEvolutionStrategy(np.zeros(DIMENSIONS), 0.5, options)
    for _ in range(effort.generations):
        tried = search.ask()
        search.tell(tried, [cost(steps) for steps in tried])
    return min((search.result.xbest, search.result.xfavorite), key=cost)


def worth(source: Source, weights: NameWeights) -> float:
    """What is wanted: AUC and F1, one for the order and one for the threshold."""
    points = source.names.points(weights)
    return area(points[source.match], points[~source.match]) + soft_f1(points, source.match)


def area(positives: Floats, negatives: Floats) -> float:
    """The chance that a positive exceeds a negative, ties half."""
    ranked = np.sort(negatives)
    below = np.searchsorted(ranked, positives, "left") + np.searchsorted(ranked, positives, "right")
    return float(below.mean()) / (2 * len(ranked))


def soft_f1(points: Floats, match: NDArray[np.bool_]) -> float:
    """F1 where a pair near the threshold is partly a hit."""
    hits = _soft_hits(points)
    return float(2 * hits[match].sum() / (hits.sum() + match.sum()))


def soft_alarms(innocents: Innocents, weights: NameWeights) -> float:
    """Innocents of a thousand who are flagged; one near the threshold is flagged in part."""
    return 1000 * float(_soft_hits(innocents.most(innocents.names.points(weights))).mean())


def _soft_hits(points: Floats) -> Floats:
    return 1 / (1 + np.exp(np.clip((NEEDED - points) / SOFTNESS, -40, 40)))
