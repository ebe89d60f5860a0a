"""Pages that are printed, into files that their owner alone can read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.streams import say, say_json
from border_check.errors import BorderCheckError
from border_check.formats.sheets import Page
from border_check.formats.wire import SCHEMA

PrintOption = Annotated[
    bool, typer.Option("--print", help="Write a page to be printed, as HTML and as text.")
]
ToOption = Annotated[
    Path,
    typer.Option("--to", metavar="DIR", readable=False, help="Where --print writes."),
]


def print_page(page: Page, folder: Path, *, as_json: bool) -> None:
    """Write a page as HTML and as text, and tell where; raises `BorderCheckError`."""
    files = [
        _written(folder / f"{page.name}{suffix}", content)
        for suffix, content in ((".html", page.html), (".txt", page.text))
    ]
    if as_json:
        say_json({"schema": SCHEMA, "files": files})
    else:
        for file in files:
            say(file)


def _written(path: Path, content: str) -> str:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BorderCheckError(
            f"{path}: cannot be written: {error.strerror}",
            hint="name a folder that is there and may be written to, with --to",
        ) from error
    return str(path)
