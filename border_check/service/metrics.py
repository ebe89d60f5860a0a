"""What can be counted of a service without telling who asked what, in the format of Prometheus."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from border_check.values.lists import ListStatus
from border_check.values.service import COUNTED_IN

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self._own = CollectorRegistry()
        self._requests = Counter(
            "border_check_requests", "Requests.", ("path", "status"), registry=self._own
        )
        self._verdicts = Counter(
            "border_check_verdicts", "Answers to checks.", ("check", "verdict"), registry=self._own
        )
        self._seconds = Histogram(
            "border_check_request_seconds",
            "Time from a request to its answer.",
            ("path",),
            buckets=_SECONDS,
            registry=self._own,
        )
        self._age = Gauge(
            "border_check_list_age_hours",
            "Since a list was confirmed current.",
            ("list", "state"),
            registry=self._own,
            multiprocess_mode="mostrecent",
        )

    def count(self, path: str, status: int, seconds: float) -> None:
        """A request that was answered."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def answered(self, check: str, verdict: str) -> None:
        """A check that was answered, as its caller was told."""
        self._verdicts.labels(check, verdict).inc()

    def text(self, lists: tuple[ListStatus, ...]) -> bytes:
        """All of it, with how the lists stand now."""
        for one in lists:
            if one.age_hours is not None:
                self._age.labels(one.name, str(one.state)).set(one.age_hours)
        registry = self._own
        if COUNTED_IN in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
