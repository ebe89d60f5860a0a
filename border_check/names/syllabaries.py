"""Korean, Chinese and Japanese syllables in the Latin letters of `scripts.latin`.

These scripts write foreign names by their own syllables: a vowel after every consonant, l and r as
one, and a consonant near the one that is meant. What such a word says is therefore written in open
letters, without the vowels that only carry a consonant.
"""

from __future__ import annotations

import re
import unicodedata

from border_check.names.any_script import in_ascii

# Revised Romanisation of Korean (2000), by the order of the letters in Unicode's syllables.
# fmt: off
_INITIALS = (
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
)
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae",
    "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l",
    "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)
# fmt: on
_FIRST_SYLLABLE, _SYLLABLES = 0xAC00, 11172
# In foreign words ㄹ is l or r, ㅍ p or f, ㅅ s or sh, ㅈ j or z; ㅡ says nothing.
_FOREIGN_INITIALS = {"r": "R", "p": "P", "s": "S", "ss": "S", "j": "J", "jj": "J"}

# Pinyin as the tables of the Xinhua agency use it for foreign names.
_PINYIN_INITIAL = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$")
_HAN_INITIALS = {"r": "R", "x": "S", "sh": "S", "zh": "J", "j": "J", "q": "J", "ch": "J"}
_HAN_INITIALS |= {"c": "ts", "w": "v", "h": "kh"}
_CARRIED = {"de", "te", "ke", "ge", "he", "si", "ci", "zi", "shi", "fu", "pu", "bu", "mu", "le"}
_CARRIED |= {"chi", "qi", "zhi", "ji"}

# Katakana write a sound that Japanese has not by a syllable and a small vowel after it.
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_SMALL |= {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa"}
_PALATAL = re.compile("(?<=sh|ch)y|(?<=j)y")


def korean(word: str) -> str:
    """A word in Hangul: one syllable by the Revised Romanisation, more of them in open letters."""
    syllables = [_hangul(letter) for letter in unicodedata.normalize("NFC", word)]
    if len(syllables) == 1:
        return "".join(syllables[0])
    return "".join(_foreign_korean(*syllable) for syllable in syllables).replace("lR", "l")


def _hangul(letter: str) -> tuple[str, str, str]:
    index = ord(letter) - _FIRST_SYLLABLE
    if not 0 <= index < _SYLLABLES:
        return "", in_ascii(letter).lower(), ""
    initial, rest = divmod(index, len(_VOWELS) * len(_FINALS))
    vowel, final = divmod(rest, len(_FINALS))
    return _INITIALS[initial], _VOWELS[vowel], _FINALS[final]


def _foreign_korean(initial: str, vowel: str, final: str) -> str:
    vowel = "" if vowel == "eu" else vowel.replace("w", "W")
    if initial == "s" and vowel[:1] in ("y", "i", "W"):
        initial = "S"
    return _FOREIGN_INITIALS.get(initial, initial) + vowel + final


def chinese(word: str) -> str:
    """Chinese characters: one in pinyin, a word of more of them in open letters."""
    syllables = [in_ascii(letter).lower() for letter in word]
    if len(syllables) == 1:
        return syllables[0]
    first, *rest = syllables
    return _foreign_chinese(first, False) + "".join(_foreign_chinese(s, True) for s in rest)


def _foreign_chinese(syllable: str, carried: bool) -> str:
    if syllable == "er":
        return "R" if carried else "eR"
    found = _PINYIN_INITIAL.match(syllable)
    initial, final = (found.group(1) or "", found.group(2)) if found else ("", syllable)
    if carried and syllable in _CARRIED:
        final = ""
    return _HAN_INITIALS.get(initial, initial) + final


def japanese(word: str) -> str:
    """Kana in Hepburn's letters; in katakana, which write foreign names, by their sound."""
    letters = unicodedata.normalize("NFC", word)
    katakana = "".join(chr(ord(sign) + 0x60) if "ぁ" <= sign <= "ゖ" else sign for sign in letters)
    out = ""
    for sign in katakana:
        if sign in "ッー":
            continue
        if sign in _SMALL:
            out = out[:-1] + _SMALL[sign]
        else:
            out += in_ascii(sign).lower()
    return _PALATAL.sub("", out)
