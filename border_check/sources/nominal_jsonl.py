"""`nominal-jsonl`, our own format of persons: one object a line, in the keys of the contract.

    {"id": "UTO-1", "name": "Anna Maria ERIKSSON", "surname": "ERIKSSON", "given": "Anna Maria",
     "aliases": [{"name": "Ann ERIKSON", "strength": "weak"}], "dobs": ["1974-08-12"],
     "nationality": ["UTO"], "gender": "female", "passports": [["L898902C3", "UTO"]],
     "pob": "Zenith", "notice": "red", "action": "hold"}

Keys that the contract does not know are kept with the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from border_check.errors import UnreadableInput
from border_check.sources.countries import with_codes
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Place, Reading, Rejected
from border_check.sources.json_texts import first_object, read_lines
from border_check.values.actions import ActionClass
from border_check.values.lists import ListDescription, ListKind
from border_check.values.mapping import nominal_from_mapping
from border_check.values.person import Nominal, NoticeColour

_CHOICES = {"action": ActionClass, "notice": NoticeColour}


class NominalJsonl:
    """Persons in our own keys, one JSON object a line."""

    name: ClassVar[str] = "nominal-jsonl"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "persons, ours: one JSON object a line (id, name, dobs, passports, …)"

    def recognises(self, path: Path) -> bool:
        """Whether the first line is an object with an id and a name, and of no other format."""
        with members_of(path) as members:
            return any(_is_ours(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            warnings = _choose(members).warnings
        return Reading(None, _entries(path), warnings)


def nominal_or_rejected(
    mapping: Mapping[str, Any], place: Place, raw: Mapping[str, str] | str
) -> Nominal | Rejected:
    """A record in our keys; rejected when a value cannot be read, or nobody could find it."""
    if not str(mapping.get("id") or "").strip():
        return Rejected(place, "no id: a hit could not be traced to its record", "id", raw)
    try:
        nominal = nominal_from_mapping(mapping)
    except UnreadableInput as error:
        field, _, reason = error.message.partition(": ")
        if choices := _CHOICES.get(field):
            reason = f"{mapping[field]!r} is none of {', '.join(choices)}"
        return Rejected(place, reason, field, raw)
    if not nominal.name:
        return Rejected(place, "no name, surname or given name", "name", raw)
    return with_codes(nominal)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with opened_text(member) as text:
                for item in read_lines(text, member.name):
                    if isinstance(item, Rejected):
                        yield item
                    else:
                        yield nominal_or_rejected(item.mapping, item.place, item.raw)


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that its broken lines are told one by one."""
    if len(members) == 1:
        return Choice(members, ())
    return choose(members, _is_ours, "persons in our keys, one JSON object a line")


def _is_ours(head: str) -> bool:
    first = first_object(head)
    return (
        first is not None
        and "id" in first
        and bool({"name", "surname"} & first.keys())
        and not {"schema", "entity_id", "op"} & first.keys()
    )
