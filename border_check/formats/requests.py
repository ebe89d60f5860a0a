"""Requests of two people, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.values.request import Request, RequestEvent, RequestKind, RequestState

_STATE = {
    RequestState.PENDING: "PENDING",
    RequestState.APPROVED: "APPROVED",
    RequestState.DONE: "DONE",
    RequestState.REJECTED: "REJECTED",
    RequestState.REVOKED: "REVOKED",
    RequestState.LAPSED: "LAPSED",
}
_STYLE = {RequestState.PENDING: "bold yellow", RequestState.APPROVED: "bold yellow"}
_KIND = {
    RequestKind.WATCH: "put on the local watchlist",
    RequestKind.UNWATCH: "take off the local watchlist",
    RequestKind.CLEAR: "tell apart from a record",
}
_EVENT = {
    RequestEvent.APPROVED: "approved by {user}, {at}",
    RequestEvent.REJECTED: "rejected by {user}, {at}: {reason}",
    RequestEvent.DONE: "carried out by {user}, {at}",
    RequestEvent.REVOKED: "revoked by {user}, {at}: {reason}",
}
_FACT = {
    "name": "{}",
    "dobs": "born {}",
    "birth_date": "born {}",
    "gender": "{}",
    "nationality": "{}",
    "passports": "document {}",
    "number": "document {}",
    "issuing_state": "of {}",
    "pob": "born in {}",
    "action": "class {}",
    "expires": "until {}",
    "reference": "source {}",
}
NEXT = "A second person decides, under their own account: approve {number}, or reject {number}."
ERASED = "what it asked for was erased"
NONE = "no request waits for anybody\n"


def requests_table(found: Iterable[Request], now: str, *, colour: bool = False) -> str:
    """A few lines for each request."""
    lines = [line for one in found for line in _request(one, now)]
    return render(lines, colour=colour) if lines else NONE


def request_report(one: Request, now: str, *, colour: bool = False) -> str:
    """One request whole."""
    return render([*_request(one, now), *_history(one)], colour=colour)


def request_to_wire(one: Request, now: str) -> dict[str, Any]:
    """A request for programs."""
    return {
        "schema": SCHEMA,
        "request": one.reference,
        "kind": one.kind,
        "state": one.state(now),
        "at": one.at,
        "until": one.until,
        "post": one.post,
        "user": one.user,
        **({"content": one.content} if one.content is not None else {}),
        "decisions": [
            {key: value for key, value in decision._asdict().items() if value}
            for decision in one.decisions
        ],
    }


def content_line(content: Mapping[str, Any] | None) -> str:
    """What a request asks for, in one line of facts."""
    if content is None:
        return ERASED
    facts = content.get("record") or content.get("traveller") or {}
    told = (form.format(_text(facts[key])) for key, form in _FACT.items() if facts.get(key))
    return plain(", ".join(told))


def _text(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    return " or ".join(
        " ".join(filter(None, one)) if isinstance(one, list) else str(one) for one in value
    )


def _request(one: Request, now: str) -> Iterator[Line]:
    state = one.state(now)
    head = f"{_STATE[state]:<9}{one.reference}"
    yield Line(f"{head} {_KIND[one.kind]}", style=_STYLE.get(state, ""))
    yield from labelled("What", content_line(one.content))
    if record := one.facts.get("record_id"):
        of = f"{one.facts['list']} {record}" if "list" in one.facts else str(record)
        yield from labelled("Record", plain(of))
    if one.reason:
        yield from labelled("Why", plain(one.reason))
    yield from labelled("Asked", plain(f"{one.at} at {one.post} by {one.user}"))
    if state is RequestState.PENDING:
        number = one.reference.rpartition("/")[2]
        yield from labelled("Next", f"{NEXT.format(number=number)} Until {one.until}.")


def _history(one: Request) -> Iterator[Line]:
    for decision in one.decisions:
        text = _EVENT[decision.event].format(**decision._asdict())
        yield from labelled("Then", plain(text))
