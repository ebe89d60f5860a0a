"""The tables that stand beside the code, as rows of columns.

They are plain: one row a line, columns divided by `;`, a heading first, nothing quoted. Reading
them needs neither `csv` nor `importlib.resources`, whose import costs more than a whole check.
"""

from __future__ import annotations

_FOLDER = __file__.rpartition("tables.")[0]


def read_rows(name: str) -> list[list[str]]:
    """The rows of the table in file `name`, without the heading."""
    with open(_FOLDER + name, encoding="utf-8") as file:
        return [line.split(";") for line in file.read().splitlines()[1:]]
