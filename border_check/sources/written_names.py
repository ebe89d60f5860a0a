"""Names as publishers write them, to names in the order in which they are read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category
from unicodedata import name as name_of_character

from border_check.values.person import Alias, Name

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def read_name(text: str) -> Name:
    """ "SURNAME, Given" (perhaps with ", Jr.") in its parts and turned around; others as they are.

    >>> read_name("ERIKSSON, Anna Maria")
    Name(text='Anna Maria ERIKSSON', surname='ERIKSSON', given='Anna Maria', truncated=False)
    """
    plain = " ".join(text.split())
    surname, *rest = (part.strip() for part in plain.split(","))
    suffixes = [part for part in rest if part.lower().strip(" .") in _SUFFIXES]
    given = " ".join(part for part in rest if part and part not in suffixes)
    whole = " ".join(filter(None, (given, surname, *suffixes)))
    return Name(whole, surname, given) if surname and given else Name(whole)


def read_alias(text: str, strength: str) -> Alias:
    """The same as an alias of that strength."""
    name = read_name(text)
    return Alias(name.text, strength, name.surname, name.given)


def is_latin(text: str) -> bool:
    """Whether the letters of a text, if it has any, are Latin."""
    return all(
        name_of_character(char, "").startswith("LATIN")
        for char in text
        if category(char) in ("Lu", "Ll", "Lt", "Lo")
    )


def unique_aliases(name: str, aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    """Each alias once, strong ones first, without empty ones and those that are the name itself."""
    by_name: dict[str, Alias] = {}
    for alias in sorted(aliases, key=lambda alias: alias.strength != "strong"):
        by_name.setdefault(alias.name.casefold(), alias)
    return tuple(by_name[key] for key in by_name if key not in ("", name.casefold()))
