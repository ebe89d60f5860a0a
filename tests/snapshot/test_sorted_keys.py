"""Keys in order: found, proved, and never missed because of a flipped bit."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.snapshot import sorted_keys
from border_check.snapshot.key_writer import KeyWriter
from border_check.snapshot.many_keys import ManyKeys
from border_check.snapshot.sorted_keys import KEYS_OF_PAGE, KEYS_OF_UNIT, Layout, SortedKeys

HIGHEST = 1 << 40


def written(path: Path, keys: list[int]) -> tuple[Layout, list[int]]:
    with path.open("wb") as file:
        writer = KeyWriter(file)
        for piece in np.array_split(np.array(keys, np.uint64), 3):
            writer.add(piece)
        layout, top = writer.finish()
        assert file.tell() == layout.end
    return layout, top


@contextmanager
def opened(path: Path, layout: Layout, top: list[int]) -> Iterator[SortedKeys]:
    file = os.open(path, os.O_RDONLY)
    try:
        yield SortedKeys(lambda length, at: os.pread(file, length, at), layout, top)
    finally:
        os.close(file)


def many(path: Path, layout: Layout) -> ManyKeys:
    return ManyKeys(np.fromfile(path, "<u8"), layout)


SIZES = [
    *(0, 1, 2, KEYS_OF_UNIT - 1, KEYS_OF_UNIT, KEYS_OF_UNIT + 1, KEYS_OF_PAGE, KEYS_OF_PAGE + 1),
    *(3 * KEYS_OF_PAGE, 5000),
]


@settings(max_examples=60, deadline=None)
@given(size=st.sampled_from(SIZES), apart=st.sampled_from([0, 1, 2, 1000]), seed=st.integers(0))
def test_what_is_found_is_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, size: int, apart: int, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    keys = np.cumsum(chance.integers(0, apart + 1, size, dtype=np.uint64)).tolist()
    path = tmp_path_factory.mktemp("keys") / "keys"
    layout, top = written(path, keys)
    known = [0, *keys[:: max(size // 40, 1)], *keys[-2:]]
    lows = [max(key + step, 0) for key in known for step in (-1, 0, 1, 5)]
    highs = [low + int(chance.integers(0, 4)) for low in lows]
    expected = [
        [(place, keys[place]) for place in range(bisect_left(keys, low), bisect_right(keys, high))]
        for low, high in zip(lows, highs, strict=True)
    ]
    before = [keys[at - 1] if (at := bisect_left(keys, low)) else None for low in lows]
    with opened(path, layout, top) as one:
        assert [one.between(*asked) for asked in zip(lows, highs, strict=True)] == expected
        assert [one.before(low) for low in lows] == before
    asked = np.array(lows, np.uint64)
    found = many(path, layout).between(asked, np.array(highs, np.uint64))
    assert list(zip(*map(np.ndarray.tolist, found), strict=True)) == [
        (at, place, key) for at, listed in enumerate(expected) for place, key in listed
    ]
    assert many(path, layout).before(asked).tolist() == [key or 0 for key in before]


@pytest.mark.parametrize("kept", [0, 100], ids=["read each time", "kept"])
def test_a_directory_of_several_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(sorted_keys, "KEPT_PAGES", kept)
    keys = list(range(0, 7 * 600 * KEYS_OF_PAGE, 7))
    layout, top = written(tmp_path / "keys", keys)
    assert len(top) == 2
    with opened(tmp_path / "keys", layout, top) as one:
        for at in (0, 1, 511 * KEYS_OF_PAGE, 512 * KEYS_OF_PAGE, len(keys) - 1):
            assert one.between(keys[at] - 3 if at else 0, keys[at] + 3) == [(at, keys[at])]
            assert one.before(keys[at] + 1) == keys[at]
        assert one.between(keys[-1] + 1, HIGHEST) == []


def test_a_flipped_bit_gives_the_same_answer_or_none(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    keys = np.sort(chance.integers(0, HIGHEST, 3 * KEYS_OF_PAGE + 9, dtype=np.uint64)).tolist()
    path = tmp_path / "keys"
    layout, top = written(path, keys)
    sound = path.read_bytes()
    questions = [(key, key) for key in keys[::97]]
    questions += [(a + 1, b - 1) for a, b in pairwise(keys[::97]) if a + 1 < b]
    lows = np.array([low for low, _ in questions], np.uint64)

    def answers(asked: tuple[int, int]) -> object:
        try:
            with opened(path, layout, top) as one:
                return one.between(*asked), one.before(asked[0])
        except ValueError:
            return None

    def answers_to_many() -> object:
        try:
            asked = many(path, layout)
            found = asked.between(lows, np.array([high for _, high in questions], np.uint64))
            return [part.tolist() for part in (*found, asked.before(lows))]
        except ValueError:
            return None

    expected, of_many = [answers(asked) for asked in questions], answers_to_many()
    for at in range(3, len(sound), 211):
        content = bytearray(sound)
        content[at] ^= 1 << at % 8
        path.write_bytes(content)
        asked = at % len(questions)
        assert answers(questions[asked]) in (None, expected[asked]), f"byte {at}"
        assert answers_to_many() in (None, of_many), f"byte {at}"


def test_a_file_that_is_cut_short(tmp_path: Path) -> None:
    layout, top = written(tmp_path / "keys", [1, 2, 3])
    (tmp_path / "keys").write_bytes((tmp_path / "keys").read_bytes()[:4000])
    with opened(tmp_path / "keys", layout, top) as one, pytest.raises(ValueError, match="short"):
        one.between(1, 3)
