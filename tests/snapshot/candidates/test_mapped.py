"""Arrays that are read where they lie, and found out where they are damaged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from border_check.snapshot.candidates.mapped import MappedFile, ranges, write_arrays

ARRAYS: dict[str, NDArray[Any]] = {
    "few": np.array([3, 1, 4], np.uint8),
    "none": np.zeros(0, np.uint32),
    "many": np.arange(3_000_000, dtype=np.uint32),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mapped") / "list.names"
    write_arrays(path, ARRAYS)
    return path


def test_reads_what_was_written(file: Path) -> None:
    read = MappedFile(file)
    for name, values in ARRAYS.items():
        assert (read.array(name).whole() == values).all()
        assert len(read.array(name)) == len(values)
    many = read.array("many")
    assert many.take(np.array([2_999_999, 0, 0])).tolist() == [2_999_999, 0, 0]
    assert many.part(70, 73).tolist() == [70, 71, 72]
    assert many.first_from(1_234_567) == 1_234_567
    assert many.first_from(1 << 31) == len(many)


def test_the_stamp_tells_contents_apart(tmp_path: Path) -> None:
    one = write_arrays(tmp_path / "one", {"x": np.array([1, 2])})
    other = write_arrays(tmp_path / "other", {"x": np.array([1, 3])})
    assert one != other
    assert MappedFile(tmp_path / "one").stamp == one


def test_a_flipped_bit_is_found_where_it_is_read(file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    content = bytearray(file.read_bytes())
    content[-3_000_000] ^= 4
    damaged.write_bytes(content)
    read = MappedFile(damaged)
    many = read.array("many")
    assert many.part(0, 5).tolist() == [0, 1, 2, 3, 4]
    place = next(i for i in range(3_000_000) if int(many._values[i]) != i)
    for ask in (
        many.whole,
        lambda: many.part(place, place + 1),
        lambda: many.take(np.array([5, place])),
        lambda: read.check(range(read.blocks)),
    ):
        with pytest.raises(ValueError, match="damaged"):
            ask()


@pytest.mark.parametrize(
    ("why", "spoil"),
    [
        ("of another kind", lambda content: b"x" + content[1:]),
        ("cut short", lambda content: content[:-1]),
        ("damaged", lambda content: content[:300] + b"xxxx" + content[304:]),
    ],
    ids=["another file", "the end is missing", "the sums are damaged"],
)
def test_refuses(why: str, spoil: object, file: Path, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled"
    spoiled.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(ValueError, match=why):
        MappedFile(spoiled)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_ranges(parts: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in parts], np.uint32)
    stops = np.array([start + length for start, length in parts], np.uint32)
    wanted = [place for start, length in parts for place in range(start, start + length)]
    assert ranges(starts, stops).tolist() == wanted
