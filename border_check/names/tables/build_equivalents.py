"""Rebuild the tables of `names.equivalents`: python build_equivalents.py [PERSONS].

sounds.txt is made anew from the tables that people read: equivalents, romanisations, nicknames and
given_names. That is needed whenever one of them changes, or how words are read (scripts.py) or
sound (keys.py).

With PERSONS, given_names.txt is made first. PERSONS is persons.txt of the Python package rigour
(MIT licence; rigour/data/names in the wheels of its versions 1.x), one item of Wikidata (CC0) a
line: a name in all spellings that the item has as label or alias. It also takes Faker, whose lists
(MIT) tell spellings that people bear from those of one encyclopedia.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from border_check.names import tables
from border_check.names.equivalents import key
from border_check.names.likeness import by_letters
from border_check.names.scripts import script_of
from border_check.names.words import Kind, Word, spell

LEAST_SCRIPTS = 3
"""A name that fewer scripts write alike is hardly borne abroad, its item hardly looked after."""
ONE_CLUSTER = 0.62
"""Likeness from which two spellings of an item support each other."""
FOUND_ANYHOW = 0.8
"""Likeness to a usual spelling from which a spelling needs no table."""

# Syllables write foreign names by rules, so that the rules are left to read them.
_SYLLABIC = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO"})
_NATIVE = frozenset({"HIRAGANA", "BOPOMOFO"})
_TONE = re.compile(r"[0-9¹²³⁴⁵⁶⁷⁸⁹]")


class Form(NamedTuple):
    """One spelling of a name."""

    written: str
    word: Word
    script: str


def main(arguments: list[str]) -> None:
    """Write the tables beside this file."""
    if arguments:
        lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        _write("given_names", _given_names(lines), _GIVEN_NAMES)
    _write("sounds", list(sounds()), _SOUNDS)


_GIVEN_NAMES = """\
# One name in several spellings and scripts, where the rules of reading do not lead from one to the
# other: first the usual Latin ones, then the rest. Items of Wikidata (CC0), by way of persons.txt
# of the Python package rigour 1.8.2 (MIT licence); drawn by build_equivalents.py.
"""
_SOUNDS = """\
# All of equivalents, romanisations, nicknames and given_names by sound (keys.py): full forms of a
# name, and after a colon its short ones. Made by build_equivalents.py; not for reading.
"""


def _write(name: str, lines: list[str], header: str) -> None:
    text = f"{header}# {len(lines)} names.\n" + "".join(f"{line}\n" for line in lines)
    Path(__file__).with_name(f"{name}.txt").write_text(text, encoding="utf-8")


def sounds() -> Iterator[str]:
    """The lines of sounds.txt as they should be."""
    seen: set[str] = set()
    for table in ("equivalents", "romanisations", "nicknames", "given_names"):
        for line in tables.lines(table):
            full, _, short = line.partition(":")
            full_sounds = _sounds(full)
            short_sounds = [sound for sound in _sounds(short) if sound not in full_sounds]
            entry = " ".join(full_sounds) + (":" + " ".join(short_sounds) if short_sounds else "")
            if len(full_sounds) + len(short_sounds) > 1 and entry not in seen:
                seen.add(entry)
                yield entry


def _sounds(names: str) -> list[str]:
    return list(dict.fromkeys(key(word) for name in names.split() for word in spell(name)[:1]))


def _given_names(items: Iterable[str]) -> list[str]:
    from border_check.names.tables.build_frequencies import bearers

    borne = {word.text for name in bearers() for word in spell(name) if word.kind is Kind.NAME}
    merged: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for item in items:
        usual, others = _unguessed(_forms(item), borne)
        if len(usual) + len(others) > 1:
            merged[tuple(usual)].update(dict.fromkeys(others))
    return sorted(" ".join((*usual, *sorted(others))) for usual, others in merged.items())


def _forms(item: str) -> list[Form]:
    """The spellings of an item that are one word, one a sound; none of an East Asian name."""
    spellings = item.partition(" => ")[0].split(", ")
    scripts = [_script(written) for written in spellings]
    if len(set(scripts)) < LEAST_SCRIPTS or _NATIVE.intersection(scripts):
        return []
    if any(_TONE.search(written) for written in spellings):
        return []
    forms: dict[str, Form] = {}
    for written, script in zip(spellings, scripts, strict=True):
        words = spell(written) if script not in _SYLLABIC else ()
        if len(words) == 1 and words[0].kind is Kind.NAME and len(words[0].text) > 2:
            forms.setdefault(words[0].sound, Form(written, words[0], script))
    return list(forms.values())


def _script(written: str) -> str:
    return next((script_of(letter) for letter in written if letter.isalpha()), "")


def _unguessed(forms: list[Form], borne: set[str]) -> tuple[list[str], list[str]]:
    """The usual Latin spellings, and those of all others that likeness would not find from them."""
    supported = _supported(forms)
    usual = [form for form in supported if form.script == "LATIN" and form.word.text in borne]
    others = [
        form
        for form in supported
        if form.script != "LATIN"
        and max(_alike(form, one) for one in usual or [form]) < FOUND_ANYHOW
    ]
    if not others:
        usual = [one for one in usual if min(_alike(one, two) for two in usual) < FOUND_ANYHOW]
    return sorted(form.word.text for form in usual), [form.written for form in others]


def _supported(forms: list[Form]) -> list[Form]:
    """The spellings that others support: the item's main ones, and such as two scripts agree on.

    That leaves out stray aliases and translations.
    """
    clusters: list[list[Form]] = []
    for form in forms:
        near = [cluster for cluster in clusters if any(_is_near(form, it) for it in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in near]
        clusters.append([form, *(it for cluster in near for it in cluster)])
    clusters.sort(key=_scripts, reverse=True)
    if not clusters or _scripts(clusters[0]) < LEAST_SCRIPTS:
        return []
    return clusters[0] + [it for rest in clusters[1:] if _scripts(rest) > 1 for it in rest]


def _scripts(cluster: list[Form]) -> int:
    return len({form.script for form in cluster})


def _is_near(one: Form, other: Form) -> bool:
    return _alike(one, other) >= ONE_CLUSTER


@cache
def _alike(one: Form, other: Form) -> float:
    return by_letters(one.word, other.word)


if __name__ == "__main__":
    main(sys.argv[1:])
