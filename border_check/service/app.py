"""The service as an ASGI application: routes, limits, and who may ask what."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from border_check.errors import BorderCheckError, UnreadableInput
from border_check.formats.wire import SCHEMA, lists_to_wire, screening_to_wire, to_json
from border_check.posts.messages import messages_in, send_the_rest
from border_check.posts.store import Posts
from border_check.screening.opening import open_all
from border_check.screening.screener import Screener
from border_check.service.clerk import Caller, Clerk
from border_check.service.duty import DutyDesk
from border_check.service.exchange import Exchange
from border_check.service.in_step import InStep
from border_check.service.lines import Answers, batch_lines, streamed
from border_check.service.metrics import Metrics
from border_check.service.openapi import openapi
from border_check.service.pages import is_of_the_desk, page_not_there, refusal_page
from border_check.service.questions import (
    DocumentQuestion,
    Kind,
    PersonQuestion,
    VehicleQuestion,
    Why,
    read,
)
from border_check.service.rates import Rates
from border_check.service.refusals import JSON, Refused, not_there, out_of_reach, refusal, tell
from border_check.service.register import register_of
from border_check.service.tokens import Refusal, Token, Tokens
from border_check.signing.publishing import file_of, offers
from border_check.snapshot.home import Home
from border_check.values.service import ServiceRules
from border_check.values.settings import Direction, Role, Settings

_NAMED = (
    ("/v1/snapshots/", "/v1/snapshots/LIST/FILE"),
    ("/desk/hit/", "/desk/hit/NUMBER"),
    ("/v1/exchange/", "/v1/exchange/JOURNAL"),
)
"""Paths that are told without what is named in them."""
_SENT_EVERY = 60.0
"""Seconds after which it is looked whether something for posts was not sent."""
_SLOWEST = 4 << 10
"""Bytes a second at which what is long has to come, after the first seconds."""
Handler = Callable[[Request], Awaitable[Response]]
Refusing = Callable[[Request, Exception, str], Awaitable[Response]]


class Service:
    """One process of the service of a home. `share` is its part of what callers may ask; `ready` is
    called once it answers."""

    def __init__(
        self,
        home: Path,
        settings: Settings,
        share: float = 1.0,
        ready: Callable[[], object] = lambda: None,
    ) -> None:
        self._home, self._settings = home, settings
        self._rules = settings.service or ServiceRules()
        place = Path(Home(home).service)
        self._tokens = Tokens(place, register_of(place, settings.database))
        self._rates = Rates(self._rules, share)
        self._metrics = Metrics()
        self._documents = Clerk("documents", self._screener, self._rules.documents_waiting)
        self._people = Clerk("people", self._screener, self._rules.persons_waiting)
        self._batches_running = 0
        self._told: Screener | None = None
        self._in_step: InStep | None = None
        self._ready_now = ready

    def application(self) -> Starlette:
        """What a server runs."""
        body = partial(self._body, slowest=_SLOWEST)
        routes = [
            Route("/v1/document", self._handled(self._document), methods=["POST"]),
            Route("/v1/person", self._handled(self._person), methods=["POST"]),
            Route("/v1/vehicle", self._handled(self._vehicle), methods=["POST"]),
            Route("/v1/batch", self._handled(self._batch), methods=["POST"]),
            Route("/v1/lists", self._handled(self._lists), methods=["GET"]),
            Route("/v1/snapshots", self._handled(self._offers), methods=["GET"]),
            Route("/v1/snapshots/{name}/{file}", self._handled(self._package), methods=["GET"]),
            Route("/v1/health", self._handled(self._health), methods=["GET"]),
            Route("/v1/ready", self._handled(self._ready), methods=["GET"]),
            Route("/metrics", self._handled(self._counted), methods=["GET"]),
            Route("/openapi.json", self._handled(self._described), methods=["GET"]),
            *Exchange(self._home, self._settings, self._token, body).routes(self._handled),
            *DutyDesk(
                self._home,
                self._settings,
                self._tokens,
                lambda token: self._caller(token, Why()),
                self._body,
                self._within_rate,
            ).routes(partial(self._handled, refuse=refusal_page)),
        ]
        return Starlette(
            routes=routes,
            lifespan=self._living,
            exception_handlers={HTTPException: _not_there},
        )

    def open(self) -> None:
        """Have the lists open, before anybody asks; raises `BorderCheckError`."""
        try:
            self._documents.start()
            self._people.start()
            self._told = self._screener()
            if self._settings.database is not None:
                self._in_step = InStep(self._told, self._tokens.register)
        except OSError as error:
            raise out_of_reach(error) from error

    @asynccontextmanager
    async def _living(self, _: Starlette) -> AsyncIterator[None]:
        """What was asked is answered before the end."""
        threading.Thread(target=self._send_the_rest, name="messages", daemon=True).start()
        looking = asyncio.create_task(self._in_step.keep()) if self._in_step else None
        self._ready_now()
        try:
            yield
        finally:
            if looking is not None:
                looking.cancel()
            await asyncio.to_thread(self._stop)

    def _send_the_rest(self) -> None:
        """What was entered for posts and not sent, for a process was killed between the two, or
        the database went away; or what had been sent is lost. A long journal takes its time, in
        which questions are answered; afterwards what is new is looked at from time to time."""
        seen: dict[str, int] = {}
        while True:
            before = dict(seen)
            try:
                with Screener(self._home, self._settings) as screener:
                    messages = messages_in(screener.recorder, seen)
                if messages:
                    with Posts(Home(self._home).posts, self._settings.database) as posts:
                        send_the_rest(posts, messages)
            except (BorderCheckError, OSError) as error:
                seen = before
                tell(f"error: what is for posts waits: {error}")
            time.sleep(_SENT_EVERY)

    def _stop(self) -> None:
        self._documents.stop()
        self._people.stop()
        self._tokens.register.close()
        if self._told is not None:
            self._told.close()

    def _screener(self) -> Screener:
        screener = Screener(self._home, self._settings)
        open_all(screener)
        return screener

    # -- what is asked -----------------------------------------------------------------------------

    async def _document(self, request: Request) -> Response:
        token, question = await self._question(request, DocumentQuestion)
        return await self._answer(self._documents, token, question)

    async def _vehicle(self, request: Request) -> Response:
        token, question = await self._question(request, VehicleQuestion)
        return await self._answer(self._documents, token, question)

    async def _person(self, request: Request) -> Response:
        token, question = await self._question(request, PersonQuestion)
        if token.role is Role.FIRST_LINE:
            raise Refused(403, "role", "the first line may not search by free name")
        return await self._answer(self._people, token, question)

    async def _batch(self, request: Request) -> Response:
        given = request.query_params
        unknown = set(given) - {"name", *Why.__struct_fields__}
        if unknown:
            raise UnreadableInput(
                f"{min(unknown):.40}: no such parameter",
                hint=f"there are: name, {', '.join(Why.__struct_fields__)}",
            )
        why = Why(**{key: given.get(key) for key in Why.__struct_fields__})
        caller = self._caller((await self._token(request)).to_ask(), why)
        name = given.get("name", "passengers")
        if self._batches_running >= self._rules.batches:
            raise Refused(503, "busy", "too many passenger lists at once", hint="wait", after=5)
        end = ExitStack()
        end.callback(self._batch_ended)
        self._batches_running += 1
        try:
            screener = await asyncio.to_thread(Screener, self._home, self._settings)
            end.callback(screener.close)
            content = await self._body(request, self._rules.largest_batch, slowest=_SLOWEST)
            lines = batch_lines(screener, caller, Path(name).name, content)
            first = await asyncio.to_thread(next, lines)
        except BaseException:
            end.close()
            raise
        return Answers(streamed(first, lines, end), end, self._rules.patience)

    def _batch_ended(self) -> None:
        self._batches_running -= 1

    async def _lists(self, request: Request) -> Response:
        token = await self._token(request)
        caller = self._caller(token, Why())
        assert self._told is not None
        statuses = self._told.on_behalf(caller.desk, caller.entered).statuses()
        return _json(to_json(lists_to_wire(statuses)))

    async def _offers(self, request: Request) -> Response:
        await self._token(request)
        found = await asyncio.to_thread(offers, Home(self._home))
        content = {"schema": SCHEMA, "lists": [offer.to_json() for offer in found]}
        return _json(json.dumps(content))

    async def _package(self, request: Request) -> Response:
        await self._token(request)
        named = request.path_params
        path = await asyncio.to_thread(file_of, Home(self._home), named["name"], named["file"])
        if path is None:
            raise Refused(404, "not_found", "no package of this name is offered")
        return FileResponse(path, media_type="application/octet-stream")

    async def _health(self, _: Request) -> Response:
        return _json(json.dumps({"service": "border-check", "version": version("border-check")}))

    async def _ready(self, _: Request) -> Response:
        working = self._documents.is_working and self._people.is_working
        if not working:
            raise Refused(503, "not_ready", "it does not answer questions", hint="restart it")
        if self._in_step is not None and not self._in_step.is_kept:
            text = "it has not seen for too long what other machines have changed"
            raise Refused(503, "not_ready", text, hint="see to the database, and to its errors")
        return _json(json.dumps({"ready": True}))

    async def _counted(self, request: Request) -> Response:
        (await self._token(request)).to_ask()
        assert self._told is not None
        text = self._metrics.text(self._told.statuses())
        return Response(text, media_type="text/plain; version=0.0.4")

    async def _described(self, _: Request) -> Response:
        return _json(json.dumps(openapi()))

    # -- who asks ----------------------------------------------------------------------------------

    async def _token(self, request: Request) -> Token:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            raise Refusal("no token was given", hint="Authorization: Bearer TOKEN")
        token = await self._tokens.read(text.strip(), datetime.now(UTC))
        request.state.caller = token.id
        self._within_rate(token)
        return token

    def _within_rate(self, token: Token) -> None:
        """Count a request of a caller; raises `Refused` beyond what was agreed."""
        wait = self._rates.takes(token.id, time.monotonic())
        if wait:
            raise Refused(429, "too_many", "more requests than agreed", hint="wait", after=wait)

    async def _question(self, request: Request, kind: type[Kind]) -> tuple[Token, Kind]:
        token = (await self._token(request)).to_ask()
        return token, read(await self._body(request, self._rules.largest), kind)

    def _caller(self, token: Token, why: Why) -> Caller:
        purpose = why.purpose or token.purposes[0]
        if purpose not in token.purposes:
            raise Refused(
                403,
                "purpose",
                "the token does not allow this purpose",
                hint=f"it allows: {', '.join(token.purposes)}",
            )
        if why.direction and why.direction not in frozenset(Direction):
            raise Refused(422, "unreadable", f"direction: expected one of {', '.join(Direction)}")
        desk = self._settings.desk._replace(
            post=token.post,
            role=token.role,
            purpose=purpose,
            operation=why.operation or self._settings.desk.operation,
            direction=Direction(why.direction) if why.direction else None,
        )
        return Caller(desk, token.user, token.id)

    async def _body(self, request: Request, most: int, slowest: int | None = None) -> bytes:
        """All that was sent; refuses more than may be, and what does not come in time, or, of what
        is long, more slowly than so many bytes a second."""
        too_large = Refused(413, "too_large", f"more than {most:,} bytes")
        announced = request.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > most:
            raise too_large
        content = bytearray()
        try:
            async with asyncio.timeout(self._rules.patience) as limit:
                end = limit.when() or 0.0
                async for chunk in request.stream():
                    content += chunk
                    if len(content) > most:
                        raise too_large
                    if slowest:
                        limit.reschedule(end + len(content) / slowest)
        except TimeoutError:
            raise Refused(408, "too_slow", "the request did not come whole in time") from None
        return bytes(content)

    async def _answer(
        self,
        clerk: Clerk,
        token: Token,
        question: DocumentQuestion | PersonQuestion | VehicleQuestion,
    ) -> Response:
        caller = self._caller(token, question)
        if clerk.waiting >= clerk.most:
            raise Refused(503, "busy", "too many questions wait", hint="try again", after=1)
        clerk.waiting += 1
        try:
            async with asyncio.timeout(self._rules.answer):
                screening = await asyncio.wrap_future(clerk.ask(caller, question.ask))
        except TimeoutError:
            raise Refused(503, "busy", "no answer in time", hint="try again", after=1) from None
        finally:
            clerk.waiting -= 1
        self._metrics.answered(screening.check, screening.verdict)
        return _json(to_json(screening_to_wire(screening)))

    def _handled(self, handler: Handler, refuse: Refusing = refusal) -> Handler:
        """A handler whose errors are answers, and whose requests are counted and logged."""

        async def handled(request: Request) -> Response:
            begin = time.perf_counter()
            try:
                response = await handler(request)
            except ClientDisconnect:
                response = Response(status_code=499)
            except Exception as error:
                response = await refuse(request, error, str(self._home))
            seconds = time.perf_counter() - begin
            path = request.url.path
            for long, named in _NAMED:
                if path.startswith(long):
                    path = named
            self._metrics.count(path, response.status_code, seconds)
            if self._rules.log:
                _log(request, path, response.status_code, seconds)
            return response

        return handled


async def _not_there(request: Request, error: Exception) -> Response:
    answer = page_not_there if is_of_the_desk(request.url.path) else not_there
    return await answer(request, error)


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status, media_type=JSON)


def _log(request: Request, path: str, status: int, seconds: float) -> None:
    """One line of JSON for a request: who, by the id of the token, and never what was asked."""
    told = {
        "at": f"{datetime.now(UTC):%FT%TZ}",
        "method": request.method,
        "path": path if status != 404 else "unknown",
        "status": status,
        "ms": round(seconds * 1000, 1),
        "token": getattr(request.state, "caller", ""),
    }
    print(json.dumps(told), file=sys.stderr, flush=True)
