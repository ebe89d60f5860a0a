"""How alike one text is to each of many, in one go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist


def ratios(text: bytes, others: Sequence[bytes]) -> NDArray[np.float64]:
    """Rapidfuzz's `ratio` of a text to each other one, in percent."""
    if not others:
        return np.zeros(0)
    found = cdist([text], others, scorer=ratio, dtype=np.float64)
    return np.asarray(found[0])
