"""A passenger list over the network: the file in, a line for each row out, and the totals."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from border_check.formats.batch import row_to_wire, summary_to_wire
from border_check.formats.wire import to_json
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener
from border_check.service.clerk import Caller
from border_check.snapshot.home import Home
from border_check.snapshot.pool import may_pay

LINES = "application/x-ndjson"


def batch_lines(screener: Screener, caller: Caller, name: str, content: bytes) -> Iterator[str]:
    """The lines of JSON that `batch --json` prints, as they are answered.

    Raises `ManifestError` before the first one.
    """
    behalf = screener.on_behalf(caller.desk, caller.entered)
    reading = open_manifest(content, behalf.now().date(), name=name)
    lines = content.count(b"\n")
    travellers = max(lines, reading.announced or 0)
    home = Home(screener.home)
    if may_pay(home, travellers):
        from border_check.snapshot.pooling import pool_lists

        pool_lists(home, travellers)
    run = Batch(
        behalf,
        name,
        hashlib.sha256(content).hexdigest(),
        announced=reading.announced,
        lines=lines,
        arrival=reading.arrival,
    )
    for rows in run.answers(reading.stretches):
        for row in rows.rows():
            yield to_json(row_to_wire(row)) + "\n"
    yield to_json(summary_to_wire(run.summary())) + "\n"


class Answers(StreamingResponse):
    """Lines, and what is to be done at their end even where whoever asked has gone, or takes none
    of them for `patience` seconds."""

    def __init__(self, lines: AsyncIterator[str], end: ExitStack, patience: float) -> None:
        super().__init__(lines, media_type=LINES)
        self._end, self._patience = end, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them, as a server asks."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(self._patience):
                await send(message)

        try:
            await super().__call__(scope, receive, send_in_time)
        except TimeoutError:
            return  # without the last line, so that nobody takes it for the whole
        finally:
            self._end.close()


async def streamed(first: str, lines: Iterator[str], end: ExitStack) -> AsyncIterator[str]:
    """Lines as they are answered, made in threads, so that nobody waits for another's list."""
    yield first
    async for line in iterate_in_threadpool(lines):
        yield line
    end.close()  # before whoever asked knows that this was all, and asks again
