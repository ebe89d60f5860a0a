"""How alike two words are, and what they have to do with each other.

Likeness runs from 0 to 1. It weighs how a word is spelled against how it sounds, since slips of the
hand change the spelling, and other scripts and habits change it far more while the sound stays.

What the constants of `_near` add and take was fitted together with the weights of matching, on
whole names; a regression on single words told which of these signs tell anything at all.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from border_check.names import keys
from border_check.names.equivalents import Tie, tie
from border_check.names.habits import readings
from border_check.names.slips import Slip, slip_between
from border_check.names.syllables import same_by_syllables
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


SPELLING_SHARE = 0.69
"""Of likeness by letters; the rest is by sound."""
SAME_START = 0.09
"""Hands and habits seldom change how a name begins."""
SAME_END = 0.05
VOWELS_ALONE = 0.01
"""The consonants are the same: most habits of writing differ in vowels only."""
SLIPPED = {Slip.SWAPPED: 0.27, Slip.NEIGHBOUR: 0.18, Slip.LOOK_ALIKE: 0.18}
SHORT_WORD = 0.68
"""Given back by the letter of the shorter word: in a short one every letter is a large share."""
BASIS = -0.19
"""Two words that begin and end alike gain about as much as this takes from all."""
NEAR_MOST = 0.93
"""However alike, below the words that are known to be one."""

NEAR = 0.60
"""Below this likeness two words are not held to be one."""
SOUND_ALIKE = 0.97
KNOWN_FORM = 0.94
KNOWN = {Tie.NONE: 0.0, Tie.COUNTERPART: 0.80, Tie.FORM: KNOWN_FORM}
CLIPPED = 0.86
"""A short form that is the beginning of the name (Abby, Theo) or its end (Beth, Manuel)."""
CLIPPED_TO_TWO = 0.72
SCRAMBLED = 0.80
SCRAMBLED_LETTERS = 6
"""Five letters are too few: Salim and Islam are two names."""
NOT_THE_FATHER = 0.62
ARTICLE_GLUED = 0.96
JOINED_NEAR = 0.84
JOINED_APART = 5
"""Letters by which two spellings of joined words may differ: two syllables grow by two each."""
GLUED = 0.97
CUT_SHORT = 0.8
SOUND_SHARE = 0.7
INITIAL_LIKENESS = 0.5
SCRIPT_LOSS = (1.0, 0.9, 0.75, 0.6)
"""Two scripts never agree as well as one does with itself: by `Script`, what is unlike counts this
much, so that the same likeness is worth the same. By the odds of pairs in each; Chinese and Korean
syllables keep least of a foreign name."""

_ARTICLES = ("al", "el")
_SERVANT = "abd"
_PATRONYMIC = re.compile(r"(?:ov|ev)(?:ich|itch|ych|yc|ic|na|ny)$")
_PATRONYMIC_ENDINGS = ("ich", "itch", "ych", "yc", "ic", "na", "ny")
_PET_ENDING = re.compile(r"([b-df-hj-np-tv-z])\1?(?:ie|ey|[yi])$")


def likeness(one: Word, other: Word) -> float:
    """How alike two words are: 1 for equal, 0 for nothing in common. Symmetric."""
    return kinship(one, other)[1]


@lru_cache(maxsize=1 << 14)
def kinship(one: Word, other: Word) -> tuple[How, float]:
    """What makes two words alike, and how much; `DIFFERS` below `NEAR`."""
    value = by_letters(one, other)
    known = KNOWN[tie(one, other)] if value < KNOWN_FORM else 0.0
    if known > value:
        return How.KNOWN, known
    if value < NEAR:
        return How.DIFFERS, value
    return _OF_VALUE.get(value, How.NEAR), value


_OF_VALUE = {1.0: How.SAME, SOUND_ALIKE: How.SOUND}


def is_across(one: Word, other: Word) -> bool:
    """Whether two words are in two scripts of which one leaves the reading open: then they can be
    compared by their sound alone."""
    return one.script != other.script and (one.is_open or other.is_open)


def by_letters(one: Word, other: Word) -> float:
    """How alike two words are by spelling and sound alone, whatever the tables know of them."""
    if one.text == other.text:
        return 1.0
    if is_across(one, other):
        return _by_sound(one, other)
    if one.sound == other.sound and one.sound:
        return SOUND_ALIKE
    value = _near(one, other)
    if one.script != other.script:
        value = max(value, _by_sound(one, other))
    if one.text.startswith(_ARTICLES) != other.text.startswith(_ARTICLES):
        value = max(value, ARTICLE_GLUED * _without_article(one, other))
    if value >= CLIPPED:
        return value
    if is_patronymic(one.text) != is_patronymic(other.text):
        return value * NOT_THE_FATHER  # Oleksandr and Oleksandrovych are son and father
    return max(value, _clipped(one.text, other.text), _scrambled(one.text, other.text))


def _near(one: Word, other: Word) -> float:
    """Likeness of two words that are neither equal nor known to be one."""
    spelled, value = _letters_and_sound(one.text, one.sound, other.text, other.sound)
    if one.skeleton == other.skeleton:
        value += VOWELS_ALONE
    if spelled >= SLIP_SPELLED:
        slip = slip_between(one.text, other.text)
        value += SLIPPED[slip] if slip else 0.0
    return min(NEAR_MOST, max(0.0, value))


def may_be_near(text: str, sound: str, other_text: str, other_sound: str, cut: float) -> bool:
    """Whether two words of one script can be as alike as `cut` by their letters, articles apart.

    A quick look: never False for words that are.
    """
    spelled, value = _letters_and_sound(text, sound, other_text, other_sound)
    value += VOWELS_ALONE
    if value >= cut:
        return True
    if spelled >= SLIP_SPELLED and value + SLIPPED[Slip.SWAPPED] >= cut:
        slip = slip_between(text, other_text)
        if slip and value + SLIPPED[slip] >= cut:
            return True
    return _clipped(text, other_text) >= cut or _scrambled(text, other_text) >= cut


def _letters_and_sound(
    text: str, sound: str, other_text: str, other_sound: str
) -> tuple[float, float]:
    """Likeness of the spellings, and that of spelling and sound together."""
    spelled = ratio(text, other_text) / 100
    sounded = ratio(sound, other_sound) / 100 if sound and other_sound else spelled
    value = SPELLING_SHARE * spelled + (1 - SPELLING_SHARE) * sounded + BASIS
    value += SHORT_WORD / min(len(text), len(other_text))
    if sound[:1] == other_sound[:1]:
        value += SAME_START
    if sound[-1:] == other_sound[-1:]:
        value += SAME_END
    return spelled, value


SLIP_SPELLED = 0.5
"""A swap or a wrong key leaves at least so much of a word of two letters; of others more."""


def without_article(text: str) -> str:
    """The text without a leading al or el; empty where it has none or little would be left."""
    return text[2:] if text.startswith(_ARTICLES) and len(text) > 5 else ""


def _without_article(one: Word, other: Word) -> float:
    """Likeness when a leading al or el of either is taken for a glued article (Altayeb, Tayib)."""
    glued, plain = (one, other) if one.text.startswith(_ARTICLES) else (other, one)
    bare = without_article(glued.text)
    if not bare:
        return 0.0
    if bare == plain.text:
        return 1.0
    return _near(
        glued._replace(text=bare, sound=keys.sound(bare), skeleton=keys.skeleton(bare)), plain
    )


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
    if short == _SERVANT:
        return 0.0  # nobody is called "servant": Abd is no short form of Abdulrahman
    if long.startswith(short) or (len(short) > 3 and long.endswith(short)):
        return CLIPPED
    pet = pet_stem(short)
    return CLIPPED if len(pet) < len(short) and long.startswith(pet) else 0.0


def _scrambled(one: str, other: str) -> float:
    """Likeness of two long words of the same letters: few strangers' names are such."""
    if len(one) != len(other) or len(one) < SCRAMBLED_LETTERS or sorted(one) != sorted(other):
        return 0.0
    return SCRAMBLED


