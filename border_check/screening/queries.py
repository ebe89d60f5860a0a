"""What is asked, as it was understood: here by number, beside by machine readable zone and person.

Most checks are of a number or a zone: what reads people is imported where there is one.
"""

from __future__ import annotations

from border_check.errors import UnreadableInput, UsageError
from border_check.icao.document_codes import document_types
from border_check.icao.states import find_state
from border_check.language import sentence
from border_check.values.document import TravelDocument
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.record import NamedTuple
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from border_check.icao.mrz import Mrz
    from border_check.values.person import Person
    from border_check.values.vehicle import Vehicle


class Query(NamedTuple):
    """One question to the lists."""

    document: TravelDocument | None
    """None where no number was given or could be read."""
    person: Person | None
    """None where no name was given or could be read."""
    shown: Mapping[str, Any]
    """The query in the words of the JSON contract."""
    problems: tuple[Problem, ...] = ()
    keyed: bool = False
    """Whether it was typed, not scanned."""
    number_unread: bool = False
    """Whether the document number cannot be trusted, so that no hit means nothing."""
    zone: Mrz | None = None
    """None where there was none to scan."""
    vehicle: Vehicle | None = None
    """None where a document or a person is asked about."""
    others: tuple[TravelDocument, ...] = ()
    """Documents of the same traveller beside the first, each asked about like it."""


def document_query(
    number: str,
    issuing_state: str | None,
    document_type: str | None,
    holder: Mapping[str, Any] | None,
    asked: date,
) -> Query:
    """A document by its number, typed in, perhaps with its issuer, type and holder.

    Raises `UnreadableInput` when the number, the issuer or a fact of the holder cannot be read.
    """
    compacted = number_of(number)
    issuer = state_of(issuing_state, "issuing state") if issuing_state else None
    document = TravelDocument(compacted, issuer, document_type or None)
    person = _holder(holder, document)
    shown = {
        "number": compacted,
        "issuing_state": issuer,
        "document_type": document_type,
        **_holder_facts(person),
    }
    problems = expiry_problems(document, asked) + _type_problems(document_type)
    return Query(document, person, present(shown), problems, keyed=True)


def present(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without the absent facts."""
    return {key: value for key, value in facts.items() if value not in (None, "")}


def number_of(text: str) -> str:
    """A document number as it is compared; raises `UnreadableInput` for what no document has."""
    number = compact(text)
    if is_machine_readable(number):
        return number
    raise UnreadableInput(
        f"document number: found {len(number)} letters and digits, expected 1 to 22 of A-Z and 0-9"
        if number.isascii()
        else "document number: expected A-Z and 0-9",
        hint="type the number as it is printed, or give the whole zone with --mrz",
    )


def state_of(text: str, field: str) -> str:
    """The code of a state by any of its names; raises `UnreadableInput` for what is none."""
    code = find_state(text)
    if code is None:
        raise UnreadableInput(
            f"{field}: found {text!r:.40}, expected a state: alpha-3, alpha-2 or name",
            hint="as in UTO, D, FR, Utopia; leave it out if it is not known",
        )
    return code


def expiry_problems(document: TravelDocument, asked: date) -> tuple[Problem, ...]:
    """That a document has expired, where it has."""
    expiry = document.expiry
    if expiry is None or not expiry.is_full or expiry.first_day() >= asked:
        return ()
    return (
        Problem(
            "document_expired",
            sentence("the document expired on {day}", day=expiry),
            field="expiry_date",
        ),
    )


def _holder(holder: Mapping[str, Any] | None, document: TravelDocument) -> Person | None:
    if not holder:
        return None
    if "documents" in holder:
        raise UsageError("the holder's document is the one that is asked about")
    from border_check.screening.person_queries import person_query, reference_to

    person = person_query(holder).person
    if person is None:
        return None
    return person._replace(documents=(reference_to(document),))


def _holder_facts(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    from border_check.screening.person_queries import person_facts

    return person_facts(person)


def _type_problems(document_type: str | None) -> tuple[Problem, ...]:
    if not document_type or document_types(document_type):
        return ()
    return (
        Problem(
            "type_unknown",
            sentence("document type {type} is not known", type=f"{document_type!r:.20}"),
            field="document_type",
        ),
    )
