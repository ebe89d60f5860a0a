"""What both formats of OpenSanctions share: kinds of entities, names, document numbers, notices.

Sources: the FollowTheMoney data model, and the OpenSanctions pages on its bulk data formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from border_check.sources.written_names import read_name
from border_check.values.document import DocumentType
from border_check.values.person import Alias, DocumentReference, Name, NoticeColour

PERSON = "Person"
_ORGANISATIONS = frozenset(("Organization", "Company", "PublicBody", "Asset"))
_KINDS = {"Vessel": "vessel", "Airplane": "aircraft", "LegalEntity": "legal entity"}
_RED = "Red Notice"
# A number that is a document's by its looks: a series of letters and six to eight digits, or nine
# digits. Tax numbers have ten, twelve or more, ships seven after IMO, Wikidata items a Q.
_DOCUMENT = re.compile(r"(?!Q\d|IMO)[A-Z]{1,3}[ -]?\d{6,8}|\d{9}")


def kind_of_schema(schema: str) -> str:
    """The word under which an entity that is no person is counted.

    A LegalEntity may be a person or a company, its publisher does not say; it has a word of its
    own, so that whoever loads the list can see how many there are.
    """
    if schema in _ORGANISATIONS:
        return "organisation"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", schema).lower()
    return _KINDS.get(schema, words or "unknown")


def name_in_parts(whole: str, surnames: Iterable[str] = ()) -> Name:
    """A name with its surname, where one of the known surnames begins or ends it."""
    name = read_name(whole)
    if name.surname:
        return name
    folded = f" {name.text.casefold()} "
    for surname in sorted(surnames, key=len, reverse=True):
        known = f" {' '.join(surname.casefold().split())} "
        size = len(known) - 2
        if not size or len(folded) - 2 <= size:
            continue
        if folded.endswith(known):
            return Name(name.text, name.text[-size:], name.text[:-size].strip())
        if folded.startswith(known):
            return Name(name.text, name.text[:size], name.text[size:].strip())
    return name


def alias_in_parts(whole: str, surnames: Iterable[str] = (), strength: str = "strong") -> Alias:
    """The same as an alias."""
    name = name_in_parts(whole, surnames)
    return Alias(name.text, strength, name.surname, name.given)


def documents_among(identifiers: Iterable[str]) -> Iterator[DocumentReference]:
    """Those of mixed identifiers that look like numbers of documents; issuer and type unknown."""
    for identifier in identifiers:
        if _DOCUMENT.fullmatch(identifier.strip()):
            yield DocumentReference(identifier.strip(), None, DocumentType.OTHER.value)


def notice_of(sanctions: Iterable[str]) -> NoticeColour | None:
    """Red, where a sanction or its programme is a red notice."""
    return NoticeColour.RED if any(text.startswith(_RED) for text in sanctions) else None


def offence_of(sanctions: Iterable[str]) -> str | None:
    """What red notices say that the person is sought for."""
    told = [text.removeprefix(_RED).strip(" -") for text in sanctions if text.startswith(_RED)]
    return "; ".join(filter(None, told)) or None
