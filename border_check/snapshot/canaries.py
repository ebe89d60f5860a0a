"""Whether a snapshot finds the records that it must have."""

from __future__ import annotations

from collections.abc import Sequence

from border_check.errors import SnapshotError
from border_check.snapshot.reader import Snapshot
from border_check.values.canary import Canary


def require_canaries(snapshot: Snapshot, canaries: Sequence[Canary]) -> None:
    """Raise `SnapshotError` for the first of these that is not found.

    They are asked as a traveller is: by what is read of a document, or by name and birth date.
    """
    for canary in canaries:
        if not (_is_document(snapshot, canary) if canary.number else _is_person(snapshot, canary)):
            raise SnapshotError(
                f"{snapshot.meta['list']}: {canary.shown} must be on it, and is not found",
                hint="do not use the list before its owner has explained that",
            )


def _is_document(snapshot: Snapshot, canary: Canary) -> bool:
    return any(
        found.record.issuing_state == canary.issuer for found in snapshot.documents(canary.number)
    )


def _is_person(snapshot: Snapshot, canary: Canary) -> bool:
    from border_check.matching import weights
    from border_check.matching.person import compare_person
    from border_check.values.dates import PartialDate
    from border_check.values.person import Name, Person

    born = PartialDate.parse(canary.dob) if canary.dob else None
    person = Person(Name(canary.name), born=born)
    threshold = weights.THRESHOLD_SECOND_LINE
    return any(
        compare_person(person, snapshot.nominal(row), snapshot.rarity, threshold).grade
        for row in snapshot.find_candidates(person, threshold)
    )
