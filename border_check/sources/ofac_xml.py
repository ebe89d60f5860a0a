"""OFAC's XML files: SDN list and consolidated non-SDN list, in the three editions of each.

    standard   <sdnList>         sdn.xml, consolidated.xml
    enhanced   <sanctionsData>   sdn_enhanced.xml, cons_enhanced.xml
    advanced   <Sanctions>       sdn_advanced.xml, cons_advanced.xml

Published by the US Treasury's Office of Foreign Assets Control; a work of the US government, in
the public domain. Their namespaces changed in 2024, when the lists moved to the Sanctions List
Service, so elements go by their local names. Organisations, vessels and aircraft are set aside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from border_check.errors import ListFileError
from border_check.sources import ofac_xml_advanced, ofac_xml_enhanced, ofac_xml_standard
from border_check.sources.files import Member, choose, glance, members_of, opened
from border_check.sources.interface import Entry, Reading
from border_check.sources.xml_elements import About, root_of
from border_check.values.lists import ListDescription, ListKind

_EXPECTED = "OFAC's list in XML (sdnList, sanctionsData or Sanctions)"


class _Edition(NamedTuple):
    about: Callable[[Member], About]
    entries: Callable[[Member], Iterator[Entry]]


_EDITIONS = {
    "sdnList": _Edition(ofac_xml_standard.about, ofac_xml_standard.entries),
    "sanctionsData": _Edition(ofac_xml_enhanced.about, ofac_xml_enhanced.entries),
    "Sanctions": _Edition(ofac_xml_advanced.about, ofac_xml_advanced.entries),
}
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(_EDITIONS)})[\s>]")


class OfacXml:
    """Persons of the SDN list and of the consolidated non-SDN list, from the XML files."""

    name: ClassVar[str] = "ofac-xml"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "OFAC XML: standard, enhanced or advanced edition"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is that of an edition."""
        with members_of(path) as members:
            return any(_is_ofac(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each list that was given; of several dates the oldest decides."""
        with members_of(path) as members:
            chosen = choose(members, _is_ofac, _EXPECTED)
            told = [_edition(member).about(member) for member in chosen.members]
        dates = [about.as_of for about in told if about.as_of]
        as_of = min(dates) if len(dates) == len(told) else None
        warnings = (warning for about in told for warning in about.warnings)
        return Reading(as_of, _entries(path), (*chosen.warnings, *warnings))


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in choose(members, _is_ofac, _EXPECTED).members:
            yield from _edition(member).entries(member)


def _edition(member: Member) -> _Edition:
    with opened(member) as stream:
        root, _ = root_of(stream, member.name)
    if root not in _EDITIONS:
        raise ListFileError(f"{member.name}: expected {_EXPECTED}, found {root}")
    return _EDITIONS[root]


def _is_ofac(head: str) -> bool:
    return _ROOT.search(head) is not None
