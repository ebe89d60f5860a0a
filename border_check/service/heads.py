"""How long the head of a request may be, and how long it may take, as what is left of a request
that was answered before it was there whole: uvicorn limits none of them.

Whoever connects has no token yet. Without a limit, anybody who reaches the port could hold lines
open by saying nothing, or fill the memory with a head that never ends.
"""

from __future__ import annotations

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST = 32 << 10
"""Bytes of a head: a token has 2 KiB at most."""


def impatient(seconds: float) -> type[HttpToolsProtocol]:
    """The protocol of a line that is closed where a head is not there whole after so long, counted
    from its first byte, or from the beginning of the line; or what is left of an answered request,
    counted from the answer."""

    class Impatient(HttpToolsProtocol):
        """One line."""

        _timer: TimerHandle | None = None
        _head = 0
        """Bytes in which the head that is being read came, at least."""
        _in_head = False

        def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._wait_no_more()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._in_head:
                self._head += len(data)
                if self._head > LONGEST:
                    self.transport.abort()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._head, self._in_head = 0, True
            if self._timer is None:
                self._wait()

        def on_headers_complete(self) -> None:
            self._in_head = False
            self._wait_no_more()
            super().on_headers_complete()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.cycle.response_complete and self.cycle.more_body and self._timer is None:
                self._wait()

        def on_message_complete(self) -> None:
            super().on_message_complete()
            self._wait_no_more()

        def _wait(self) -> None:
            self._timer = self.loop.call_later(seconds, self.transport.abort)

        def _wait_no_more(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return Impatient
