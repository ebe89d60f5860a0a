"""The service as an ASGI application: routes, limits, and who may ask what."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from border_check.errors import BorderCheckError
from border_check.formats.wire import SCHEMA, lists_to_wire, screening_to_wire, to_json
from border_check.posts.messages import messages_in, send_the_rest
from border_check.posts.store import NotIts, Posts
from border_check.screening.opening import open_all
from border_check.screening.screener import Screener
from border_check.service.clerk import Caller, Clerk, is_of_question
from border_check.service.duty import DutyDesk, Foreign
from border_check.service.exchange import Exchange, NotForIt
from border_check.service.fields import field_of
from border_check.service.in_step import InStep
from border_check.service.lines import batch_lines
from border_check.service.metrics import Metrics
from border_check.service.openapi import openapi
from border_check.service.questions import (
    DocumentQuestion,
    Kind,
    PersonQuestion,
    VehicleQuestion,
    Why,
    read,
)
from border_check.service.rates import Rates
from border_check.service.register import REFRESHED, register_of
from border_check.service.tokens import Refusal, Token, Tokens
from border_check.signing.publishing import file_of, offers
from border_check.snapshot.home import Home
from border_check.values.service import ServiceRules
from border_check.values.settings import Direction, Role, Settings

JSON = "application/json"
LINES = "application/x-ndjson"
_NAMED = (
    ("/v1/snapshots/", "/v1/snapshots/LIST/FILE"),
    ("/desk/hit/", "/desk/hit/NUMBER"),
    ("/v1/exchange/", "/v1/exchange/JOURNAL"),
)
"""Paths that are told without what is named in them."""
_SLOWEST = 4 << 10
"""Bytes a second at which a passenger list has to come, after the first seconds."""
Handler = Callable[[Request], Awaitable[Response]]


class Refused(BorderCheckError):
    """A request that is not answered, with the status that says so."""

    usual_hint = "see /openapi.json"

    def __init__(
        self, status: int, code: str, message: str, *, hint: str | None = None, after: float = 0
    ) -> None:
        super().__init__(message, hint=hint)
        self.status, self.code, self.after = status, code, after


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
        self._ready_now = ready

    def application(self) -> Starlette:
        """What a server runs."""
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
            *Exchange(self._home, self._settings, self._token, self._body).routes(self._handled),
            *DutyDesk(
                self._home, self._settings, self._tokens, lambda token: self._caller(token, Why())
            ).routes(self._handled),
        ]
        return Starlette(
            routes=routes,
            lifespan=self._living,
            exception_handlers={HTTPException: _of_routing},
        )

    def open(self) -> None:
        """Have the lists open, before anybody asks; raises `BorderCheckError`."""
        try:
            self._documents.start()
            self._people.start()
            self._told = self._screener()
        except OSError as error:
            raise _out_of_reach(error) from error

    @asynccontextmanager
    async def _living(self, _: Starlette) -> AsyncIterator[None]:
        """What was asked is answered before the end."""
        threading.Thread(target=self._send_the_rest, name="messages", daemon=True).start()
        looking = asyncio.create_task(self._look_again())
        self._ready_now()
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.to_thread(self._stop)

    async def _look_again(self) -> None:
        """See, again and again, what other machines of this service have changed."""
        assert self._told is not None
        in_step = InStep(self._told, self._tokens.register)
        while self._settings.database is not None:
            with suppress(BorderCheckError):  # what was seen last holds for some seconds
                await asyncio.to_thread(in_step.look)
            await asyncio.sleep(REFRESHED)

    def _send_the_rest(self) -> None:
        """What was entered for posts and not sent, for a process was killed between the two, or
        what had been sent is lost. A long journal takes its time, in which questions are answered.
        """
        try:
            with Screener(self._home, self._settings) as screener:
                messages = messages_in(screener.recorder)
            if messages:
                with Posts(Home(self._home).posts, self._settings.database) as posts:
                    send_the_rest(posts, messages)
        except BorderCheckError as error:
            _tell(f"error: {error.in_one_line}")

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
        why = Why(**{key: given.get(key) for key in Why.__struct_fields__})
        caller = self._caller(self._token(request), why)
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
        return _Lines(_streamed(first, lines, end), end, self._rules.patience)

    def _batch_ended(self) -> None:
        self._batches_running -= 1

    async def _lists(self, request: Request) -> Response:
        token = self._token(request)
        caller = self._caller(token, Why())
        assert self._told is not None
        statuses = self._told.on_behalf(caller.desk, caller.entered).statuses()
        return _json(to_json(lists_to_wire(statuses)))

    async def _offers(self, request: Request) -> Response:
        self._token(request)
        found = await asyncio.to_thread(offers, Home(self._home))
        content = {"schema": SCHEMA, "lists": [offer.to_json() for offer in found]}
        return _json(json.dumps(content))

    async def _package(self, request: Request) -> Response:
        self._token(request)
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
        return _json(json.dumps({"ready": True}))

    async def _counted(self, request: Request) -> Response:
        self._token(request)
        assert self._told is not None
        text = self._metrics.text(self._told.statuses())
        return Response(text, media_type="text/plain; version=0.0.4")

    async def _described(self, _: Request) -> Response:
        return _json(json.dumps(openapi()))

    # -- who asks ----------------------------------------------------------------------------------

    def _token(self, request: Request) -> Token:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            raise Refusal("no token was given", hint="Authorization: Bearer TOKEN")
        token = self._tokens.read(text.strip(), datetime.now(UTC))
        request.state.caller = token.id
        wait = self._rates.takes(token.id, time.monotonic())
        if wait:
            raise Refused(429, "too_many", "more requests than agreed", hint="wait", after=wait)
        return token

    async def _question(self, request: Request, kind: type[Kind]) -> tuple[Token, Kind]:
        token = self._token(request)
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

    def _handled(self, handler: Handler) -> Handler:
        """A handler whose errors are answers, and whose requests are counted and logged."""

        async def handled(request: Request) -> Response:
            begin = time.perf_counter()
            try:
                response = await handler(request)
            except ClientDisconnect:
                response = Response(status_code=499)
            except Exception as error:
                response = _refused(error, str(self._home))
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


class _Lines(StreamingResponse):
    """Lines, and what is to be done at their end even where whoever asked has gone, or takes none
    of them for `patience` seconds."""

    def __init__(self, lines: AsyncIterator[str], end: ExitStack, patience: float) -> None:
        super().__init__(lines, media_type=LINES)
        self._end, self._patience = end, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(self._patience):
                await send(message)

        try:
            await super().__call__(scope, receive, send_in_time)
        except TimeoutError:
            return  # without the last line, so that nobody takes it for the whole
        finally:
            self._end.close()


async def _streamed(first: str, lines: Iterator[str], end: ExitStack) -> AsyncIterator[str]:
    """Lines as they are answered, made in threads, so that nobody waits for another's list."""
    yield first
    async for line in iterate_in_threadpool(lines):
        yield line
    end.close()  # before whoever asked knows that this was all, and asks again


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status, media_type=JSON)


