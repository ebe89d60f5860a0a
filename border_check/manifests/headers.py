"""Which column of a passenger list says what: headers in many spellings and languages.

The spellings stand in `headers.csv`. Case, accents, spaces, underscores and signs do not count:
`Last_Name`, `LAST NAME` and `lastName` are one spelling.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from border_check.errors import ManifestError
from border_check.manifests.dates import DMY, MDY, YMD
from border_check.manifests.facts import clean

_PREFIXES = ("passenger", "passengers", "traveller", "traveler", "person", "holder", "guest", "pax")
"""Words that say whose fact it is, and that may stand before any header."""

_SHOWN = 20
"""Headers that a message lists at most."""

_HINTS = {
    "ddmmyyyy": DMY, "ddmmyy": DMY, "dmy": DMY, "jjmmaaaa": DMY, "jjmmaa": DMY, "ttmmjjjj": DMY,
    "ttmmjj": DMY, "ddmmaaaa": DMY, "ddmmaa": DMY, "ggmmaaaa": DMY, "ддммгггг": DMY, "ддммгг": DMY,
    "mmddyyyy": MDY, "mmddyy": MDY, "mdy": MDY,
    "yyyymmdd": YMD, "yymmdd": YMD, "ymd": YMD, "aaaammjj": YMD, "aammjj": YMD, "aaaammdd": YMD,
    "jjjjmmtt": YMD,
}  # fmt: skip
"""How a header may say in which order its dates are written: "dob (dd/mm/yyyy)"."""


class Columns(NamedTuple):
    """The columns of one file: which fact each holds, as far as they were recognised."""

    headers: tuple[str, ...]
    fields: tuple[str | None, ...]
    """Beside each header, the field that it holds; None for a column kept aside."""
    orders: dict[str, str]
    """By field, the order of dates that its header announces."""

    @property
    def used(self) -> dict[str, str]:
        """Field to header."""
        return {
            field: header
            for header, field in zip(self.headers, self.fields, strict=True)
            if field is not None
        }

    @property
    def aside(self) -> tuple[str, ...]:
        """Headers that are not known here; empty ones left out."""
        pairs = zip(self.headers, self.fields, strict=True)
        return tuple(header for header, field in pairs if field is None and header)


def read_headers(headers: Sequence[str], others: Collection[str] = frozenset()) -> Columns:
    """Say what each column holds.

    `others` are fields that the file has elsewhere; with them it is decided what "name" means.
    """
    cleaned = tuple(clean(header)[0] for header in headers)
    found = [_read(header) for header in cleaned]
    fields = _settle_name([field for field, _ in found], others)
    pairs = zip(fields, found, strict=True)
    orders = {field: order for field, (_, order) in pairs if field and order}
    return Columns(cleaned, tuple(fields), orders)


def recognise(headers: Sequence[str], place: str, others: Collection[str] = frozenset()) -> Columns:
    """The same, and `ManifestError` at `place` where two columns claim one field."""
    columns = read_headers(headers, others)
    claims: dict[str, str] = {}
    for header, field in zip(columns.headers, columns.fields, strict=True):
        if field is None:
            continue
        if field in claims:
            raise ManifestError(
                f"{place}: {claims[field]!r} and {header!r} both claim to be the {field}",
                hint="rename or remove the one that is not meant",
            )
        claims[field] = header
    return columns


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row holds headers and not a traveller: at least two known ones, or nothing else."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(_read(cell)[0] is not None for cell in filled)
    return known >= 2 or 0 < known == len(filled)


def may_be_header(cell: str) -> bool:
    """A cheap first question before `is_header`: whether this one cell is a known header."""
    return len(cell) <= 60 and fold(cell) in _spellings()


def headers_among(cells: Collection[str]) -> set[str]:
    """Those of many cells that `may_be_header`."""
    text, known = "\n".join(cells), _spellings()
    folded: list[str] = []
    if text.isascii():
        small = text.lower().split("\n")
        folded = small if "".join(small).isalnum() else _folded_together(text)
    if len(folded) != len(cells):
        folded = list(map(_folded, cells))
    if known.keys().isdisjoint(folded):
        return set()
    pairs = zip(cells, folded, strict=True)
    return {cell for cell, one in pairs if one in known and may_be_header(cell)}


def _folded_together(text: str) -> list[str]:
    return text.lower().translate(_SIGNS_WITHIN).split("\n")


def require_identity(columns: Columns, place: str) -> None:
    """Raise `ManifestError` where no row could name anybody, or half of every name is missing."""
    known, found = set(columns.used), ", ".join(map(repr, columns.headers[:_SHOWN]))
    if not known & {"name", "surname", "given_names", "number", "mrz"}:
        raise ManifestError(
            f"{place}: no column for a name or a document number; found {found}",
            hint=_guesses(columns) or "call one column surname, name, document_number or mrz",
        )
    if known & {"name", "mrz"}:
        return
    halves = ("surname", "given_names")
    for present, absent in (halves, halves[::-1]):
        if present in known and absent not in known:
            raise ManifestError(
                f"{place}: no column for the {absent.replace('_', ' ')}, so that only half of each "
                f"name would be checked; found {found}",
                hint=_guesses(columns)
                or f"call the missing column {absent}, or a column with whole names `name`",
            )


def warnings(columns: Columns) -> Iterator[str]:
    """What the columns leave out, for the reader of the answer."""
    if aside := columns.aside:
        more = f" and {len(aside) - _SHOWN} more" if len(aside) > _SHOWN else ""
        guesses = _guesses(columns)
        yield (
            f"columns not used: {', '.join(aside[:_SHOWN])}{more}"
            + (f" ({guesses})" if guesses else "")
        )
    known = set(columns.used)
    if not known & {"number", "mrz"}:
        yield "no column for a document number: no document can be checked"
    if not known & {"name", "surname", "mrz"}:
        yield "no column for a name: no holder can be checked"


def _guesses(columns: Columns) -> str:
    near = [(header, close) for header in columns.aside[:_SHOWN] if (close := nearest(header))]
    return ", ".join(f"{header!r} may be meant for {close!r}" for header, close in near)


def nearest(header: str) -> str | None:
    """The expected spelling that a header comes close to; None when it resembles none."""
    close = difflib.get_close_matches(fold(header), _spellings(), n=1, cutoff=0.8)
    return _spellings()[close[0]].spelling if close else None


def fold(header: str) -> str:
    """A header without case, accents, spaces and signs."""
    if header.isascii():
        return header.lower().translate(_SIGNS)
    letters = unicodedata.normalize("NFKD", header.casefold().translate(_BARRED))
    return "".join(char for char in letters if char.isalnum())


_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())
_SIGNS_WITHIN = {code: None for code in _SIGNS if chr(code) != "\n"}
_BARRED = str.maketrans("ıøłđð", "ioldd")  # letters with a stroke that Unicode does not take apart


_folded = lru_cache(maxsize=1 << 14)(fold)


class _Spelling(NamedTuple):
    field: str
    spelling: str


@cache
def _spellings() -> dict[str, _Spelling]:
    """Folded spelling to field; the first line of the table wins."""
    table = files("border_check.manifests").joinpath("headers.csv").read_text("utf-8")
    known: dict[str, _Spelling] = {}
    for row in csv.DictReader(table.splitlines()):
        for spelling in row["spellings"].split("|"):
            known.setdefault(fold(spelling), _Spelling(row["field"], spelling))
    return known


def _read(header: str) -> tuple[str | None, str | None]:
    """Field of a header, and the order that it announces for its dates."""
    plain, order = header, None
    for hint in re.findall(r"[\[(]([^\])]*)[\])]", header):
        order = order or _HINTS.get(fold(hint))
    if _field(header) is None:
        plain = re.sub(r"[\[(][^\])]*[\])]", " ", header)
    folded = fold(plain)
    for hint in _HINTS:  # "dob_yyyymmdd"
        if len(hint) > 3 and folded.endswith(hint) and _field(folded.removesuffix(hint)):
            return _field(folded.removesuffix(hint)), _HINTS[hint]
    return _field(plain), order


def _field(header: str) -> str | None:
    folded, known = fold(header), _spellings()
    if folded in known:
        return known[folded].field
    for prefix in _PREFIXES:
        rest = folded.removeprefix(prefix)
        if rest != folded and rest in known:
            return known[rest].field
    return None


def _settle_name(fields: list[str | None], others: Collection[str]) -> list[str | None]:
    """What a column "name" or "nom" holds is decided by the other half of the name beside it.

    "Name, Vorname" and "nome, cognome" are the two halves of a name; alone it is the whole name.
    """
    known = {*fields, *others}
    if "name" not in known or known >= {"surname", "given_names"}:
        return fields
    half = "surname" if "given_names" in known else "given_names" if "surname" in known else "name"
    return [half if field == "name" else field for field in fields]
