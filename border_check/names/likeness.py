"""How alike two words are, and what they have to do with each other.

Likeness runs from 0 to 1. It weighs how a word is spelled against how it sounds, since slips of the
hand change the spelling, and other scripts and habits change it far more while the sound stays.
On pairs of words that are known to be one name, against random ones, both together tell them apart
with an area under the curve of .988 (Latin), .998 (Cyrillic) and .989 (Hebrew).
"""

from __future__ import annotations

import re
from enum import StrEnum

from rapidfuzz.fuzz import ratio

from border_check.names import keys
from border_check.names.equivalents import equivalent
from border_check.names.words import Kind, Word


class How(StrEnum):
    """What two words, or runs of words, have to do with each other."""

    SAME = "same"
    SOUND = "one sound"
    KNOWN = "one name"
    NEAR = "near"
    JOINED = "joined"
    INITIAL = "initial"
    PREFIX = "cut short"
    DIFFERS = "differs"
    EXTRA = "extra"


SPELLING_SHARE = 0.45
NEAR = 0.60
"""Below this likeness two words are not held to be one."""
SOUND_ALIKE = 0.97
KNOWN_FORM = 0.94
CLIPPED = 0.84
CLIPPED_TO_TWO = 0.70
NOT_THE_FATHER = 0.7
ARTICLE_GLUED = 0.96
"""A short form that is the beginning of the name (Abby, Theo) or its end (Beth, Manuel)."""
JOINED_NEAR = 0.84
GLUED = 0.97
CUT_SHORT = 0.8
SOUND_SHARE = 0.7
INITIAL_LIKENESS = 0.5

_ARTICLES = ("al", "el")
_PATRONYMIC = re.compile(r"(?:ov|ev)(?:ich|itch|ych|yc|ic|na|ny)$")
_PATRONYMIC_ENDINGS = ("ich", "itch", "ych", "yc", "ic", "na", "ny")
_PET_ENDING = re.compile(r"([b-df-hj-np-tv-z])\1?(?:ie|ey|[yi])$")


def likeness(one: Word, other: Word) -> float:
    """How alike two words are: 1 for equal, 0 for nothing in common. Symmetric."""
    if one.text == other.text:
        return 1.0
    if one.vowelless != other.vowelless:
        return _by_sound(one, other)
    if one.sound == other.sound and one.sound:
        return SOUND_ALIKE
    if equivalent(one.sound, other.sound):
        return KNOWN_FORM
    value = _mixed(one.text, one.sound, other.text, other.sound)
    if value < ARTICLE_GLUED and one.text.startswith(_ARTICLES) != other.text.startswith(_ARTICLES):
        value = max(value, ARTICLE_GLUED * _without_article(one, other))
    if value >= CLIPPED:
        return value
    if is_patronymic(one.text) != is_patronymic(other.text):
        return value * NOT_THE_FATHER  # Oleksandr and Oleksandrovych are son and father
    return max(value, _clipped(one.text, other.text))


def without_article(text: str) -> str:
    """The text without a leading al or el; empty where it has none or little would be left."""
    return text[2:] if text.startswith(_ARTICLES) and len(text) > 5 else ""


def _without_article(one: Word, other: Word) -> float:
    """Likeness when a leading al or el of either is taken for a glued article (Altayeb, Tayib)."""
    glued, plain = (one, other) if one.text.startswith(_ARTICLES) else (other, one)
    bare = without_article(glued.text)
    if not bare:
        return 0.0
    return 1.0 if bare == plain.text else _mixed(bare, keys.sound(bare), plain.text, plain.sound)


def is_patronymic(text: str) -> bool:
    """Whether a word is formed like an East Slavic patronymic."""
    return text.endswith(_PATRONYMIC_ENDINGS) and _PATRONYMIC.search(text) is not None


def pet_stem(text: str) -> str:
    """The text without the ending of a pet name: benn-y is Ben."""
    return _PET_ENDING.sub(r"\1", text) if len(text) > 3 and text[-1] in "eiy" else text


def _clipped(one: str, other: str) -> float:
    """Likeness of a name and itself cut short, pet ending or not: Ben, Benny, Benjamin."""
    if one[:2] != other[:2] and one[-3:] != other[-3:]:
        return 0.0
    if len(one) == len(other):
        return 0.0  # neither is the shorter one
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) == 2:
        return CLIPPED_TO_TWO if long.startswith(short) and len(long) > 3 else 0.0
    if long.startswith(short) or (len(short) > 3 and long.endswith(short)):
        return CLIPPED
    pet = pet_stem(short)
    return CLIPPED if len(pet) < len(short) and long.startswith(pet) else 0.0


def _by_sound(one: Word, other: Word) -> float:
    if one.skeleton == other.skeleton and len(one.skeleton) > 2:
        return SOUND_ALIKE
    return (
        SOUND_ALIKE
        * (0.7 * ratio(one.sound, other.sound) + 0.3 * ratio(one.skeleton, other.skeleton))
        / 100
    )


def _mixed(text: str, sound: str, other_text: str, other_sound: str) -> float:
    spelled = ratio(text, other_text)
    if not sound or not other_sound:
        return spelled / 100
    return (SPELLING_SHARE * spelled + (1 - SPELLING_SHARE) * ratio(sound, other_sound)) / 100


def relate(one: Word, other: Word, truncated: bool = False) -> tuple[How, float]:
    """How a word of the query stands to one of the record; `DIFFERS` where they are no pair.

    `truncated`: the query comes from a full name field, so that its words may be cut short.
    """
    if truncated and other.kind is Kind.NAME and one.kind in (Kind.NAME, Kind.INITIAL):
        cut = other.text.startswith(one.text) and len(other.text) > len(one.text)
        if cut:
            return How.PREFIX, CUT_SHORT
    return _relate(one, other)


def _relate(one: Word, other: Word) -> tuple[How, float]:
    if one.text == other.text:
        return How.SAME, 1.0
    if one.kind is not Kind.NAME or other.kind is not Kind.NAME:
        initial = Kind.INITIAL in (one.kind, other.kind) and {one.kind, other.kind} <= {
            Kind.INITIAL,
            Kind.NAME,
        }
        if initial and one.text[0] == other.text[0]:
            return How.INITIAL, INITIAL_LIKENESS
        return How.DIFFERS, 0.0
    value = likeness(one, other)
    if value < NEAR:
        return How.DIFFERS, value
    if value == SOUND_ALIKE:
        return How.SOUND, value
    return (How.KNOWN if value == KNOWN_FORM else How.NEAR), value


def is_joinable(word: Word) -> bool:
    """Whether a word is long enough to be several glued together."""
    return word.kind is Kind.NAME and len(word.text) > 3


def joined_likeness(run: str, word: str) -> float:
    """Likeness of a run of words without spaces and one word; 0 unless they are nearly equal."""
    if abs(len(run) - len(word)) > 3:
        return 0.0
    value = ratio(run, word, score_cutoff=100 * JOINED_NEAR) / 100
    return GLUED * value
