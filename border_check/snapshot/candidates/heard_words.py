"""Words of a list in another kind of script that are near by their sound."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.names import likeness
from border_check.names.habits import readings
from border_check.names.likeness import How
from border_check.names.scripts import Script
from border_check.names.words import Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.layout import SCRIPT, SILENT
from border_check.snapshot.candidates.mapped import MappedFile
from border_check.snapshot.candidates.near_words import Found, Rows
from border_check.snapshot.candidates.points import CUT
from border_check.snapshot.candidates.rooms import ROUNDING

_CONSONANTS = ~np.uint64(signatures.of_word("aaaiiiuuuxx", signatures.SOUNDED))
"""The signs of a sound's signature that its skeleton has too."""
_MOST_UNLIKE = (1 - (CUT - ROUNDING) / likeness.SOUND_ALIKE) / min(likeness.SCRIPT_LOSS)
"""The most that two words which are near can be unlike, as a share of their length."""


class HeardWords:
    """Reads how the words of a list sound, in whichever way they can be read."""

    def __init__(self, file: MappedFile) -> None:
        self._flags, self._foreign = file.array("flags"), file.array("foreign")
        self._sounded, self._sound_length = file.array("sounded"), file.array("sound_length")
        self._read_common, self._read_any = file.array("read_common"), file.array("read_any")
        self._read_length = file.array("read_length")
        self._beyond = lru_cache(maxsize=len(Script))(self._in_scripts_beyond)

    def near(self, word: Word) -> Iterator[Found]:
        """Rows in another kind of script that can be near by their sound."""
        more, heard, lengths = self._beyond(word.script)
        if len(more):
            for sound, _ in readings(word.text):
                ours = np.uint64(signatures.of_word(sound, signatures.SOUNDED))
                yield self._heard_near(more, heard ^ ours, lengths + len(sound), int(word.script))
        if word.script > Script.LATIN:
            flags = self._flags.whole()
            fewer = np.flatnonzero((flags & SCRIPT < word.script) & (flags & SILENT == 0))
            ours = np.uint64(signatures.of_word(word.sound, signatures.SOUNDED))
            off = ours & ~self._read_any.take(fewer)
            off |= self._read_common.take(fewer) & ~ours
            length = self._read_length.take(fewer) + float(len(word.sound))
            yield self._heard_near(fewer, off, length, int(word.script))

    def _in_scripts_beyond(
        self, script: Script
    ) -> tuple[Rows, signatures.Signatures, NDArray[np.float64]]:
        """The rows in scripts that leave more open, how they sound, and how long that is."""
        foreign = self._foreign.whole().astype(np.int64)
        rows = foreign[self._flags.take(foreign) & SCRIPT > script]
        return rows, self._sounded.take(rows), self._sound_length.take(rows).astype(np.float64)

    def _heard_near(
        self, rows: Rows, off: signatures.Signatures, length: NDArray[Any], script: int
    ) -> Found:
        length = np.maximum(length, 1.0)
        consonants = np.bitwise_count(off & _CONSONANTS)
        # few are left of whose consonants so few differ; all of them count as unlike in full
        may = np.flatnonzero(consonants <= _MOST_UNLIKE * length)
        rows, off, length, consonants = rows[may], off[may], length[may], consonants[may]
        unlike = likeness.SOUND_SHARE * np.bitwise_count(off) / length
        unlike += (1 - likeness.SOUND_SHARE) * consonants / length
        unlike[consonants == 0] = 0.0  # one skeleton may be taken for one sound
        loss = np.array(likeness.SCRIPT_LOSS)[np.maximum(self._flags.take(rows) & SCRIPT, script)]
        alike = (likeness.SOUND_ALIKE * (1 - loss * unlike)).astype(np.float32)
        kept = alike >= CUT - ROUNDING
        nearness = np.where(alike >= likeness.SOUND_ALIKE - ROUNDING, 1.0, alike)
        return Found(rows[kept], How.NEAR, alike[kept], nearness[kept].astype(np.float32))
