"""Who is near a hit: so near that figures of the whole list may decide, and not the record.

How rare a name is changes with every record that a list gains or loses, if by little. So a
traveller who is asked again needs more than the records that changed. Of each traveller who is kept
the records are remembered that come within `MARGIN` of the threshold, or reach it. All others are
so far from it that they stay below while rarities drift by no more than `holds` allows:

- Which words are paired does not depend on rarity. A pair's points grow with the rarity of its
  commoner side, by no more than that grows; a side of several words counts the sum of their
  rarities up to the highest that there is, which three reach, so that at most two matter.
- Points that agree are added with shares of 1 and less, the best names first, and the best name of
  a record counts: no sum and no maximum of these grows by more than its parts together.
- Each word of the query is in one pair at most. With n words and rarities that drift by d at most,
  a comparison so changes by no more than 2nd; rounding to hundredths adds n hundredths.
- Twice as much drift must fit, since it is measured from the day on which the batch was kept, and a
  traveller may have been asked in between.

Of those who are near the same holds within the room that they have until their grade is another
one: most of them need not be compared again, either.
"""

from __future__ import annotations

from collections.abc import Mapping

from border_check.matching import weights
from border_check.values.record import NamedTuple

MARGIN = 1.0
"""Points below the threshold down to which records are remembered."""
_ROUNDED = 0.01


class Near(NamedTuple):
    """A record that comes near a hit on a traveller, or is one."""

    list: str
    record_id: str
    grade: str
    """Of the comparison of both people, before anything else is considered; empty for none."""
    action: str
    by_document: bool = False
    """Whether it lists the document that was presented (TDAWN)."""
    room: float = 0.0
    """Points by which the names may say more or less, and the grade stays (`person.room`); 0 where
    that is not known."""


def drift(before: Mapping[str, float], after: Mapping[str, float]) -> float:
    """How much the rarity of any name changed between two states of a list, by its common names
    (`ListRarity.common`)."""
    rarest = weights.RARITY_BOUNDS[1]
    return max(
        (
            abs(before.get(family, rarest) - after.get(family, rarest))
            for family in before.keys() | after.keys()
        ),
        default=0.0,
    )


def holds(words: int, drifted: float, room: float = MARGIN) -> bool:
    """Whether what names of so many words say has surely not changed by more than there is room:
    by default, so that whoever was not near a traveller is no hit now."""
    return 4 * words * drifted + _ROUNDED * words <= room
