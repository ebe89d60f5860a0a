"""Requests that are not answered, and what they are told instead."""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from border_check.errors import BorderCheckError
from border_check.posts.store import NotIts
from border_check.screening.second_line import NoSuchHit
from border_check.service.clerk import is_of_question
from border_check.service.fields import field_of
from border_check.service.tokens import NotForIt, Refusal

JSON = "application/json"


class Refused(BorderCheckError):
    """A request that is not answered, with the status that says so."""

    usual_hint = "see /openapi.json"

    def __init__(
        self, status: int, code: str, message: str, *, hint: str | None = None, after: float = 0
    ) -> None:
        super().__init__(message, hint=hint)
        self.status, self.code, self.after = status, code, after


class Foreign(BorderCheckError):
    """A request that another site has made its user send."""

    usual_hint = "open the page anew; a server in front has to pass `Host` on as it came"


class Told(NamedTuple):
    """What a request is told that is not answered."""

    status: int
    code: str
    text: str
    hint: str
    headers: dict[str, str]


_OTHERS: dict[type[Exception], tuple[int, str]] = {
    Refusal: (401, "unauthorized"),
    Foreign: (403, "foreign"),
    NotForIt: (403, "role"),
    NotIts: (403, "post"),
    NoSuchHit: (404, "not_found"),
}
"""Status and code of errors of other parts."""


async def refusal(_: Request, error: Exception, home: str) -> Response:
    """An error as an answer for programs."""
    refused = told_of(error, home)
    told = {"code": refused.code, "text": refused.text, "hint": refused.hint}
    field = field_of(refused.text) if refused.status == 422 else None
    if field is not None:
        told["field"] = field
    return Response(json.dumps({"error": told}), refused.status, refused.headers, JSON)


def told_of(error: Exception, home: str) -> Told:
    """What is told of an error; a defect of ours tells nothing but that it is one, and no error
    where on its machine the home is."""
    status, code, headers = 500, "defect", dict[str, str]()
    text, hint = "something went wrong that should not", "tell whoever runs the service"
    if isinstance(error, Refused):
        status, code = error.status, error.code
        if error.after:
            headers["Retry-After"] = str(max(1, round(error.after)))
    elif type(error) in _OTHERS:
        status, code = _OTHERS[type(error)]
    elif is_of_question(error):
        status, code = 422, "unreadable"
    elif isinstance(error, BorderCheckError):
        status, code = 503, "unavailable"
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, BorderCheckError):
        text, hint = (one.replace(home, "HOME") for one in (error.message, error.hint))
    elif isinstance(error, OSError):
        status, code = 503, "unavailable"
        text = "something in the home of the service cannot be read or written"
        tell(f"error: {out_of_reach(error).in_one_line}")
    else:
        tell(f"defect: {type(error).__name__}")
    return Told(status, code, text, hint, headers)


def tell(what: str) -> None:
    """For whoever runs the service."""
    print(f"border-check: {what}", file=sys.stderr, flush=True)


def out_of_reach(error: OSError) -> BorderCheckError:
    """What cannot be read or written, for whoever runs the service."""
    place = f"{error.filename}: " if error.filename else ""
    hint = "see to space and permissions: all of a home belongs to the account of the service"
    return BorderCheckError(f"{place}{error.strerror or error}", hint=hint)


async def not_there(_: Request, error: Exception) -> Response:
    """No such path, or no such method on it."""
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method"}.get(error.status_code, "http")
    content = {"error": {"code": code, "text": error.detail, "hint": "see /openapi.json"}}
    return Response(json.dumps(content), error.status_code, error.headers, JSON)
