"""Text measured in cells of the screen: two for a Chinese character, none for a mark.

Of printable ASCII a letter is a cell; rich, which knows all others, is imported where they occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from border_check.formats.safe_text import END_ISOLATE, ISOLATE
from border_check.formats.speech import isolated

WIDTH = 80
_CUT = "…"


def cells_of(text: str) -> int:
    """How many cells a text takes."""
    if text.removesuffix(_CUT).isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Words in lines of at most `width` cells; longer words are broken."""
    if text.isprintable() and cells_of(text) <= width:
        return [text.rstrip()]
    if _is_simple(text, width):
        return _packed(text.split(" "), width)
    return _wrapped_by_rich(text, width)


def cut(text: str, cells: int) -> str:
    """Text in at most so many cells, cut short with a mark where it is longer."""
    if cells_of(text) <= cells:
        return text
    if text.isascii():
        return text[: cells - 1] + _CUT
    from rich.cells import set_cell_size

    end = END_ISOLATE if text.endswith(END_ISOLATE) else ""
    return f"{set_cell_size(text, cells - 1)}{_CUT}{end}"


def fit(text: str, cells: int) -> str:
    """Text in exactly so many cells, cut short with a mark where it is longer."""
    short = cut(text, cells)
    return isolated(short + " " * (cells - cells_of(short)))


def flush_right(text: str, cells: int) -> str:
    """Text at the end of so many cells."""
    return isolated(" " * (cells - cells_of(text)) + text)


def _is_simple(text: str, width: int) -> bool:
    """Whether lines are filled by counting: ASCII, single spaces, no word to be broken."""
    words = text.split(" ")
    return text.isascii() and text.isprintable() and all(0 < len(word) <= width for word in words)


def _packed(words: Iterable[str], width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _wrapped_by_rich(text: str, width: int) -> list[str]:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(width=width, file=StringIO())
    lines = Text(text).wrap(console, width)
    return list(_isolated_each(line.plain.rstrip() for line in lines)) or [""]


def _isolated_each(lines: Iterator[str]) -> Iterator[str]:
    """An isolate that a line break tears apart ends with its line and begins again on the next."""
    open_before = 0
    for line in lines:
        whole = ISOLATE * open_before + line
        open_before = max(0, whole.count(ISOLATE) - whole.count(END_ISOLATE))
        yield whole + END_ISOLATE * open_before
