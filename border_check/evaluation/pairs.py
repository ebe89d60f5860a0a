"""How well the person matching does on labelled pairs of names: what it finds, and what it flags.

Each line of a pairs file holds two persons and whether they are one. A pair whose category ends in
`unrelated` joins names that share nothing (noms de guerre); no comparison of names can find those,
so they are counted apart and stand in no figure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, UnreadableInput
from border_check.matching.person import DEFAULT_THRESHOLD, compare_person, required
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.person import Nominal, Person
from border_check.values.screening import Comparison

THRESHOLDS = tuple(half / 2 for half in range(33))
"""The thresholds of the table and the plot, in points."""

_NAME_KEYS = ("name", "surname", "given")


class LabelledPair(NamedTuple):
    """Two persons, and whether they are one."""

    query: Person
    candidate: Nominal
    match: bool
    category: str = ""

    @property
    def unrelated(self) -> bool:
        """Whether nothing in the names can tell."""
        return self.category.endswith("unrelated")


class ScoredPair(NamedTuple):
    """A labelled pair with what the comparison made of it."""

    pair: LabelledPair
    points: float
    surcharge: float
    """Points by which this pair must exceed a threshold to alert at it."""

    def alerts(self, threshold: float) -> bool:
        """Whether the pair is a hit at this threshold."""
        return self.points >= threshold + self.surcharge


class AtThreshold(NamedTuple):
    """What happens at one threshold; a share is None where there is nothing to share."""

    threshold: float
    found: int
    missed: int
    false_alarms: int
    precision: float | None
    recall: float | None
    f1: float | None
    alarms_per_1000: float | None
    """Of a thousand pairs that are two persons, those that alert."""


class Misjudged(NamedTuple):
    """A pair that the default threshold of the second line gets wrong."""

    query: str
    candidate: str
    match: bool
    """Whether they are one person: a miss; else a false alarm."""
    category: str
    points: float
    by: float
    """Points on the wrong side of what would have made it a hit, or none."""


class Evaluation(NamedTuple):
    """All figures of one file of pairs."""

    pairs: int
    matching: int
    unrelated: int
    unrelated_alerts: int
    """Of the unrelated pairs, those that alert at the default threshold."""
    auc: float | None
    """How often a matching pair scores above a pair of two persons; ties count half."""
    recall_at_1_per_cent: float | None
    """What is found at the score that one in a hundred pairs of two persons exceeds."""
    default: AtThreshold
    table: tuple[AtThreshold, ...]
    misjudged: tuple[Misjudged, ...]
    """What the default threshold gets wrong, the worst first."""


def read_pairs(path: Path, *, names_alone: bool = True) -> list[LabelledPair]:
    """Read a file of pairs; with `names_alone`, facts beside the names are left out.

    Raises `UnreadableInput`, naming file, line and field.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return list(_pairs(lines, path, names_alone))
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: not UTF-8 text", hint="expected JSON lines") from None


def evaluate(
    pairs: Iterable[LabelledPair],
    thresholds: Sequence[float] = THRESHOLDS,
    compare: Callable[[Person, Nominal], Comparison] = compare_person,
) -> Evaluation:
    """Score every pair and count; a file without any pair gives figures of None."""
    scored = [_score(pair, compare) for pair in pairs]
    related = [found for found in scored if not found.pair.unrelated]
    apart = [found for found in scored if found.pair.unrelated]
    positives = sorted(found.points for found in related if found.pair.match)
    negatives = sorted(found.points for found in related if not found.pair.match)
    return Evaluation(
        pairs=len(related),
        matching=len(positives),
        unrelated=len(apart),
        unrelated_alerts=sum(found.alerts(DEFAULT_THRESHOLD) for found in apart),
        auc=area_under_curve(positives, negatives),
        recall_at_1_per_cent=_recall_at(positives, negatives, 0.01),
        default=_at(related, DEFAULT_THRESHOLD),
        table=tuple(_at(related, threshold) for threshold in thresholds),
        misjudged=tuple(sorted(_misjudged(related), key=lambda one: -one.by)),
    )


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive exceeds a negative, ties half; None without both."""
    if not positives or not negatives:
        return None
    ranked = sorted([(score, 1) for score in positives] + [(score, 0) for score in negatives])
    total, start = 0.0, 0
    while start < len(ranked):
        stop = start
        while stop < len(ranked) and ranked[stop][0] == ranked[start][0]:
            stop += 1
        middle_rank = (start + stop + 1) / 2
        total += middle_rank * sum(label for _, label in ranked[start:stop])
        start = stop
    count = len(positives)
    return (total - count * (count + 1) / 2) / (count * len(negatives))


def _score(pair: LabelledPair, compare: Callable[[Person, Nominal], Comparison]) -> ScoredPair:
    comparison = compare(pair.query, pair.candidate)
    return ScoredPair(pair, comparison.points, required(comparison.evidence, 0.0))


def _misjudged(scored: Sequence[ScoredPair]) -> Iterator[Misjudged]:
    for found in scored:
        pair = found.pair
        if found.alerts(DEFAULT_THRESHOLD) is not pair.match:
            by = abs(found.points - DEFAULT_THRESHOLD - found.surcharge)
            names = pair.query.name.text, pair.candidate.name
            yield Misjudged(*names, pair.match, pair.category, found.points, by)


def _at(scored: Sequence[ScoredPair], threshold: float) -> AtThreshold:
    alerting = [found.pair.match for found in scored if found.alerts(threshold)]
    positives = sum(found.pair.match for found in scored)
    found = sum(alerting)
    alarms, negatives = len(alerting) - found, len(scored) - positives
    return AtThreshold(
        threshold,
        found,
        positives - found,
        alarms,
        precision=_share(found, len(alerting)),
        recall=_share(found, positives),
        f1=_share(2 * found, len(alerting) + positives),
        alarms_per_1000=_share(1000 * alarms, negatives),
    )


def _recall_at(positives: Sequence[float], negatives: Sequence[float], rate: float) -> float | None:
    if not positives or not negatives:
        return None
    worst = sorted(negatives, reverse=True)
    cut = worst[min(int(rate * len(worst)), len(worst) - 1)]
    return sum(score > cut for score in positives) / len(positives)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _pairs(lines: Iterable[str], path: Path, names_alone: bool) -> Iterator[LabelledPair]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableInput(f"{place}: not JSON ({error.msg})") from None
        try:
            yield _pair(row, names_alone)
        except BorderCheckError as error:
            raise UnreadableInput(f"{place}: {error.message}", hint=error.hint) from None


def _pair(row: Any, names_alone: bool) -> LabelledPair:
    if not isinstance(row, dict):
        raise UnreadableInput("expected an object with query, candidate and match")
    for key, kind in (("query", dict), ("candidate", dict), ("match", bool)):
        if not isinstance(row.get(key), kind):
            raise UnreadableInput(f"{key}: missing, or not what it should be")
    query, candidate = row["query"], row["candidate"]
    if names_alone:
        query, candidate = _names(query), _names(candidate)
    return LabelledPair(
        person_from_mapping(query),
        nominal_from_mapping(candidate),
        row["match"],
        str(row.get("category") or ""),
    )


def _names(person: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in person.items() if key in _NAME_KEYS}
