"""Any script to the Latin letters that passports and lists use.

Doc 9303-3 section 6 transliterates Cyrillic and Arabic, and leaves the other scripts to the states.
What matters for matching is not the standard spelling but that one name written in two scripts
comes out alike, so letters whose reading is open come out as a capital that `keys` knows to read
in several ways: Hebrew and Arabic write few vowels, and one letter for b and v, p and f, s and sh.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from unicodedata import combining

from border_check.names import syllabaries
from border_check.names.any_script import in_ascii

# Capitals are the open readings: B b/v, P p/f, C k/kh, S s/sh, W v/u/o, Y y/i/e, E any vowel.
_HEBREW = {
    "א": "E", "ב": "B", "ג": "g", "ד": "d", "ה": "H", "ו": "W", "ז": "z", "ח": "kh", "ט": "t",
    "י": "Y", "כ": "C", "ך": "C", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "E", "פ": "P", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "S", "ת": "t",
}  # fmt: skip
# A geresh after a letter makes a sound that Hebrew has not.
_HEBREW_GERESH = {
    "ג": "dj",
    "ז": "zh",
    "צ": "ch",
    "ץ": "ch",
    "ת": "th",
    "ד": "d",
    "ח": "kh",
    "ע": "g",
}

_ARABIC = {
    "ا": "E", "أ": "E", "إ": "E", "آ": "E", "ٱ": "E", "ء": "", "ؤ": "W", "ئ": "Y", "ب": "b",
    "ت": "t", "ث": "th", "ج": "j", "ح": "H", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "E", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "H", "ة": "H", "و": "W", "ي": "Y",
    "ى": "E", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "Y", "ې": "Y", "ہ": "H",
    "ھ": "H", "ے": "Y", "ں": "n", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ڤ": "v", "ړ": "r", "ښ": "sh",
    "ځ": "z", "څ": "ts", "ډ": "d", "ټ": "t", "ڼ": "n", "ګ": "g", "ۀ": "H", "ە": "E", "ۆ": "W",
}  # fmt: skip

# anyascii follows the Russian passport; these letters are read otherwise by the neighbours or
# written with a sign that means nothing in a name.
_CYRILLIC = {
    "ё": "yo", "ъ": "", "ь": "", "ї": "yi", "є": "ye", "ґ": "g", "ћ": "c", "ђ": "dj", "џ": "dz",
    "љ": "lj", "њ": "nj", "ј": "j", "қ": "k", "ғ": "g", "ң": "n", "ү": "u", "ұ": "u", "ө": "o",
    "һ": "h", "ә": "a", "х": "kh", "ц": "ts", "щ": "shch", "э": "e", "ы": "y", "й": "y", "ў": "u",
}  # fmt: skip

# Particles, which the letters alone would write otherwise than `tables/particles.txt` knows them.
_PARTICLES = {
    "بن": "bin", "ابن": "ibn", "إبن": "ibn", "بنت": "bint", "ابو": "abu", "أبو": "abu",
    "ابي": "abi", "أبي": "abi", "ابا": "aba", "ام": "umm", "أم": "umm", "آل": "al", "ال": "al",
    "אבו": "abu", "אבן": "ibn", "בין": "bin", "בן": "ben", "אל": "al", "דה": "de", "די": "di",
    "דל": "del", "דלה": "della", "דו": "du", "דוס": "dos", "לה": "la", "לוס": "los", "ואן": "van",
    "פון": "von", "דר": "der", "фон": "von", "уль": "ul", "эль": "el", "дер": "der", "улы": "uly",
}  # fmt: skip

# Modern Greek by sound (ELOT 743, which passports follow): pairs of letters for b, d and g, which
# have no letter, for u, and for v or f.
_GREEK = tuple(
    (re.compile(letters), read)
    for letters, read in (
        ("^μπ|(?<=[ρλσ])μπ", "b"),
        ("^ντ|(?<=[ρλσ])ντ", "d"),
        ("^γκ|(?<=[ρλσν])γκ", "g"),
        ("μπ", "mb"),
        ("ντ", "nd"),
        ("γ[κγ]", "ng"),
        ("γ(?=[χξ])", "n"),
        ("τζ", "j"),
        ("ου", "u"),
        ("(?<=[αεη])υ(?=[θκξπσςτφχψ]|$)", "f"),
        ("(?<=[αεη])υ", "v"),
        ("[εο]ι(?!\u0308)|η|υ", "i"),
        ("αι(?!\u0308)", "e"),
        ("χ", "kh"),
    )
)

# Thai writes these vowels before the consonant after which they are spoken.
_THAI_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")

# Latin letters that anyascii or decomposition would leave without their usual sound.
_LATIN = str.maketrans(
    {"ı": "i", "ə": "a", "ł": "l", "đ": "d", "ø": "o", "þ": "th", "ð": "d", "ß": "ss"}
    | {"æ": "ae", "œ": "oe"}
)  # fmt: skip

SYLLABIC = frozenset({"CJK", "HANGUL"})


class Script(IntEnum):
    """How much a script tells of the sound of a name, to one who reads it in Latin letters."""

    LATIN = 0
    LETTERS = 1
    """Cyrillic, Greek, Thai and others: every sound has its letter, in their own habit."""
    CONSONANTS = 2
    """Hebrew and Arabic: most vowels are left to the reader."""
    SYLLABLES = 3
    """Chinese characters and Hangul, where they write a foreign name by its sound."""


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The first word of the letter's Unicode name, LATIN or CJK; empty for a non-letter."""
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


