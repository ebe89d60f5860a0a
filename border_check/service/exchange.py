"""Posts bring their hits, and are told what the centre has for them.

What a post brings stands in its own journal and is there as often as it likes; the centre keeps
each entry once, by its hash. What the centre has for a post is told until an entry comes that says
that it was made there. So either side may end, or the line, at any moment.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from border_check.errors import UnreadableInput
from border_check.formats.wire import SCHEMA
from border_check.posts.store import Posts
from border_check.posts.wire import messages_to_wire
from border_check.service.tokens import Token
from border_check.service.visits import is_journal, visit_of
from border_check.snapshot.home import Home
from border_check.values.settings import Settings

LARGEST = 16 << 20
"""Bytes that a post may bring at once; it brings less, unless one entry is larger."""
Handler = Callable[[Request], Awaitable[Response]]


class Exchange:
    """The two requests of a post, over what the centre keeps of its posts."""

    def __init__(
        self,
        home: Path,
        settings: Settings,
        token: Callable[[Request], Awaitable[Token]],
        body: Callable[[Request, int], Awaitable[bytes]],
    ) -> None:
        self._home, self._address = home, settings.database
        self._token, self._body = token, body

    def routes(self, handled: Callable[[Handler], Handler]) -> list[Route]:
        """What the service adds to its own."""
        return [
            Route("/v1/exchange", handled(self._brought), methods=["POST"]),
            Route("/v1/exchange/{journal}", handled(self._asked), methods=["GET"]),
        ]

    async def _asked(self, request: Request) -> Response:
        """How far the centre has a journal, and what there is for the home that has it."""
        token = (await self._token(request)).to_exchange()
        journal = request.path_params["journal"]
        if not is_journal(journal):
            raise UnreadableInput("no journal is known by such a name", hint="see /openapi.json")

        def place() -> Response:
            with self._posts() as posts:
                found = posts.place(journal, token.post)
                messages = posts.messages(journal)
            taken = found._asdict() if found else None
            return _json({"taken": taken, "messages": messages_to_wire(messages)})

        return await asyncio.to_thread(place)

    async def _brought(self, request: Request) -> Response:
        """Keep what a post brings."""
        token = (await self._token(request)).to_exchange()
        content = await self._body(request, LARGEST)

        def kept() -> Response:
            visit = visit_of(content)
            with self._posts() as posts:
                posts.take(visit, token.post, f"{datetime.now(UTC):%FT%TZ}")
            return _json({"taken": visit.upto._asdict() if visit.upto else None})

        return await asyncio.to_thread(kept)

    def _posts(self) -> Posts:
        return Posts(Home(self._home).posts, self._address)


def _json(content: dict[str, object]) -> Response:
    return Response(json.dumps({"schema": SCHEMA, **content}), media_type="application/json")
