"""The command line: its commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
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
from border_check.errors import BorderCheckError

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

EXIT_DEFECT = 70
EXIT_INTERRUPTED = 130


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

    Exit codes: 0 proceed, 10 refer, 11 stop, 20 not checked; 2 usage, 3 unreadable input, 4 could
    not be done, 70 defect, 130 interrupted.
    """
    context.obj = {"home": home, "config": config, "debug": debug}


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no error passes through."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a locale without a letter must not stop an answer
            reconfigure(errors="backslashreplace")
    debug = "--debug" in arguments
    try:
        others = [argument for argument in arguments if argument != "--debug"]
        code = app(args=others, standalone_mode=False)
        return code if isinstance(code, int) else 0
    except BorderCheckError as error:
        return _fail(error, error.message, error.hint, error.exit_code, debug)
    except KeyboardInterrupt:
        print("border-check: interrupted", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has gone. What was not said must not open a gate.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DEFECT
    except Exception as error:
        if isinstance(error, typer.Abort):
            return EXIT_INTERRUPTED
        usage = getattr(error, "format_message", None)
        if usage is not None:
            return _fail(error, usage(), _usage_hint(error), 2, debug)
        hint = "this is a defect of border-check; --debug shows where it arose"
        return _fail(error, f"{type(error).__name__}: {error}", hint, EXIT_DEFECT, debug)


def _fail(error: Exception, message: str, hint: str | None, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    print(f"border-check: error: {message}", file=sys.stderr)
    if hint:
        print(f"border-check: hint: {hint}", file=sys.stderr)
    return code


def _usage_hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path} --help`" if context else "see `border-check --help`"
