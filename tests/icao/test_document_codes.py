"""Document codes and words, and the kinds of document they can mean."""

from __future__ import annotations

import pytest

from border_check.icao.document_codes import document_types
from border_check.values.document import DocumentType

KINDS = [
    ("plain passport", "P", "passport emergency_passport travel_document"),
    ("as in a zone", "P<", "passport emergency_passport travel_document"),
    ("lower case", "p", "passport emergency_passport travel_document"),
    ("ordinary", "PP", "passport"),
    ("emergency", "PE", "passport emergency_passport"),
    ("refugee", "PR", "passport travel_document"),
    ("laissez-passer", "PL", "passport travel_document"),
    ("an issuer's own letter", "PX", "passport emergency_passport travel_document"),
    ("card", "I<", "identity_card residence_permit"),
    ("identity card", "ID", "identity_card"),
    ("residence permit", "IR", "residence_permit"),
    ("an issuer's own card", "IX", "identity_card residence_permit"),
    ("passport card", "IP", "passport identity_card"),
    ("crew", "AC", "seaman_book"),
    ("visa", "VC", "visa"),
    ("word", "passport", "passport"),
    ("word of a list", "Identity Card", "identity_card"),
    ("abbreviated", "ID card", "identity_card"),
    ("with an apostrophe", "Seaman's book", "seaman_book"),
    ("with a hyphen", "laissez-passer", "travel_document"),
    ("unknown code", "X", ""),
    ("unknown word", "library card", ""),
    ("nothing", "", ""),
    ("a digit", "P1", ""),
]


@pytest.mark.parametrize(("text", "kinds"), [r[1:] for r in KINDS], ids=[r[0] for r in KINDS])
def test_kinds(text: str, kinds: str) -> None:
    assert document_types(text) == {DocumentType(kind) for kind in kinds.split()}


@pytest.mark.parametrize("kind", DocumentType)
def test_a_kind_means_itself(kind: DocumentType) -> None:
    assert document_types(kind) == {kind}
