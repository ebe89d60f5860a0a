"""What may be asked of the service: the types that its OpenAPI document is made of.

Each question has the keys that the Python interface takes, and is asked by the same code as the
command of its name. Unknown keys are refused by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from border_check.errors import UnreadableInput

if TYPE_CHECKING:
    from border_check.screening.screener import Screener
    from border_check.values.screening import Screening

_LONGEST = 200
"""Characters of a text; a full machine readable zone has 90."""

Text = Annotated[str, Meta(max_length=_LONGEST)]
Lines = Annotated[list[Text], Meta(min_length=1, max_length=3)]
DocumentPair = Annotated[list[Text | None], Meta(min_length=1, max_length=2)]


class Why(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """For what a question is asked; each has its default in the token of whoever asks."""

    purpose: Text | None = None
    """One of those that the token allows."""
    operation: Text | None = None
    direction: Text | None = None
    """entry, exit or transit."""


class Holder(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The holder of a document, as typed in from its page."""

    surname: Text | None = None
    given: Text | None = None
    dob: Text | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    nationality: Text | None = None
    gender: Text | None = None


class DocumentQuestion(Why, tag=False, kw_only=True):
    """A travel document: its machine readable zone, or its number and what else is known."""

    number: Text | None = None
    issuing_state: Text | None = None
    document_type: Text | None = None
    mrz: Text | Lines | None = None
    holder: Holder | None = None

    def ask(self, screener: Screener) -> Screening:
        """The answer; raises `UsageError` and `UnreadableInput`."""
        return screener.document(
            self.number,
            self.issuing_state,
            self.document_type,
            mrz=self.mrz,
            holder=_given(self.holder) if self.holder else None,
        )


class PersonQuestion(Why, tag=False, kw_only=True):
    """A person: a name, or its two halves, and what else is known."""

    name: Text | None = None
    surname: Text | None = None
    given: Text | None = None
    dob: Text | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    nationality: Text | None = None
    gender: Text | None = None
    documents: Annotated[list[DocumentPair], Meta(max_length=20)] | None = None
    """Pairs of number and issuing state."""
    pob: Text | None = None

    def ask(self, screener: Screener) -> Screening:
        """The answer; raises `UsageError` and `UnreadableInput`."""
        return screener.person(_given(self, but=Why.__struct_fields__))


class VehicleQuestion(Why, tag=False, kw_only=True):
    """A vehicle or a vessel: the numbers that it bears, one or several of them."""

    vin: Text | None = None
    plate: Text | None = None
    country: Text | None = None
    engine: Text | None = None
    part: Text | None = None
    registration: Text | None = None
    imo: Text | None = None

    def ask(self, screener: Screener) -> Screening:
        """The answer; raises `UsageError` and `UnreadableInput`."""
        return screener.vehicle(**_given(self, but=Why.__struct_fields__))


Question = DocumentQuestion | PersonQuestion | VehicleQuestion

Kind = TypeVar("Kind", DocumentQuestion, PersonQuestion, VehicleQuestion)


def read(content: bytes, kind: type[Kind]) -> Kind:
    """A question from its JSON; raises `UnreadableInput` naming the place that is wrong."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(
            f"the question cannot be read: {_why(error)}", hint="see /openapi.json"
        ) from None


def _why(error: Exception) -> str:
    """What is wrong and where, without what was given there."""
    return str(error) if isinstance(error, msgspec.DecodeError) else "it is no JSON"


def _given(question: msgspec.Struct, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """What was given, by its keys; empty is absent."""
    found = {name: getattr(question, name) for name in question.__struct_fields__}
    return {name: value for name, value in found.items() if value and name not in but}
