"""An index whose bounds hold on whichever list, since it takes names for as rare as in general.

How rare a name is on a list is the commoner of what the list and the general table say
(`list_rarity`): no list says that a name is rarer than the table does. And a rarer name never makes
fewer points (`matching.name`). So whoever alerts by the rarity on a list is found.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.snapshot.candidates.vocabulary_rows import VocabularyRows
from border_check.snapshot.candidates.writer import CandidateWriter


class WriterInGeneral(CandidateWriter):
    """Takes each name for as rare as among people at large. To be read with `rarity.GENERAL`."""

    def _rarities(
        self, vocabulary: VocabularyRows, bearers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        return super()._rarities(vocabulary, np.zeros_like(bearers))
