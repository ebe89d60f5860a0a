"""Questions by machine readable zone: the document, and its holder as the zone names them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from border_check.icao.mrz import Mrz, parse_mrz
from border_check.icao.states import is_known
from border_check.language import marked, sentence
from border_check.screening.person_queries import reference_to
from border_check.screening.queries import Query, expiry_problems, present
from border_check.values.document import TravelDocument
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.mapping import sex_of
from border_check.values.person import Name, Person
from border_check.values.screening import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def zone_query(lines: str | Sequence[str], asked: date) -> Query:
    """A document by its machine readable zone; raises `MrzShapeError`."""
    mrz = parse_mrz(lines)
    issuer = mrz.issuing_state if is_known(mrz.issuing_state) else None
    problems = [
        Problem(
            "check_digit",
            sentence(
                "check digit of {field}: found {found}, expected {expected}",
                field=sentence(failure.field.replace("_", " ")),
                found=failure.found or sentence("none"),
                expected=failure.expected,
            ),
            field=failure.field,
        )
        for failure in mrz.failures
    ]
    if issuer is None:
        problems.append(
            Problem(
                "issuer_unreadable",
                sentence(
                    "issuing state {state} is not one of Doc 9303-3",
                    state=mrz.issuing_state or sentence("(empty)"),
                ),
                field="issuing_state",
            )
        )
    number = compact(mrz.number)
    document = None
    if is_machine_readable(number):
        document = TravelDocument(
            number, issuer, mrz.document_code, mrz.expires(), mrz.number_check_digit
        )
        problems += expiry_problems(document, asked)
    else:
        problems.append(
            Problem("number_unreadable", marked("the zone has no document number"), field="number")
        )
    return Query(
        document=document,
        person=_bearer(mrz, document, asked),
        shown=_zone_facts(mrz, asked),
        problems=tuple(problems),
        number_unread=document is None or mrz.checks.document_number is False,
        zone=mrz,
    )


def _bearer(mrz: Mrz, document: TravelDocument | None, asked: date) -> Person | None:
    if not mrz.surname and not mrz.given_names:
        return None
    name = Name(
        f"{mrz.given_names} {mrz.surname}".strip(), mrz.surname, mrz.given_names, mrz.truncated
    )
    return Person(
        name=name,
        born=mrz.born(asked),
        sex=None if mrz.sex in ("", "<") else _sex(mrz.sex),
        nationality=mrz.nationality if is_known(mrz.nationality) else None,
        documents=(reference_to(document),) if document else (),
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
