"""Where every command line begins: the short way for plain questions, or Typer for all else.

Both ways run the same functions, so answers, errors, exit codes and journal are the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from border_check.cli.console import check
from border_check.cli.definitions import plainly_read
from border_check.cli.doc import DOC
from border_check.cli.ending import ended, prepare_streams
from border_check.cli.person import PERSON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

HOT = (DOC, PERSON)
"""The commands that are asked all day long."""

_COMPLETION = "_BORDER_CHECK_COMPLETE"


def main() -> NoReturn:
    """The process of one command: run it, and exit."""
    sys.exit(run(sys.argv[1:], at_last=True))


def run(arguments: Sequence[str], *, at_last: bool = False) -> int:
    """Run one command and return its exit code; no error passes through.

    What is run `at_last` may end the process by itself.
    """
    prepare_streams()
    try:
        read = None if _COMPLETION in os.environ else plainly_read(arguments, HOT)
        if read is not None:
            command, given = read
            if at_last:  # one check multiplies no matrices: threads for it only take time to start
                os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            return check(command, given, at_last=at_last)
        import gc

        gc.enable()
        from border_check.cli.app import run_typed

        return run_typed(arguments)
    except (Exception, KeyboardInterrupt) as error:
        return ended(error, debug="--debug" in arguments)
