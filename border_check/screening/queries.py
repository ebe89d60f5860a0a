"""What is asked, as it was understood: by machine readable zone, by number, by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from border_check.errors import UnreadableInput, UsageError
from border_check.icao.document_codes import document_types
from border_check.icao.mrz import Mrz, parse_mrz
from border_check.icao.states import find_state, is_known
from border_check.names.words import spell
from border_check.values.document import TravelDocument
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.mapping import person_from_mapping, sex_of
from border_check.values.person import DocumentReference, Name, Person
from border_check.values.record import NamedTuple
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
    compacted = _number(number)
    issuer = _state(issuing_state, "issuing state") if issuing_state else None
    document = TravelDocument(compacted, issuer, document_type or None)
    person = _holder(holder, document)
    shown = {
        "number": compacted,
        "issuing_state": issuer,
        "document_type": document_type,
        **(person_facts(person) if person else {}),
    }
    problems = _expiry_problems(document, asked) + _type_problems(document_type)
    return Query(document, person, present(shown), problems, keyed=True)


def zone_query(lines: str | Sequence[str], asked: date) -> Query:
    """A document by its machine readable zone; raises `MrzShapeError`."""
    mrz = parse_mrz(lines)
    issuer = mrz.issuing_state if is_known(mrz.issuing_state) else None
    problems = [
        Problem(
            "check_digit",
            f"check digit of {failure.field.replace('_', ' ')}: "
            f"found {failure.found or 'none'}, expected {failure.expected}",
            field=failure.field,
        )
        for failure in mrz.failures
    ]
    if issuer is None:
        problems.append(
            Problem(
                "issuer_unreadable",
                f"issuing state {mrz.issuing_state or '(empty)'} is not one of Doc 9303-3",
                field="issuing_state",
            )
        )
    number = compact(mrz.number)
    document = None
    if is_machine_readable(number):
        document = TravelDocument(
            number, issuer, mrz.document_code, mrz.expires(), mrz.number_check_digit
        )
        problems += _expiry_problems(document, asked)
    else:
        problems.append(
            Problem("number_unreadable", "the zone has no document number", field="number")
        )
    return Query(
        document=document,
        person=_bearer(mrz, document, asked),
        shown=_zone_facts(mrz, asked),
        problems=tuple(problems),
        number_unread=document is None or mrz.checks.document_number is False,
    )


def person_query(mapping: Mapping[str, Any]) -> Query:
    """A person by the mapping of the Python interface.

    Raises `UsageError` for an unknown key, `UnreadableInput` for an unreadable value and where
    there is nothing to search by.
    """
    person = person_of(mapping)
    if not has_name(person) and not person.documents:
        raise UnreadableInput(
            "the query has neither a name nor a document that can be read",
            hint="give a name, or --doc NUMBER",
        )
    for reference in person.documents:
        _number(reference.number)
    document = TravelDocument(*person.documents[0]) if person.documents else None
    return Query(document, person, person_facts(person), keyed=True)


def has_name(person: Person) -> bool:
    """Whether there is a letter or a figure to search by: without one, nobody could be found."""
    return bool(spell(person.name.text, person.name.truncated))


def person_of(mapping: Mapping[str, Any]) -> Person:
    """A person as the mapping of the Python interface names them, states and numbers as compared.

    Raises `UsageError` for an unknown key, `UnreadableInput` for an unreadable value.
    """
    person = person_from_mapping(mapping)
    nationality = person.nationality and _state(person.nationality, "nationality")
    documents = tuple(
        DocumentReference(compact(number), issuer and _state(issuer, "issuing state"), kind)
        for number, issuer, kind in person.documents
        if compact(number)
    )
    return person._replace(nationality=nationality or None, documents=documents)


def person_facts(person: Person) -> dict[str, Any]:
    """A person asked about, in the words of the JSON contract; absent facts are absent keys."""
    number = person.documents[0] if person.documents else None
    parts = bool(person.name.surname or person.name.given)
    return present(
        {
            "name": None if parts else person.name.text,
            "surname": person.name.surname,
            "given_names": person.name.given,
            "birth_date": str(person.born) if person.born else None,
            "sex": person.sex,
            "nationality": person.nationality,
            "birthplace": person.birthplace,
            "number": number.number if number else None,
            "issuing_state": number.issuing_state if number else None,
        }
    )


def present(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without the absent facts."""
    return {key: value for key, value in facts.items() if value not in (None, "")}


def _bearer(mrz: Mrz, document: TravelDocument | None, asked: date) -> Person | None:
    if not mrz.surname and not mrz.given_names:
        return None
    name = Name(
        f"{mrz.given_names} {mrz.surname}".strip(), mrz.surname, mrz.given_names, mrz.truncated
    )
    reference = document and DocumentReference(
        document.number, document.issuing_state, document.type
    )
    return Person(
        name=name,
        born=mrz.born(asked),
        sex=None if mrz.sex in ("", "<") else _sex(mrz.sex),
        nationality=mrz.nationality if is_known(mrz.nationality) else None,
        documents=(reference,) if reference else (),
    )


def _zone_facts(mrz: Mrz, asked: date) -> dict[str, Any]:
    born, expires = mrz.born(asked), mrz.expires()
    sex = _sex(mrz.sex)
    facts = present(
        {
            "number": compact(mrz.number),
            "issuing_state": mrz.issuing_state,
            "document_type": mrz.document_code,
            "nationality": mrz.nationality,
            "birth_date": str(born) if born else None,
            "sex": sex,
            "expiry_date": str(expires) if expires else None,
        }
    )
    facts["mrz"] = {
        "format": mrz.format,
        "surname": mrz.surname,
        "given_names": mrz.given_names,
        "truncated": mrz.truncated,
        "failures": [failure._asdict() for failure in mrz.failures],
    }
    return facts


def _sex(text: str) -> Any:
    try:
        return sex_of(text) if text else None
    except ValueError:
        return None


def _holder(holder: Mapping[str, Any] | None, document: TravelDocument) -> Person | None:
    if not holder:
        return None
    if "documents" in holder:
        raise UsageError("the holder's document is the one that is asked about")
    person = person_query(holder).person
    if person is None:
        return None
    reference = DocumentReference(document.number, document.issuing_state, document.type)
    return person._replace(documents=(reference,))


def _number(text: str) -> str:
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


def _state(text: str, field: str) -> str:
    code = find_state(text)
    if code is None:
        raise UnreadableInput(
            f"{field}: found {text!r:.40}, expected a state: alpha-3, alpha-2 or name",
            hint="as in UTO, D, FR, Utopia; leave it out if it is not known",
        )
    return code


def _expiry_problems(document: TravelDocument, asked: date) -> tuple[Problem, ...]:
    expiry = document.expiry
    if expiry is None or not expiry.is_full or expiry.first_day() >= asked:
        return ()
    return (Problem("document_expired", f"the document expired on {expiry}", field="expiry_date"),)


def _type_problems(document_type: str | None) -> tuple[Problem, ...]:
    if not document_type or document_types(document_type):
        return ()
    return (
        Problem(
            "type_unknown",
            f"document type {document_type!r:.20} is not known",
            field="document_type",
        ),
    )
