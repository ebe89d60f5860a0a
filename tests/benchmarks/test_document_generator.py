"""The generator of reported documents: reproducible, and no document twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from border_check.icao.states import is_known
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.sltd_csv import SltdCsv
from border_check.values.document import DocumentRecord, DocumentType
from border_check.values.document_number import is_machine_readable
from border_check.values.lists import ListDescription

from generator import documents as generator
from generator.documents import Documents, Format, documents, formats


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "BATCH", 512)


def made(count: int, seed: int = 1, details: float = 0.0) -> bytes:
    return b"".join(documents(count, seed, details))


def test_the_same_seed_gives_the_same_list() -> None:
    assert made(700) == made(700) != made(700, seed=2)


def test_a_longer_list_begins_like_a_shorter_one() -> None:
    assert made(1500).startswith(made(700))


@pytest.mark.parametrize("one", formats(), ids=[f"{one.state} {one.pattern}" for one in formats()])
def test_a_format(one: Format) -> None:
    assert is_known(one.state)
    assert one.type in set(DocumentType)
    count = min(2000, one.space)
    numbers = one.numbers(np.arange(count, dtype=np.uint64)).tolist()
    assert len(set(numbers)) == count
    for number in numbers[:100]:
        assert is_machine_readable(number.decode())
        for character, allowed in zip(number.decode(), one.sets, strict=True):
            assert character in allowed


def test_every_number_comes_once() -> None:
    small = Format("UTO", "passport", "a9A", 1.0)
    numbers = small.numbers(np.arange(small.space, dtype=np.uint64))
    assert len(set(numbers.tolist())) == small.space == 260


def test_rows_are_read_as_they_were_meant(tmp_path: Path) -> None:
    path = tmp_path / "sltd.csv"
    path.write_bytes(made(3000, details=0.1))
    reading = SltdCsv().read(path, ListDescription("sltd"))
    records = list(reading.entries)
    assert len(records) == 3000
    sound = [record for record in records if isinstance(record, DocumentRecord)]
    assert len(sound) == 3000
    assert 200 < sum(record.theft_place is not None for record in sound) < 400
    assert any(record.number_to for record in sound)
    named = Counter((one.issuing_state, one.type, one.number, one.number_to) for one in sound)
    assert named.most_common(1)[0][1] == 1
    assert reading.chunks is not None
    (chunk,) = reading.chunks
    assert isinstance(chunk, DocumentChunk)
    assert len(chunk.places) > 2500


def test_innocent_documents_are_not_listed() -> None:
    made = Documents(seed=1)
    for _ in range(20):
        made.batch(512)
    chance = np.random.default_rng(1)
    for at, one in enumerate(made.formats):
        listed = one.numbers(np.arange(int(made.made[at]), dtype=np.uint64))
        assert not set(listed.tolist()) & set(made.innocent(at, 500, chance).tolist())
