"""Pictures that lists name, shown with the viewer of the system."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from border_check.errors import BorderCheckError


def show_pictures(names: Sequence[str], folder: str) -> None:
    """Open the pictures that are there; raises `BorderCheckError` where none can be shown.

    Only files of the folder of pictures are opened, wherever a list or a link leads: a list comes
    from outside, and must not choose what is opened on this machine.
    """
    home = Path(folder).resolve()
    files = [(home / name).resolve() for name in names]
    inside = [file for file in files if file.is_relative_to(home)]
    there = [str(file) for file in inside if file.is_file()]
    if not there:
        outside = len(files) - len(inside)
        what = f"none of {len(files)} pictures is there" if files else "no picture is on record"
        raise BorderCheckError(
            f"{what}; {outside} would lie outside of {folder}" if outside else what,
            hint="put pictures where the report says, as docs/references.md tells",
        )
    failed = [file for file in there if typer.launch(file) != 0]
    if failed:
        raise BorderCheckError(
            f"no viewer of this system opened {failed[0]}", hint="open it by its path"
        )
