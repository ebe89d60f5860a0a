"""`border-check batch review` and `batch release`: nothing goes out without a person."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.hit_acts import NoteOption, RecordOption, note_of, tell
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.outfile import private_file
from border_check.cli.streams import colourful, say, say_json, warn
from border_check.errors import UsageError
from border_check.formats.cases import case_report, case_to_wire, opened_to_wire, queue_report
from border_check.formats.releases import release_as, release_report, release_to_wire
from border_check.formats.speech import translated
from border_check.language import marked
from border_check.screening.releasing import Reviewing
from border_check.screening.second_line import SecondLine
from border_check.values.case import Disposition

_RULINGS = {
    "confirm": Disposition.CONFIRMED,
    "not-identical": Disposition.NOT_IDENTICAL,
    "cannot-tell": Disposition.CANNOT_TELL,
}
_WAITING = marked("{waiting} of {rows} rows that hit wait for a review")
_NONE = marked("no row hit: nothing waits for a review")
_AGAIN = marked("asked again under {run}: what was told there counts")

_BatchArgument = Annotated[
    str, typer.Argument(metavar="REF", help="Reference of the batch, or its number alone.")
]
_RowArgument = Annotated[
    int | None, typer.Argument(metavar="ROW", min=1, help="Row of the list, counted from 1.")
]
_RulingArgument = Annotated[
    str | None, typer.Argument(metavar="RULING", help=f"One of {', '.join(_RULINGS)}.")
]
_ToOption = Annotated[
    str, typer.Option("--to", metavar="WHOM", help="The carrier or authority that receives it.")
]
_OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", readable=False, help="Into a file: .csv, .jsonl or .html."
    ),
]


def review(
    context: typer.Context,
    reference: _BatchArgument,
    row: _RowArgument = None,
    ruling: _RulingArgument = None,
    record: RecordOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Review the hits of a passenger list: see what waits, see a row, rule on it.

    Example: border-check batch review 000001 3 not-identical --note "other face"
    """
    if ruling is not None and ruling not in _RULINGS:
        raise UsageError(
            f"found {ruling!r:.40}, expected a ruling", hint=f"rulings are {', '.join(_RULINGS)}"
        )
    if ruling is None and (record or note):
        raise UsageError(
            "--record and --note belong to a ruling", hint=f"rulings are {', '.join(_RULINGS)}"
        )
    place = place_of(context, home, config)
    if row is None:
        _list_waiting(place, reference, as_json=as_json)
    elif ruling is None:
        _show(place, reference, row, as_json=as_json)
    else:
        with screener_of(place) as screener:
            ruled = _RULINGS[ruling]
            entered = Reviewing(screener).rule(reference, row, ruled, record or (), note_of(note))
        tell(entered, place, as_json=as_json)


def release(
    context: typer.Context,
    reference: _BatchArgument,
    to: _ToOption,
    out: _OutOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Write what may go out of a passenger list, once every hit in it was reviewed.

    Example: border-check batch release 000001 --to "Utopian Airways" --out a.csv
    """
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        reviewing = Reviewing(screener)
        released = reviewing.release(reference, to)
        with private_file(out) if out else nullcontext() as file:
            suffix = out.suffix if out else ".jsonl" if as_json else ".csv"
            content = release_as(released, suffix)
            digest = sha256(content.encode()).hexdigest()
            warning = reviewing.enter(released, digest)
            if file is not None:
                file.write(content)
    if warning:
        warn(warning)
    if out is None:
        say(content, end="")
    elif as_json:
        say_json(release_to_wire(released, digest))
    else:
        say(release_report(released, digest), end="")


def _list_waiting(place: Place, reference: str, *, as_json: bool) -> None:
    with screener_of(place) as screener:
        reviewing = Reviewing(screener)
        rows, again = reviewing.rows(reference), reviewing.again(reference)
    waiting = [one for one in rows if one.case.unreviewed]
    if as_json:
        for standing in waiting:
            say_json(case_to_wire(standing))
        return
    say(queue_report(waiting, place.settings, colour=colourful(sys.stdout)), end="")
    told = translated(_WAITING, waiting=len(waiting), rows=len(rows))
    say(told if rows else translated(_NONE))
    for run in again:
        say(translated(_AGAIN, run=run))


def _show(place: Place, reference: str, row: int, *, as_json: bool) -> None:
    with screener_of(place) as screener:
        references = Reviewing(screener).references_of(reference, row)
        found = [SecondLine(screener).open(one) for one in references]
    for opened in found:
        for warning in opened.warnings:
            warn(warning)
        if as_json:
            say_json(opened_to_wire(opened, place.settings))
        else:
            say(case_report(opened, place.settings, colour=colourful(sys.stdout)), end="")
