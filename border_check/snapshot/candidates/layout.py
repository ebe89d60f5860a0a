"""How the numbers in the file of the index are to be read, for whoever writes and reads them."""

from __future__ import annotations

SCRIPT, INITIAL, SILENT, BARE = 0b11, 4, 8, 16
"""Flags of a word: its kind of `Script` in two bits, and whether it is an initial, a title or a
particle, or another word without the article that may be glued to it."""

STEP = 64
"""Words of an order by letters that are passed over before the first letters are noted."""

UNDATED, REPEATED = 128, 64
"""Beside the number of words of a name: somebody bears it of whom no birth date is known; it has a
word twice."""
