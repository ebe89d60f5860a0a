"""A line to PostgreSQL, which does not stay silent without end."""

from __future__ import annotations

from collections.abc import Generator
from math import inf
from time import monotonic
from typing import Any

from psycopg import Connection, OperationalError

_CONNECT_SECONDS = 5
_ANSWER_MS = 20_000
"""For which a statement may wait for others, or work."""
_IDLE_MS = 5_000
"""After which the server ends what somebody has begun and says nothing more of: a process that is
frozen while it writes would keep all others from it."""
_UNHEARD_MS = 10_000
_ALIVE: dict[str, Any] = {
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A line on which nobody is heard is dead after some ten seconds."""


class Line(Connection[Any]):
    """A connection on which each answer comes in time, or an `OperationalError`; then it is closed,
    for what the server did is not known."""

    patience = 25.0
    """Seconds for which an answer is waited for: by then a server that can has said that it took
    too long."""

    def wait(self, gen: Generator[Any, Any, Any], *given: Any, **named: Any) -> Any:
        """What the driver calls for each answer."""
        return super().wait(self._in_time(gen), *given, **named)

    def _in_time(self, answer: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        end = monotonic() + self.patience
        try:
            wanted = next(answer)
            while True:
                ready = yield wanted
                if not ready and monotonic() > end:
                    self.pgconn.finish()
                    raise OperationalError("no answer in time")
                wanted = answer.send(ready)
        except StopIteration as done:
            return done.value


def dial(address: str, *, idle: bool = False, long: bool = False) -> Line:
    """A new line to an address. Who only reads may be `idle` within a transaction; what is `long`
    takes its time, and is waited for."""
    settings = {
        "statement_timeout": 0 if long else _ANSWER_MS,
        "idle_in_transaction_session_timeout": 0 if idle else _IDLE_MS,
        "synchronous_commit": "on",
    }
    line = Line.connect(
        address,
        autocommit=True,
        connect_timeout=_CONNECT_SECONDS,
        tcp_user_timeout=_UNHEARD_MS,
        **_ALIVE,
        options=" ".join(f"-c {name}={value}" for name, value in settings.items()),
        application_name="border-check",
    )
    if long:
        line.patience = inf
    return line
