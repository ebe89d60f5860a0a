"""Blocks: what is on record of as many documents as a page of keys holds.

Documents lie in the order of their keys, so that block 7 is about the keys of page 7. All rows of a
block have one length: each value is kept as what it is above the least one of its column, in as
many bytes as the greatest needs. So one row is read without unpacking the others. In front stands a
checksum of the number of the block and its content.

The keys themselves are in the index. So that it can be made again, they are also in the snapshot,
packed, many blocks together: how much greater each is than the one before it.
"""

from __future__ import annotations

from struct import Struct
from zlib import crc32

from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

_CHECK = Struct("<I")
CHECK_BYTES = _CHECK.size
"""Of a block: its checksum, in front."""

_HEADING = Struct("<H5B5Q")
_FIRST_ROW = CHECK_BYTES + _HEADING.size


class Facts(NamedTuple):
    """A row of a block."""

    record: int
    spelled: int
    """Row of `document_spelled`, or 0."""
    kind: int
    """Type, reason and state (`document_facts`)."""
    theft: int
    review: int


def encode(number: int, columns: Sequence[npt.NDArray[np.uint64]]) -> bytes:
    """The block of this number; the columns are those of `Facts`, of one length."""
    import numpy as np

    count = len(columns[0])
    parts, widths, leasts = [], [], []
    for column in columns:
        least = int(column.min())
        width = -(-(int(column.max()) - least).bit_length() // 8)
        above = (column - np.uint64(least)).astype("<u8").view("u1").reshape(count, 8)
        parts.append(above[:, :width])
        widths.append(width)
        leasts.append(least)
    content = _HEADING.pack(count, *widths, *leasts) + np.concatenate(parts, axis=1).tobytes()
    return _CHECK.pack(crc32(content, number)) + content


class Block:
    """A block that was read. Raises `ValueError` when it was not written under this number."""

    def __init__(self, number: int, content: bytes) -> None:
        self._content = content
        if content[:CHECK_BYTES] != _CHECK.pack(crc32(memoryview(content)[CHECK_BYTES:], number)):
            raise ValueError(f"the checksum of block {number} does not hold")
        self.count, *rest = _HEADING.unpack_from(content, CHECK_BYTES)
        self._widths, self._leasts = rest[:5], rest[5:]
        self._length = sum(self._widths)

    def facts(self, at: int) -> Facts:
        """What is on record of the document in this place."""
        content = self._content
        start = _FIRST_ROW + at * self._length
        values = []
        for width, least in zip(self._widths, self._leasts, strict=True):
            end = start + width
            values.append(int.from_bytes(content[start:end], "little") + least)
            start = end
        return Facts(*values)

    def column(self, at: int) -> npt.NDArray[np.uint64]:
        """One of the values of `Facts`, by its place there, of all documents."""
        import numpy as np

        first, width = sum(self._widths[:at]), self._widths[at]
        rows = np.frombuffer(self._content, np.uint8, self.count * self._length, _FIRST_ROW)
        above = np.zeros((self.count, 8), np.uint8)
        above[:, :width] = rows.reshape(self.count, self._length)[:, first : first + width]
        return above.view("<u8")[:, 0] + np.uint64(self._leasts[at])


def pack_keys(number: int, keys: npt.NDArray[np.uint64]) -> bytes:
    """Keys in order, as a row of `document_keys` of this number."""
    from zlib import compress

    import numpy as np

    steps = np.diff(keys, prepend=np.uint64(0)).astype("<u8")
    planes = steps.view("u1").reshape(len(keys), 8).T.tobytes()
    packed = compress(planes, 1)  # higher levels save a hundredth: the rest is chance
    return _CHECK.pack(crc32(packed, number)) + packed


def unpack_keys(number: int, content: bytes) -> npt.NDArray[np.uint64]:
    """The keys in a row of `document_keys`; raises `ValueError` for damage."""
    from zlib import decompress

    import numpy as np

    if content[:CHECK_BYTES] != _CHECK.pack(crc32(memoryview(content)[CHECK_BYTES:], number)):
        raise ValueError(f"the checksum of keys {number} does not hold")
    planes = np.frombuffer(decompress(content[CHECK_BYTES:]), "u1").reshape(8, -1)
    return np.cumsum(planes.T.copy().view("<u8")[:, 0], dtype=np.uint64)
