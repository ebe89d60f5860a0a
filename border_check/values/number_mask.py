"""Masks: what a number or a date of a document looks like, character by character.

`@` stands for a letter, `#` for a digit, `*` for either, `[CFGH0-9]` for one of these; every other
letter or digit for itself; `{9}` repeats what stands before it. `L#######` and `L#{7}` are an L and
seven digits. A mask says nothing of fillers and spaces: it is held against compact numbers
(`values/document_number`). A check that has such a list imports this, so it does without regular
expressions.
"""

from __future__ import annotations

from border_check.values.document_number import LONGEST

DIGITS = frozenset("0123456789")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ANY = {"@": LETTERS, "#": DIGITS, "*": LETTERS | DIGITS}
_ORDER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def places_of(mask: str) -> list[frozenset[str]]:
    """The characters that may stand in each place; raises `ValueError` for what is no mask."""
    places = []
    rest = mask
    while rest:
        sign, rest = rest[0], rest[1:]
        if sign == "[":
            inside, closed, rest = rest.partition("]")
            if not closed or not inside:
                raise ValueError(f"{mask!r:.40} has a [ without its characters and a ]")
            places.append(_one_of(mask, inside))
        elif sign in _ANY:
            places.append(_ANY[sign])
        elif sign in _ORDER:
            places.append(frozenset(sign))
        else:
            raise ValueError(f"{mask!r:.40} has {sign!r}; expected A-Z, 0-9, @, #, * or [...]")
        if rest[:1] == "{":
            count, _, rest = rest[1:].partition("}")
            places += [places[-1]] * (_times(mask, count) - 1)
    return places


def fits(text: str, mask: str) -> bool:
    """Whether a compact text is as the mask says; raises `ValueError` for what is no mask."""
    places = places_of(mask)
    return len(places) == len(text) and all(
        character in place for character, place in zip(text, places, strict=True)
    )


def _times(mask: str, count: str) -> int:
    if not (count.isascii() and count.isdigit() and 0 < int(count) <= LONGEST):
        raise ValueError(f"{mask!r:.40} repeats {count!r:.9} times; expected 1 to {LONGEST}")
    return int(count)


def _one_of(mask: str, inside: str) -> frozenset[str]:
    found: set[str] = set()
    at = 0
    while at < len(inside):
        first = last = inside[at]
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            last = inside[at + 2]
            at += 2
        at += 1
        start, end = _ORDER.find(first), _ORDER.find(last)
        if start < 0 or end < start:
            raise ValueError(f"{mask!r:.40} has [{inside}]; expected A-Z and 0-9, or A-F")
        found.update(_ORDER[start : end + 1])
    return frozenset(found)
