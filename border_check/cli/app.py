"""The command line: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from border_check import __version__
from border_check.cli import (
    batch,
    compare,
    demo,
    doc,
    evaluate,
    hits,
    journal,
    lists,
    load,
    person,
)
from border_check.cli.options import ConfigOption, HomeOption
from border_check.errors import BorderCheckError, Interrupted, UsageError
from border_check.formats.safe_text import plain

app = typer.Typer(
    name="border-check",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.command("doc")(doc.doc)
app.command("person")(person.person)
app.command("batch")(batch.batch)
app.command("load")(load.load)
app.add_typer(lists.app, name="lists")
app.command("compare")(compare.compare)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(journal.app, name="journal")
app.command("hits")(hits.hits)
app.command("demo")(demo.demo)

_PLACES = ("--home", "--config")

EXIT_DEFECT = 70
EXIT_INTERRUPTED = Interrupted.exit_code


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"border-check {__version__}")
        raise typer.Exit


@app.callback()
def border_check(
    context: typer.Context,
    home: HomeOption = None,
    config: ConfigOption = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the program an error arose.")
    ] = False,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Check travel documents and persons against local copies of border lists.

    Exit codes: 0 proceed, 10 refer, 11 stop, 20 not checked; 2 usage,
    3 unreadable input, 4 could not be done, 70 defect, 130 interrupted.

    Example: border-check doc L8989123 --issuer UTO --type P
    """
    context.obj = {"home": home, "config": config, "debug": debug}


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no error passes through."""
    _prepare_streams()
    debug = "--debug" in arguments
    try:
        others = [argument for argument in arguments if argument != "--debug"]
        code = app(args=_placed_first(others), prog_name="border-check", standalone_mode=False)
        if code == EXIT_INTERRUPTED:  # how Typer hands on Ctrl-C
            raise Interrupted("interrupted")
        return code if isinstance(code, int) else 0
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exception(error)
        ours = _as_ours(error)
        # A message may quote a file: what stands there must not rewrite the screen.
        print(f"border-check: error: {plain(ours.message)}", file=sys.stderr)
        print(f"border-check: hint: {plain(ours.hint)}", file=sys.stderr)
        return ours.exit_code


def _placed_first(arguments: list[str]) -> list[str]:
    """The arguments with home and configuration, which may stand anywhere, before the command."""
    first, rest = [], []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _PLACES and (value := next(words, None)) is not None:
            first += [word, value]
        elif word.startswith(tuple(f"{place}=" for place in _PLACES)):
            first.append(word)
        else:
            rest.append(word)
    return first + rest


class _Defect(BorderCheckError):
    """Something that nobody foresaw."""

    exit_code = EXIT_DEFECT
    usual_hint = "this is a defect of border-check; --debug shows where it arose"


def _as_ours(error: BaseException) -> BorderCheckError:
    """Whatever went wrong, in the words of our own tree."""
    if isinstance(error, BorderCheckError):
        return error
    cause = error.__cause__ if isinstance(error, typer.Abort) else None
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


def _prepare_streams() -> None:
    """Neither a locale that lacks a letter nor a closed stream stops an answer."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 as long as the process lives
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _usage_hint(error: BaseException) -> str:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context else "see `border-check --help`"
