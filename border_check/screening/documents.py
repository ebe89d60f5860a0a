"""Asking one list about a document."""

from __future__ import annotations

from border_check.icao.states import family, state_name
from border_check.language import sentence
from border_check.screening.findings import Findings
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from border_check.screening.library import OpenList
    from border_check.values.document import TravelDocument


def ask_documents(
    one: OpenList, document: TravelDocument, asked: date, sparse_issuer: int
) -> Findings:
    """What a list of documents says of one."""
    snapshot = one.snapshot
    if snapshot is None:
        return Findings()
    said = Findings()
    found = tuple(dict.fromkeys(snapshot.documents(document.number)))
    if found:  # as for one document in thousands: what compares is imported with it
        from border_check.screening.document_hits import said_of_document

        said = said_of_document(one, snapshot, document, found, asked)
    problems = (*said.problems, *_coverage(one, document, sparse_issuer))
    return Findings(said.hits, tuple(dict.fromkeys(problems)))


def _coverage(one: OpenList, document: TravelDocument, sparse: int) -> list[Problem]:
    """A list that hardly knows an issuer cannot speak for its documents: say so."""
    if not document.issuing_state:
        return []
    own = family(document.issuing_state)
    records = sum(
        count for state, count in one.issuer_records().items() if state and family(state) == own
    )
    if records >= sparse:
        return []
    name = state_name(document.issuing_state) or document.issuing_state
    if not records:
        text = sentence("{list} holds no records of {issuer}", list=one.title, issuer=name)
    elif records == 1:
        text = sentence("{list} holds 1 record of {issuer}", list=one.title, issuer=name)
    else:
        text = sentence(
            "{list} holds {records} records of {issuer}",
            list=one.title,
            records=records,
            issuer=name,
        )
    return [Problem("issuer_coverage", text, one.status.name)]
