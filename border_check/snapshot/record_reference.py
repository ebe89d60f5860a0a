"""What leads from a document to its record: one integer, whose two lowest bits say what kind it is.

Of most records nothing is on file that is not in their block, and their name in the list is a
number: then that number is all there is to keep. A check imports
this module, so it imports nothing.
"""

from __future__ import annotations

PLAIN, NUMBERED, NAMED, DERIVED = range(4)
"""Its name is a number and there are no details; its name is a number, details are in
`document_detail`; name and details are there; its name is made of what it is about, and there are
no details. Details stand under the whole reference."""

_MOST_DIGITS = 18


def reference(kind: int, number: int = 0) -> int:
    """A reference of a kind: with the number that is its name, or a row of its own."""
    return number << 2 | kind


def kind_of(reference: int) -> int:
    """What kind it is."""
    return reference & 3


def number_of(reference: int) -> int:
    """The number in it."""
    return reference >> 2


def number_in(record_id: str) -> int | None:
    """The number that this name of a record is; None for any other, and for 007."""
    if not record_id.isascii() or not record_id.isdecimal() or len(record_id) > _MOST_DIGITS:
        return None
    return int(record_id) if record_id[0] != "0" or record_id == "0" else None