def _by_sound(one: Word, other: Word) -> float:
    """Likeness of words in two kinds of script, by their sound alone."""
    latin, written = (one, other) if one.script < other.script else (other, one)
    if written.skeleton == latin.skeleton and len(written.skeleton) > 4:
        return SOUND_ALIKE
    best = max(
        SOUND_SHARE * ratio(written.sound, sound)
        + (1 - SOUND_SHARE) * ratio(written.skeleton, skeleton)
        for sound, skeleton in readings(latin.text)
    )
    return SOUND_ALIKE * (1 - SCRIPT_LOSS[written.script] * (1 - best / 100))


def relate(one: Word, other: Word, truncated: bool = False) -> tuple[How, float]:
    """How a word of the query stands to one of the record; `DIFFERS` where they are no pair.

    `truncated`: the query comes from a full name field, so that its words may be cut short.
    """
    if truncated and _is_cut_short(one, other):
        return How.PREFIX, CUT_SHORT
    if one.kind is Kind.NAME and other.kind is Kind.NAME:
        return kinship(one, other)
    if one.text == other.text:
        return How.SAME, 1.0
    kinds = {one.kind, other.kind}
    if kinds == {Kind.NAME, Kind.INITIAL} and one.text[0] == other.text[0]:
        return How.INITIAL, INITIAL_LIKENESS
    return How.DIFFERS, 0.0


def _is_cut_short(one: Word, other: Word) -> bool:
    if other.kind is not Kind.NAME or one.kind not in (Kind.NAME, Kind.INITIAL):
        return False
    return len(other.text) > len(one.text) and other.text.startswith(one.text)


def is_joinable(word: Word) -> bool:
    """Whether a word is long enough to be several glued together."""
    return word.kind is Kind.NAME and len(word.text) > 3


def joined_likeness(run: str, word: str) -> float:
    """Likeness of a run of words without spaces and one word; 0 unless they are nearly equal, or
    one romanisation joins the syllables that another one parts."""
    if abs(len(run) - len(word)) > JOINED_APART:
        return 0.0
    value = ratio(run, word, score_cutoff=100 * JOINED_NEAR) / 100
    if value < KNOWN_FORM and same_by_syllables(run, word):
        value = KNOWN_FORM
    return GLUED * value
