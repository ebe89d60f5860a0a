"""Questions about a person."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.errors import UnreadableInput
from border_check.screening.queries import Query, number_of, present, state_of
from border_check.values.document import TravelDocument
from border_check.values.document_number import compact
from border_check.values.mapping import person_from_mapping
from border_check.values.person import DocumentReference, Person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
        number_of(reference.number)
    document = TravelDocument(*person.documents[0]) if person.documents else None
    return Query(document, person, person_facts(person), keyed=True)


def has_name(person: Person) -> bool:
    """Whether there is a letter or a figure to search by: without one, nobody could be found."""
    from border_check.names.words import spell

    return bool(spell(person.name.text, person.name.truncated))


def person_of(mapping: Mapping[str, Any]) -> Person:
    """A person as the mapping of the Python interface names them, states and numbers as compared.

    Raises `UsageError` for an unknown key, `UnreadableInput` for an unreadable value.
    """
    person = person_from_mapping(mapping)
    nationality = person.nationality and state_of(person.nationality, "nationality")
    documents = tuple(
        DocumentReference(compact(number), issuer and state_of(issuer, "issuing state"), kind)
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


def reference_to(document: TravelDocument) -> DocumentReference:
    """A document as one that belongs to a person."""
    return DocumentReference(document.number, document.issuing_state, document.type)
