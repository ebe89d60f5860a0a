"""A line that counts travellers while a command works, on a terminal; silence elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def counting(doing: str, lines: int) -> Iterator[Callable[[str], None]]:
    """Yield what is to be called for each traveller, with what is to be said of them so far.

    How many there are is not known before they are read; there are about as many `lines`.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=max(1, lines))
        yield lambda told: progress.update(
            task, advance=1, description=f"{doing}: {told}" if told else doing
        )
