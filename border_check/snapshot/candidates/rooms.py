"""How far words of two lengths may be apart and still be near, by their signatures."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.names import likeness
from border_check.names.slips import Slip
from border_check.snapshot.candidates.points import CUT

ROUNDING = 1e-4
"""By how much arithmetic over arrays may fall short of the comparison's own."""


@lru_cache(maxsize=256)
def rooms_near(letters: int) -> dict[int, int]:
    """Lengths of words and runs that can be one with a text of so many letters, and in how many
    letters they may differ."""
    apart = likeness.JOINED_APART
    rooms = {
        size: int((1 - likeness.JOINED_NEAR + ROUNDING) * (size + letters))
        for size in range(letters - apart, letters + apart + 1)
    }
    return {size: room for size, room in rooms.items() if room >= abs(size - letters)}


def _room(letters: int, size: int) -> float:
    """In how many letters words of these lengths can differ to be near, if all else agrees."""
    most = 1 + likeness.SHORT_WORD / min(letters, size) + likeness.BASIS + likeness.VOWELS_ALONE
    most += likeness.SAME_START + likeness.SAME_END - (CUT - ROUNDING)
    return max(most / likeness.SPELLING_SHARE * (letters + size), float(_slip_room(letters, size)))


@lru_cache(maxsize=256)
def slack(letters: int, sizes: int) -> NDArray[np.float32]:
    """By length, what words that are near can lose of likeness by letters and sound."""
    size = np.maximum(1, np.arange(sizes))
    most = 1 + likeness.SHORT_WORD / np.minimum(size, letters) + likeness.BASIS
    most += likeness.VOWELS_ALONE + likeness.SAME_START + likeness.SAME_END - (CUT - ROUNDING)
    slip = np.array([_slip_room(letters, int(one)) for one in size])
    # what a slip can have made is left to the closer look
    most += np.where(slip > 0, max(likeness.SLIPPED.values()), 0.0)
    return np.asarray(most + ROUNDING, np.float32)


@lru_cache(maxsize=256)
def rooms(letters: int, longest: int) -> tuple[range, NDArray[np.uint8]]:
    """Lengths that are near, and in how many letters words of these can differ, in a row each:
    those with another first and last sound, with the same last, the same first, and both."""
    sizes = range(1, longest + 1)
    possible = [size for size in sizes if _room(letters, size) >= abs(letters - size)]
    near = range(possible[0], possible[-1] + 1) if possible else range(0)
    rooms = np.array([_room(letters, size) for size in near])
    slips = np.array([_slip_room(letters, size) for size in near])
    a_bit = (np.array(near) + letters) / likeness.SPELLING_SHARE
    both = likeness.SAME_START + likeness.SAME_END
    lacking = (both, likeness.SAME_START, likeness.SAME_END, 0.0)
    least = [np.maximum(rooms - bonus * a_bit, slips) for bonus in lacking]
    return near, np.array([room.clip(0, 255) for room in least]).astype(np.uint8)


def _slip_room(letters: int, size: int) -> int:
    """In how many letters words differ that a slip of the hand can have made one of the other."""
    return {0: 2, 1: 3}.get(abs(letters - size), 0)


def slipped(off: NDArray[np.uint8], longer: NDArray[np.int64]) -> NDArray[Any]:
    """What a slip can add: a swap changes no letter, a wrong key one for another, and two letters
    for a look-alike three in all."""
    slipped = ((off <= 2) & (longer == 0)) | ((off <= 3) & (longer == 1))
    most = max(likeness.SLIPPED[Slip.NEIGHBOUR], likeness.SLIPPED[Slip.LOOK_ALIKE])
    swapped = (off == 0) & (longer == 0)
    return np.where(swapped, likeness.SLIPPED[Slip.SWAPPED], np.where(slipped, most, 0.0))
