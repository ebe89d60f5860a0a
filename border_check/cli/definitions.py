"""What the commands that are asked most often take, defined once for both ways to read them.

A command line that is plain, as a counter or a scanner sends it, is read here, in microseconds.
Whatever else stands in it (help, an unknown word, an option twice, a value that looks like an
option) is left to Typer, which reads by the same definitions (`border_check.cli.options`) and
explains what is wrong. Importing Typer takes twenty times as long as the bare interpreter.
"""

from __future__ import annotations

from border_check.language import LANGUAGES
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from border_check.screening.screener import Screener
    from border_check.values.screening import Screening

    Given = Mapping[str, Any]
    """What was given, by the names of the definitions; what was not given is absent."""


class Option(NamedTuple):
    """An option of a command."""

    name: str
    flag: str
    help: str
    metavar: str = ""
    """What its value is called; empty for an option that has none."""
    everywhere: bool = False
    """Whether every command has it."""
    least: int | None = None
    """Of a number, the least that it can be; None where the value is a text."""
    words: tuple[str, ...] = ()
    """All that the value can be; empty where it can be anything."""


class Argument(NamedTuple):
    """The one thing that may stand in a command without an option before it."""

    name: str
    metavar: str
    """What it is called, in brackets where it may be left out."""
    help: str

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return not self.metavar.startswith("[")


class Command(NamedTuple):
    """A command: what it takes, and what it does with it."""

    name: str
    argument: Argument | None
    """None where everything that it takes is an option."""
    options: tuple[Option, ...]
    help: str
    ask: Callable[[Screener, Given], Screening] | None = None
    """Asks what was given, where a command is one check."""
    run: Callable[[Given], int] | None = None
    """Does all that the command does, where it is none, and returns its exit code."""
    second_words: tuple[str, ...] = ()
    """Words that name another command where they follow the name of this one."""


HOME = Option(
    "home",
    "--home",
    "Where lists and journal are kept, else as BORDER_CHECK_HOME says.",
    "DIR",
    everywhere=True,
)
CONFIG = Option(
    "config",
    "--config",
    "Configuration, by default config.yaml in the home.",
    "FILE",
    everywhere=True,
)
LANGUAGE = Option(
    "language",
    "--lang",
    "Language of the report, else as the configuration says.",
    "|".join(LANGUAGES),
    everywhere=True,
    words=LANGUAGES,
)
_YES = "yes"
"""Stands for an option without a value."""

PLACES = (HOME, CONFIG, LANGUAGE)
"""Options that may stand before the command, too."""

JSON = Option("as_json", "--json", "Answer in JSON.", everywhere=True)
EXPLAIN = Option("explain", "--explain", "Show the evidence of every hit.")
BIRTH = Option("dob", "--dob", "Birth date: YYYY, YYYY-MM or YYYY-MM-DD.", "DATE")
SEX = Option("sex", "--sex", "Sex.", "F|M|X")
NATIONALITY = Option("nationality", "--nationality", "Alpha-3, alpha-2 or name.", "STATE")
SURNAME = Option("surname", "--surname", "Surname.", "NAME")
GIVEN = Option("given", "--given", "Given names.", "NAME")
OPERATION = Option("operation", "--operation", "Operation that it is part of.", "NAME")
PURPOSE = Option("purpose", "--purpose", "Code of what it is asked for.", "CODE")
DIRECTION = Option("direction", "--direction", "Of the crossing.", "entry|exit|transit")
VIA = Option(
    "via",
    "--via",
    "Ask the centre of the configuration first; `here` asks the lists here alone.",
    "ADDRESS|here",
)
WHY = (OPERATION, PURPOSE, DIRECTION)
"""What the journal keeps of every search, if not as the configuration says."""
ISSUER = Option("issuer", "--issuer", "Issuing state: alpha-3, alpha-2 or name.", "STATE")


def plainly_read(words: Iterable[str], commands: Iterable[Command]) -> tuple[Command, Given] | None:
    """The command that the words of a command line name, and what they give it.

    None where they are not plain; then nothing is said of whether they make sense.
    """
    known = {command.name: command for command in commands}
    command: Command | None = None
    options = {option.flag: option for option in PLACES}
    given: dict[str, str] = {}
    left = iter(words)
    for word in left:
        if not word.startswith("-") or word == "-":
            if command is None:
                command = known.get(word)
                if command is None:
                    return None
                options = {option.flag: option for option in command.options}
                continue
            if command.argument is None or word in command.second_words:
                return None
            name, value, option = command.argument.name, word, None
        else:
            flag, sign, value = word.partition("=")
            option = options.get(flag)
            if option is None or bool(sign) > bool(option.metavar):
                return None
            name = option.name
            if option.metavar and not sign:
                value = next(left, "")
            elif not option.metavar:
                value = _YES
        if name in given or not value or (value.startswith("-") and value != "-"):
            return None
        if option is not None and option.words and value not in option.words:
            return None
        if option is not None and option.least is not None and not _counts(value, option.least):
            return None
        given[name] = value
    if command is None:
        return None
    needed = command.argument
    if needed is not None and needed.required and needed.name not in given:
        return None
    return command, given


def _counts(value: str, least: int) -> bool:
    """Whether a text is a number, of at least so much."""
    return value.isascii() and value.isdigit() and int(value) >= least
