"""A name as words that can be compared: cleaned, in Latin letters, with its particles recognised.

A word of a name is what its bearer would call one: "al-Tayib" is one (the article leans on it),
"Abd al-Rahman" is one (no one is called Abd), "de" is a particle, and every Chinese character or
Korean syllable is one, since lists join and split them at will.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from border_check.names import kanji, keys, scripts, tables
from border_check.names.scripts import Script


class Kind(StrEnum):
    """What a word is in a name."""

    NAME = "name"
    INITIAL = "initial"
    PARTICLE = "particle"
    TITLE = "title"


class Word(NamedTuple):
    """One word of a name."""

    shown: str
    """As written, with what leans on it ("AL-TAYIB")."""
    text: str
    """Small Latin letters and digits, without article; open readings as capitals (`scripts`)."""
    kind: Kind
    sound: str
    skeleton: str
    script: Script = Script.LATIN
    article: str = ""
    """The article that leans on it ("al"), which writers join, split, respell or leave out."""

    @property
    def is_open(self) -> bool:
        """Whether the script leaves so much open that several names could be read from the word."""
        return self.script >= Script.CONSONANTS

    @property
    def joined(self) -> str:
        """The text with its article, as writers who join them spell it."""
        return self.article + self.text


MAX_WORDS = 24
"""More words than any name has: what comes after is a sentence, or an attack on the clock."""
MAX_LETTERS = 40

_ALSO_BORNE = frozenset(
    ("ben", "van", "di", "dom", "don", "al", "el", "bin", "das", "mac", "king", "prince")
)
_QUOTES = str.maketrans("", "", "'’‘`´ʼʻʿʾ′״\"“”«»")
_SEPARATORS = re.compile(r"[\s\-–—‐‑_,.;:/\\|()\[\]{}<>&+*?!=·・•‧⸱]+")
_CAMEL = re.compile(r"(?<=[a-zà-ÿа-џґ]{2})(?=[A-ZÀ-ÞА-ЯЀ-ЏҐ][a-zà-ÿа-џґ]{2})")
_LOOK_ALIKE_DIGITS = str.maketrans("0134578", "oieastb")
_SERVANT = re.compile(
    r"^abd(?:(?:[ou]u|oo|[aeiou])(?:l(?=[^aeiou])|(?=([b-df-hj-np-tv-z])\1))"
    r"|(?:[ou]u|oo|[aeiou])l(?=[aeiou]))?(?=..)"
)
_SERVANT_ALONE = re.compile(r"^[aE]bd(?:[aeou][lrsndztj]?|i[lr]|(?:[ou]u|oo)[lr]|[aeou]sh)?$")
_SERVANT_OF_NOBODY = "abd"
"""At the end of a name: nobody is called servant, so that the word after it is missing."""
_GLUED_ARTICLE = re.compile(r"^(?:al|el|El)(?=..)")
# Shams al-Din, Shamsuddin; Hidayat Allah, Hidayatullah: the second word is no name of its own.
_OF_THE_FAITH = re.compile(r"^(?:El|[aeu][ld])d(?:[iY]|ee|ie)ne?$")
_OF_GOD = re.compile(r"^(?:[Eauo]|ou)ll(?:ah?|E?H)$")
_CHINESE_IN_CYRILLIC = frozenset(("И", "Дэн", "ДЭН"))
"""Yi and Deng; the Spanish y and the Dutch den are written и and ден."""
_LONGEST_SECOND = 7
_FAITH_GLUED = re.compile(r"(?<=...)(?:[aeu]d|[aeu]l(?=d))d*(?:i|ee|ie)ne?$")
_GOD_GLUED = re.compile(r"(?<=...)(?:[auo]|ou)llah?$")
_CONSONANTS_ONLY = re.compile(r"^[BCDFGHJKLMNPQRSTVWXZ]{2}$")


@lru_cache(maxsize=1 << 14)
def spell(text: str, truncated: bool = False) -> tuple[Word, ...]:
    """The words of a name. Never fails: a text without a letter or digit has none.

    In a `truncated` name two consonants are the beginning of a word that was cut short; elsewhere
    they are two initials.
    """
    raw = _raw_words(text if text.isascii() else _normal(text))
    if not truncated:
        raw = [part for written in raw for part in _initials(written)]
    # What has neither letter nor figure is no word, or the article before it would lean on nothing.
    words = _recognise([word for word in raw if any(map(str.isalnum, word))][:MAX_WORDS])
    if words and words[-1].text == _SERVANT_OF_NOBODY:
        words[-1] = words[-1]._replace(kind=Kind.PARTICLE)
    names = sum(word.kind is Kind.NAME for word in words)
    if not names or (names == 1 and len(words) == 2 and words[0].text in _ALSO_BORNE):
        # Haji alone, Ben Carter, Van Turner: here the word is the name
        words = [word._replace(kind=Kind.NAME) if len(word.text) > 1 else word for word in words]
    return tuple(words)


def _normal(text: str) -> str:
    """In compatibility form, in which an acute accent for an apostrophe would come apart."""
    return unicodedata.normalize("NFKC", text.replace("´", "'"))


def _raw_words(text: str) -> list[str]:
    visible = text if text.isascii() and text.isprintable() else "".join(map(_visible, text))
    parts = _SEPARATORS.split(visible)
    syllabic = [part for part in parts if scripts.script_of_word(part) in scripts.SYLLABIC]
    is_native = _is_native(syllabic) if syllabic else False
    read = kanji.japanese(parts) if syllabic else {}
    words: list[str] = []
    for part in parts:
        if part in read:
            words += read[part]
        else:
            words += _syllables(part, is_native) if part in syllabic else _split_part(part)
        if len(words) > MAX_WORDS:
            break
    return words


def _is_native(parts: list[str]) -> bool:
    """Whether a name in Chinese characters or Hangul is Chinese or Korean, so that every syllable
    is a word; foreign names are written by their sound, and their parts with a space or dot."""
    surnames = tables.kinds("surnames")
    first, *rest = parts
    if rest:
        return first in surnames and len(rest) == 1 and len(rest[0]) < 3
    if len(first) > 3:
        return first[:2] in surnames and len(first) == 4
    if scripts.script_of_word(first) == "HANGUL":
        return first[0] in surnames
    return surnames.get(first[0]) != "sound"


def _syllables(part: str, is_native: bool) -> list[str]:
    return [letter for letter in part if letter.isalnum()] if is_native else [part]


def _visible(letter: str) -> str:
    """A letter, or what stands for it: a space for a space or a symbol, nothing for a control."""
    category = unicodedata.category(letter)
    if letter.isspace() or category == "So":
        return " "
    return "" if category.startswith("C") else letter


def _initials(written: str) -> list[str]:
    """Two consonants in capitals are two initials, as in JK Harrowgate, if they are no title."""
    if len(written) != 2 or not _CONSONANTS_ONLY.match(written):
        return [written]
    return [written] if written.lower() in tables.kinds("titles") else list(written)


def _split_part(part: str) -> list[str]:
    if not part:
        return []
    if part.isascii():
        bare = part.translate(_QUOTES)
        if len(bare) > 4 and not bare.isupper() and not bare.islower():
            return _CAMEL.split(bare)
        return [bare] if bare else []
    first = scripts.script_of_word(part)
    if first == "HEBREW":
        return [part]  # the geresh is a letter there
    bare = part.translate(_QUOTES)
    return _CAMEL.split(bare) if bare and not bare.isupper() else [bare] if bare else []


def _recognise(raw: list[str]) -> list[Word]:
    words: list[Word] = []
    particles = tables.kinds("particles")
    article = shown = ""
    index = 0
    while index < len(raw):
        written = raw[index]
        index += 1
        text = _text(written)
        if not text:
            continue
        last = index == len(raw)
        kind = None if _is_syllable(written) else particles.get(text)
        if kind == "article" and not last:
            article, shown = text, f"{shown}{written}-"
            continue
        if words and words[-1].kind is Kind.NAME and (second := _second(article, text)):
            words[-1] = _with_second(words[-1], f"{shown}{written}", second)
            article = shown = ""
            continue
        if _SERVANT_ALONE.match(text) and not last:
            index, written, text = _join_servant(raw, index, written)
        words.append(_word(written, text, article, shown, kind))
        article = shown = ""
    return words


def _is_syllable(written: str) -> bool:
    """Whether a word is one of a Chinese or Korean name, which only sounds like a particle."""
    if written.isascii():
        return False
    return scripts.script_of_word(written) in scripts.SYLLABIC or written in _CHINESE_IN_CYRILLIC


def _second(article: str, text: str) -> str:
    """The one spelling of a word that is only the end of a name; empty for a name of its own."""
    if len(text) > _LONGEST_SECOND:
        return ""
    if _OF_THE_FAITH.match(text if not article else f"{article[0]}l{text}"):
        return "uddin"
    return "ullah" if _OF_GOD.match(text) else ""


def _with_second(word: Word, written: str, second: str) -> Word:
    shown = f"{word.shown} {written}"
    return _heard(shown, word.text + second, word.kind, word.script, word.article)


def _join_servant(raw: list[str], index: int, written: str) -> tuple[int, str, str]:
    """Abd al-Rahman, Abdul Rahman, Abdur-Rahman: one name."""
    following = _text(raw[index])
    if tables.kinds("particles").get(following) == "article" and index + 1 < len(raw):
        written, index = f"{written} {raw[index]}", index + 1
        following = _text(raw[index])
    return index + 1, f"{written} {raw[index]}", "abd" + _GLUED_ARTICLE.sub("", following)


@lru_cache(maxsize=1 << 14)
def _word(written: str, text: str, article: str, shown: str, particle: str | None) -> Word:
    shown += written
    if particle and not article:
        return _heard(shown, text, Kind.PARTICLE)
    if not article and text in tables.kinds("titles"):
        return _heard(shown, text, Kind.TITLE)
    if len(text) == 1 and written.isascii():
        return _heard(shown, text, Kind.INITIAL)
    script = scripts.kind_of(written)
    if script is Script.CONSONANTS and not article and text.startswith("El") and len(text) > 4:
        article, text = "al", text[2:]
    if text.startswith("abd"):
        text = _SERVANT.sub("abd", text)
    elif text.endswith(("n", "ne")):
        text = _FAITH_GLUED.sub("uddin", text)
    elif text.endswith(("lla", "llah")):
        text = _GOD_GLUED.sub("ullah", text)
    return _heard(shown, text, Kind.NAME, script, article)


def _heard(
    shown: str, text: str, kind: Kind, script: Script = Script.LATIN, article: str = ""
) -> Word:
    sound = keys.sound(text)
    return Word(shown, text, kind, sound, keys.consonants(sound), script, article)


@lru_cache(maxsize=1 << 14)
def _text(written: str) -> str:
    text = scripts.latin(written)[:MAX_LETTERS]
    if text.isalpha():
        return text
    kept = "".join(letter for letter in text if letter.isalnum())
    if any(letter.isalpha() for letter in kept):
        return kept.translate(_LOOK_ALIKE_DIGITS)
    return kept
