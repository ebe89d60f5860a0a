"""Rebuild the tables of `names.equivalents`: python build_equivalents.py [PERSONS].

sounds.txt is made anew from the tables that `TABLES` names. That is needed whenever one changes, or
how words are read (scripts.py) or sound (keys.py).

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
from border_check.names.equivalents import COUNTERPART, key
from border_check.names.likeness import by_letters
from border_check.names.scripts import script_of
from border_check.names.words import Kind, Word, spell

TABLES = ("equivalents", "counterparts", "nicknames", "romanisations", "given_names")

LEAST_SCRIPTS = 3
"""A name that fewer scripts write alike is hardly borne abroad, nor its item looked after."""
LEAST_LETTERS = 4
"""In Latin spellings that are unlike: short ones are too often a slip of the encyclopedia."""
ONE_CLUSTER = 0.62
"""Likeness from which two spellings of an item support each other."""
FOUND_ANYHOW = 0.85
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
# other. First Latin spellings that are one name; then spellings in other scripts, and after a colon
# the Latin ones that each of them stands for. Items of Wikidata (CC0), by way of persons.txt of the
# Python package rigour 1.8.2 (MIT licence); drawn by build_equivalents.py.
"""
_SOUNDS = """\
# The tables of names.equivalents as they are looked up: keys of the full forms of a name, and after
# a colon of its short ones; ~ before counterparts. Made by build_equivalents.py; not for reading.
"""


def _write(name: str, lines: list[str], header: str) -> None:
    text = f"{header}# {len(lines)} names.\n" + "".join(f"{line}\n" for line in lines)
    Path(__file__).with_name(f"{name}.txt").write_text(text, encoding="utf-8")


def sounds() -> Iterator[str]:
    """The lines of sounds.txt as they should be."""
    entries = dict.fromkeys(_entry(*parts) for table in TABLES for parts in _parts(table))
    return filter(None, entries)


def _parts(table: str) -> Iterator[tuple[str, str, str]]:
    """What begins a line of sounds.txt, the full forms of a name and its short ones."""
    mark = COUNTERPART if table == "counterparts" else ""
    for line in tables.lines(table):
        full, _, short = line.partition(":")
        if table == "nicknames":
            yield from ((mark, name, short) for name in full.split())
        else:
            yield mark, full, short


def _entry(mark: str, full: str, short: str) -> str:
    """A line of sounds.txt; empty where there are no two forms."""
    full_keys = _keys(full)
    short_keys = [it for it in _keys(short) if it not in full_keys]
    if len(full_keys) + len(short_keys) < 2:
        return ""
    return f"{mark}{' '.join(full_keys)}" + (f":{' '.join(short_keys)}" if short_keys else "")


def _keys(names: str) -> list[str]:
    return list(dict.fromkeys(key(word) for name in names.split() for word in spell(name)[:1]))


def _given_names(items: Iterable[str]) -> list[str]:
    from border_check.names.tables.build_frequencies import bearers

    borne = {word.text for name in bearers() for word in spell(name) if word.kind is Kind.NAME}
    unlike: set[str] = set()
    unguessed: dict[str, set[str]] = defaultdict(set)
    for item in items:
        forms = _supported(_forms(item))
        usual = [form for form in forms if form.script == "LATIN" and form.word.text in borne]
        long = [form for form in usual if len(form.word.text) >= LEAST_LETTERS]
        unlike.add(" ".join(sorted({it.word.text for it in long if _is_unlike(it, long)})))
        others = [form for form in forms if form.script != "LATIN" and not _is_found(form, usual)]
        if usual and others:
            latin = " ".join(sorted({form.word.text for form in usual}))
            unguessed[latin].update(form.written for form in others)
    written = [f"{' '.join(sorted(unguessed[latin]))}: {latin}" for latin in sorted(unguessed)]
    return [*_without_parts(unlike), *written]


def _without_parts(groups: set[str]) -> list[str]:
    """The groups in order, without those that are part of another one."""
    words = {group: set(group.split()) for group in groups if group}
    return sorted(
        group for group, own in words.items() if not any(own < it for it in words.values())
    )


def _forms(item: str) -> list[Form]:
    """The spellings of an item that are one word, one by sound; none of an East Asian name."""
    spellings = item.partition(" => ")[0].split(", ")
    scripts = [_script(written) for written in spellings]
    if len(set(scripts)) < LEAST_SCRIPTS or any(map(_is_east_asian, spellings, scripts)):
        return []
    forms: dict[str, Form] = {}
    for written, script in zip(spellings, scripts, strict=True):
        words = spell(written) if script not in _SYLLABIC else ()
        if len(words) == 1 and words[0].kind is Kind.NAME and len(words[0].text) > 2:
            forms.setdefault(words[0].sound, Form(written, words[0], script))
    return list(forms.values())


def _is_east_asian(written: str, script: str) -> bool:
    is_syllable = script in _SYLLABIC and len(written) == 1
    return is_syllable or script in _NATIVE or _TONE.search(written) is not None


def _script(written: str) -> str:
    return next((script_of(letter) for letter in written if letter.isalpha()), "")


def _is_unlike(form: Form, others: list[Form]) -> bool:
    return any(_alike(form, other) < FOUND_ANYHOW for other in others)


def _is_found(form: Form, usual: list[Form]) -> bool:
    return any(_alike(form, other) >= FOUND_ANYHOW for other in usual)


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
