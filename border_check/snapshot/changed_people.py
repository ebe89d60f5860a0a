"""What changed on a list of people from one version to another."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from border_check.snapshot.opening import Reading, connection_to_both, require_own_schema

_FRESH = """
SELECT nominal.row, record_id, nominal.facts FROM main.nominal AS nominal
LEFT JOIN other.nominal AS before USING (record_id)
WHERE before.facts IS NOT nominal.facts ORDER BY nominal.row
"""
_GONE = """
SELECT record_id FROM other.nominal AS before
LEFT JOIN main.nominal AS after USING (record_id) WHERE after.facts IS NOT before.facts
"""


class ChangedPeople(NamedTuple):
    """The difference between two versions of a list."""

    fresh: tuple[tuple[int, str], ...]
    """Row and facts of the records that are new or changed."""
    touched: frozenset[str]
    """Names of all records that are new, changed or withdrawn."""


def changed_people(before: Path, after: Path) -> ChangedPeople:
    """Compare two versions, record by record; raises `SnapshotError` where one cannot be read."""
    require_own_schema(before)
    with Reading(after), closing(connection_to_both(after, before)) as both:
        fresh = both.execute(_FRESH).fetchall()
        gone = [record_id for (record_id,) in both.execute(_GONE)]
    return ChangedPeople(
        tuple((row, facts) for row, _, facts in fresh),
        frozenset((*gone, *(record_id for _, record_id, _ in fresh))),
    )
