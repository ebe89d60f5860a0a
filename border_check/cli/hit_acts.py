"""`border-check hits`: what somebody does about a hit, each an entry of the journal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, read_text, say, say_json, standard_input, warn
from border_check.errors import UsageError
from border_check.formats.case_wording import PROTECTION, asylum_first
from border_check.formats.cases import case_to_wire, queue_report
from border_check.formats.lines import render
from border_check.formats.speech import translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.screening.second_line import Entered, SecondLine
from border_check.screening.supervisor import hashed
from border_check.values.case import Disposition, Step

ReferenceArgument = Annotated[
    str, typer.Argument(metavar="REF", help="Reference of the search, or its number alone.")
]
_StepArgument = Annotated[
    str, typer.Argument(metavar="STEP", help=f"One of {', '.join(Step)}; see docs/hits.md.")
]
NoteOption = Annotated[
    str,
    typer.Option("--note", metavar="TEXT", help="What to note; - reads standard input."),
]
RecordOption = Annotated[
    list[str] | None,
    typer.Option("--record", metavar="ID", help="Only this record; may be repeated."),
]


@contextmanager
def second_line_of(place: Place) -> Iterator[SecondLine]:
    """The second line of a post, for the time of a command."""
    with screener_of(place) as screener:
        yield SecondLine(screener)


def step(
    context: typer.Context,
    reference: ReferenceArgument,
    taken: _StepArgument,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Enter that a step of the checklist was taken.

    Example: border-check hits step 000001 query --note "number read twice"
    """
    if taken not in list(Step):
        raise UsageError(
            f"found {taken!r:.40}, expected a step", hint=f"steps are {', '.join(Step)}"
        )
    place = place_of(context, home, config)
    with second_line_of(place) as second_line:
        tell(second_line.take(reference, Step(taken), note_of(note)), place, as_json=as_json)


def confirm(
    context: typer.Context,
    reference: ReferenceArgument,
    record: RecordOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Rule that the owner of the record has confirmed the hit.

    Example: border-check hits confirm 000001 --note "answer of the NCB, 07:15"
    """
    place = place_of(context, home, config)
    _rule(place, reference, Disposition.CONFIRMED, record, note, as_json=as_json)


def dismiss(
    context: typer.Context,
    reference: ReferenceArgument,
    record: RecordOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Rule that the record is about somebody or something else: not identical.

    Example: border-check hits dismiss 000002 --note "another birth date"
    """
    place = place_of(context, home, config)
    _rule(place, reference, Disposition.NOT_IDENTICAL, record, note, as_json=as_json)


def outdated(
    context: typer.Context,
    reference: ReferenceArgument,
    record: RecordOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Rule that the record stands no more, as its owner says.

    Example: border-check hits outdated 000003 --note "withdrawn on 3 May"
    """
    place = place_of(context, home, config)
    _rule(place, reference, Disposition.RECORD_OUTDATED, record, note, as_json=as_json)


def no_reply(
    context: typer.Context,
    reference: ReferenceArgument,
    record: RecordOption = None,
    note: NoteOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Rule that the owner of the record has not answered in time.

    Example: border-check hits no-reply 000004
    """
    place = place_of(context, home, config)
    _rule(place, reference, Disposition.NO_REPLY, record, note, as_json=as_json)


def lift(
    context: typer.Context,
    reference: ReferenceArgument,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; - reads standard input.")
    ],
    with_code: Annotated[
        bool,
        typer.Option("--code", help="With a supervisor's code, asked for or on standard input."),
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Lift the hold of a hit, as a second user or with the code of a supervisor.

    Example: border-check hits lift 000005 --reason "the NCB says let go"
    """
    if with_code and reason == "-":
        raise UsageError(
            "reason and code cannot both come from standard input", hint="give the reason itself"
        )
    place = place_of(context, home, config)
    given = secret("Code of the supervisor: ") if with_code else None
    with second_line_of(place) as second_line:
        tell(second_line.lift(reference, note_of(reason), given), place, as_json=as_json)


def protection(
    context: typer.Context,
    reference: ReferenceArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Note that the person asks for protection: from then on nothing is drafted to any bureau.

    Example: border-check hits protection 000005
    """
    place = place_of(context, home, config)
    with second_line_of(place) as second_line:
        whole = second_line.protect(reference)
    first = asylum_first(place.settings)
    if as_json:
        say_json({"schema": SCHEMA, "reference": whole, "protection": True, "text": first})
    else:
        say(render(labelled("First", f"{translated(PROTECTION)} {first}"), colour=False), end="")


def code(as_json: JsonOption = False) -> None:
    """Hash the code of a supervisor for the configuration; it is asked for, or on standard input.

    Example: border-check hits code
    """
    made = hashed(secret("Code: "))
    if as_json:
        say_json({"schema": SCHEMA, "code": made})
    else:
        say(made)


def _rule(
    place: Place,
    reference: str,
    disposition: Disposition,
    records: list[str] | None,
    note: str,
    *,
    as_json: bool,
) -> None:
    with second_line_of(place) as second_line:
        entered = second_line.rule(reference, disposition, records or (), note_of(note))
    tell(entered, place, as_json=as_json)


def tell(entered: Entered, place: Place, *, as_json: bool) -> None:
    """Tell how a search stands that something was entered about."""
    for warning in entered.warnings:
        warn(warning)
    if as_json:
        say_json(case_to_wire(entered.standing))
    else:
        report = queue_report([entered.standing], place.settings, colour=colourful(sys.stdout))
        say(report, end="")


def note_of(text: str) -> str:
    """What was given to be noted; - reads standard input."""
    return read_text(text).strip() if text else ""


def secret(prompt: str) -> str:
    """A line that nobody sees: typed without an echo at a terminal, else of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        return getpass(prompt)
    try:
        return standard_input().readline().decode().strip()
    except UnicodeDecodeError:
        raise UsageError("the code is not UTF-8", hint="see to the encoding") from None
