"""Asking one list of nominals about a person, and about the document that they present (TDAWN)."""

from __future__ import annotations

from border_check.screening.findings import Findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from border_check.screening.document_hits import DocumentMatch
    from border_check.screening.library import OpenList
    from border_check.snapshot.reader import Snapshot
    from border_check.values.document import TravelDocument
    from border_check.values.person import Person


def ask_nominals(
    one: OpenList,
    person: Person | None,
    document: TravelDocument | None,
    asked: date,
    threshold: float,
    margin: float = 0.0,
) -> Findings:
    """What a list of nominals says: of the person by name and facts, of the document by number.

    With a `margin`, in points, it also tells who is near (`screening.near`): within so much of the
    threshold, or above it.
    """
    snapshot = one.snapshot
    if snapshot is None:
        return Findings()
    rows: dict[int, DocumentMatch | None] = {}
    if document is not None:
        rows.update(listed_to(snapshot, document, asked))
    if person is not None:
        for row in snapshot.find_candidates(person, threshold - margin):
            rows.setdefault(row, None)
    if not rows:
        return Findings()
    # What compares people is imported with the first of them.
    from border_check.screening.nominal_hits import said_of_person

    return said_of_person(one, snapshot, person, rows, asked, threshold, margin)


def listed_to(
    snapshot: Snapshot, document: TravelDocument, asked: date
) -> dict[int, DocumentMatch]:
    """The rows of people to whom a list gives this document."""
    found = dict.fromkeys(snapshot.documents(document.number))
    listed: dict[int, DocumentMatch] = {}
    if found:
        from border_check.screening.document_hits import matches

        for match in matches(snapshot, found, document, asked):
            if match.comparison.grade is not None:
                listed.setdefault(match.found.row, match)
    return listed
