"""Rows that a spreadsheet has damaged: undone where that can be done, and told.

Opened as if commas parted its cells and saved again, a table parted by semicolons comes out like
this: every row in quotes, a tab where it had a comma, tabs up to the width of the longest row, and
the text in Windows-1252, with question marks for what that does not have.
"""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator

from border_check.errors import ListFileError
from border_check.sources.files import Member, opened

_BLOCK = 1 << 20


def is_wrapped(line: str) -> bool:
    """Whether a line, with its line end or without, is a row of several cells in one of quotes."""
    row = line.rstrip("\r\n")
    if not (row.startswith('"') and row.endswith('"')):
        return False
    try:
        cells = next(csv.reader([row], delimiter=";", strict=True), [])
    except csv.Error:
        return False
    return len(cells) == 1 and ";" in cells[0]


def unwrapped(lines: Iterable[str], file: str, done: int = 0) -> Iterator[str]:
    """The lines as they were before; `done` of them come before these.

    Raises `ListFileError` when the last one has no end.
    """
    for number, line in enumerate(lines, done + 1):
        row = line.rstrip("\r\n")
        if is_wrapped(line):
            yield row[1:-1].replace('""', '"').rstrip("\t").replace("\t", ",") + "\n"
        elif row.startswith('"') and row == line:
            raise ListFileError(
                f"{file}, line {number}: the file ends inside this row",
                hint="it was cut short; fetch it again",
            )
        else:
            yield line


def encoding_of(member: Member) -> str:
    """UTF-8 where the whole of the file is that, else Windows-1252."""
    decoder = getincrementaldecoder("utf-8-sig")()
    with opened(member) as stream:
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
