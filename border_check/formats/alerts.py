"""An alert to a counterfeit, as an officer looks it up with the document in hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from border_check.formats.asked import list_and_age
from border_check.formats.cells import WIDTH, cells_of, cut, fit
from border_check.formats.lines import Line, render
from border_check.formats.pictures import picture_file, picture_lines
from border_check.formats.speech import fact, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.language import enumeration, marked
from border_check.screening.alert_search import AlertAnswer
from border_check.values.guidance import CounterfeitAlert

_HELP = marked("{lists}. A help to look, never a verdict.")


def alert_report(answer: AlertAnswer, pictures: str, *, colour: bool) -> str:
    """The report, as text that ends with a newline; `pictures` is their folder."""
    return render(_lines(answer, pictures), colour=colour)


def alerts_to_wire(answer: AlertAnswer, pictures: str) -> dict[str, Any]:
    """The same in the words of the JSON contract."""
    found = [_to_wire(name, alert, pictures) for name, alert in answer.found]
    lists = [status_to_wire(status) for status in answer.lists]
    return {"schema": SCHEMA, "alerts": found, "lists": lists}


def _lines(answer: AlertAnswer, pictures: str) -> Iterator[Line]:
    for _, alert in answer.found:
        yield _head(alert)
        yield from labelled("Look", fact(alert.text))
        for label, text in _facts(alert).items():
            if text:
                yield from labelled(label, text)
        yield from picture_lines(alert.pictures, pictures)
        yield Line()
    yield from labelled(
        "Asked", translated(_HELP, lists=enumeration(map(list_and_age, answer.lists)))
    )


def _head(alert: CounterfeitAlert) -> Line:
    reference = fact(alert.record_id)
    name = " ".join(filter(None, (alert.issuing_state, alert.type, "", alert.title)))
    label = fit(translated("ALERT"), 9)
    room = WIDTH - 9 - cells_of(reference) - 1
    title = cut(fact(name), max(room, 20))
    gap = " " * max(1, room - cells_of(title) + 1)
    return Line.of(label, (title, "bold"), gap, (reference, "dim"))


def _facts(alert: CounterfeitAlert) -> dict[str, str]:
    ranges = [f"{first}-{last}" for first, last in alert.ranges]
    return {
        marked("Number"): translated(
            enumeration((*alert.numbers, *ranges), marked("{words} or {next}"))
        ),
        marked("Seen"): fact(alert.published or ""),
        marked("Told to"): fact(alert.expires or ""),
        marked("Source"): fact(alert.source),
    }


def _to_wire(name: str, alert: CounterfeitAlert, pictures: str) -> dict[str, Any]:
    facts = {
        "list": name,
        **alert._asdict(),
        "published": str(alert.published or ""),
        "expires": str(alert.expires or ""),
        "pictures": [picture_file(one, pictures) for one in alert.pictures],
        "extra": dict(alert.extra),
    }
    kept = {key: value for key, value in present(facts).items() if value not in ((), [], {})}
    return {key: list(value) if type(value) is tuple else value for key, value in kept.items()}
