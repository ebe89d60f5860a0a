"""Tables of facts about names: small text files, one kind of fact each, read when first needed."""

from __future__ import annotations

from functools import cache

_FOLDER = __file__.rpartition("__init__.")[0]


def lines(name: str) -> list[str]:
    """The lines of the table `name`.txt without comments and empty ones."""
    with open(f"{_FOLDER}{name}.txt", encoding="utf-8") as file:
        text = file.read()
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def kinds(name: str) -> dict[str, str]:
    """Word to kind, for tables whose lines are `kind: words`."""
    table = {}
    for line in lines(name):
        kind, _, words = line.partition(":")
        table.update(dict.fromkeys(words.split(), kind))
    return table
