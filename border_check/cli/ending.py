"""How commands end: the one place where errors become words and exit codes."""

from __future__ import annotations

import os
import sys

from border_check.errors import BorderCheckError, Interrupted, UsageError
from border_check.formats.safe_text import plain

EXIT_DEFECT = 70
EXIT_INTERRUPTED = Interrupted.exit_code


class Unheard(BorderCheckError):
    """Whoever read the answer has gone: there is nobody to tell, and no gate may open."""


class _Defect(BorderCheckError):
    """Something that nobody foresaw."""

    exit_code = EXIT_DEFECT
    usual_hint = "this is a defect of border-check; --debug shows where it arose"


def ended(error: BaseException, *, debug: bool) -> int:
    """Tell what went wrong, and return the exit code that says so."""
    if debug:
        from traceback import print_exception

        print_exception(error)
    ours = as_ours(error)
    if not isinstance(ours, Unheard):
        # A message may quote a file: what stands there must not rewrite the screen.
        try:
            print(f"border-check: error: {plain(ours.message)}", file=sys.stderr)
            print(f"border-check: hint: {plain(ours.hint)}", file=sys.stderr)
        except OSError:
            pass  # the terminal has gone; the exit code is still heard
    return ours.exit_code


def prepare_streams() -> None:
    """Neither a locale that lacks a letter nor a closed stream stops an answer."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 as long as the process lives
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def as_ours(error: BaseException) -> BorderCheckError:
    """Whatever went wrong, in the words of our own tree."""
    if isinstance(error, BorderCheckError):
        return error
    cause = error.__cause__ if type(error).__name__ == "Abort" else None  # how Typer hands it on
    if isinstance(cause or error, KeyboardInterrupt):
        return Interrupted("interrupted")
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        hint = "see to space and permissions; --debug shows what was being done"
        return BorderCheckError(f"{place}{error.strerror or error}", hint=hint)
    usage = getattr(error, "format_message", None)
    if usage is not None:
        return UsageError(usage() or "no command was given", hint=_usage_hint(error))
    return _Defect(f"{type(cause or error).__name__}: {cause or error}")


def _usage_hint(error: BaseException) -> str:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context else "see `border-check --help`"
