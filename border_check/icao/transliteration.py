"""National letters to the letters of the zone (Doc 9303-3 §6, tables A, B and C).

The standard recommends one form for each letter and allows others for some: Ü is UE, UXX or U.
Issuers choose, airlines and list keepers choose again, so a name has several right spellings:

- `to_mrz` writes the recommended one: to print a zone, or to show a name as a zone would.
- `spellings` gives all that the tables allow: to find a name however its issuer wrote it.

The way back is in `unfolding`.

>>> to_mrz("Müller-Lüdenscheidt")
'MUELLER LUEDENSCHEIDT'
>>> spellings("Müller")
('MUELLER', 'MUXXLLER', 'MULLER')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import product

from border_check.icao.tables import read_rows
from border_check.values.record import NamedTuple

SHADDA = "\u0651"
"""The Arabic sign that doubles the letter before it."""

# Doc 9303-3 §4.6: these part a name; all other punctuation is left out.
_SEPARATORS = str.maketrans(dict.fromkeys("-‐‑‒–—־,<_/", " "))
# Letters to Unicode, apostrophes to the reader.
_APOSTROPHES = str.maketrans(dict.fromkeys("ʹʻʼʽʾʿ", ""))


class Letter(NamedTuple):
    """A national letter: its forms in the zone, the recommended one first."""

    forms: tuple[str, ...]
    exceptions: Mapping[str, str]
    """Forms by language (ISO 639-2: bel, bul, mkd, srp, ukr), by language and `-first` for the
    first letter of a word, or under `last` for the last letter of a word in any language."""


@cache
def letters() -> Mapping[str, Letter]:
    """The three tables as one, by capital letter."""
    table = {}
    for name in ("latin.csv", "cyrillic.csv", "arabic.csv"):
        for letter, forms, exceptions, *_ in read_rows(name):
            pairs = dict(pair.split("=") for pair in exceptions.split())
            table[letter] = Letter(tuple(forms.split()) or ("",), pairs)
    return table


def to_mrz(name: str, language: str | None = None) -> str:
    """The recommended form of `name`: capitals A to Z, one space between parts.

    `language` (ISO 639-2) chooses among the forms of Cyrillic letters. Apostrophes, digits and
    other signs are left out, hyphens and commas part the name. A letter of a script that the
    standard does not cover stays as it is, for the caller to see.
    """
    return _write(_words(name), language, {})


def spellings(name: str) -> tuple[str, ...]:
    """Every form of `name` that the tables allow, the recommended one first, at most some dozens.

    An issuer keeps to one form of a letter, so a spelling never mixes two; Cyrillic letters are
    written in the manner of one language at a time.
    """
    words = _words(name)
    table = letters()
    known = sorted({letter for word in words for letter in word if letter in table})
    several = [letter for letter in known if len(table[letter].forms) > 1]
    languages = {key.removesuffix("-first") for letter in known for key in table[letter].exceptions}
    languages.discard("last")
    choices = product(*(table[letter].forms for letter in several))
    manners = [dict(zip(several, forms, strict=True)) for forms in choices]
    found = (
        _write(words, language, chosen)
        for language in (None, *sorted(languages))
        for chosen in manners
    )
    return tuple(dict.fromkeys(found))


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).upper())
    text = text.translate(_SEPARATORS).translate(_APOSTROPHES)
    words = ("".join(filter(None, map(_known_letter, word))) for word in text.split())
    return [word for word in words if word]


def _known_letter(character: str) -> str:
    """The letter itself, its base letter where only that is known, nothing for other signs."""
    if character == SHADDA or not character.isalpha():
        return character if character == SHADDA else ""
    if character in letters() or "A" <= character <= "Z":
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base in letters() or "A" <= base <= "Z" else character


def _write(words: list[str], language: str | None, chosen: Mapping[str, str]) -> str:
    return " ".join(filter(None, (_write_word(word, language, chosen) for word in words)))


def _write_word(word: str, language: str | None, chosen: Mapping[str, str]) -> str:
    written: list[str] = []
    for at, letter in enumerate(word):
        if letter == SHADDA:  # Doc 9303-3 §6 C, note 3: XDZ becomes XDZDZ
            written += [written[-1].removeprefix("X")] if written else []
        elif letter in chosen:
            written.append(chosen[letter])
        else:
            written.append(_form(letter, language, is_first=at == 0, is_last=at == len(word) - 1))
    return "".join(written)


def _form(letter: str, language: str | None, *, is_first: bool, is_last: bool) -> str:
    entry = letters().get(letter)
    if entry is None:
        return letter
    exceptions = entry.exceptions
    if is_first and f"{language}-first" in exceptions:
        return exceptions[f"{language}-first"]
    if is_last and "last" in exceptions:
        return exceptions["last"]
    return exceptions.get(language or "", entry.forms[0])
