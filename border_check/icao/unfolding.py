"""The letters of the zone back to what may have stood in the name (Doc 9303-3 §6 reversed).

The tables lose something: UE may be Ü or U and E. So nothing here is *the* name; these are
readings to compare with, never to show as the holder's name.

- `unfold` gives the plain Latin forms that lists and airlines use for the same name.
- `from_mrz` reads a word back into Arabic or Russian letters.

>>> unfold("MUELLER")
('MUELLER', 'MULLER')
>>> from_mrz("MXHMWD", "arabic")
'محمود'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from border_check.icao.tables import read_rows
from border_check.icao.transliteration import SHADDA, letters


def unfold(text: str) -> tuple[str, ...]:
    """The forms of a name from a zone with its longer letter codes kept or made plain.

    `text` is in capitals with spaces between parts, and comes first. UE, OE, AE, AA, NXX and UXX
    are made U, O, A, A, N and U; a name in the codes for Arabic letters also gets the usual
    romanisation of its letters (XSHRYF: SHRYF).
    """
    present = [code for code in _long_forms() if code in text]
    found = []
    for plain in product((False, True), repeat=len(present)):
        form = text
        for code, is_plain in zip(present, plain, strict=True):
            form = form.replace(code, _long_forms()[code]) if is_plain else form
        found.append(form)
    romanised = _decode(text, _arabic_plain()) if _has_arabic_codes(text) else None
    return tuple(dict.fromkeys([*found, *([romanised] if romanised else [])]))


def from_mrz(text: str, script: str) -> str | None:
    """A name from a zone in the letters of `script`: `arabic` or `cyrillic` (read as Russian).

    None where `text` cannot be such a name: where a part of it is no letter's code, or, for
    Arabic, where nothing in it is one of the codes with X that only Arabic letters have. Letters
    that share a code come back as the commonest of them.
    """
    if script == "arabic":
        return _decode(text, _arabic_letters()) if _has_arabic_codes(text) else None
    if script == "cyrillic":
        return _decode(text, _russian_letters())
    raise ValueError(f"{script!r} is not arabic or cyrillic")


@cache
def _long_forms() -> Mapping[str, str]:
    """Long form to the short one of the same letter, longest first: NXX to N, AE to A."""
    pairs = {
        form: min(letter.forms, key=len)
        for letter in letters().values()
        for form in letter.forms
        if len(form) > min(map(len, letter.forms))
    }
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


@cache
def _arabic_letters() -> Mapping[str, str]:
    return _arabic_codes(letter_column=0)


@cache
def _arabic_plain() -> Mapping[str, str]:
    return _arabic_codes(letter_column=3)


def _arabic_codes(letter_column: int) -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_rows("arabic.csv"):
        for code in (row[1], row[2].removeprefix("last=")):
            if code:
                table.setdefault(code, row[letter_column])
                # XDZDZ is a doubled XDZ (§6 C, note 3). A doubled code without X stays two
                # letters: names write two lams far more often than a shadda.
                sign = SHADDA if letter_column == 0 else ""
                if code.startswith("X"):
                    table.setdefault(code + code[1:], row[letter_column] + sign)
    return table


@cache
def _russian_letters() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for letter, form, _ in read_rows("cyrillic.csv"):
        if "А" <= letter <= "Я" and form:
            table.setdefault(form, letter)
    return table


def _has_arabic_codes(text: str) -> bool:
    return any(code in text for code in _arabic_letters() if code.startswith("X"))


def _decode(text: str, codes: Mapping[str, str]) -> str | None:
    """`text` with the longest code at each place replaced; None where there is none."""
    decoded, at, longest = [], 0, max(map(len, codes))
    while at < len(text):
        if text[at] == " ":
            decoded.append(" ")
            at += 1
            continue
        lengths = range(min(longest, len(text) - at), 0, -1)
        code = next((text[at : at + n] for n in lengths if text[at : at + n] in codes), None)
        if code is None:
            return None
        decoded.append(codes[code])
        at += len(code)
    return "".join(decoded)
