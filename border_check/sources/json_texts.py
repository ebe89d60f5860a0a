"""Objects of JSON files: one a line, or in one document that holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TextIO

from border_check.errors import ListFileError
from border_check.sources.interface import Place, Rejected


class JsonObject(NamedTuple):
    """An object, where it stands, and how it was written there."""

    place: Place
    mapping: Mapping[str, Any]
    raw: str


def read_lines(text: TextIO, file: str) -> Iterator[JsonObject | Rejected]:
    """One object a line (JSON Lines); blank lines are left out, broken ones rejected.

    A broken last line without a line end means that the file was cut short: `ListFileError`.
    """
    for number, line in enumerate(text, 1):
        place = Place(file, number)
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            if not line.endswith(("\n", "\r")):
                raise ListFileError(
                    f"{place}: the file ends inside an object, or holds no JSON",
                    hint="it was cut short; fetch it again",
                ) from None
            if line.strip() in ("[", "{", "[{"):
                raise ListFileError(
                    f"{place}: expected one JSON object a line, found a document of many lines",
                    hint="write it one object a line, for example with jq -c '.[]'",
                ) from None
            yield Rejected(place, f"no JSON: {error}", raw=line.strip())
            continue
        if isinstance(value, dict):
            yield JsonObject(place, value, line.strip())
        else:
            yield Rejected(place, f"expected an object, found {_kind(value)}", raw=line.strip())


def read_document(text: TextIO, file: str) -> Any:
    """A whole file as one JSON value; raises `ListFileError` with the line."""
    content = text.read()
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        raise ListFileError(
            f"{file}, line {error.lineno}, column {error.colno}: no JSON: {error.msg}",
            hint="the file may be cut short; fetch it again",
        ) from None
    except (ValueError, RecursionError) as error:
        raise ListFileError(f"{file}: JSON that cannot be a list: {error}") from None


def first_object(head: str) -> Mapping[str, Any] | None:
    """The object on the first line that is not blank; None where there is no object.

    The head of a file may end inside a very long first line; then its outermost keys are what can
    be told, and this gives None.
    """
    line = next((line for line in head.splitlines() if line.strip()), "")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def as_text(value: object) -> str:
    """A value as one line of text: lists of texts by commas, the rest as JSON."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _kind(value: object) -> str:
    return {list: "a list", str: "a text", type(None): "null"}.get(type(value), "a number")
