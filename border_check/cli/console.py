"""Where commands begin and end: settings and home found, answers printed, exit codes given.

Results go to standard output, everything else to standard error. Colours only on a terminal, and
never where NO_COLOR is set (no-color.org).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn, TextIO

import typer

from border_check.config import load_settings
from border_check.errors import BorderCheckError, ManifestError, UnreadableInput, UsageError
from border_check.formats.safe_text import plain
from border_check.formats.terminal import report
from border_check.formats.wire import screening_to_wire, to_json
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home, default_home
from border_check.values.screening import Screening
from border_check.values.settings import Settings


class Place(NamedTuple):
    """The home and the configuration that a command works with."""

    home: Home
    settings: Settings


def place_of(context: typer.Context, home: Path | None, config: Path | None) -> Place:
    """What the options of the command say, else those before it, else the defaults."""
    before: Mapping[str, Path | None] = context.obj or {}
    found = Home(home or before.get("home") or default_home())
    file = config or before.get("config")
    if file is None and found.config.exists():
        file = found.config
    return Place(found, load_settings(file))


@contextmanager
def screener_of(place: Place) -> Iterator[Screener]:
    """A screener for the time of a command."""
    with Screener(place.home.path, place.settings) as screener:
        yield screener


def answer(
    screening: Screening, settings: Settings, *, as_json: bool, explain: bool = False
) -> NoReturn:
    """Print an answer, and end with its exit code."""
    if as_json:
        say_json(screening_to_wire(screening))
    else:
        contact, colour = settings.desk.contact, colourful(sys.stdout)
        say(report(screening, colour=colour, explain=explain, contact=contact), end="")
    raise typer.Exit(screening.verdict.exit_code)


def say(text: str, end: str = "\n") -> None:
    """Print a result. Whatever the locale, characters that it lacks do not stop an answer."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads our output has gone. What was not said must not open a gate.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BorderCheckError.exit_code) from None
    except OSError as error:
        raise BorderCheckError(
            f"standard output cannot be written: {error.strerror}",
            hint="what could not be shown counts as not answered",
        ) from error


def say_json(content: Mapping[str, Any]) -> None:
    """Print a result as one line of JSON, whatever letters the locale has."""
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
        return given.decode("utf-8-sig")
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
        return Path(file).read_bytes()
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
