"""One cell of a passenger list to one fact; None where the text does not say it.

What is not understood is never guessed: an absent fact is neutral in a comparison, a wrong one
turns a hit away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from border_check.icao.document_codes import document_types
from border_check.icao.states import find_state
from border_check.language import sentence
from border_check.values.document import DocumentType
from border_check.values.document_number import LONGEST, compact
from border_check.values.person import Sex
from border_check.values.screening import Problem


def problem(code: str, field: str, text: str) -> Problem:
    """What is wrong with the cell of one field."""
    told = sentence("{field}: {what}", field=sentence(field.replace("_", " ")), what=sentence(text))
    return Problem(code, told, field=field)


def shown(text: str) -> str:
    """A cell as a message quotes it: not longer than it takes to find it."""
    return repr(text if len(text) <= 30 else text[:29] + "…")


_NOTHING = frozenset(
    (
        *("n/a", "na", "n.a.", "n.a", "#n/a", "<na>", "null", "<null>", "(null)", "[null]"),
        *("(none)", "<none>", "#ref!", "#value!", "#name?", "#num!", "#div/0!"),
    )
)
_NO_VALUE = _NOTHING | {"none", "nan", "nil", "nat", "unknown", "unk", "not available"}
"""Empty in every column but that of a name: Nan, Nil and None are names that people bear."""

NO_NAME = frozenset((*_NOTHING - {"na"}, "fnu", "lnu"))
"""First, last name unknown: what carriers write where a document has only one name."""


class Cell(NamedTuple):
    """What stands in a cell, and what it was cleaned of."""

    text: str
    """On one line; empty where the cell stands for no value: N/A, -, NULL; FNU for a name."""
    hidden: tuple[str, ...] = ()
    """Characters taken out: U+202E, U+0000 …"""


@lru_cache(maxsize=1 << 14)
def read_cell(cell: str, in_name: bool = False) -> Cell:
    """Clean the text of a cell; `in_name` for one that holds a name or part of one."""
    text, hidden = clean(cell)
    if text[:1] in ("=", "'"):
        text = _unwrapped(text)
    # The filler of the zone alone stands for an unspecified sex.
    is_signs = not text.isalnum() and not any(char.isalnum() or char == "<" for char in text)
    if is_signs or text.casefold() in (NO_NAME if in_name else _NO_VALUE):
        return Cell("", hidden)
    return Cell(text, hidden)


def clean(cell: str) -> tuple[str, tuple[str, ...]]:
    """A text on one line, and the characters that were taken out.

    Control and format characters (Unicode categories Cc and Cf, among them those that turn the
    direction of writing) and lone surrogates are invisible: they hide what a text says, and keep
    texts that look the same from being found the same.
    """
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split()), ()
    hidden = dict.fromkeys(filter(_is_hidden, cell))
    kept = "".join(char for char in cell if char not in hidden)
    return " ".join(kept.split()), tuple(f"U+{ord(char):04X}" for char in hidden)


def _is_hidden(char: str) -> bool:
    return char not in "\t\r\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _unwrapped(text: str) -> str:
    """Without the wrapping that keeps spreadsheets from taking a text for a number or formula.

    Both `="00123"` and `'00123` mean 00123; the apostrophe of `'t Hooft` stays.
    """
    if len(text) > 3 and text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@0123456789":
        return text[1:].strip()
    return text


_SEX_WORDS = {
    Sex.FEMALE: """f fi fem female woman girl mrs ms miss femme fille féminin feminin femenino
        femenina feminino feminina femminile mujer mulher donna w weiblich frau v vrouw vrouwelijk
        k kvinna kvinde kvinne kobieta kadın ž žena ženský nainen ж жен женский женщина жінка
        أنثى انثى زن 女 女性 여 여성""",
    Sex.MALE: """m mi male man boy mr h homme garçon masculin masculino maschile hombre homem uomo
        varón varon männlich maennlich mann mannelijk mężczyzna e erkek muž mužský mies
        м муж мужской мужчина чоловік ذكر مرد 男 男性 남 남성""",
    Sex.UNSPECIFIED: """x < u ui xi other unspecified undisclosed d divers diverse non-binary
        nonbinary autre otro indeterminado""",
}
"""Words of several languages; FI, MI and UI are the infants of IATA's passenger messages."""

_SEXES = {word: sex for sex, words in _SEX_WORDS.items() for word in words.split()}


def read_sex(text: str, letters: frozenset[str] = frozenset()) -> Sex | None:
    """Sex from a letter or word. `letters` are all single letters in the same column, folded.

    Where H stands for men (hombre), M stands for women (mujer); where there is F too, M is unclear.
    """
    word = text.casefold().rstrip(".")
    if word == "m" and "h" in letters:
        return None if "f" in letters else Sex.FEMALE
    return _SEXES.get(word)


_TYPE_WORDS = {
    DocumentType.PASSPORT: "pass|passeport|pasaporte|passaporte|passaporto|reisepass|paspoort|"
    "paszport|pasaport|паспорт",
    DocumentType.IDENTITY_CARD: "identity|carte d'identité|carte nationale d'identité|"
    "documento de identidad|dni|personalausweis|carta d'identità|identiteitskaart",
    DocumentType.VISA: "visum|visado|visto|виза",
    DocumentType.RESIDENCE_PERMIT: "titre de séjour|aufenthaltstitel|permiso de residencia|"
    "permesso di soggiorno",
}
"""Kinds of document in other languages than English."""

_TYPES = {word: kind for kind, words in _TYPE_WORDS.items() for word in words.split("|")}
_CODES = {DocumentType.PASSPORT: "P", DocumentType.IDENTITY_CARD: "I", DocumentType.VISA: "V"}


@lru_cache(maxsize=4096)
def read_document_type(text: str) -> str | None:
    """A document code as in the zone ("P", "ID") or a `DocumentType`; None for unknown words."""
    code = text.upper().rstrip("<").strip()
    if 1 <= len(code) <= 2 and code.isascii() and code.isalpha():
        return code
    known = _TYPES.get(text.casefold())
    kinds = {known} if known else document_types(text)
    for kind in DocumentType:
        if kind in kinds:
            return _CODES.get(kind, str(kind))
    return None


def numbers_say_themselves(cells: Collection[str]) -> bool:
    """Whether `read_cell` and `read_number` take each of these cells, all of A-Z, a-z and 0-9, as
    it stands, but for its case."""
    return (
        all(cells)
        and max(map(len, cells), default=0) <= LONGEST
        and _NO_VALUE.isdisjoint(map(str.lower, filter(str.isalpha, cells)))
    )


_ROUNDED = re.compile(r"[+-]?\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)


def read_number(text: str) -> str | None:
    """A document number in compact form; None where it is none, too long, or no longer whole.

    A spreadsheet turns a number of digits only into 7.5E+08, whose last digits are lost, or into
    750000001.0, whose digits are all there.
    """
    if ("e" in text or "E" in text) and _is_rounded(text):
        return None
    number = compact(text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text)
    return number if 0 < len(number) <= LONGEST else None


def _is_rounded(text: str) -> bool:
    # 1E5 may be a number as printed; a decimal sign or a plus makes it a spreadsheet's.
    return bool(_ROUNDED.fullmatch(text)) and any(sign in text for sign in ".,+")


@lru_cache(maxsize=4096)
def read_state(text: str) -> str | None:
    """A state or organization as Doc 9303-3 codes it, from a code or name."""
    return find_state(text)
