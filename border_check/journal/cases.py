"""Searches that hit, as a view of the journal: the search itself, and all entries that refer to it.

Nothing is kept beside the journal. An entry about a search that hit has "check": "hit", names its
reference ("of") and what happened ("event"); what an officer wrote stands where queries stand, so
that it can be erased like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from border_check.journal.recorder import CALLED, MARKS, SECOND
from border_check.values.actions import ActionClass
from border_check.values.case import Case, CaseEvent, Happened, Listed
from border_check.values.json_text import canonical, from_json
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Grade, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from border_check.journal.entries import Entry
    from border_check.journal.recorder import Entered

    class Book(Protocol):
        """What searches that hit are read from, and written to: the journal here
        (`border_check.journal.recorder`), or that of a post as its centre sees it."""

        @property
        def user(self) -> str:
            """As of `Recorder`."""

        def entry(self, number: str) -> tuple[str, Entry] | None:
            """As of `Recorder`."""

        def entries(
            self, newest: int | None = None, saying: Sequence[str] = ()
        ) -> Iterator[tuple[str, Entry]]:
            """As of `Recorder`."""

        def enter(self, at: str, facts: Mapping[str, Any], query: Mapping[str, Any]) -> Entered:
            """As of `Recorder`."""


HIT = "hit"
"""The `check` of entries about searches that hit."""

_SAYING = ('"hits":[[', '"hits":{"', f'"check":"{HIT}"')
"""What entries say, as the journal writes it, that are a search that hit or about one."""


class Reference(NamedTuple):
    """A reference as somebody gives it: "2026-11-22/GVA-03/000417-3", or its end alone."""

    number: str
    """Of the entry, with the marks before it."""
    row: str = ""
    """Of a passenger list."""
    given: str = ""
    """All of it."""

    @classmethod
    def parse(cls, text: str) -> Reference | None:
        """Read a reference, whole or without day and post; None for what is none."""
        end = text.strip().rpartition("/")[2]
        number, dash, row = end.partition("-")
        digits = number.lstrip(MARKS)
        marks = number[: -len(digits)]
        if marks not in ("", SECOND, CALLED, MARKS) or not _counts(digits):
            return None
        if dash and not _counts(row):
            return None
        return cls(f"{marks}{int(digits):06d}", row, text.strip())

    def means(self, reference: str) -> bool:
        """Whether it is this reference, given whole or in part."""
        end = f"{self.number}-{self.row}" if self.row else self.number
        before = self.given.rpartition("/")[0]
        whole = f"{before}/{end}" if before else end
        return reference == whole or reference.endswith(f"/{whole}")


def cases(recorder: Book, newest: int | None = None) -> list[Case]:
    """All searches that hit, oldest first, or those among the newest so many entries.

    Raises `BorderCheckError` when the journal cannot be read.
    """
    return list(_view(recorder.entries(newest, _SAYING)).values())


def case_of(recorder: Book, reference: Reference) -> Case | None:
    """The search that hit under a reference; None if there is none."""
    found = recorder.entry(reference.number)
    if found is None:
        return None
    own = found[0]
    whole = f"{own}-{reference.row}" if reference.row else own
    saying = [f'"of":{canonical(one)}' for one in {own, whole}]
    view = _view((found, *recorder.entries(None, saying)))
    case = view.get(whole)
    return case if case is not None and reference.means(case.reference) else None


def cases_of_batch(recorder: Book, reference: str) -> list[Case]:
    """The rows of a passenger list that hit, in their order; `reference` is that of the batch."""
    saying = f'"of":{canonical(reference)}'
    about = (saying, f"{saying.removesuffix(chr(34))}-")
    view = _view(recorder.entries(None, about))
    return sorted(view.values(), key=lambda case: case.row)


def search_of(recorder: Book, reference: Reference) -> str | None:
    """The whole reference of a search, whether it hit or not; None if there is none.

    Reads the same, whatever was found.
    """
    found = recorder.entry(reference.number)
    if found is None or found[1].facts.get("check") not in (*CheckKind, "batch"):
        return None
    whole = f"{found[0]}-{reference.row}" if reference.row else found[0]
    return whole if reference.means(whole) else None


def protections(recorder: Book) -> list[tuple[Mapping[str, Any], Happened]]:
    """What was asked in searches whose person asks for protection, and when that was noted.

    Searches whose query was erased are left out.
    """
    found = []
    for _, entry in recorder.entries(None, (f'"event":"{CaseEvent.PROTECTION}"',)):
        event = _happened(entry, entry.facts)
        given = Reference.parse(str(event.facts["of"]))
        search = recorder.entry(given.number) if given else None
        if given is None or search is None:
            continue
        query: Mapping[str, Any] | None = None
        if not given.row:
            query = search[1].asked
        else:
            case = case_of(recorder, given)
            query = case.query if case else None
        if query:
            found.append((query, event))
    return found


def is_readable(entry: Entry) -> bool:
    """Whether an entry about a hit, from wherever it comes, says what this version knows."""
    try:
        _view([("", entry)])
        if not entry.is_sealed and entry.query is not None:
            return isinstance(from_json(entry.query), dict)
    except (AttributeError, LookupError, TypeError, ValueError):
        return False
    return True


def _view(entries: Iterable[tuple[str, Entry]]) -> dict[str, Case]:
    """Searches that hit, by their references, each with what happened since."""
    found: dict[str, Case] = {}
    events: dict[str, list[Happened]] = {}
    for reference, entry in entries:
        facts = entry.facts
        if facts.get("check") == HIT:
            events.setdefault(str(facts.get("of")), []).append(_happened(entry, facts))
        else:
            found |= {case.reference: case for case in _searches(reference, entry, facts)}
    return {
        reference: case._replace(events=tuple(sorted(events[reference], key=_when)))
        if reference in events
        else case
        for reference, case in found.items()
    }


def _when(event: Happened) -> str:
    return event.at


def _searches(reference: str, entry: Entry, facts: Mapping[str, Any]) -> Iterator[Case]:
    hits = facts.get("hits")
    query = entry.asked
    if isinstance(hits, dict):
        batch = facts.get("of") or reference
        for row, records in hits.items():
            asked = None if query is None else query.get(row, {})
            yield _case(f"{batch}-{row}", entry, facts, records, asked)
    elif hits:
        yield _case(reference, entry, facts, hits, query)


def _case(
    reference: str,
    entry: Entry,
    facts: Mapping[str, Any],
    records: Iterable[Any],
    query: Mapping[str, Any] | None,
) -> Case:
    of_batch = facts["check"] == "batch"
    return Case(
        reference=reference,
        sequence=entry.sequence,
        check=CheckKind.TRAVELLER if of_batch else CheckKind(facts["check"]),
        at=str(facts["at"]),
        post=str(facts.get("post", "")),
        user=str(facts.get("user", "")),
        verdict=None if of_batch else Verdict(facts.get("full_verdict", facts["verdict"])),
        hits=tuple(_listed(*record) for record in records),
        versions={name: version for name, version, *_ in facts.get("lists", ())},
        facts=facts,
        query=query,
        sealed=entry.is_sealed,
    )


def _listed(name: str, record_id: str, grade: str, action: str | None = None) -> Listed:
    return Listed(name, record_id, Grade(grade), ActionClass(action) if action else None)


def _happened(entry: Entry, facts: Mapping[str, Any]) -> Happened:
    said = from_json(entry.query) if entry.query is not None else {}
    return Happened(
        CaseEvent(facts["event"]),
        str(facts["at"]),
        str(facts.get("user", "")),
        facts,
        str(said.get("note", "")),
    )


def _counts(text: str) -> bool:
    """Whether a text is a number that an entry or a row can have."""
    return text.isascii() and text.isdigit() and len(text) <= 18