def _refused(error: Exception, home: str) -> Response:
    """An error as an answer; a defect of ours tells nothing but that it is one, and no error where
    on its machine the home is."""
    status, code, headers = 500, "defect", {}
    text, hint = "something went wrong that should not", "tell whoever runs the service"
    if isinstance(error, Refused):
        status, code = error.status, error.code
        if error.after:
            headers["Retry-After"] = str(max(1, round(error.after)))
    elif isinstance(error, Foreign):
        status, code = 403, "foreign"
    elif isinstance(error, NotForIt | NotIts):
        status, code = 403, "role" if isinstance(error, NotForIt) else "post"
    elif isinstance(error, Refusal):
        status, code = 401, "unauthorized"
        headers["WWW-Authenticate"] = "Bearer"
    elif is_of_question(error):
        status, code = 422, "unreadable"
    elif isinstance(error, BorderCheckError):
        status, code = 503, "unavailable"
    if isinstance(error, BorderCheckError):
        text, hint = (one.replace(home, "HOME") for one in (error.message, error.hint))
    elif isinstance(error, OSError):
        status, code = 503, "unavailable"
        text = "something in the home of the service cannot be read or written"
        _tell(f"error: {_out_of_reach(error).in_one_line}")
    else:
        _tell(f"defect: {type(error).__name__}")
    told = {"code": code, "text": text, "hint": hint}
    field = field_of(text) if status == 422 else None
    if field is not None:
        told["field"] = field
    return Response(json.dumps({"error": told}), status, headers, JSON)


def _tell(what: str) -> None:
    """For whoever runs the service."""
    print(f"border-check: {what}", file=sys.stderr, flush=True)


def _out_of_reach(error: OSError) -> BorderCheckError:
    """What cannot be read or written, for whoever runs the service."""
    place = f"{error.filename}: " if error.filename else ""
    hint = "see to space and permissions: all of a home belongs to the account of the service"
    return BorderCheckError(f"{place}{error.strerror or error}", hint=hint)


async def _of_routing(_: Request, error: Exception) -> Response:
    """No such path, or no such method on it."""
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method"}.get(error.status_code, "http")
    content = {"error": {"code": code, "text": error.detail, "hint": "see /openapi.json"}}
    return Response(json.dumps(content), error.status_code, error.headers, JSON)


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
