"""Who asks for protection does so whatever was searched: under the reference of the document and of
the name, at this desk and at the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from border_check.values.case import Case, Happened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Protected = tuple[Mapping[str, Any], Happened]
    """What was asked in a search whose person asks for protection, and when that was noted."""


def with_protection(case: Case, protected: Iterable[Protected]) -> Case:
    """A search that hit, with what was noted under other references of the same person: the same
    document number, or the same name and birth date."""
    if case.query is None or case.protection is not None:
        return case
    own = set(_marks(case.query))
    others = [event for query, event in protected if own & set(_marks(query))]
    events = sorted((*case.events, *others), key=lambda event: event.at)
    return case._replace(events=tuple(events))


def _marks(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By what a person is known again: somebody too many is protected rather than one too few."""
    number = query.get("number")
    if number:
        yield "document", str(number)
    zone = query.get("mrz", {})
    parts = [query.get("name")]
    parts += [zone.get(key) or query.get(key) for key in ("surname", "given_names")]
    words = sorted(" ".join(filter(None, parts)).casefold().replace(",", " ").split())
    if words and query.get("birth_date"):
        yield " ".join(words), str(query["birth_date"])
