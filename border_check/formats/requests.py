"""Requests of two people, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.speech import enumerated, fact, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.formats.words import word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.request import Request, RequestEvent, RequestKind, RequestState

_STATE = {
    RequestState.PENDING: marked("PENDING"),
    RequestState.APPROVED: marked("APPROVED"),
    RequestState.DONE: marked("DONE"),
    RequestState.REJECTED: marked("REJECTED"),
    RequestState.REVOKED: marked("REVOKED"),
    RequestState.LAPSED: marked("LAPSED"),
}
_STYLE = {RequestState.PENDING: "bold yellow", RequestState.APPROVED: "bold yellow"}
_KIND = {
    RequestKind.WATCH: marked("put on the local watchlist"),
    RequestKind.UNWATCH: marked("take off the local watchlist"),
    RequestKind.CLEAR: marked("tell apart from a record"),
    RequestKind.RANGE: marked("install an over-wide series"),
    RequestKind.OVERRIDE: marked("load a list that was refused"),
}
_EVENT = {
    RequestEvent.APPROVED: marked("approved by {user}, {at}"),
    RequestEvent.REJECTED: marked("rejected by {user}, {at}: {reason}"),
    RequestEvent.DONE: marked("carried out by {user}, {at}"),
    RequestEvent.REVOKED: marked("revoked by {user}, {at}: {reason}"),
}
_FACT = {
    "name": marked("{fact}"),
    "dobs": marked("born {fact}"),
    "birth_date": marked("born {fact}"),
    "gender": marked("{fact}"),
    "nationality": marked("{fact}"),
    "passports": marked("document {fact}"),
    "number": marked("document {fact}"),
    "issuing_state": marked("of {fact}"),
    "pob": marked("born in {fact}"),
    "action": marked("class {fact}"),
    "expires": marked("until {fact}"),
    "reference": marked("source {fact}"),
}
_OUR_WORDS = ("gender", "action")
NEXT = marked(
    "A second person decides, under their own account: approve {number}, or reject {number}. "
    "Until {until}."
)
REFUSED = marked("{path}, as of {as_of}, SHA-256 {sha256}; refused: {why}")
SERIES = marked("{series}, {width} numbers, at {place}")
ERASED = marked("what it asked for was erased")
NONE = marked("no request waits for anybody")


def requests_table(found: Iterable[Request], now: str, *, colour: bool = False) -> str:
    """A few lines for each request."""
    lines = [line for one in found for line in _request(one, now)]
    return render(lines, colour=colour) if lines else f"{translated(NONE)}\n"


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
        return translated(ERASED)
    if "refused" in content:
        return translated(REFUSED, why=content["refused"], **content["file"])
    if "series" in content:
        told = content["series"]
        issuer = told["issuing_state"] or ""
        series = f"{issuer} {told['first']}-{told['last']}".lstrip()
        width = f"{told['width']:,}"
        return translated(SERIES, series=series, width=width, place=told["place"])
    facts = content.get("record") or content.get("traveller") or {}
    return enumerated(
        translated(form, fact=_text(key, facts[key]))
        for key, form in _FACT.items()
        if facts.get(key)
    )


def _text(key: str, value: object) -> Sentence:
    if key in _OUR_WORDS:
        return word(value)
    if not isinstance(value, list):
        return sentence("{fact}", fact=value)
    texts = (" ".join(filter(None, one)) if isinstance(one, list) else str(one) for one in value)
    return enumeration(texts, marked("{words} or {next}"))


def _request(one: Request, now: str) -> Iterator[Line]:
    state = one.state(now)
    head = f"{fit(translated(_STATE[state]), 9)}{fact(one.reference)}"
    yield Line(f"{head} {translated(_KIND[one.kind])}", style=_STYLE.get(state, ""))
    yield from labelled("What", content_line(one.content))
    if record := one.facts.get("record_id"):
        of = f"{one.facts['list']} {record}" if "list" in one.facts else str(record)
        yield from labelled("Record", fact(of))
    if one.reason:
        yield from labelled("Why", fact(one.reason))
    made = translated("{at} at {post} by {user}", at=one.at, post=one.post, user=one.user)
    yield from labelled("Asked", made)
    if state is RequestState.PENDING:
        number = one.reference.rpartition("/")[2]
        yield from labelled("Next", translated(NEXT, number=number, until=one.until))


def _history(one: Request) -> Iterator[Line]:
    for decision in one.decisions:
        text = translated(_EVENT[decision.event], **decision._asdict())
        yield from labelled("Then", text)
