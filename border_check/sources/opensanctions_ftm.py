"""OpenSanctions' full data: entities.ftm.json and targets.nested.json, one JSON entity a line.

In the first, passports, identity documents, sanctions and addresses are entities of their own that
point to their person, before it or after it; the file is read twice, and only what is pointed at a
person is held in memory. In the second they stand inside the properties of their person. Every line
is an entry: persons are kept, everything else is counted under its kind, also what was joined.

The date of the file is its latest `last_seen`: when a source last confirmed an entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from border_check.sources.files import choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.json_texts import JsonObject, as_text, read_lines
from border_check.sources.opensanctions import PERSON, kind_of_schema
from border_check.sources.opensanctions_person import Linked, linked_of, nominal_or_rejected
from border_check.sources.written_dates import read_moment
from border_check.values.lists import ListDescription, ListKind

_EXPECTED = "entities of FollowTheMoney, one JSON object a line"
_HOLDERS = {"Passport": "holder", "Identification": "holder", "Sanction": "entity"}


class OpenSanctionsFtm:
    """Persons from OpenSanctions' entities.ftm.json or targets.nested.json."""

    name: ClassVar[str] = "opensanctions-ftm"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "OpenSanctions entities.ftm.json or targets.nested.json"

    def recognises(self, path: Path) -> bool:
        """Whether a file begins with an entity: an object with id, schema and properties."""
        with members_of(path) as members:
            return any(_is_entities(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read what points to persons first, and return with the entries still to be read."""
        with members_of(path) as members:
            warnings = choose(members, _is_entities, _EXPECTED).warnings
        links = _links(path)
        return Reading(links.last_seen, _entries(path, links.by_person), warnings)


class _Links(NamedTuple):
    by_person: Mapping[str, list[Linked]]
    last_seen: str | None


def _links(path: Path) -> _Links:
    by_person: dict[str, list[Linked]] = defaultdict(list)
    latest = ""  # their times sort as texts
    for item in _objects(path):
        if isinstance(item, Rejected):
            continue
        latest = max(latest, as_text(item.mapping.get("last_seen", "")))
        properties = item.mapping.get("properties")
        holder = _HOLDERS.get(str(item.mapping.get("schema")))
        if holder and isinstance(properties, Mapping):
            for person in properties.get(holder) or ():
                if isinstance(person, str):
                    by_person[person].append(linked_of(item.mapping))
    return _Links(by_person, read_moment(latest))


def _entries(path: Path, links: Mapping[str, list[Linked]]) -> Iterator[Entry]:
    for item in _objects(path):
        yield item if isinstance(item, Rejected) else _entry(item, links)


def _entry(item: JsonObject, links: Mapping[str, list[Linked]]) -> Entry:
    schema, entity_id = item.mapping.get("schema"), item.mapping.get("id")
    if not isinstance(schema, str) or not isinstance(item.mapping.get("properties"), Mapping):
        return Rejected(item.place, "no schema or no properties", "schema", item.raw)
    if not isinstance(entity_id, str) or not entity_id:
        return Rejected(item.place, "no id", "id", item.raw)
    if schema != PERSON:
        return SetAside(item.place, kind_of_schema(schema))
    nested = [
        linked_of(value)
        for values in item.mapping["properties"].values()
        if isinstance(values, list)
        for value in values
        if isinstance(value, Mapping) and value.get("schema") in _HOLDERS
    ]
    return nominal_or_rejected(item, [*links.get(entity_id, ()), *nested])


def _objects(path: Path) -> Iterator[JsonObject | Rejected]:
    with members_of(path) as members:
        for member in choose(members, _is_entities, _EXPECTED).members:
            with opened_text(member) as text:
                yield from read_lines(text, member.name)


def _is_entities(text: str) -> bool:
    """Judged by the keys, since the first line may be longer than what is looked at."""
    head = text.lstrip()
    return (
        head.startswith("{")
        and all(key in head for key in ('"schema"', '"properties"', '"id"'))
        and not head.startswith(('{"op"', '{ "op"'))
    )
