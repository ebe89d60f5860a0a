"""Texts of lists and travellers made harmless before they are shown.

A name may hold characters that move the cursor, change colours or turn the reading direction of
what follows, by accident or on purpose: a report must not be rewritten by what it reports.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_STEERING = frozenset(("Cc", "Cf", "Cs", "Cn"))
_MOST_MARKS = 6
"""On one letter: no script piles up more, and a flood runs over the lines above and below."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a formula of a cell; where such a keyboard is usual, also at full width."""


def plain(text: str) -> str:
    """One line of text without control, format and unassigned characters or floods of marks.

    What is written from right to left is isolated (Unicode Annex 9), so that it stays in its place.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    import unicodedata

    clean = " ".join("".join(_shown(text)).split())
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in clean):
        return f"{ISOLATE}{clean}{END_ISOLATE}"
    return clean


def _shown(text: str) -> Iterator[str]:
    import unicodedata

    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if character.isspace():
            character, category = " ", "Zs"
        if category in _STEERING:
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            yield character


def cell(text: str) -> str:
    """Text for a spreadsheet cell, which must not be taken for a formula (CWE-1236)."""
    clean = plain(text)
    return f"'{clean}" if clean.lstrip(ISOLATE).startswith(_FORMULA) else clean
