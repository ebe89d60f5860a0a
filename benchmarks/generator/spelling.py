"""Other spellings of a name, as the aliases of lists have them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from generator.chance import Weighted, between, one_of

_RULES = """
ou>u u>ou oo>u u>oo ee>i iy>y ey>ei ei>ey ai>ay ay>ai ei>ai ai>ei eh>e a>e e>a o>u u>o i>e e>i y>i
i>y ya>ia ia>ya yu>iu iu>yu kh>h kh>k sh>ch ch>sh tch>ch q>k k>q c>k v>w w>v j>dj dj>j zh>j ph>f
th>t gh>g ts>c x>ks ks>x mm>m ss>s s>ss ll>l l>ll dd>d d>dd tt>t nn>n
"""
_TRANSCRIPTIONS = tuple(tuple(rule.split(">")) for rule in _RULES.split())
"""Letters of one transcription, and what stands for them in another."""

Words = list[str]


def other_spelling(chance: Random, given: str, surname: str) -> str:
    """The same name as somebody else would write it down."""
    words = [*given.split(), *surname.split()]
    return " ".join(_WAYS.draw(chance)(chance, words))


def kunya(chance: Random) -> str:
    """A byname that shares nothing with the name: "Abu Omar"."""
    return f"Abu {one_of(chance, _SONS)}"


_SONS = ("Omar", "Bakr", "Hassan", "Yusuf", "Khalid", "Hamza", "Musab", "Ayman", "Talha", "Dujana")


def _transcribed(chance: Random, words: Words) -> Words:
    """One word, or two, in another transcription."""
    for _ in range(between(chance, 1, 2)):
        at = int(chance.random() * len(words))
        words[at] = _retranscribed(chance, words[at])
    return words


def _retranscribed(chance: Random, word: str) -> str:
    start = int(chance.random() * len(_TRANSCRIPTIONS))
    for one, other in (*_TRANSCRIPTIONS[start:], *_TRANSCRIPTIONS[:start]):
        at = word.find(one, 1)  # capitals stay
        if at > 0:
            return f"{word[:at]}{other}{word[at + len(one) :]}"
    return word


def _left_out(chance: Random, words: Words) -> Words:
    """Without a middle name, or without a second surname."""
    if len(words) < 3:
        return _transcribed(chance, words)
    del words[1 + int(chance.random() * (len(words) - 1))]
    return words


def _turned(chance: Random, words: Words) -> Words:  # noqa: ARG001 one signature for all ways
    """The surname first."""
    return [*words[-1:], *words[:-1]]


def _rejoined(chance: Random, words: Words) -> Words:
    """An article or a double name written together, or two words as one."""
    for at, word in enumerate(words):
        if "-" in word:
            words[at] = word.replace("-", one_of(chance, (" ", "")))
            return words
    if len(words) > 2:
        at = int(chance.random() * (len(words) - 1))
        words[at : at + 2] = [f"{words[at]}{words[at + 1].lower()}"]
        return words
    return _transcribed(chance, words)


def _initialled(chance: Random, words: Words) -> Words:
    """A middle name by its first letter."""
    if len(words) < 3:
        return _transcribed(chance, words)
    words[1] = f"{words[1][0]}."
    return words


def _mistyped(chance: Random, words: Words) -> Words:
    """One letter wrong, missing, double, or in the place of its neighbour."""
    at = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[at]
    if len(word) < 4:
        return words
    place = between(chance, 1, len(word) - 2)
    before, here, there, after = word[:place], word[place], word[place + 1], word[place + 2 :]
    slips = (there, f"{here}{here}{there}", f"{one_of(chance, 'aeiou')}{there}", f"{there}{here}")
    words[at] = f"{before}{one_of(chance, slips)}{after}"
    return words


_WAYS: Weighted[Callable[[Random, Words], Words]] = Weighted(
    {
        _transcribed: 50,
        _left_out: 20,
        _turned: 8,
        _rejoined: 8,
        _initialled: 4,
        _mistyped: 10,
    }
)
"""How names of lists differ from each other, by how often, in per cent: stated, not measured."""
