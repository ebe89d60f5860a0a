"""What genuine documents look like, as a report for the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.formats.asked import list_and_age
from border_check.formats.cells import WIDTH, cells_of, cut
from border_check.formats.lines import Line, render
from border_check.formats.pictures import picture_file, picture_lines
from border_check.formats.safe_text import plain
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.icao.layouts import layout_named
from border_check.icao.states import state_name
from border_check.references.genuine import years
from border_check.references.number_hints import NumberHint
from border_check.screening.reference_search import ReferenceAnswer, Referred
from border_check.values.guidance import ReferenceDocument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MASKS = "@ letter, # digit, * either, [AB] one of these, {9} nine of it"


def reference_report(answer: ReferenceAnswer, pictures: str, *, colour: bool = False) -> str:
    """What is known of an issuer's documents; `pictures` is the folder of pictures of the home."""
    return render(_lines(answer, pictures), colour=colour)


def references_to_wire(answer: ReferenceAnswer, pictures: str) -> dict[str, Any]:
    """The same in the words of the JSON contract."""
    hint = answer.hint
    facts = {
        "schema": SCHEMA,
        "issuing_state": answer.issuing_state,
        "document_type": answer.document_type,
        "hint": {"numbers": list(hint.numbers), "remark": hint.remark} if hint else None,
    }
    found = [_to_wire(one, pictures) for one in answer.found]
    lists = [status_to_wire(status) for status in answer.lists]
    return {**present(facts), "references": found, "lists": lists}


def _to_wire(one: Referred, pictures: str) -> dict[str, Any]:
    record = one.record
    facts = {
        "list": one.list,
        **record._asdict(),
        "issued_from": str(record.issued_from or ""),
        "issued_to": str(record.issued_to or ""),
        "pictures": [picture_file(name, pictures) for name in record.pictures],
        "extra": dict(record.extra),
    }
    kept = {key: value for key, value in present(facts).items() if value not in ((), [], {})}
    return {key: list(value) if type(value) is tuple else value for key, value in kept.items()}


def _lines(answer: ReferenceAnswer, pictures: str) -> Iterator[Line]:
    for one in answer.found:
        yield from _record(one.record, pictures)
        yield Line()
    if answer.hint:
        yield from _hint(answer, answer.hint)
    if answer.hint or any(one.record.numbers for one in answer.found):
        yield from labelled("Signs", _MASKS)
    if answer.others:
        yield from labelled("Also", plain("; ".join(answer.others)))
    asked = ", ".join(map(list_and_age, answer.lists)) or "no list of reference documents is there"
    yield from labelled("Asked", f"{asked}. A help to look, never a verdict.")


def _record(record: ReferenceDocument, pictures: str) -> Iterator[Line]:
    name, reference = plain(f"{record.name}  {record.title}"), plain(record.record_id)
    room = WIDTH - len("GENUINE  ") - cells_of(reference) - 1
    title = cut(name, max(room, 20))
    gap = " " * max(1, room - cells_of(title) + 1)
    yield Line.of("GENUINE  ", (title, "bold"), gap, (reference, "dim"))
    yield from _facts(record)
    for number, material in enumerate(record.materials):
        yield from labelled("Made of" if number == 0 else "", plain(material))
    for number, check in enumerate(record.checks, 1):
        yield from labelled(f"Check {number}", plain(check))
    yield from picture_lines(record.pictures, pictures)
    for key, text in record.extra:
        yield from labelled("Known", plain(f"{key}: {text}"))


def _facts(record: ReferenceDocument) -> Iterator[Line]:
    layout = layout_named(record.layout) if record.layout else None
    zone = f"{layout.format}: {layout.lines} lines of {layout.width} characters" if layout else ""
    facts = {
        "Zone": zone,
        "Number": " or ".join(record.numbers),
        "Made out": _when(record),
        "Valid": years(record.validity) if record.validity else "",
        "Source": record.source,
        "Certain": "no: `doc` does not prompt by it" if not record.certain else "",
    }
    for label, text in facts.items():
        if text:
            yield from labelled(label, plain(text))


def _when(record: ReferenceDocument) -> str:
    start = f"from {record.issued_from} on" if record.issued_from else ""
    if not record.issued_to:
        return start
    if not record.issued_from:
        return f"until {record.issued_to}"
    return f"from {record.issued_from} to {record.issued_to}"


def _hint(answer: ReferenceAnswer, hint: NumberHint) -> Iterator[Line]:
    name = state_name(answer.issuing_state) or answer.issuing_state
    remark = f" ({hint.remark})" if hint.remark else ""
    text = (
        f"numbers of ordinary passports of {name}: {' or '.join(hint.numbers)}{remark}. "
        "No more than a hint: other series and other passports look otherwise."
    )
    yield from labelled("Hint", text)
