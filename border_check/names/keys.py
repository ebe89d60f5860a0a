"""How a word sounds, written down so that words that sound alike look alike.

Every consonant becomes two letters, a capital for where it is spoken and a small one for which
it is: b is `Lb`, p is `Lp`. So b and p differ by half a consonant, b and k by a whole one, and any
plain edit distance over the key knows it. Vowels are three (a, i, u), neighbours merged. The
`skeleton` is the same without vowels: all that Hebrew and Arabic script write, and what survives
when a name goes from one spelling habit to another (Mohammed, Muhamed, Mahmad: `NmNmDd`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Graphemes by the spelling habits that documents and lists show (English, French, German, Spanish,
# Slavic and Turkish romanisations, pinyin, Wade-Giles, ISO 233, BGN/PCGN); longer ones win.
_GRAPHEMES = {
    "shch": "Sh", "tsch": "Jh", "dsch": "Jj", "sch": "Sh", "tch": "Jh", "dzh": "Jj", "dsh": "Jj",
    "sh": "Sh", "ch(?=[lr])": "Kk", "ch": "Jh", "zh": "Jz", "dj": "Jj", "dz": "Sz", "ge$": "Jj",
    "gi(?=[aou])": "Jj", "kh": "Kx", "gh": "Kg", "th": "Dt",
    "dh": "Dd", "ph": "Lf", "bh": "Lb", "ts": "Sc", "tz": "Sc", "ck": "Kk", "cz": "Jh", "sz": "Sh",
    "hs": "Sh", "vic$": "LviJh", "rz": "Jz", "qu": "Kk", "gu(?=[ei])": "Kg",
    "c(?=[eiy])": "Ss", "x": "KkSs",
    "b": "Lb", "p": "Lp", "v": "Lv", "w": "Lv", "f": "Lf", "t": "Dt", "d": "Dd", "s": "Ss",
    "z": "Sz", "c": "Kk", "k": "Kk", "q": "Kk", "g": "Kg", "j": "Jj", "h": "x", "l": "Rl",
    "r": "Rr", "m": "Nm", "n": "Nn",
    "ou(?=[aei])": "Lv", "ai": "i", "ay": "i", "ei": "i", "ey": "i", "ie": "i", "ee": "i",
    "ea": "i", "eo": "u", "ou": "u", "oo": "u", "au": "u", "aw(?![aeiouy])": "u",
    "ow(?![aeiouy])": "u", "eu": "u",
    "ue": "u", "oe": "u", "ae": "a", "a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u",
    # open readings of Hebrew and Arabic letters (see scripts): the place alone is sure
    "B": "L", "P": "L", "C": "K", "S": "S", "R": "R", "J": "J", "W": "u", "Y": "i",
    "E": "a", "H": "x",
}  # fmt: skip


class _Rule(NamedTuple):
    letters: str
    followed: re.Pattern[str] | None
    """What has to come after the letters, if it matters."""
    code: str


def _rules_by_letter() -> dict[str, tuple[_Rule, ...]]:
    """The rules for each first letter, longer ones first."""
    rules: dict[str, tuple[_Rule, ...]] = {}
    parted = [(*_parted(pattern), code) for pattern, code in _GRAPHEMES.items()]
    for letters, rest, code in sorted(parted, key=lambda rule: (-len(rule[0]), -len(rule[1]))):
        rule = _Rule(letters, re.compile(rest) if rest else None, code)
        rules[letters[0]] = (*rules.get(letters[0], ()), rule)
    return rules


def _parted(pattern: str) -> tuple[str, str]:
    letters = re.split(r"[($]", pattern)[0]
    return letters, pattern[len(letters) :]


_RULES = _rules_by_letter()
_WINDOW = 5
"""Letters that decide how the first of them sounds: the longest rule, or one and what follows it.
"""

# Doc 9303-3 section 6: Ñ and Ü may be written NXX and UXX.
_EXPANSION = re.compile(r"(?<=[aenou])xx")
_INITIAL_X = re.compile(r"^x(?=[iuh])h?")
_CONSONANT_J = re.compile(r"(?<=[bcfghklmnpqrstvwxz])j|j(?![aeiouyWYEH])")
_FINAL_H = re.compile(r"(?<=[aeiou])h$|H$")
_DOUBLED = re.compile(r"([A-Z][a-z])\1+|([aiu])\2+")
_SILENT = re.compile(r"[aiux](?<![A-Z].)")


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """How a Latin word of `scripts.latin` sounds, as a key; empty for a word without letters."""
    spelled = _EXPANSION.sub("", word) if "xx" in word else word
    if spelled[:1] == "x":
        spelled = _INITIAL_X.sub("sh", spelled)
    if "j" in spelled:
        spelled = _CONSONANT_J.sub("y", spelled)
    if spelled[-1:] in ("h", "H"):
        spelled = _FINAL_H.sub("", spelled)
    coded = _coded(spelled)
    return _DOUBLED.sub(_single, coded) if _DOUBLED.search(coded) else coded


def _coded(spelled: str) -> str:
    codes = []
    place, end = 0, len(spelled)
    while place < end:
        code, letters = _first_sound(spelled[place : place + _WINDOW])
        codes.append(code)
        place += letters
    return "".join(codes)


@lru_cache(maxsize=1 << 14)
def _first_sound(spelled: str) -> tuple[str, int]:
    """The code of the first sound, and how many letters write it."""
    for letters, followed, code in _RULES.get(spelled[0], ()):
        if spelled.startswith(letters) and (
            followed is None or followed.match(spelled, len(letters))
        ):
            return code, len(letters)
    return "", 1


def _single(found: re.Match[str]) -> str:
    return str(found.group(1) or found.group(2))


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """The consonants of a word's `sound`."""
    return consonants(sound(word))


def consonants(key: str) -> str:
    """A key of `sound` without its vowels."""
    return _SILENT.sub("", key)
