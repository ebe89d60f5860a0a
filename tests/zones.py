"""Zones of invented people, as readers send them."""

from __future__ import annotations

LISTED = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2",
)
"""A passport whose number lies in a series of stolen blanks (`desk.DOCUMENTS`)."""

UNLISTED = (
    "P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
    "K7654321<4UTO9001011F2904157<<<<<<<<<<<<<<<0",
)

CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F3104159UTO<<<<<<<<<<<4",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


def sent(*zones: tuple[str, ...], end: str = "\r") -> str:
    """Zones with the same end after each line."""
    return "".join(f"{line}{end}" for zone in zones for line in zone)
