"""Issuing states and nationalities: the codes of Doc 9303-3 §5, names for them, and back.

The table holds ISO 3166-1, the further codes of Doc 9303-3 §5 (persons without a nationality,
organisations, the specimen state Utopia), and codes that are no longer given out but stand in
documents and lists. A name of several codes is read as the first of them in the table, where
current codes come before former ones.

A *family* is what counts as one issuer: a state under its former codes (ZAR and COD), under a code
of ISO and one of ICAO (DEU and D), or all its kinds of nationals (GBR and GBN).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from border_check.icao.check_digit import FILLER
from border_check.icao.tables import read_rows
from border_check.values.record import NamedTuple

# Words that say what kind of state it is. "Republic of Yemen" is found without them; where they
# tell two states apart, as with Korea and Congo, the table has the whole name.
_KINDS_OF_STATE = frozenset(
    (
        "arab", "bolivarian", "commonwealth", "cooperative", "democratic", "duchy", "emirate",
        "federal", "federation", "federative", "grand", "independent", "islamic", "kingdom",
        "oriental", "peoples", "plurinational", "principality", "republic", "socialist", "state",
        "sultanate", "union", "united",
    )
)  # fmt: skip
_SMALL_WORDS = frozenset(("the", "of", "and"))
_SHORT_WORDS = {"st": "saint", "rep": "republic", "dem": "democratic", "is": "islands"}


class State(NamedTuple):
    """A row of the table."""

    code: str
    """As in a zone: three letters, or `D`."""
    alpha2: str
    """ISO 3166-1 alpha-2, and other two-letter codes in use (UK, EL, XK), divided by spaces."""
    parent: str
    """The code that stands for its family; empty where it is alone or the one."""
    name: str
    """Short English name, as shown on a screen."""
    others: str
    """Other names, divided by `|`."""


def find_state(text: str) -> str | None:
    """The code of the state that `text` means: a code of three or two letters, or a name.

    Upper and lower case, accents, punctuation, articles and the order of words do not matter
    ("Korea, Republic of", "REPUBLIC OF KOREA"). Germany is `D`, as in Doc 9303, by any name. None
    where the table knows no such state, or where the text fits several ("Korea").
    """
    code = text.strip().strip(FILLER).upper()
    if code in _states():
        return "D" if code == "DEU" else code
    if len(code) == 2 and code in _by_alpha2():
        return _by_alpha2()[code]
    words = _words(text)
    return _by_words().get(words) or _by_words().get(words - _KINDS_OF_STATE)


def state_name(code: str) -> str | None:
    """The short English name of the state with this code; None where the code is not known."""
    state = _states().get(_clean(code))
    return state.name if state else None


def is_known(code: str) -> bool:
    """Whether `code` is a code of Doc 9303-3 §5 or ISO 3166-1, now or formerly."""
    return _clean(code) in _states()


@lru_cache(maxsize=1024)
def family(code: str) -> str:
    """The code that stands for the family of `code`: D for DEU; an unknown code for itself."""
    code = _clean(code)
    state = _states().get(code)
    return (state.parent or code) if state else code


def same_issuer(one: str, other: str) -> bool:
    """Whether two codes are of one family."""
    return family(one) == family(other)


def _clean(code: str) -> str:
    return code.strip().strip(FILLER).upper()


# Read when they are first asked, and kept.
_STATES: dict[str, State] = {}
_BY_ALPHA2: dict[str, str] = {}
_BY_WORDS: dict[frozenset[str], str] = {}


def _states() -> Mapping[str, State]:
    if not _STATES:
        _STATES.update((row[0], State._make(row)) for row in read_rows("states.csv"))
    return _STATES


def _by_alpha2() -> Mapping[str, str]:
    if not _BY_ALPHA2:
        for state in _states().values():
            _BY_ALPHA2.update(dict.fromkeys(state.alpha2.split(), state.code))
    return _BY_ALPHA2


def _by_words() -> Mapping[frozenset[str], str]:
    if not _BY_WORDS:
        for state in _states().values():
            for name in (state.name, *state.others.split("|")):
                if words := _words(name):
                    _BY_WORDS.setdefault(words, state.code)
    return _BY_WORDS


def _words(name: str) -> frozenset[str]:
    """What is left of a name when its way of writing is taken off it."""
    name = name.casefold()
    if not name.isascii():
        import unicodedata  # here, since most checks never need it

        name = unicodedata.normalize("NFKD", name)
        name = "".join(sign for sign in name if not unicodedata.combining(sign))
    name = name.replace("'s", "s").replace("’s", "s").replace(".", "")
    words = "".join(sign if sign.isalnum() else " " for sign in name).split()
    return frozenset(_SHORT_WORDS.get(word, word) for word in words) - _SMALL_WORDS
