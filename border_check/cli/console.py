"""Where commands begin and end: settings and home found, answers printed, exit codes given.

Results go to standard output, everything else to standard error. Colours only on a terminal, and
never where NO_COLOR is set (no-color.org).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from border_check.cli.ending import Unheard
from border_check.config import load_settings
from border_check.errors import BorderCheckError, ManifestError, UnreadableInput, UsageError
from border_check.formats.safe_text import plain
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home, default_home
from border_check.values.record import NamedTuple
from border_check.values.screening import Screening
from border_check.values.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, BinaryIO, TextIO

    import typer

    from border_check.cli.definitions import Command, Given


_MARK = "\ufeff"
"""What some systems put before a text in UTF-8."""


class Place(NamedTuple):
    """The home and the configuration that a command works with."""

    home: Home
    settings: Settings


def place_of(context: typer.Context, home: Path | None, config: Path | None) -> Place:
    """What the options of the command say, else those before it, else the defaults."""
    before = context.obj or {}
    return place_at({"home": home or before.get("home"), "config": config or before.get("config")})


def place_at(given: Given) -> Place:
    """What was given of home and configuration, else the defaults."""
    home = Home(given.get("home") or default_home())
    file = given.get("config")
    if file is None and os.path.exists(home.config):
        file = home.config
    return Place(home, load_settings(file, home.compiled))


def screener_of(place: Place) -> Screener:
    """A screener for the time of a command."""
    return Screener(place.home.folder, place.settings)


def check(command: Command, given: Given, *, at_last: bool = False) -> int:
    """Ask what was given, print the answer, and return its exit code.

    What is done `at_last` ends the process where it may: all that lasts has been written, and
    closing what the system closes anyhow would take longer than asking.
    """
    place = place_at(given)
    with screener_of(place) as screener:
        code = _answer(command.ask(screener, given), place.settings, given)
        if at_last and screener.recorder.can_be_left:
            sys.stderr.flush()
            os._exit(code)
        return code


def _answer(screening: Screening, settings: Settings, given: Given) -> int:
    """Print an answer, and return its exit code."""
    if given.get("as_json"):
        from border_check.formats.wire import screening_to_wire

        say_json(screening_to_wire(screening))
    else:
        from border_check.formats.terminal import report

        explain = bool(given.get("explain"))
        contact, colour = settings.desk.contact, colourful(sys.stdout)
        say(report(screening, colour=colour, explain=explain, contact=contact), end="")
    return screening.verdict.exit_code


def say(text: str, end: str = "\n") -> None:
    """Print a result. Whatever the locale, characters that it lacks do not stop an answer."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads our output has gone. What was not said must not open a gate.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Unheard("nobody reads standard output") from None
    except OSError as error:
        raise BorderCheckError(
            f"standard output cannot be written: {error.strerror}",
            hint="what could not be shown counts as not answered",
        ) from error


def say_json(content: Mapping[str, Any]) -> None:
    """Print a result as one line of JSON, whatever letters the locale has."""
    from border_check.formats.wire import to_json

    text = to_json(content)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = to_json(content, ascii_only=True)
    say(text)


def warn(text: str) -> None:
    """Say something beside the result."""
    print(f"border-check: warning: {plain(text)}", file=sys.stderr)


def read_text(argument: str) -> str:
    """An argument, or standard input for `-`: personal data need not stand in a process list.

    Raises `UnreadableInput` for what is not UTF-8: a name must not be searched without the letters
    that could not be read.
    """
    given = standard_input().read() if argument == "-" else os.fsencode(argument)
    try:
        return given.decode().removeprefix(_MARK)
    except UnicodeDecodeError as error:
        where = "standard input" if argument == "-" else "an argument"
        raise UnreadableInput(
            f"{where} is not UTF-8: byte {error.start + 1} is 0x{given[error.start]:02x}",
            hint="see to the encoding of the terminal or of whatever writes it",
        ) from None


def manifest_content(file: str) -> bytes:
    """The bytes of a passenger list; - reads standard input."""
    if file == "-":
        return standard_input().read()
    hint = "give the file of the carrier, or - for standard input"
    try:
        with open(file, "rb") as content:
            return content.read()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise ManifestError(f"{file}: {error.strerror}", hint=hint) from None
    except OSError as error:
        raise BorderCheckError(f"{file}: cannot be read: {error.strerror}", hint=hint) from None


def standard_input() -> BinaryIO:
    """Standard input as bytes; raises `UsageError` where it is closed."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="give the value itself instead of -")
    return sys.stdin.buffer


def colourful(stream: TextIO) -> bool:
    """Whether colours help whoever reads this stream."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain
