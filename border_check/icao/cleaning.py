"""From what a reader, a scanner or a keyboard delivers to the lines of a zone.

Readers wrap the zone in control characters or sentinels, join its lines, part them by tabs, send
lower case, and write `«` where the paper says `<` or `<<`. All that is undone here. Nothing is
guessed: a line that is too short stays too short.
"""

from __future__ import annotations

from collections.abc import Sequence

from border_check.errors import MrzShapeError
from border_check.icao.check_digit import ALPHABET, FILLER
from border_check.icao.layouts import SIZES

# Only ASCII letters: `str.upper` would turn signs of other scripts into letters of the zone.
_UPPER = {ord(letter.lower()): letter for letter in ALPHABET if letter.isalpha()}
_FILLER_SIGNS = {ord(sign): FILLER for sign in "‹＜"}
# Tabs part lines; an argument of a shell often brings a line break as the two characters \n.
_LINE_BREAKS = ("\t", "\\r", "\\n")
# Soft hyphen, zero width and direction marks, byte order mark: they come along with pasted text.
_INVISIBLE = frozenset(
    map(chr, (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
)
# Control characters and start and end signs that keyboard wedges put around what they send.
_WRAPPING = "".join(map(chr, range(33))) + "%;?#*$|\"'"
_HINT = "scan the zone again, or type each line as it is printed, with < for every filler"


def zone_lines(text: str | Sequence[str]) -> tuple[str, ...]:
    """The lines of the zone in `text`: two of 36 or 44 characters, or three of 30.

    Raises `MrzShapeError`, which says what was found, when there is no way to see such lines.
    """
    whole = text if isinstance(text, str) else "\n".join(text)
    readings = _readings(whole)
    lines = next((lines for lines in readings if _has_size(lines)), readings[0])
    _refuse_foreign(lines)
    if not _has_size(lines):
        widths = ", ".join(str(len(line)) for line in lines)
        found = f"{len(lines)} line(s) of {widths} characters" if lines else "nothing"
        raise MrzShapeError(
            f"not a machine readable zone: found {found}, "
            "expected 3 lines of 30, 2 of 36 or 2 of 44",
            hint=_HINT,
        )
    return lines


def is_whole(text: str) -> bool:
    """Whether the lines in `text` are as many and as long as those of a zone, whatever they say."""
    return any(map(_has_size, _readings(text)))


def is_blank(text: str) -> bool:
    """Whether there is nothing but what readers put around a zone."""
    return not text.strip(_WRAPPING)


def _readings(text: str) -> list[tuple[str, ...]]:
    """The lines, with either meaning of a sign that stands for one filler or for two."""
    return [_lines(text.replace("«", sign)) for sign in (FILLER * 2, FILLER)]


def _lines(text: str) -> tuple[str, ...]:
    for sign in _LINE_BREAKS:
        text = text.replace(sign, "\n")
    text = text.strip(_WRAPPING).translate(_UPPER).translate(_FILLER_SIGNS)
    cleaned = ("".join(filter(_is_visible, line)) for line in text.splitlines())
    lines = tuple(line for line in cleaned if line)
    return _parted(lines[0]) if len(lines) == 1 else lines


def _is_visible(character: str) -> bool:
    is_control = character < " " or "\x7f" <= character <= "\x9f"
    return not (is_control or character.isspace() or character in _INVISIBLE)


def _parted(line: str) -> tuple[str, ...]:
    """Lines that were sent as one; the length tells how many they were."""
    for lines, width in SIZES:
        if len(line) == lines * width:
            return tuple(line[start : start + width] for start in range(0, len(line), width))
    return (line,)


def _has_size(lines: tuple[str, ...]) -> bool:
    return any(len(lines) == count and {*map(len, lines)} == {width} for count, width in SIZES)


def _refuse_foreign(lines: tuple[str, ...]) -> None:
    foreign = [
        (number, at, character)
        for number, line in enumerate(lines, 1)
        for at, character in enumerate(line, 1)
        if character not in ALPHABET
    ]
    if foreign:
        number, at, character = foreign[0]
        more = f", and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise MrzShapeError(
            f"not a machine readable zone: line {number}, position {at}: "
            f"found the character U+{ord(character):04X}{more}, expected A-Z, 0-9 and <",
            hint=_HINT,
        )
