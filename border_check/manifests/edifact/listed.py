"""A traveller as a message lists one: texts, each under the field that it fills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from border_check.values.screening import Problem

VISA = "V"


class ListedDocument(NamedTuple):
    """A document of a traveller, as it is written."""

    kind: str = ""
    number: str = ""
    issuer: str = ""
    expiry: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """Its texts by field."""
        fields = ("document_type", "number", "issuing_state", "expiry_date")
        return {field: text for field, text in zip(fields, self, strict=True) if text}


class Listed(NamedTuple):
    """A traveller, from the segments about them."""

    line: int
    """Line on which the first of these segments starts."""
    cells: Mapping[str, str]
    """Texts by field, without those of documents; dates as YYYY-MM-DD where they can be read."""
    documents: tuple[ListedDocument, ...] = ()
    journey: Mapping[str, str] = {}
    """What is said of their place in the journey: role, flight, from, to, reservation, seat."""
    problems: tuple[Problem, ...] = ()

    @property
    def document(self) -> ListedDocument:
        """The one to be asked about first: with a number, and rather no visa."""
        numbered = [one for one in self.documents if one.number]
        travel = [one for one in numbered if not one.kind.upper().startswith(VISA)]
        return next(iter((*travel, *numbered, *self.documents)), ListedDocument())

    @property
    def others(self) -> tuple[ListedDocument, ...]:
        """The other documents that have a number, each once."""
        first = self.document
        numbers = {(one.number, one.issuer): one for one in reversed(self.documents) if one.number}
        numbers.pop((first.number, first.issuer), None)
        return tuple(reversed(numbers.values()))
