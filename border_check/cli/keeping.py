"""`border-check inventory` and `border-check wipe`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of
from border_check.cli.journal import readable_journal
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, say, say_json, warn
from border_check.cli.warm_talk import connected
from border_check.errors import BorderCheckError, Busy, UsageError
from border_check.formats.journal import entry_to_wire
from border_check.formats.keeping import (
    inventory_report,
    inventory_to_wire,
    wiped_report,
    wiped_to_wire,
)
from border_check.formats.wire import to_json
from border_check.journal.opening import journal_at
from border_check.keeping.inventory import inventory as inventory_of
from border_check.keeping.wiping import require_home, require_outside
from border_check.keeping.wiping import wipe as wipe_home
from border_check.snapshot.home import Home


def inventory(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell every file that lies in a home: what it is, its digest, and whether it is personal.

    Example: border-check inventory
    """
    place = place_of(context, home, config)
    found = inventory_of(place.home, datetime.now(UTC))
    if as_json:
        say_json(inventory_to_wire(place.home.folder, found))
    else:
        say(inventory_report(place.home.folder, found, colour=colourful(sys.stdout)), end="")


def wipe(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", readable=False, help="Keeps the inventory as proof."),
    ] = None,
    journal_to: Annotated[
        Path | None,
        typer.Option("--journal-to", metavar="FILE", readable=False, help="Exports the journal."),
    ] = None,
    without_export: Annotated[
        bool, typer.Option("--without-export", help="Give the journal up, as it is.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask for the name of the home.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Remove all that border-check wrote into a home, at the end of an event, and prove it.

    Example: border-check wipe --to proof.json --journal-to journal.jsonl
    """
    place = place_of(context, home, config)
    now = datetime.now(UTC)
    require_home(place.home, inventory_of(place.home, now, hashed=False))
    for file, option in ((to, "--to"), (journal_to, "--journal-to")):
        if file is not None:
            require_outside(place.home, file, option)
    _require_no_warm_process(place)
    if journal_to is not None:
        Home(place.home.folder)  # raises `KeyNeeded` where the journal cannot be read
    _require_export(place, journal_to, without_export=without_export)
    if not yes:
        _ask_for_the_name(place)
    if journal_to is not None:
        _export(place, journal_to)
    wiped = wipe_home(place.home, now, to)
    if place.settings.second_journal:
        warn(
            f"the second journal is no part of the home, and stays: {place.settings.second_journal}"
        )
    if place.settings.database:
        warn(
            "journal, hits of posts and tokens are no part of the home, and stay: "
            f"{place.settings.database}"
        )
    if as_json:
        say_json(wiped_to_wire(wiped))
    else:
        say(wiped_report(wiped), end="")


def is_terminal() -> bool:
    """Whether somebody is there to answer a question."""
    return sys.stdin is not None and sys.stdin.isatty()


def _require_no_warm_process(place: Place) -> None:
    try:
        line = connected(place.home.warm)
    except (OSError, ImportError, AttributeError):
        return
    if line is not None:
        line.close()
        raise Busy(
            f"{place.home.folder}: a warm process is running", hint="border-check warm --stop"
        )


def _require_export(place: Place, journal_to: Path | None, *, without_export: bool) -> None:
    """Whoever wipes says what becomes of the journal, unless it is empty."""
    if journal_to is not None and without_export:
        raise UsageError("--journal-to and --without-export are given, expected one of them")
    if journal_to is not None or without_export or place.settings.database is not None:
        return
    try:
        Home(place.home.folder)
        with journal_at(place.home.journal, place.settings.database) as journal:
            entries = list(journal.entries(newest=1))
    except BorderCheckError as error:
        raise BorderCheckError(error.message, hint="--without-export gives it up") from error
    if entries:
        raise UsageError(
            f"entries of the journal that would go with the home: {entries[0].sequence}",
            hint="keep it with --journal-to FILE, or give it up with --without-export",
        )


def _ask_for_the_name(place: Place) -> None:
    name = place.home.path.resolve().name
    if not is_terminal():
        raise UsageError(
            f"{place.home.folder}: not wiped: nobody is there to confirm it",
            hint="--yes, where it is meant",
        )
    print(f"This removes {place.home.folder}. Type {name} to go on: ", end="", file=sys.stderr)
    sys.stderr.flush()
    if sys.stdin.readline().strip() != name:
        raise UsageError(f"{place.home.folder}: not wiped: another name was typed")


def _export(place: Place, file: Path) -> None:
    """Write the whole journal into a file that is not there yet; it lasts before anything goes."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BorderCheckError(
            f"{file}: cannot be written: {error.strerror}",
            hint="nothing was removed; name a new file",
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream, readable_journal(place) as journal:
            for entry in journal.entries():
                stream.write(f"{to_json(entry_to_wire(entry))}\n")
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise
