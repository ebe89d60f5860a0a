"""Writes the index of a snapshot's documents; `document_index` reads it."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from border_check.at_rest.writing import written
from border_check.snapshot.document_index import (
    HEADING,
    MAGIC,
    TRAILER,
    IndexFacts,
    pack_facts,
)
from border_check.snapshot.key_writer import KeyWriter
from border_check.snapshot.sorted_keys import PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from border_check.snapshot.document_packing import Keys
    from border_check.snapshot.series_stretches import Stretches


class IndexWriter:
    """A new index, under the name of its file from the start; whoever makes it syncs it."""

    def __init__(self, path: Path) -> None:
        self._open = ExitStack()
        place = self._open.enter_context(written(path))
        self._file = self._open.enter_context(place.open("wb"))
        self._keys = KeyWriter(self._file)

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, traceback)

    def add(self, keys: Keys) -> None:
        """Append keys, in order."""
        self._keys.add(keys)

    def finish(
        self,
        meta: Mapping[str, str],
        issuers: Sequence[tuple[int, str, int]],
        series: Stretches,
        first_page: int,
    ) -> None:
        """Write what is left, and the end of the file."""
        keys, at_hand = self._keys.finish()
        writer = KeyWriter(self._file)
        writer.add(np.array(series.keys, np.uint64))
        stretches, stretches_at_hand = writer.finish()
        facts = pack_facts(IndexFacts(dict(meta), tuple(issuers), series.loose, first_page))
        heading = HEADING.pack(
            *(keys.size, keys.start, stretches.size, stretches.start),
            *(len(at_hand), len(stretches_at_hand), len(facts)),
        )
        body = heading + np.array([*at_hand, *stretches_at_hand], "<u8").tobytes() + facts
        trailer = TRAILER.pack(MAGIC, len(body), crc32(body))
        self._file.write(bytes(-(len(body) + len(trailer)) % PAGE) + body + trailer)