def script_of_word(word: str) -> str:
    """The script of the first letter; empty for a word without letters."""
    return next((script_of(letter) for letter in word if letter.isalpha()), "")


def kind_of(word: str) -> Script:
    """The kind of script of a word; one Chinese or Korean syllable is read like Latin letters."""
    if word.isascii():
        return Script.LATIN
    script = script_of_word(word)
    if script in SYLLABIC:
        return Script.SYLLABLES if len(word) > 1 else Script.LATIN
    if script in ("HEBREW", "ARABIC"):
        return Script.CONSONANTS
    return Script.LATIN if script in ("LATIN", "") else Script.LETTERS


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """One word of one script in Latin letters: small ones, and capitals for open readings."""
    if word.isascii():
        return word.lower()
    if word in _PARTICLES:
        return _PARTICLES[word]
    first = script_of_word(word)
    if first == "HEBREW":
        return _hebrew(word)
    if first == "HANGUL":
        return syllabaries.korean(word)
    if first == "CJK":
        return syllabaries.chinese(word)
    lowered = word.lower()
    if first == "ARABIC":
        return "".join(_ARABIC.get(letter, "") for letter in lowered)
    if first == "CYRILLIC":
        lowered = "".join(_CYRILLIC.get(letter, letter) for letter in lowered)
    if first == "THAI":
        lowered = _THAI_LEADING_VOWEL.sub(r"\2\1", lowered)
    if first == "GREEK":
        lowered = _greek(lowered)
    if first in ("KATAKANA", "HIRAGANA"):
        return syllabaries.japanese(word)
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_LATIN))
    bare = "".join(letter for letter in decomposed if not combining(letter))
    return bare if bare.isascii() else in_ascii(unicodedata.normalize("NFC", lowered)).lower()


def _greek(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    # a diaeresis keeps two vowels apart; the accents say nothing
    bare = "".join(
        letter for letter in decomposed if letter not in "\u0301\u0300\u0342\u0313\u0314"
    )
    for letters, read in _GREEK:
        bare = letters.sub(read, bare)
    return bare


def _hebrew(word: str) -> str:
    out = []
    for index, letter in enumerate(word):
        following = word[index + 1 : index + 2]
        if following in ("'", "׳", "’") and letter in _HEBREW_GERESH:
            out.append(_HEBREW_GERESH[letter])
        elif letter == "ו" and (following == "ו" or index == 0):
            out.append("v")  # a doubled or leading vav is the consonant
        elif letter == "ו" and index and word[index - 1] == "ו":
            continue
        else:
            out.append(_HEBREW.get(letter, ""))
    return "".join(out)
