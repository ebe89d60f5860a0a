"""How else a word in Latin letters may be read: j is zh in French, kh in Spanish, y in German.

A writer of another script puts down what is heard, so that which language a name comes from decides
its letters there: Jordi is written with a ח, Joachim with a י, Georges with ז׳ twice and no s. The
language is not known, so each habit is tried and the best fit counts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from border_check.names.keys import consonants, sound

_HABITS: tuple[tuple[tuple[str, str], ...], ...] = (
    (  # English
        ("igh", "ai"),
        ("ough", "o"),
        ("gh", ""),
        ("x", "ks"),
        ("^k(?=n)|^w(?=r)|^p(?=s)", ""),
        ("wh?(?=[aeiou])", "W"),
        ("tion", "shn"),
        ("^mc", "mak"),
        ("(?<=[bcdfgklmnprstvz])e$", ""),
    ),
    (  # German and the Slavic languages
        ("(?<!s)ch", "kh"),
        ("t?z?sch", "sh"),
        ("cz|cs", "ch"),
        ("sz(?=.)", "sh"),
        ("zs|rz", "zh"),
        ("c(?![kh])", "ts"),
        ("tz|(?<![dsrt])z(?!h)", "ts"),
        ("j", "y"),
        ("eu", "oi"),
        ("th", "t"),
    ),
    (  # French
        ("(?<![cp])h", ""),
        ("eau[ltdx]*s?$|au[ltdx]+s?$", "o"),
        ("ch", "sh"),
        ("j|g(?=[eiy])", "zh"),
        ("qu", "k"),
        ("gu(?=[ei])", "g"),
        ("(?<=.)ill(?=[eaou])", "y"),
        ("oi", "ua"),
        ("(?<=[aeiouyrn])(?:ts|ds|es|[tdsxpz])$", ""),
        ("gn", "ny"),
        ("e[rz]$", "e"),
        ("(?<=[bcdfglmnprstvz])es?$", ""),
    ),
    (  # Spanish
        ("j|g(?=[ei])|x", "kh"),
        ("ll", "y"),
        ("z|c(?=[ei])", "s"),
        ("qu", "k"),
        ("gu(?=[ei])", "g"),
        ("^h", ""),
        ("v", "b"),
    ),
    (  # Italian
        ("sc(?=[ei])", "sh"),
        ("cch|ch", "k"),
        ("cc?i(?=[aou])|c(?=[ei])", "ch"),
        ("gli", "li"),
        ("gn", "ny"),
        ("zz?", "ts"),
        ("gh", "g"),
    ),
)
_RULES = tuple(tuple((re.compile(letters), read) for letters, read in habit) for habit in _HABITS)


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Sound and skeleton of a Latin word as it is, then as each habit reads it otherwise."""
    spelled = dict.fromkeys([word, *(_respelled(word, rules) for rules in _RULES)])
    sounds = dict.fromkeys(map(sound, spelled))
    return tuple((heard, consonants(heard)) for heard in sounds)


def _respelled(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for letters, read in rules:
        word = letters.sub(read, word)
    return word
