"""From a traveller as a message lists one to one that can be asked about."""

from __future__ import annotations

from datetime import date

from border_check.language import sentence
from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.edifact.listed import Listed, ListedDocument
from border_check.manifests.interface import Traveller
from border_check.manifests.traveller import read_traveller
from border_check.values.document import told_of_others
from border_check.values.person import DocumentReference
from border_check.values.screening import Problem

COLUMNS = (
    *("surname", "given_names", "sex", "birth_date", "nationality", "birthplace", "birth_country"),
    *("document_type", "number", "issuing_state", "expiry_date"),
)
"""Fields of a traveller of whom nothing else is said."""


def cells_of(listed: Listed) -> list[str]:
    """The texts of a traveller, by `COLUMNS`."""
    cells = {**listed.cells, **listed.document.cells}
    return [cells.get(field, "") for field in COLUMNS]


def is_plain(listed: Listed) -> bool:
    """Whether the columns say all that is known of a traveller."""
    return not listed.problems and len(listed.documents) <= 1 and "name" not in listed.cells


def traveller_of(row: int, listed: Listed, asked: date, proof: ColumnProof) -> Traveller:
    """Read a traveller. Never raises: what cannot be read is a problem of the row."""
    cells = {**listed.cells, **listed.document.cells}
    read = read_traveller(row, listed.line, cells, asked, proof)
    if not listed.others and not listed.problems and not listed.journey:
        return read
    return _with_others(read, listed, asked, proof)._replace(journey=listed.journey)


def _with_others(read: Traveller, listed: Listed, asked: date, proof: ColumnProof) -> Traveller:
    """With the documents that are not the first, and what is wrong with segments."""
    others = []
    problems = [*read.problems, *listed.problems]
    for document in listed.others:
        other = read_traveller(read.row, read.line, document.cells, asked, proof)
        problems += [_of_other(problem, document) for problem in other.problems]
        if other.document is not None:
            others.append(other.document)
    query = dict(read.query)
    if others:
        query["other_documents"] = told_of_others(others)
    person = read.person
    if person is not None and others:
        references = (DocumentReference(one.number, one.issuing_state, one.type) for one in others)
        person = person._replace(documents=(*person.documents, *references))
    return read._replace(query=query, person=person, others=tuple(others), problems=tuple(problems))


def _of_other(problem: Problem, document: ListedDocument) -> Problem:
    told = f"{document.kind} {document.number}".strip()
    text = sentence("other document {document}: {problem}", document=told, problem=problem.text)
    return problem._replace(text=text)
