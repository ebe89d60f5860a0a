"""How often a caller may ask: a bucket for each, which fills with time."""

from __future__ import annotations

from border_check.values.service import ServiceRules

_MOST_CALLERS = 10_000


class Rates:
    """The buckets of all callers of one process; of several, each lets through its share."""

    def __init__(self, rules: ServiceRules, share: float = 1.0) -> None:
        self._rate, self._burst = rules.rate * share, max(1.0, rules.burst * share)
        self._buckets: dict[str, tuple[float, float]] = {}
        """What is in a bucket, and when that was so, in seconds."""

    def takes(self, caller: str, now: float) -> float:
        """Take one request out of a bucket; seconds to wait where it is empty, else 0."""
        left, since = self._buckets.get(caller, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        if left < 1:
            self._buckets[caller] = left, now
            return (1 - left) / self._rate
        if len(self._buckets) > _MOST_CALLERS:
            self._buckets.clear()
        self._buckets[caller] = left - 1, now
        return 0.0
