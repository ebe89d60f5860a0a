"""Standard input, output and error.

Results go to standard output, everything else to standard error. Colours only on a terminal, and
never where NO_COLOR is set (no-color.org).
"""

from __future__ import annotations

import os
import sys

from border_check.cli.ending import Unheard
from border_check.errors import BorderCheckError, ManifestError, UnreadableInput, UsageError
from border_check.formats.safe_text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, BinaryIO, TextIO

_MARK = "\ufeff"
"""What some systems put before a text in UTF-8."""


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


def say_bytes(content: bytes) -> None:
    """The content of a file, as it is, to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


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
