"""Where every command line begins: the short way for plain questions, or Typer for all else.

A plain question is put to the warm process of the home, where one answers, else asked here. All
ways run the same functions, so answers, errors, exit codes and journal are the same.
"""

from __future__ import annotations

import os
import sys

from border_check.cli.batch import BATCH
from border_check.cli.definitions import plainly_read
from border_check.cli.doc import DOC
from border_check.cli.ending import ended, prepare_streams
from border_check.cli.person import PERSON
from border_check.cli.vehicle import VEHICLE
from border_check.language import ENGLISH, speak
from border_check.snapshot.home import Home, default_home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from border_check.cli.definitions import Command, Given

HOT = (DOC, PERSON, BATCH, VEHICLE)
"""The commands that are asked all day long."""

_COMPLETION = "_BORDER_CHECK_COMPLETE"


def main() -> NoReturn:
    """The process of one command: run it, and exit."""
    sys.exit(run(sys.argv[1:], leave=_leave))


def run(arguments: Sequence[str], *, leave: Callable[[int], object] | None = None) -> int:
    """Run one command and return its exit code; no error passes through.

    A process that does nothing else is ended by `leave`, where it may be.
    """
    prepare_streams()
    try:
        read = None if _COMPLETION in os.environ else plainly_read(arguments, HOT)
        if read is not None:
            command, given = read
            if leave is not None:  # starting threads takes time, and no matrices are multiplied
                os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            if command.run is None:
                return _ask(command, given, leave)
            code = command.run(given)
            if leave is not None:
                leave(code)
            return code
        import gc

        gc.enable()
        from border_check.cli.app import run_typed

        return run_typed(arguments)
    except (Exception, KeyboardInterrupt) as error:
        return ended(error, debug="--debug" in arguments)
    finally:
        speak(ENGLISH)  # another command may follow in this process


def _ask(command: Command, given: Given, leave: Callable[[int], object] | None) -> int:
    home = Home(given.get("home") or default_home())
    if os.path.exists(home.warm_socket):
        from border_check.cli.warm_client import answer_of_warm_process

        code = answer_of_warm_process(home, command, given)
        if code is not None:
            if leave is not None:
                leave(code)
            return code
    # Whoever is answered by the warm process needs nothing of this.
    from border_check.cli.console import check

    return check(command, given, leave=leave)


def _leave(code: int) -> NoReturn:
    """End this process; everything has been said."""
    sys.stderr.flush()
    os._exit(code)
