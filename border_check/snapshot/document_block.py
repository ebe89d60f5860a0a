"""Blocks: what is on record of as many documents as a page of keys holds.

Documents lie in the order of their keys, so that block 7 is about the keys of page 7. A block holds
columns side by side, each as planes of bytes: the lowest byte of every value, then the next one, as
many as its greatest value needs. Neighbours are alike, and packing finds that in planes. In front
stands a checksum of the number of the block and its content.
"""

from __future__ import annotations

from struct import Struct
from zlib import compress, crc32, decompress, error

from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

LEVEL = 1
"""Of packing. Higher ones save a hundredth: what is left of a block is nearly all chance."""

_CHECK = Struct("<I")
CHECK_BYTES = _CHECK.size
"""Of a block: its checksum, in front."""

_HEADING = Struct("<H8B")


class Facts(NamedTuple):
    """A row of a block."""

    step: int
    """How much greater the key is than the one before it; of the first one, the key itself."""
    record: int
    spelled: int
    """Row of `document_spelled`, or 0."""
    theft: int
    review: int
    type: int
    fraud: int
    status: int


def encode(number: int, columns: Sequence[npt.NDArray[np.uint64]]) -> bytes:
    """The block of this number; the columns are those of `Facts`, of one length."""
    count = len(columns[0])
    planes, widths = [], []
    for column in columns:
        width = -(-int(column.max()).bit_length() // 8)
        bytes_of = column.astype("<u8").view("u1").reshape(count, 8)
        planes.append(bytes_of[:, :width].T.tobytes())
        widths.append(width)
    packed = compress(_HEADING.pack(count, *widths) + b"".join(planes), LEVEL)
    return _CHECK.pack(crc32(packed, number)) + packed


class Block:
    """A block, unpacked. Raises `ValueError` when it is not what was written under this number."""

    def __init__(self, number: int, content: bytes) -> None:
        packed = content[CHECK_BYTES:]
        if content[:CHECK_BYTES] != _CHECK.pack(crc32(packed, number)):
            raise ValueError(f"the checksum of block {number} does not hold")
        try:
            self._content = decompress(packed)
        except error as damage:
            raise ValueError(f"block {number}: {damage}") from None
        self.count, *self._widths = _HEADING.unpack_from(self._content)

    def facts(self, at: int) -> Facts:
        """What is on record of the document in this place."""
        values, start = [], _HEADING.size + at
        for width in self._widths:
            value = 0
            for place in range(width):
                value |= self._content[start + place * self.count] << (8 * place)
            values.append(value)
            start += width * self.count
        return Facts(*values)

    def columns(self) -> list[npt.NDArray[np.uint64]]:
        """All columns, in the order of `Facts`."""
        import numpy as np

        found, start = [], _HEADING.size
        for width in self._widths:
            planes = np.frombuffer(self._content, "u1", width * self.count, start)
            values = np.zeros((self.count, 8), "u1")
            values[:, :width] = planes.reshape(width, self.count).T
            found.append(values.view("<u8")[:, 0])
            start += width * self.count
        return found
