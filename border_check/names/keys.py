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

# Graphemes by the spelling habits that documents and lists show (English, French, German, Spanish,
# Slavic and Turkish romanisations, pinyin, Wade-Giles, ISO 233, BGN/PCGN); longer ones win.
_GRAPHEMES = {
    "shch": "Sh", "tsch": "Jh", "dsch": "Jj", "sch": "Sh", "tch": "Jh", "dzh": "Jj", "dsh": "Jj",
    "sh": "Sh", "ch": "Jh", "zh": "Jz", "dj": "Jj", "dz": "Sz", "ge$": "Jj", "gi(?=[aou])": "Jj",
    "kh": "Kx", "gh": "Kg", "th": "Dt",
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
_RULES = sorted(
    _GRAPHEMES.items(), key=lambda rule: (-len(re.split(r"[($]", rule[0])[0]), -len(rule[0]))
)
_CODES = [code for _, code in _RULES]
_GRAPHEME = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))

# Doc 9303-3 section 6: Ñ and Ü may be written NXX and UXX.
_EXPANSION = re.compile(r"(?<=[aenou])xx")
_INITIAL_X = re.compile(r"^x(?=[iuh])h?")
_CONSONANT_J = re.compile(r"(?<=[bcfghklmnpqrstvwxz])j|j(?![aeiouyWYEH])")
_FINAL_H = re.compile(r"(?<=[aeiou])h$|H$")
_DOUBLED = re.compile(r"([A-Z][a-z])\1+|([aiu])\2+")
_SILENT = re.compile(r"[aiux](?<![A-Z].)")


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """How a Latin word of `scripts.latin` sounds, as a key; empty for a word without letters."""
    spelled = _EXPANSION.sub("", word)
    spelled = _INITIAL_X.sub("sh", spelled)
    spelled = _CONSONANT_J.sub("y", spelled)
    spelled = _FINAL_H.sub("", spelled)
    coded = "".join(
        _CODES[match.lastindex - 1] for match in _GRAPHEME.finditer(spelled) if match.lastindex
    )
    return _DOUBLED.sub(lambda found: found.group(1) or found.group(2), coded)


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """The consonants of `sound`."""
    return _SILENT.sub("", sound(word))
