"""How a home is served to others."""

from __future__ import annotations

from border_check.values.record import NamedTuple

COUNTED_IN = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the processes of one service count together. Whatever counts has to be
imported when it is set, and in the processes alone."""


class ServiceRules(NamedTuple):
    """Limits of the service: of each caller, and of each request."""

    rate: int = 200
    """Requests a second that a caller may make, over time."""
    burst: int = 400
    """Requests that a caller may make at once after a pause."""
    largest: int = 64 << 10
    """Bytes of a question."""
    largest_batch: int = 64 << 20
    """Bytes of a passenger list."""
    patience: float = 10.0
    """Seconds within which a request has to be there whole, and answers to a passenger list have to
    be taken, some at a time."""
    answer: float = 30.0
    """Seconds within which a question is answered, or turned away."""
    documents_waiting: int = 4096
    """Questions about documents and vehicles that may wait for an answer, in one process, before
    more are turned away."""
    persons_waiting: int = 256
    """As many about people."""
    batches: int = 4
    """Passenger lists that one process answers at once; each has the lists open once more."""
    log: bool = True
    """Whether a line is written of each request: its path, status, time and token."""
