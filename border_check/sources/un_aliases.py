"""Aliases of the UN list: cells that hold one name, or several, or a name and its story.

Abdul EXAMPLE; Abd Ul EXAMPLE                     two names
EXAMPLE, Abdul                                    surname first
Abdul EXAMPLE (عبد المثال)                        the same in another script
Абдул ЭКЗАМПЛ (Abdul EXAMPLE; Abd EXAMPLE)        the same in Latin letters
Abdul EXAMPLE, born in 1965 (passport no. X12345) a false identity, and what it says of itself
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category

from border_check.sources.written_names import is_latin, read_alias
from border_check.values.person import Alias

_STORY = re.compile(r"(?i)[,\s](?:born|son of|daughter of|previously listed|formerly listed)\b.*$")
_ASIDE = re.compile(r"\(([^()]*)\)?")
_FIRST_ASIDE = re.compile(r"^\(([^()]*)\) ?(?=\S)")
_SCRIPT = re.compile(r"(?i)^\W*(?:original script|in arabic|transliterations?)\W*:? *")
_SPLIT = re.compile(r"[;،؛]")
_EDGES = " ,;:()"
_QUOTES = str.maketrans(dict.fromkeys('"“”'))


class AliasCell(NamedTuple):
    """The names that a cell holds, and its whole text where that tells more than names."""

    aliases: tuple[Alias, ...]
    story: str


def read_alias_cell(cell: str, note: str, strength: str) -> AliasCell:
    """The names in an alias cell and in the note beside it, all of the same strength."""
    name = _FIRST_ASIDE.sub(r"\1 ", " ".join(cell.split()))
    asides = [aside for aside in _ASIDE.findall(name) if aside]
    main = _STORY.sub("", _ASIDE.sub(" ", name))
    foreign = not is_latin(main)
    names = _SPLIT.split(main)
    for aside in [*asides, note]:
        names += _names_in(aside, beside_foreign=foreign)
    aliases = tuple(read_alias(one, strength) for one in map(_trim, names) if one)
    story = f"{name}; {note}".strip("; ")
    return AliasCell(aliases, story if asides or note or main != name else "")


def _names_in(aside: str, *, beside_foreign: bool) -> list[str]:
    """The names in an aside: those in another script, or the Latin spellings of such a name."""
    bare = _SCRIPT.sub("", aside)
    if beside_foreign or "transliteration" in aside:
        parts = re.split(r"[;,()]", bare.replace("(transliterations of", ""))
        return [part for part in parts if _looks_like_name(part)]
    if bare != aside.strip() and _looks_like_name(bare):
        return [bare.strip(". ")]
    return _runs_of_other_script(aside)


def _runs_of_other_script(text: str) -> list[str]:
    """The longest stretches of words that are not Latin: the name, within a sentence about it."""
    runs: list[list[str]] = [[]]
    for word in text.split():
        if is_latin(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return [" ".join(run) for run in runs if run]


def _looks_like_name(text: str) -> bool:
    """A few words that start with letters without case, or with capitals, particles aside."""
    words = _trim(text).split()
    first = [category(word.lstrip("'‘’")[:1] or " ") for word in words]
    return (
        0 < len(words) <= 7
        and not any(char.isdigit() for char in text)
        and all(kind in ("Lu", "Lo", "Ll") for kind in first)
        and any(kind in ("Lu", "Lo") for kind in first)
        and not re.search(r"(?i)translation|nom de guerre|script|known by", text)
    )


def _trim(name: str) -> str:
    return name.translate(_QUOTES).strip(_EDGES)
