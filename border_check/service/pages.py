"""Pages as answers: in which language, under which policy, and what they tell of errors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from border_check.formats.duty import problem_page, style_policy
from border_check.language import ENGLISH, LANGUAGES, speaking
from border_check.service.refusals import told_of

DESK = "/desk"
"""Below which everything is a page."""
_HEADERS = {
    "Content-Security-Policy": style_policy(),
    "Referrer-Policy": "same-origin",  # with none, browsers do not say where a form is from
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


async def page(
    request: Request,
    make: Callable[[], str],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """A page in the language of whoever asks, made in a thread."""
    spoken = language_of(request)

    def made() -> str:
        with speaking(spoken):
            return make()

    text = await asyncio.to_thread(made)
    return HTMLResponse(text, status, headers={**(headers or {}), **_HEADERS})


def language_of(request: Request) -> str:
    """The one that is asked for, else the first that the browser prefers and we have."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    for one in request.headers.get("accept-language", "").split(","):
        code = one.partition(";")[0].strip().partition("-")[0].lower()
        if code in LANGUAGES:
            return code
    return ENGLISH


async def refusal_page(request: Request, error: Exception, home: str) -> Response:
    """An error as an answer for officers, with the status that programs would get."""
    told = told_of(error, home)
    reason = told.text if told.status == 422 else ""
    return await page(request, lambda: problem_page(told.status, reason), told.status, told.headers)


async def page_not_there(request: Request, error: Exception) -> Response:
    """No such page, or no such method on it."""
    assert isinstance(error, HTTPException)
    status, headers = error.status_code, dict(error.headers or {})
    return await page(request, lambda: problem_page(status), status, headers)


def is_of_the_desk(path: str) -> bool:
    """Whether a path is that of the duty desk, or below it."""
    return path == DESK or path.startswith(f"{DESK}/")
