"""Whoever is near lies in a cell that is looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.snapshot.candidates import signature_cells
from border_check.snapshot.candidates.mapped import MappedFile, write_arrays
from border_check.snapshot.candidates.signatures import SPELLED, of_word

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
LONGEST = 12


@given(WORDS, WORDS, st.sampled_from([8, 12, 16]))
def test_a_near_word_lies_in_a_near_cell(one: str, other: str, bits: int) -> None:
    ours, theirs = of_word(one, SPELLED), of_word(other, SPELLED)
    near = signature_cells.cells_near(ours, (ours ^ theirs).bit_count(), bits).tolist()
    assert theirs >> (64 - bits) in near
    assert len(near) == len(set(near))


@given(words=st.lists(WORDS, min_size=1, max_size=40), text=WORDS, room=st.integers(0, 4))
def test_no_signature_within_the_room_is_missed(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], text: str, room: int
) -> None:
    cells = read(tmp_path_factory.mktemp("cells") / "cells", words)
    owners, shares = cells.near(text, dict.fromkeys(range(1, LONGEST + 1), room))
    ours = of_word(text, SPELLED)
    off = [(of_word(word, SPELLED) ^ ours).bit_count() for word in words]
    assert {place for place, apart in enumerate(off) if apart <= room} <= set(owners.tolist())
    for owner, share in zip(owners.tolist(), shares.tolist(), strict=True):
        assert share >= 1 - off[owner] / (len(words[owner]) + len(text)) - 1e-9


def test_other_words_are_left_out(tmp_path: Path) -> None:
    cells = read(tmp_path / "cells", ["jones", "smith", "smyth", "blacksmith"])
    rooms = {5: 2, 10: 2}
    assert cells.near("smith", rooms)[0].tolist() == [1, 2]
    assert cells.near("smith", dict.fromkeys(rooms, 0))[0].tolist() == [1]


def read(path: Path, words: list[str]) -> signature_cells.Cells:
    spelled = np.array([of_word(word, SPELLED) for word in words], np.uint64)
    sizes, owner = np.array([len(word) for word in words]), np.arange(len(words))
    write_arrays(path, signature_cells.written("word", sizes, spelled, owner, LONGEST))
    return signature_cells.Cells(MappedFile(path), "word")
