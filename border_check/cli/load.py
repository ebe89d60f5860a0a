"""`border-check load`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from border_check.at_rest.writing import passing_through, unsealed
from border_check.cli import completing
from border_check.cli.console import place_of, screener_of
from border_check.cli.degraded import offer
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.progress import counting_entries
from border_check.cli.requests import tell
from border_check.cli.streams import read_text, say, say_json, standard_input, warn
from border_check.errors import Refused, UsageError
from border_check.formats.loading import load_report, load_to_wire
from border_check.screening.carrying import two_people_of
from border_check.screening.loading import load_list
from border_check.screening.overriding import Overrides
from border_check.screening.two_people import stamp
from border_check.screening.watchlist import require_not_the_watchlist
from border_check.shipped import describe, format_of
from border_check.snapshot.install import Load

NOT_REFUSED = "no guard refused the list, so --override was not needed"


def load(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="LIST", help="Name of the list, as in sltd.", autocompletion=completing.lists
        ),
    ],
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="File, folder or archive; - reads standard input.")
    ],
    source_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="See `lists formats`; recognised by default.",
            autocompletion=completing.formats,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="When an undated file was current, UTC."),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Keep the installed records, as for corrected rejects.")
    ] = False,
    delta: Annotated[
        bool,
        typer.Option(
            "--delta", help="The file has what changed since: new, changed, withdrawn records."
        ),
    ] = False,
    override: Annotated[
        str | None,
        typer.Option(
            "--override",
            metavar="REASON",
            help="If a guard refuses it, ask a second person to have it loaded all the same.",
        ),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Build a snapshot of a list, and let it answer from then on.

    Example: border-check load sltd data/samples/sltd.csv
    """
    if add and delta:
        raise UsageError(
            "--add and --delta are two ways to load a part of a list",
            hint="--delta for what changed since; --add for what belongs to the list as it is",
        )
    if override is not None and path == "-":
        raise UsageError(
            "--override: standard input cannot be loaded again", hint="give a file that stays"
        )
    require_not_the_watchlist(name)
    place = place_of(context, home, config)
    if place.settings.event is not None:
        place.settings.event.require(name)
    moment = _moment(as_of) if as_of else None
    with _file_of(path) as file:
        source = format_of(name, file, source_format, place.settings)
        description = describe(name, source.name, source.kind, place.settings)
        if description.action is None:
            warn(f"{name}: records that name no action and no notice will be `inquire`")
        wanted = Load(description, source, file, datetime.now(UTC), moment, add, delta)
        with screener_of(place) as screener, counting_entries(f"loading {name}") as told:
            asking = two_people_of(screener) if override is not None else None
            try:
                report = load_list(screener, wanted, told)
            except Refused as refused:
                if asking is None:
                    raise
                reason = read_text(override or "")
                request = Overrides(screener).ask(asking, wanted, refused, reason)
                warn(refused.message)
                tell(request, stamp(screener.now()), as_json=as_json)
                return
    if override is not None:
        warn(NOT_REFUSED)
    for warning in report.warnings:
        warn(warning)
    if as_json:
        say_json(load_to_wire(report))
    else:
        say(load_report(report), end="")
    offer(place)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--as-of: found {text!r:.40}, expected a time",
            hint="as in 2026-11-22T06:00:00Z, or a day: 2026-11-22",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def _file_of(path: str) -> Iterator[Path]:
    """The path, or a file that holds standard input, or what a sealed one says."""
    if path != "-":
        with unsealed(Path(path)) as file:
            yield file
        return
    with passing_through() as folder:
        held = folder / "input"
        with held.open("wb") as into:
            while chunk := standard_input().read(1 << 20):
                into.write(chunk)
        yield held
