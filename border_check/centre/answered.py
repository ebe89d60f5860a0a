"""That the centre answered, as whoever asked is told."""

from __future__ import annotations

from border_check.language import marked, sentence
from border_check.values.screening import Problem


def answered(address: str, reference: str, post: str, *, is_list: bool = False) -> Problem:
    """Who answered, and of a passenger list under which reference. Where the centre entered it for
    another post than that of this desk, the desk has the token of another one, and is told so."""
    there = reference.partition("/")[2].rpartition("/")[0]
    if is_list:
        wording = marked("answered by the centre, {address}, under {reference}")
        differs = marked(
            "answered by the centre, {address}, under {reference}: "
            "the token says {there}, and this desk is {post}"
        )
    else:
        wording = marked("answered by the centre, {address}")
        differs = marked(
            "answered by the centre, {address}: the token says {there}, and this desk is {post}"
        )
    if there and there != post:
        wording = differs
    named = {"address": address, "reference": reference, "there": there, "post": post}
    return Problem("centre_answered", sentence(wording, **named))
