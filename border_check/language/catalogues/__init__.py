"""What sentences are called in other languages: a catalogue of gettext for each.

The sources are the .po files; `make catalogues` compiles them.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files


def wording_in(code: str, wording: str) -> str | None:
    """An English sentence in another language; None where the catalogue does not have it."""
    if not wording:  # under which a catalogue keeps what it says of itself
        return None
    found = _catalogue(code).gettext(wording)
    return None if found is wording else found


@cache
def _catalogue(code: str) -> GNUTranslations:
    with (files(__name__) / f"{code}.mo").open("rb") as file:
        return GNUTranslations(file)
