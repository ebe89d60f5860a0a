"""A line that counts while a command works, on a terminal; silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting(doing: str, lines: int) -> Iterator[Callable[[str, int], None]]:
    """Yield what is to be called for travellers, with what is to be said of all of them so far, and
    how many more they are.

    How many there are in all is not known before they are read; there are about as many `lines`.
    """
    if not sys.stderr.isatty():  # nobody looks: then rich need not be imported
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            """As of the last half minute."""
            return Text(f"{task.speed:,.0f} rows/s" if task.speed else "")

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=max(1, lines))
        yield lambda told, more: progress.update(
            task, advance=more, description=f"{doing}: {told}" if told else doing
        )


@contextmanager
def counting_entries(doing: str) -> Iterator[Callable[[int], None]]:
    """Yield what is to be told how many entries of a list have been read."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,} entries"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, total=None)
        yield lambda read: progress.update(task, completed=read)
