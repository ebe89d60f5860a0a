"""How else a word in Latin letters may be read: j is zh in French, kh in Spanish, y in German.

A writer of another script puts down what is heard, so that which language a name comes from decides
its letters there: Jordi is written with a ח, Joachim with a י, Georges with ז׳ twice and no s. The
language is not known, so each habit is tried and the best fit counts.

Russian writes Chinese, Korean and Japanese names by systems of its own (Palladius, Kontsevich,
Polivanov), neighbouring languages likewise: Jinping is Цзиньпин, Geun Кын, Shoichi Сёити. They are
habits like the others, for words that are made of the syllables of these languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
# What is written here is read as `scripts.latin` reads Cyrillic.
_PINYIN = re.compile(
    r"(?P<initial>[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?P<final>i(?:ang|ong|an|ao|ng|[aenu])?"
    r"|u(?:ang|an|ai|[aeino])?|a(?:ng|[ino])?|e(?:ng|[inr])?|o(?:ng|u)?)(?![aeiou])"
)
_CHINESE_INITIALS = {
    "j": "tsz", "q": "ts", "x": "s", "zh": "chzh", "r": "zh", "z": "tsz", "c": "ts", "h": "kh",
    "y": "", "w": "v",
}  # fmt: skip
_CHINESE_FINALS = {
    "ai": "ay", "ei": "ey", "ang": "an", "eng": "en", "ong": "un", "ia": "ya", "ie": "e",
    "iao": "yao", "iu": "yu", "ian": "yan", "iang": "yan", "ing": "in", "iong": "yun", "uo": "o",
    "ui": "uy", "uai": "uay", "uang": "uan",
}  # fmt: skip
_CHINESE_FRONTED = {"u": "yuy", "ue": "yue", "uan": "yuan", "un": "yun"}
"""What is written u after j, q, x and y is an ü."""
_CHINESE_AFTER_Y = {
    "a": "ya", "ao": "yao", "an": "yan", "ang": "yan", "e": "e", "o": "yo", "ong": "yun",
    "ou": "yu",
}  # fmt: skip
_CHINESE_SYLLABLES = {"wu": "u", "hui": "khuey", "zi": "tszy", "ci": "tsy", "si": "sy"}
_KOREAN = re.compile(
    r"(?:(?:[kpst]{2}|ch|[bdghjklmnprst])?+[yw]?+(?:eo|eu|ae|oo|[aeiou]){1,2}+(?:ng|[klmnprt])?+)++"
)
"""Nothing that was taken is given back: it never helps, and of forty vowels it would take hours."""
_KOREAN_RULES = (
    ("(?<!c)h", "kh"),
    ("ch", "chkh"),
    ("j", "ch"),
    ("^g", "k"),
    ("^d", "t"),
    ("^b", "p"),
    ("ng(?![aeiou])", "n"),
    ("eu", "y"),
    ("yeo", "yo"),
    ("eo", "o"),
    ("oo", "u"),
    ("ae", "e"),
    ("oe", "ve"),
)
_JAPANESE = re.compile(r"(?>(?:[kgsztdnhbpmr]?y|[sc]h|ts|tch|[kgszjtdnhfbpmrwy]{1,2})?[aeiou]|n)++")
_JAPANESE_RULES = (
    ("(?<![sc])h", "kh"),
    ("sh(?=i)", "s"),
    ("sh(?=[aou])", "sy"),
    ("ch(?=i)", "t"),
    ("ch(?=[aou])", "ty"),
    ("z", "dz"),
    ("j(?=i)", "dz"),
    ("j(?=[aou])", "dzy"),
)
_RULES = tuple(tuple((re.compile(letters), read) for letters, read in habit) for habit in _HABITS)
_SYLLABIC = tuple(
    (shape, tuple((re.compile(letters), read) for letters, read in habit))
    for shape, habit in ((_KOREAN, _KOREAN_RULES), (_JAPANESE, _JAPANESE_RULES))
)


@lru_cache(maxsize=1 << 14)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Sound and skeleton of a Latin word as it is, then as each habit reads it otherwise."""
    spelled = [word, *(_respelled(word, rules) for rules in _RULES), *_in_russian(word)]
    sounds = dict.fromkeys(map(sound, dict.fromkeys(spelled)))
    return tuple((heard, consonants(heard)) for heard in sounds)


def _respelled(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for letters, read in rules:
        word = letters.sub(read, word)
    return word


def _in_russian(word: str) -> Iterator[str]:
    """A word that might be Chinese, Korean or Japanese, as Russian writes such names."""
    if _is_pinyin(word):
        yield _PINYIN.sub(_in_palladius, word)
    yield from (_respelled(word, rules) for shape, rules in _SYLLABIC if shape.fullmatch(word))


def _is_pinyin(word: str) -> bool:
    end = 0
    while end < len(word):
        syllable = _PINYIN.match(word, end)
        if syllable is None:
            return False
        end = syllable.end()
    return bool(word)


def _in_palladius(syllable: re.Match[str]) -> str:
    initial, final = syllable["initial"] or "", syllable["final"]
    if (whole := _CHINESE_SYLLABLES.get(initial + final)) is not None:
        return whole
    if initial in ("j", "q", "x", "y") and final in _CHINESE_FRONTED:
        read = _CHINESE_FRONTED[final]
    elif initial == "y":
        read = _CHINESE_AFTER_Y.get(final) or _CHINESE_FINALS.get(final, final)
    else:
        read = _CHINESE_FINALS.get(final, final)
    return _CHINESE_INITIALS.get(initial, initial) + read
