"""The command line as Typer reads it: all commands, their help and their errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from border_check import __version__
from border_check.cli import (
    batch_review,
    compare,
    degraded,
    demo,
    desk,
    encrypted,
    evaluate,
    exchange,
    hits,
    journal,
    keeping,
    kept,
    lists,
    load,
    operations,
    posts,
    reference,
    requests,
    rescreen,
    serve,
    shift,
    snapshot,
    token,
    update,
    warm,
    watchlist,
)
from border_check.cli import config as check_config
from border_check.cli.batch import BATCH, RELEASE, REVIEW
from border_check.cli.console import speak_as_told
from border_check.cli.definitions import PLACES
from border_check.cli.doc import DOC
from border_check.cli.ending import EXIT_INTERRUPTED
from border_check.cli.options import ConfigOption, HomeOption, LanguageOption, typer_command
from border_check.cli.person import PERSON
from border_check.cli.vehicle import VEHICLE
from border_check.errors import Interrupted

app = typer.Typer(
    name="border-check",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
app.command("doc")(typer_command(DOC))
app.command("person")(typer_command(PERSON))
app.command("vehicle")(typer_command(VEHICLE))
app.command("batch")(typer_command(BATCH))
app.command(f"batch {REVIEW}")(batch_review.review)
app.command(f"batch {RELEASE}")(batch_review.release)
app.command("rescreen")(rescreen.rescreen)
app.add_typer(kept.app, name="kept")
app.command("reference")(reference.reference)
app.command("load")(load.load)
app.command("update")(update.update)
app.add_typer(lists.app, name="lists")
app.add_typer(snapshot.app, name="snapshot")
app.add_typer(encrypted.app, name="encrypted")
app.add_typer(check_config.app, name="config")
app.command("compare")(compare.compare)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(journal.app, name="journal")
app.add_typer(hits.app, name="hits")
app.add_typer(watchlist.app, name="watchlist")
app.add_typer(requests.app, name="requests")
app.command("operations")(operations.operations)
app.command("desk")(desk.desk)
app.command("inventory")(keeping.inventory)
app.command("wipe")(keeping.wipe)
app.add_typer(degraded.app, name="degraded")
app.add_typer(shift.app, name="shift")
app.command("warm")(warm.warm)
app.command("serve")(serve.serve)
app.add_typer(token.app, name="token")
app.add_typer(posts.app, name="posts")
app.command("exchange")(exchange.exchange)
app.command("demo")(demo.demo)

_PLACES = tuple(place.flag for place in PLACES)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"border-check {__version__}")
        raise typer.Exit


@app.callback()
def border_check(
    context: typer.Context,
    home: HomeOption = None,
    config: ConfigOption = None,
    language: LanguageOption = None,
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
    speak_as_told(language)
    context.obj = {"home": home, "config": config, "language": language, "debug": debug}


def run_typed(arguments: Sequence[str]) -> int:
    """Run one command as Typer reads it, and return its exit code; errors pass through."""
    others = [argument for argument in arguments if argument != "--debug"]
    code = app(
        args=_of_two_words(_placed_first(others)), prog_name="border-check", standalone_mode=False
    )
    if code == EXIT_INTERRUPTED:  # how Typer hands on Ctrl-C
        raise Interrupted("interrupted")
    return code if isinstance(code, int) else 0


def _of_two_words(words: list[str]) -> list[str]:
    """The words with the second one of a command joined to its first, as it is registered: a batch
    takes a file there, so that it cannot have commands below it."""
    if words[:1] == [BATCH.name] and words[1:2] and words[1] in BATCH.second_words:
        return [f"{words[0]} {words[1]}", *words[2:]]
    return words


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
    return first + _of_two_words(rest)
