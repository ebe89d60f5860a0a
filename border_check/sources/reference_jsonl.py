"""`reference-jsonl`, what genuine documents look like: one object a line, for one series each.

    {"id": "UTO-P-2019", "issuer": "UTO", "type": "P", "series": "2019", "layout": "TD3",
     "numbers": ["L#######"], "validity": [5, 10], "issued_from": "2019-03",
     "materials": ["polycarbonate data page"], "checks": ["tilt it: the star turns green"],
     "pictures": ["uto/p-2019-data-page.jpg"], "certain": true}

Only `id`, `issuer` and `type` are needed. `numbers` are masks (`values/number_mask`), `validity` is
in years. A document that no record of its issuer and type admits is prompted, and a record that is
not `certain` admits every document. Other keys are kept and shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from border_check.sources.files import members_of
from border_check.sources.guidance_fields import Facts, any_ours, chosen_of, entries_of, keys_of
from border_check.sources.interface import Reading
from border_check.sources.record_cells import Unusable
from border_check.values.guidance import ReferenceDocument
from border_check.values.lists import ListDescription, ListKind

_OURS = frozenset(("id", "issuer", "type"))
_OF_THIS_KIND = frozenset(
    ("series", "layout", "numbers", "validity", "materials", "checks", "certain", "issued_from")
)
_FOREIGN = frozenset(("text", "mrz", "name", "surname", "schema", "entity_id"))
_WHAT = "reference documents, one JSON object a line"


class ReferenceJsonl:
    """Reference documents in our own keys, one JSON object a line."""

    name: ClassVar[str] = "reference-jsonl"
    kind: ClassVar[ListKind] = ListKind.REFERENCES
    summary: ClassVar[str] = "genuine documents, ours: one JSON object a line (issuer, type, …)"

    def recognises(self, path: Path) -> bool:
        """Whether the first line is an object about documents of an issuer, and no alert."""
        return any_ours(path, _is_ours)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            warnings = chosen_of(members, _is_ours, _WHAT).warnings
        return Reading(None, entries_of(path, _is_ours, _WHAT, _record), warnings)


def _is_ours(head: str) -> bool:
    keys = keys_of(head)
    return keys >= _OURS and bool(keys & _OF_THIS_KIND) and not keys & _FOREIGN


def _record(facts: Facts) -> ReferenceDocument:
    record = ReferenceDocument(
        record_id=facts.needed("id", "no id: a prompt could not be traced to its record"),
        issuing_state=facts.issuer("issuer"),
        type=facts.type("type"),
        title=facts.text("title"),
        series=facts.text("series"),
        layout=facts.layout("layout"),
        numbers=facts.masks("numbers"),
        validity=facts.years("validity"),
        issued_from=facts.date("issued_from"),
        issued_to=facts.date("issued_to"),
        materials=facts.texts("materials"),
        checks=facts.texts("checks"),
        pictures=facts.pictures("pictures"),
        certain=facts.flag("certain"),
        source=facts.text("source"),
    )
    if not record.type:
        raise Unusable("type", "no document type")
    return record._replace(extra=facts.extra())
