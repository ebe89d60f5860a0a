"""What genuine documents look like, as a report for the screen and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from border_check.formats.asked import list_and_age
from border_check.formats.cells import WIDTH, cells_of, cut, fit
from border_check.formats.lines import Line, render
from border_check.formats.pictures import picture_file, picture_lines
from border_check.formats.speech import fact, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.icao.layouts import Layout, layout_named
from border_check.icao.states import state_name
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.references.genuine import years
from border_check.references.number_hints import NumberHint
from border_check.screening.reference_search import ReferenceAnswer, Referred
from border_check.values.guidance import ReferenceDocument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MASKS = marked("@ letter, # digit, * either, [AB] one of these, {9} nine of it")

_NO_LIST = marked("no list of reference documents is there")


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
        yield from labelled("Signs", translated(_MASKS))
    if answer.others:
        yield from labelled("Also", fact("; ".join(answer.others)))
    asked = enumeration(map(list_and_age, answer.lists)) or sentence(_NO_LIST)
    told = translated("{lists}. A help to look, never a verdict.", lists=asked)
    yield from labelled("Asked", told)


def _record(record: ReferenceDocument, pictures: str) -> Iterator[Line]:
    name, reference = fact(f"{record.name}  {record.title}"), fact(record.record_id)
    genuine = fit(translated("GENUINE"), 9)
    room = WIDTH - 9 - cells_of(reference) - 1
    title = cut(name, max(room, 20))
    gap = " " * max(1, room - cells_of(title) + 1)
    yield Line.of(genuine, (title, "bold"), gap, (reference, "dim"))
    yield from _facts(record)
    for number, material in enumerate(record.materials):
        yield from labelled("" if number else marked("Made of"), fact(material))
    for number, check in enumerate(record.checks, 1):
        yield from labelled(sentence("Check {number}", number=number), fact(check))
    yield from picture_lines(record.pictures, pictures)
    for key, text in record.extra:
        yield from labelled("Known", fact(f"{key}: {text}"))


def _facts(record: ReferenceDocument) -> Iterator[Line]:
    layout = layout_named(record.layout) if record.layout else None
    facts = {
        marked("Zone"): _zone(layout) if layout else "",
        marked("Number"): enumeration(record.numbers, marked("{words} or {next}")),
        marked("Made out"): _when(record),
        marked("Valid"): years(record.validity) if record.validity else "",
        marked("Source"): record.source,
        marked("Certain"): "" if record.certain else sentence("no: `doc` does not prompt by it"),
    }
    for label, text in facts.items():
        if text:
            yield from labelled(label, translated(text))


def _zone(layout: Layout) -> Sentence:
    return sentence(
        "{format}: {lines} lines of {width} characters",
        format=layout.format,
        lines=layout.lines,
        width=layout.width,
    )


def _when(record: ReferenceDocument) -> str:
    if not record.issued_to:
        return sentence("from {day} on", day=record.issued_from) if record.issued_from else ""
    if not record.issued_from:
        return sentence("until {day}", day=record.issued_to)
    return sentence("from {first} to {last}", first=record.issued_from, last=record.issued_to)


def _hint(answer: ReferenceAnswer, hint: NumberHint) -> Iterator[Line]:
    name = state_name(answer.issuing_state) or answer.issuing_state
    numbers = enumeration(hint.numbers, marked("{words} or {next}"))
    if hint.remark:
        numbers = sentence("{what} ({note})", what=numbers, note=hint.remark)
    text = translated(
        "numbers of ordinary passports of {issuer}: {numbers}. "
        "No more than a hint: other series and other passports look otherwise.",
        issuer=name,
        numbers=numbers,
    )
    yield from labelled("Hint", text)
