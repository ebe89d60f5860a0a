"""Titles that carriers write behind a given name, with a space or without: JOHN MR, JOHNMR.

Adams and Abu Amr are names, so what looks like a title without a space is taken off only where it
leaves a known name and the whole is none, or where nobody's name ends like that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from border_check.names.frequencies import share
from border_check.names.words import spell

_SPACED = re.compile(r"(?:\s+(?:MRS|MR|MSTR|MISS|MSS|MS|MME|MLLE|CHD|INF|DR|PROF|REV))+$", re.I)
_BEHIND = re.compile(r"(?P<name>[^\W\d_]{2,}?)(?:MSTR|MISS|MRS|MR|MS)", re.I)
_BEFORE = re.compile(r"(?:MSTR|MISS|MRS|MR|MS)(?P<name>[^\W\d_]{3,})", re.I)
_SURE = re.compile(r"(?P<name>[^\W\d_]{3,}(?:[^\W\d_aA]MR|[^\W\d_]MRS))", re.I)
"""No given name ends in MRS, and of those that end in MR all end in Amr."""


@lru_cache(maxsize=1 << 14)
def without_titles(given: str) -> str:
    """Given names without titles; a title alone is left as it stands."""
    return " ".join(map(_without_title, _SPACED.sub("", given).split())) or given


def _without_title(word: str) -> str:
    for form in (_BEHIND, _BEFORE):
        found = form.fullmatch(word)
        if found and not _is_known(word):
            is_sure = form is _BEHIND and _SURE.fullmatch(word)
            if is_sure or _is_known(found["name"]):
                return found["name"]
    return word


def _is_known(name: str) -> bool:
    words = spell(name)
    return len(words) == 1 and share(words[0]) > 0
