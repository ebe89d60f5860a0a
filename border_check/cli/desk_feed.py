"""What a reader or a keyboard sends to a counter, cut into scans, keyed documents and commands.

A keyboard wedge types the lines of a zone as fast as the line carries them, each ended by return,
line feed, both or a tab; all of them at once, with or without an end; with control characters or
signs around them. So the lengths of the lines say when a zone is whole, and a short silence ends
what is not. Nothing is guessed: half a zone is told as such, and asked about again by scanning.
"""

from __future__ import annotations

from codecs import getincrementaldecoder

from border_check.errors import MrzShapeError
from border_check.icao.cleaning import is_blank, is_whole, zone_lines
from border_check.icao.document_codes import document_types
from border_check.icao.states import find_state
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

QUIET_SECONDS = 0.15
"""Silence after which a reader has sent all that it will: at 9600 baud a zone takes 0.1 s."""
MOST_AT_ONCE = 4
"""Documents without a silence between them: nobody holds more of them to a reader."""
LONGEST = 4096
"""Characters, of a line or without a silence: some forty zones."""

_ENDS = "\r\n\t"
_LEAVE = ("\x03", "\x04")
"""Ctrl-C and Ctrl-D, and signs that some readers send at the end: alone after a silence they are
somebody's keys."""
_CLEARS, _TAKES_BACK = "\x15", "\x7f\b"
_FRAGMENT = 20
"""Characters that nobody types between two silences: what is left of a zone."""
_MOST_LINES = 8
_FIRST_LETTERS = ("A", "C", "I", "P", "V")
"""Of documents, Doc 9303-4 to 7."""
_DIGITS_OF_A_NUMBER = 5
_NOT_KNOWN = "-"
"""In place of an issuer that nobody can read."""


class Kind(StrEnum):
    """What a piece of the input is."""

    SCAN = "scan"
    KEYED = "keyed"
    COMMAND = "command"
    UNREADABLE = "unreadable"
    EMPTY = "empty"


class Keyed(NamedTuple):
    """A document as somebody typed it."""

    number: str
    issuer: str | None
    document_type: str | None


class Piece(NamedTuple):
    """One thing that was sent."""

    kind: Kind
    text: str = ""
    """The lines of a scan, a command; of what is not readable, why."""
    keyed: Keyed | None = None


COMMANDS = ("h", "q", "!")
"""Words that ask for no document: hits, the end, and that somebody asks for protection."""
LEAVE = "^C"
"""The command that a key gives."""
TOO_LONG = f"more than {LONGEST:,} characters in one line"
TOO_MUCH = f"more than {MOST_AT_ONCE} documents, or {LONGEST:,} characters, at once"


