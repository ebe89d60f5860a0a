"""What was tried, and how much of it was survived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """One row of the table."""

    what: str
    tried: int
    survived: int
    note: str = ""

    @property
    def line(self) -> str:
        """The row, in Markdown."""
        return f"| {self.what} | {self.tried:,} | {self.survived:,} | {self.note} |"


HEAD = "| fault | tried | survived | |\n|---|---:|---:|---|"


def table(figures: Iterable[Figure]) -> int:
    """Print the figures as they come; the exit code: 1 if anything was not survived."""
    print(HEAD, flush=True)
    lost = 0
    for figure in figures:
        print(figure.line, flush=True)
        lost += figure.tried - figure.survived
    return 1 if lost else 0
