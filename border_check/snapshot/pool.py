"""The index in which the small lists of a home are searched together, where there is one.

Nothing depends on it: a list that is not in it as it stands now is searched by itself, and so are
all where it is damaged.
"""

from __future__ import annotations

import os

from border_check.snapshot.home import Home
from border_check.snapshot.opening import DAMAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.snapshot.candidates.pooled import PooledIndex
    from border_check.values.person import Person


PEOPLE_PER_SEARCH = 10
"""People who are put into a pool in the time that one search on one list takes."""
PEOPLE_TO_BEGIN = 3_000
"""People for whom that would take as long as a pool does without any."""


def people_worth(searches: int, lists: int) -> int:
    """How many people may be on so many lists, so that putting them into a pool takes no longer
    than so many searches last without one."""
    return searches * (lists - 1) * PEOPLE_PER_SEARCH - PEOPLE_TO_BEGIN


def may_pay(home: Home, searches: int) -> bool:
    """Whether so many searches could be worth a pool, as far as the number of lists tells."""
    return people_worth(searches, len(home.list_names())) > 0


class Pool:
    """The pooled index of one home, opened when a person is searched."""

    def __init__(self, home: Home) -> None:
        self._path = home.pooled
        self._seen: tuple[int, int, int] | None = None
        self._index: PooledIndex | None = None
        self._is_fit = False
        self._asked: tuple[Person, float] | None = None
        self._found: dict[str, list[int]] = {}

    def look_again(self) -> None:
        """Take up what may lie there by now."""
        try:
            found = os.stat(self._path)
        except OSError:
            seen = None
        else:
            seen = found.st_ino, found.st_size, found.st_mtime_ns
        if seen != self._seen:
            self.close()
            self._seen, self._is_fit = seen, seen is not None

    def close(self) -> None:
        """Let go of the file."""
        self._index = self._asked = None
        self._is_fit = False
        self._seen = None

    def find(self, stamp: str, person: Person, threshold: float) -> list[int] | None:
        """The people of a list, by the stamp of its names, who are worth comparing with a person;
        None where they have to be searched on their own list."""
        if not self._is_fit:
            return None
        if self._asked != (person, threshold):
            self._asked = None
            try:
                self._found = self._opened().find_on_each(person, threshold)
            except DAMAGE:
                self._index, self._is_fit = None, False
                return None
            self._asked = person, threshold
        return self._found.get(stamp)

    def _opened(self) -> PooledIndex:
        if self._index is None:
            from border_check.snapshot.candidates.pooled import PooledIndex

            self._index = PooledIndex(self._path)
        return self._index
