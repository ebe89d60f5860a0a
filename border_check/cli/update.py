"""`border-check update`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer

from border_check.cli import completing
from border_check.cli.anchoring import anchor_when_due
from border_check.cli.console import Place, place_of
from border_check.cli.degraded import offer
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.progress import counting_entries
from border_check.cli.streams import say, say_json, warn
from border_check.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.updating.update import Updated
    from border_check.values.origin import Origin


def update(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[LIST…]",
            help="Names of lists; by default all with a source.",
            autocompletion=completing.lists,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="SOURCE", help="https://, file or folder; else as configured."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Load even what has not changed since the last time.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Bring lists up to date from where the configuration says that they come from.

    Example: border-check update sltd
    """
    # What speaks HTTP takes a while to import, and no other command needs it.
    from border_check.formats.updating import update_report, update_to_wire
    from border_check.updating.update import Updater

    place = place_of(context, home, config)
    origins = _origins(place, names or [], source)
    updater = Updater(place.home, place.settings, lambda: datetime.now(UTC), again=again)
    updates = []
    for name, origin in origins.items():
        with counting_entries(f"updating {name}") as told:
            updates.append(updater.update(name, origin, told))
        for warning in updates[-1].warnings:
            warn(f"{name}: {warning}")
        if not as_json:
            say(update_report(updates[-1:]), end="")
    if as_json:
        say_json(update_to_wire(updates))
    offer(place)
    anchor_when_due(place)
    _fail_if_any_did(updates)


def _origins(place: Place, names: list[str], source: str | None) -> dict[str, Origin | None]:
    """Where each list comes from; None where nobody says."""
    from border_check.updating.update import origins_of

    event = place.settings.event
    known = {
        name: origin
        for name, origin in origins_of(place.settings).items()
        if event is None or name in event.lists
    }
    for name in names:
        place.home.list_folder(name)  # raises for what cannot name one
        if event is not None:
            event.require(name)
    if source is not None:
        if len(names) != 1:
            raise UsageError("--from is of one list", hint="name it: update LIST --from SOURCE")
        return {names[0]: _given(place, names[0], source)}
    if not names and not known:
        raise UsageError(
            "no list has a source in the configuration",
            hint="set lists.NAME.source, or give it: update LIST --from SOURCE",
        )
    return {name: known.get(name) for name in names or known}


def _given(place: Place, name: str, source: str) -> Origin:
    from border_check.updating.update import origin_of
    from border_check.values.origin import address

    if "://" in source:
        try:
            address(source)
        except ValueError:
            raise UsageError(
                "--from: expected an https:// address without user and password"
            ) from None
    said = next((one.origin for one in place.settings.lists if one.name == name), ())
    return origin_of(said, source)


def _fail_if_any_did(updates: Iterable[Updated]) -> None:
    """End with the worst of what went wrong."""
    every = list(updates)
    errors = [one.error for one in every if one.error is not None]
    if errors:
        worst = max(errors, key=lambda error: error.exit_code)
        lists = "list" if len(every) == 1 else "lists"
        raise type(worst)(f"not up to date: {len(errors)} of {len(every)} {lists}", hint=worst.hint)
