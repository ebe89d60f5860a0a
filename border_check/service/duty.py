"""The page of the duty desk, served by the centre: the hits of all posts that ask it.

Officers sign in with the token by which they could ask the service as well. It stands in a cookie
that no script can read and no other site can have sent; forms from other sites are refused besides.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from border_check.errors import UsageError
from border_check.formats.duty import case_page, queue_page, sign_in_page
from border_check.formats.duty_wording import REFUSED
from border_check.posts.queue import Queued, line_at, queued, under
from border_check.posts.store import Posts
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.service.clerk import Caller
from border_check.service.figures import bars_of, replies_of
from border_check.service.pages import DESK, language_of, page
from border_check.service.refusals import Foreign
from border_check.service.tokens import NotForIt, Refusal, Token, Tokens
from border_check.snapshot.home import Home
from border_check.values.case import Disposition, Step
from border_check.values.settings import Role, Settings

COOKIE = "border-check-duty"
_SIGN_IN = f"{DESK}/sign-in"
_HIT = re.compile(rf"{DESK}/hit/(?:[\w-]+/)?[\w-]+", re.ASCII)
"""Addresses to which signing in may lead."""
_LONGEST_FORM = 8 << 10
_MOST_FIELDS = 10
Handler = Callable[[Request], Awaitable[Response]]
Body = Callable[[Request, int], Awaitable[bytes]]


class DutyDesk:
    """The pages, over the journal of a home."""

    def __init__(
        self,
        home: Path,
        settings: Settings,
        tokens: Tokens,
        caller: Callable[[Token], Caller],
        body: Body,
        within_rate: Callable[[Token], None],
    ) -> None:
        self._home, self._settings = home, settings
        self._tokens, self._caller = tokens, caller
        self._body, self._within_rate = body, within_rate

    def routes(self, handled: Callable[[Handler], Handler]) -> list[Route]:
        """What the service adds to its own."""
        return [
            Route("/desk", handled(self._queue), methods=["GET"]),
            Route(_SIGN_IN, handled(self._sign_in), methods=["GET", "POST"]),
            Route("/desk/sign-out", handled(self._sign_out), methods=["POST"]),
            Route("/desk/hit/{number}", handled(self._hit), methods=["GET", "POST"]),
            Route("/desk/hit/{journal}/{number}", handled(self._hit), methods=["GET", "POST"]),
        ]

    async def _sign_in(self, request: Request) -> Response:
        after = _after(request)
        if request.method == "GET":
            return await page(request, lambda: sign_in_page(after))
        _require_own(request)
        text = (await self._form(request)).get("token", "")
        try:
            token = await self._second_line(text)
        except (Refusal, NotForIt):
            return await page(request, lambda: sign_in_page(after, REFUSED), status=403)
        request.state.caller = token.id
        self._within_rate(token)
        response = RedirectResponse(f"{after or DESK}?lang={language_of(request)}", 303)
        age = int((token.expires - datetime.now(UTC)).total_seconds())
        response.set_cookie(
            COOKIE,
            text.strip(),
            max_age=max(0, age),
            path="/desk",
            secure=_is_secret(request),
            httponly=True,
            samesite="strict",
        )
        return response

    async def _sign_out(self, request: Request) -> Response:
        _require_own(request)
        response = RedirectResponse(f"{_SIGN_IN}?lang={language_of(request)}", 303)
        response.delete_cookie(COOKIE, path="/desk")
        return response

    async def _queue(self, request: Request) -> Response:
        token = await self._signed_in(request)
        if token is None:
            return _to_sign_in(request)

        reference = request.query_params.get("reference", "").strip()
        found = await asyncio.to_thread(self._found, token, reference) if reference else []
        if len(found) == 1:
            place = f"{DESK}/hit/{found[0].place}"
            return RedirectResponse(f"{place}?lang={language_of(request)}", 303)

        def made() -> str:
            with self._screener(token) as screener:
                return self._queue_of(screener, token.user, found)

        return await page(request, made)

    async def _hit(self, request: Request) -> Response:
        token = await self._signed_in(request)
        if token is None:
            return _to_sign_in(request)
        number, journal = request.path_params["number"], request.path_params.get("journal", "")
        form: dict[str, str] = {}
        if request.method == "POST":
            _require_own(request)
            form = await self._form(request)

        def made() -> str:
            with self._screener(token) as screener, self._posts() as posts:
                line = line_at(screener, posts, journal)
                told = _done(line, number, form)
                opened = line.open(number)
                return case_page(opened, screener.settings, token.user, told)

        return await page(request, made)

    def _found(self, token: Token, reference: str) -> list[Queued]:
        with self._screener(token) as screener, self._posts() as posts:
            return under(queued(screener, posts, posts.states()), reference)

    def _queue_of(self, screener: Screener, user: str, found: list[Queued]) -> str:
        """The page with what was found, or else with all that is open."""
        with self._posts() as posts:
            states = posts.states()
            every = queued(screener, posts, states)
        owners = {one.status.name: one.status.shown for one in screener.lists()}
        day = f"{screener.now():%F}"
        return queue_page(
            found or [one for one in every if one.standing.case.is_open],
            bars_of(screener.recorder, states, day),
            screener.statuses(),
            [one for one in states if not one.put_back],
            replies_of([one.standing.case for one in every], owners),
            screener.now(),
            user,
            is_found=bool(found),
        )

    def _posts(self) -> Posts:
        return Posts(Home(self._home).posts, self._settings.database)

    def _screener(self, token: Token) -> Screener:
        caller = self._caller(token)
        screener = Screener(self._home, self._settings)
        return screener.on_behalf(caller.desk, caller.entered)

    async def _signed_in(self, request: Request) -> Token | None:
        text = request.cookies.get(COOKIE, "")
        try:
            token = await self._second_line(text)
        except Refusal:
            return None
        request.state.caller = token.id
        self._within_rate(token)
        return token

    async def _second_line(self, text: str) -> Token:
        token = (await self._tokens.read(text.strip(), datetime.now(UTC))).to_ask()
        if token.role is not Role.SECOND_LINE or token.once:
            raise Refusal("the duty desk is for the second line")
        return token

    async def _form(self, request: Request) -> dict[str, str]:
        content = await self._body(request, _LONGEST_FORM)
        text = content.decode("utf-8", "replace")
        try:
            found = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError:
            raise UsageError("the form has more fields than one of ours") from None
        return {name: values[0] for name, values in found.items()}


def _done(line: SecondLine, number: str, form: dict[str, str]) -> list[str]:
    """Enter what a form says; what there is to be told of that."""
    if not form:
        return []
    note = form.get("note", "").strip()
    try:
        if "step" in form:
            return [*line.take(number, Step(form["step"]), note).warnings]
        return [*line.rule(number, Disposition(form.get("ruling", "")), note=note).warnings]
    except ValueError:
        raise UsageError("the form says neither a step nor a ruling") from None


def _to_sign_in(request: Request) -> Response:
    after = request.url.path if _HIT.fullmatch(request.url.path) else ""
    back = f"&{urlencode({'after': after})}" if after else ""
    return RedirectResponse(f"{_SIGN_IN}?lang={language_of(request)}{back}", 303)


def _after(request: Request) -> str:
    """The address of a hit to which signing in leads back; empty for any other address."""
    asked = request.query_params.get("after", "")
    return asked if _HIT.fullmatch(asked) else ""


def _require_own(request: Request) -> None:
    """Refuse a form that another site has sent."""
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site != "same-origin" or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        raise Foreign("a form from another site is not taken")


def _is_secret(request: Request) -> bool:
    """Whether the browser has spoken TLS, with the service or with a server in front of it, which
    may not tell: where a form is from, the browser says itself."""
    return "https" in (request.url.scheme, urlsplit(request.headers.get("origin", "")).scheme)
