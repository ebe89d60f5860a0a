"""Lines of a report: pieces of text, some of them in a style that helps and never carries meaning.

A few styles of the terminal (ECMA-48, SGR) are all that reports need. They are written here,
since most answers are one short report, and importing rich takes longer than the whole check.
"""

from __future__ import annotations

from collections.abc import Iterable

from border_check.formats.speech import MARK
from border_check.language import is_from_right_to_left

_CODES = {
    "bold": "1",
    "dim": "2",
    "black": "30",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
    "white": "37",
    "on red": "41",
    "on yellow": "43",
    "on magenta": "45",
}


class Line:
    """One line, to be rendered with colours or without."""

    __slots__ = ("_pieces",)

    def __init__(self, text: str = "", style: str = "") -> None:
        self._pieces = [(text, style)]

    @classmethod
    def of(cls, *pieces: str | tuple[str, str]) -> Line:
        """A line of texts and of pairs of a text and its style."""
        line = cls()
        line._pieces = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
        return line

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self._pieces)

    @property
    def coloured(self) -> str:
        """The text with the codes of its styles around each piece."""
        return "".join(_styled(text, style) for text, style in self._pieces)


def render(lines: Iterable[Line], *, colour: bool) -> str:
    """Lines to text that ends with a newline, with colours for a terminal or without."""
    texts = (line.coloured if colour else line.plain for line in lines)
    mark = MARK if is_from_right_to_left() else ""
    return "".join(f"{mark}{text.rstrip()}\n" if text else "\n" for text in texts)


def _styled(text: str, style: str) -> str:
    if not text or not style:
        return text
    words = style.replace("on ", "on_").split()
    codes = ";".join(_CODES[word.replace("_", " ")] for word in words)
    return f"\x1b[{codes}m{text}\x1b[0m"