class Feed:
    """Takes bytes as they come, and gives the pieces that are whole.

    `by_hand` is whether somebody sits at it: then a flood is none that a reader can send.
    """

    def __init__(self, *, by_hand: bool) -> None:
        self._by_hand = by_hand
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._lines: list[str] = []
        self._open = ""
        self._is_typed = False  # slowly, so that the next line may take its time
        self._too_long = False
        self._after_return = False
        self._characters = self._pieces = self._fresh = 0  # since the last silence

    @property
    def waits(self) -> bool:
        """Whether a silence would change anything."""
        return bool(self._characters or self._pieces or (self._lines and not self._is_typed))

    @property
    def typed(self) -> str:
        """What is being typed, to be shown to whoever types."""
        return self._open if self._is_typed else ""

    def take(self, data: bytes) -> list[Piece]:
        """What is whole, now that this has come."""
        if self._is_flooded:
            return []
        found = []
        for character in self._decoder.decode(data):
            found += self._limited(self._taken(character))
        return found

    def silence(self) -> list[Piece]:
        """What is whole, or never will be, now that nothing has come for a while."""
        flooded, is_alone = self._is_flooded, self._characters == 1 and self._pieces == 0
        self._characters = self._pieces = 0
        if flooded:
            self.forget()
            return [Piece(Kind.UNREADABLE, TOO_MUCH)]
        text, is_read = self._open, self._fresh >= _FRAGMENT
        if text:
            if text in _LEAVE and is_alone and self._by_hand:
                self._open = ""
                return [Piece(Kind.COMMAND, LEAVE)]
            if self._is_typed and text.endswith(_LEAVE):
                self.forget()
                return []
            if is_blank(text) or text.startswith("\x1b"):
                self._open = ""  # the end of what came before, or a key without a letter
            elif text.strip() == "!":
                self._open = ""
                return [Piece(Kind.COMMAND, "!")]
            elif is_read:
                return [*self._line_ended(), *self._given_up()]
            else:
                self._is_typed = True
        self._fresh = 0
        return [] if self._is_typed else self._given_up()

    def end(self) -> list[Piece]:
        """What is left when nothing will come any more."""
        return self._limited([*(self._line_ended() if self._open else ()), *self._given_up()])

    @property
    def _is_flooded(self) -> bool:
        return self._by_hand and (
            self._characters > LONGEST or self._pieces > MOST_AT_ONCE or self._too_long
        )

    def _limited(self, found: list[Piece]) -> list[Piece]:
        """The pieces, or none of them while more comes at once than any reader sends."""
        self._pieces += len(found)
        return [] if self._is_flooded else found

    def _taken(self, character: str) -> list[Piece]:
        if character in _ENDS:
            is_second = character == "\n" and self._after_return
            self._after_return = character == "\r"
            return [] if is_second else self._line_ended()
        self._after_return = False
        self._characters += 1
        if character in _TAKES_BACK:
            self._open, self._fresh = self._open[:-1], max(0, self._fresh - 1)
        elif character == _CLEARS:
            self._open, self._fresh = "", 0
        elif len(self._open) < LONGEST:
            self._open += character
            self._fresh += 1
        else:
            self._too_long = True
        return []

    def _line_ended(self) -> list[Piece]:
        text, self._open = self._open, ""
        if self._fresh >= _FRAGMENT:  # a key that was touched before the scan is no part of it
            text, self._is_typed = text[-self._fresh :], False
        self._fresh = 0
        if self._too_long:
            self.forget()
            return [Piece(Kind.UNREADABLE, TOO_LONG)]
        if is_blank(text) and text.strip() != "!":
            if self._lines:
                return self._given_up() if self._is_typed else []
            is_bump = self._pieces == 0 and self._characters == 0
            return [Piece(Kind.EMPTY)] if is_bump else []
        word = text.strip()
        if word.partition(" ")[0].lower() in COMMANDS:
            return [*self._given_up(), Piece(Kind.COMMAND, word)]
        keyed = keyed_document(word)
        if keyed is not None:
            return [*self._given_up(), Piece(Kind.KEYED, keyed=keyed)]
        self._lines.append(text)
        return self._whole()

    def _whole(self) -> list[Piece]:
        """The zone that the last lines are, and what stood before them."""
        for start in range(len(self._lines)):
            own = self._lines[start:]
            if not is_whole("\n".join(own)):
                continue
            if _begins_anew(own):
                self._lines = own[:-1]
                before = self._given_up()
                self._lines = own[-1:]
                return before
            self._lines = self._lines[:start]
            before = self._given_up()
            return [*before, Piece(Kind.SCAN, "\n".join(own))]
        return self._given_up() if len(self._lines) >= _MOST_LINES else []

    def _given_up(self) -> list[Piece]:
        """What was sent and is no zone."""
        lines = [line for line in self._lines if not is_blank(line)]
        self._lines.clear()
        self._is_typed = bool(self._open) and self._is_typed
        if not lines:
            return []
        try:
            zone_lines(lines)
        except MrzShapeError as error:
            return [Piece(Kind.UNREADABLE, error.message)]
        return [Piece(Kind.SCAN, "\n".join(lines))]

    def forget(self) -> None:
        """Drop what has come and is not whole."""
        self._lines.clear()
        self._open, self._fresh, self._too_long, self._is_typed = "", 0, False, False


def keyed_document(line: str) -> Keyed | None:
    """A number with its issuer, and perhaps the type, as in "K7654321 UTO P".

    None for all else: what is left of a zone must not be asked about as if it were a number.
    """
    words = line.split()
    kind = words.pop() if len(words) > 2 and document_types(words[-1]) else None
    if not 2 <= len(words) <= 5 or len(line) > 60:
        return None
    issuer = None if words[-1] == _NOT_KNOWN else find_state(words[-1])
    number = compact("".join(words[:-1]))
    if issuer is None and words[-1] != _NOT_KNOWN:
        return None
    if not (is_machine_readable(number) and any(map(str.isdigit, number))):
        return None
    return Keyed(number, issuer, kind)


def _begins_anew(lines: list[str]) -> bool:
    """Whether the last line is the first one of another document: dates and their check digits
    stand in the lower of two lines, and the lowest of three is the name, perhaps misread."""
    if len(lines) == 1 or not lines[-1].lstrip().upper().startswith(_FIRST_LETTERS):
        return False
    digits = sum(map(str.isdigit, lines[-1]))
    return digits >= _DIGITS_OF_A_NUMBER if len(lines) == 3 else digits == 0
