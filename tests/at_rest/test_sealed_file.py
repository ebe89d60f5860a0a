"""Sealed files: read in any part, and not at all once a bit of them was changed."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cryptography")

from border_check.at_rest.sealed_file import BLOCK, MAGIC, SealedFile, is_sealed, seal

KEY, OTHER = bytes(range(32)), bytes(32)


def sealed(content: bytes) -> bytes:
    into = BytesIO()
    seal(BytesIO(content), into, KEY)
    return into.getvalue()


def opened(stored: bytes, folder: Path, key: bytes = KEY) -> SealedFile:
    path = folder / "sealed"
    path.write_bytes(stored)
    return SealedFile(os.open(path, os.O_RDONLY), key)


SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 5]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_is_read_again(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    file = opened(sealed(content), tmp_path)
    assert (file.size, file.whole()) == (size, content)


@given(st.integers(0, 3 * BLOCK + 5), st.integers(0, 2 * BLOCK), st.sampled_from(SIZES))
def test_any_part_is_read_as_of_a_plain_file(
    tmp_path_factory: pytest.TempPathFactory, at: int, length: int, size: int
) -> None:
    content = bytes(number % 251 for number in range(size))
    file = opened(sealed(content), tmp_path_factory.mktemp("sealed"))
    assert file.read(length, at) == content[at : at + length]


def test_nothing_of_the_content_is_in_the_bytes(tmp_path: Path) -> None:
    content = b"TAYIBELI" * 4096
    first, second = sealed(content), sealed(content)
    assert b"TAYIBELI" not in first
    assert first[len(MAGIC) :] != second[len(MAGIC) :]


def damaged(stored: bytes) -> list[tuple[str, bytes]]:
    block = BLOCK + 16
    head = len(MAGIC) + 16
    swapped = stored[:head] + stored[head + block : head + 2 * block]
    swapped += stored[head : head + block] + stored[head + 2 * block :]
    return [
        ("a bit of content", stored[:100] + bytes((stored[100] ^ 1,)) + stored[101:]),
        ("a bit of the salt", stored[:25] + bytes((stored[25] ^ 1,)) + stored[26:]),
        ("its last byte", stored[:-1]),
        ("its last block", stored[: head + 2 * block]),
        ("two blocks exchanged", swapped),
        ("a block more", stored + stored[-block:]),
    ]


@pytest.mark.parametrize("number", range(6))
def test_what_was_changed_is_not_read(tmp_path: Path, number: int) -> None:
    name, stored = damaged(sealed(bytes(3 * BLOCK)))[number]
    with pytest.raises(ValueError, match="was changed"):
        pytest.fail(f"{name}: {len(opened(stored, tmp_path).whole())} bytes")


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="block 0 was changed"):
        opened(sealed(b"x"), tmp_path, OTHER).whole()


def test_a_plain_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"plain")
    handle = os.open(tmp_path / "plain", os.O_RDONLY)
    assert not is_sealed(handle)
    os.close(handle)
