"""Keys of many documents at once, and back; the same as those of `document_key`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from border_check.snapshot import document_key as one

Keys = npt.NDArray[np.uint64]

_CLASS = np.zeros(256, np.uint64)
_PLACE = np.zeros(256, np.uint64)
_RADIX = np.ones(256, np.uint64)
for _at, _alike in enumerate(one.ALIKE, 1):
    for _place, _character in enumerate(_alike):
        _CLASS[ord(_character)] = _at
        _PLACE[ord(_character)] = _place
        _RADIX[ord(_character)] = len(_alike)

_RADIX_OF_CLASS = np.array([1, *map(len, one.ALIKE)], np.uint64)
_MEMBER = np.zeros((one.BASE, int(_RADIX_OF_CLASS.max())), np.uint8)
for _at, _alike in enumerate(one.ALIKE, 1):
    _MEMBER[_at, : len(_alike)] = list(_alike.encode())

_BASE = np.uint64(one.BASE)


def values_of(numbers: npt.NDArray[np.bytes_]) -> Keys:
    """What stands for each number at the top of its key; all are compact, in A-Z and 0-9."""
    characters = _characters(numbers)
    value = np.zeros(len(numbers), np.uint64)
    for column in characters.T[: one.LONGEST]:
        value = value * _BASE + _CLASS[column]
    for _ in range(characters.shape[1], one.LONGEST):
        value *= _BASE
    if characters.shape[1] > one.LONGEST:
        is_long = characters[:, one.LONGEST] != 0
        value[is_long] = np.uint64(one.HASHED) + _hashes(characters[is_long])
    return value


def pack(numbers: npt.NDArray[np.bytes_], issuers: npt.NDArray[np.integer]) -> Keys:
    """The key of each number, under the code of its issuer."""
    characters = _characters(numbers)
    member = np.zeros(len(numbers), np.uint64)
    step = np.ones(len(numbers), np.uint64)
    for column in characters.T[: one.LONGEST]:
        member += _PLACE[column] * step
        step *= _RADIX[column]
    spelled = (member > one.SPELLED) | (issuers > one.LAST_ISSUER)
    if characters.shape[1] > one.LONGEST:
        spelled |= characters[:, one.LONGEST] != 0
    member[spelled] = one.SPELLED
    issuer = np.minimum(issuers, one.LAST_ISSUER + 1).astype(np.uint64)
    high = values_of(numbers) << np.uint64(one.BELOW_NUMBER)
    keys: Keys = high | (issuer << np.uint64(one.MEMBER_BITS)) | member
    return keys


def unpack(keys: Keys) -> tuple[npt.NDArray[np.bytes_], npt.NDArray[np.int64]]:
    """Number and code of the issuer that each key was made of, unless it is spelled."""
    value, member = keys >> np.uint64(one.BELOW_NUMBER), keys & np.uint64(one.SPELLED)
    digits = np.empty((one.LONGEST, len(keys)), np.intp)
    for at in reversed(range(one.LONGEST)):
        digits[at] = value % _BASE
        value //= _BASE
    characters = np.zeros((len(keys), one.LONGEST), np.uint8)
    for at, digit in enumerate(digits):
        radix = _RADIX_OF_CLASS[digit]
        characters[:, at] = _MEMBER[digit, (member % radix).astype(np.intp)]
        member //= radix
    issuers = (keys >> np.uint64(one.MEMBER_BITS)).astype(np.int64)
    issuers &= (1 << one.ISSUER_BITS) - 1
    return characters.view(f"S{one.LONGEST}")[:, 0], issuers


def _characters(numbers: npt.NDArray[np.bytes_]) -> npt.NDArray[np.uint8]:
    width = numbers.dtype.itemsize
    return np.ascontiguousarray(numbers).view(np.uint8).reshape(len(numbers), width)


def _hashes(characters: npt.NDArray[np.uint8]) -> Keys:
    value = np.zeros(len(characters), np.uint64)
    for column in characters.T:
        value = np.where(column != 0, value * _BASE + _CLASS[column], value)
    return (value * np.uint64(one.MULTIPLIER)) >> np.uint64(64 - one.HASH_BITS)
