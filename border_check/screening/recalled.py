"""Records that their owners have withdrawn: a hit on one is a note, until the list itself is newer.

A record that is withdrawn must stop nobody, and lists reach a post only so often. What a version
says that its source has confirmed since the recall counts again: the owner's list is what holds.
The file of a home is a view of its journal; one that is missing or damaged recalls nothing.
"""

from __future__ import annotations

import os

from border_check.at_rest.reading import read_text
from border_check.at_rest.writing import write_lasting
from border_check.language import sentence
from border_check.screening.findings import Asked
from border_check.values.actions import ActionClass
from border_check.values.digest import sha256
from border_check.values.json_text import canonical, from_json
from border_check.values.recall import Recall
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def without_recalled(asked: list[Asked], file: str) -> list[Asked]:
    """What the lists say, with a note for each hit whose record was withdrawn; of a discreet record
    there is none, for a note would tell of it."""
    known = {(recall.list, recall.record_id): recall for recall in read_recalls(file)}
    return [_noted(one, known) for one in asked] if known else asked


def _noted(one: Asked, known: Mapping[tuple[str, str], Recall]) -> Asked:
    hits, problems, gone = [], list(one.found.problems), list(one.found.cleared)
    for hit in one.found.hits:
        recall = known.get((hit.list, hit.record_id))
        if recall is None or (one.status.as_of or "") >= recall.at:
            hits.append(hit)
            continue
        gone.append((hit.list, hit.record_id))
        if hit.action is not ActionClass.DISCREET:
            text = sentence(
                "{list} record {record} was withdrawn by its owner on {day} (recall {recall})",
                list=one.list.title,
                record=hit.record_id,
                day=recall.at[:10],
                recall=recall.reference,
            )
            problems.append(Problem("recalled", text, hit.list))
    found = one.found._replace(hits=tuple(hits), problems=tuple(problems), cleared=tuple(gone))
    return one._replace(found=found)


def read_recalls(file: str) -> list[Recall]:
    """The recalls of a home; none where the file is missing, or is not as it was written."""
    try:
        digest, _, text = read_text(file).partition("\n")
        if sha256(text.encode()).hexdigest() != digest:
            return []
        return [Recall(**recall) for recall in from_json(text)]
    except (OSError, ValueError, TypeError):
        return []


def keep_recalls(file: str, recalls: Iterable[Recall]) -> None:
    """Put recalls in place of those that were there; either stand, and never half of them."""
    found = list(recalls)
    if found == read_recalls(file):
        return
    text = canonical([recall._asdict() for recall in found])
    building = f"{file}.{os.getpid()}"
    write_lasting(building, f"{sha256(text.encode()).hexdigest()}\n{text}".encode())
    os.replace(building, file)
