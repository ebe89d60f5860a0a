"""The distinct words of a list's names as the rows that `vocabulary.Vocabulary` reads."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.names.likeness import without_article
from border_check.names.syllables import syllable_keys
from border_check.snapshot.candidates import signature_cells, signatures
from border_check.snapshot.candidates.layout import BARE, INITIAL, SILENT, STEP
from border_check.snapshot.candidates.spelling import Heard, Mapper, WordKey, hear

Ids = NDArray[np.int64]
Letters = NDArray[np.uint8]

_WORDS_AT_A_TIME = 20_000


class VocabularyRows:
    """The distinct words of all names, as rows."""

    def __init__(self, keys: list[WordKey], mapper: Mapper) -> None:
        distinct: dict[tuple[str, int], int] = {}
        row_of_key = [distinct.setdefault((text, flags), len(distinct)) for text, flags, _ in keys]
        words = list(distinct)
        words += [
            (bare, flags | BARE)
            for text, flags in distinct
            if not flags & (INITIAL | SILENT) and (bare := without_article(text))
        ]
        whole = [*range(len(distinct))]
        whole += [
            place
            for (text, flags), place in distinct.items()
            if not flags & (INITIAL | SILENT) and without_article(text)
        ]
        self.heard = _heard(words, mapper)
        texts = [signatures.as_bytes(text) for text, _ in words]
        sizes = np.array([len(text) for text in texts], np.int64)
        self.letters = _matrix(texts)
        spelled = signatures.of_words(self.letters, signatures.SPELLED)
        sounds = _matrix([sound.encode() for sound in self.heard.sounds])
        order = np.lexsort((spelled, sounds[:, 0], sizes))
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        self._order, self._texts, self._sizes, self._spelled = order, texts, sizes, spelled
        self._whole = place[np.array(whole, np.int64)]
        self._flags = np.array([flags for _, flags in words], np.uint8)
        self.is_silent = self._flags[order] & SILENT > 0
        numbers: dict[str, int] = {}
        text = [numbers.setdefault(text, len(numbers)) for text, _ in words]
        self.text_of_row = np.array(text, np.int64)[order]
        self.row_of_key = place[np.array(row_of_key, np.int64)]
        families: dict[str, int] = {}
        family = [families.setdefault(key, len(families)) for key in self.heard.families]
        self.families = list(families)
        self.family = np.array(family, np.int64)
        key_flags = np.array([flags for _, flags, _ in keys], np.uint8)
        borne = (key_flags & (INITIAL | SILENT)) == 0
        self.family_of_key = np.where(borne, self.family[np.array(row_of_key, np.int64)], -1)
        joined = [signatures.as_bytes(article + text) for text, _, article in keys]
        self.joined_size = np.array([len(text) for text in joined], np.int64)
        self.joined_letters = signatures.counts(_matrix(joined), signatures.SPELLED)

    def arrays(self, rarities: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
        """All that `vocabulary.Vocabulary` reads."""
        order = self._order
        texts = [self._texts[row] for row in order.tolist()]
        sounds = [self.heard.sounds[row].encode() for row in order.tolist()]
        sizes, spelled, flags = self._sizes[order], self._spelled[order], self._flags[order]
        longest = int(sizes.max(initial=0))
        rows = np.arange(len(order))
        return {
            "length_start": np.searchsorted(sizes, np.arange(longest + 2)).astype(np.uint32),
            "text": letters_of(b"".join(texts)),
            "spelled": spelled,
            "flags": flags,
            "word_of_row": self._whole[order].astype(np.uint32),
            "rarity": rarities[order],
            "read_common": np.frombuffer(self.heard.common, np.uint64)[order],
            "read_any": np.frombuffer(self.heard.any_of, np.uint64)[order],
            "read_length": np.frombuffer(self.heard.longest, np.uint8)[order],
            "foreign": _where((flags & 3 > 0) & (flags & SILENT == 0)),
            **_sounds(sounds, sizes, longest),
            **_keys("text", texts),
            **_keys("sound", sounds),
            **_orders(texts, _where((flags & (BARE | SILENT)) == 0).tolist()),
            **_syllables(texts),
            **signature_cells.written("word", sizes, spelled, rows, longest),
        }


def _where(flags: NDArray[Any]) -> NDArray[np.uint32]:
    return np.flatnonzero(flags).astype(np.uint32)


def _sounds(sounds: list[bytes], sizes: Ids, longest: int) -> dict[str, NDArray[Any]]:
    """The sounds of all words, each in the room of the longest of its length."""
    length = np.array([len(sound) for sound in sounds], np.uint8)
    room = np.zeros(longest + 1, np.uint8)
    np.maximum.at(room, sizes, length)
    padded = [sound.ljust(room[size], b"\0") for sound, size in zip(sounds, sizes, strict=True)]
    letters = _matrix(sounds)
    return {
        "sound_room": room,
        "sound": letters_of(b"".join(padded)),
        "sounded": signatures.of_words(letters, signatures.SOUNDED),
        "sound_length": length,
        "sound_starts": letters[:, 0].copy(),
        "sound_ends": np.array([sound[-1] if sound else 0 for sound in sounds], np.uint8),
    }


def _keys(name: str, texts: list[bytes]) -> dict[str, NDArray[Any]]:
    """The rows of texts in the order of their sums."""
    sums = np.array([signatures.sum_of(text.decode()) for text in texts], np.uint32)
    rows = np.argsort(sums)
    return {f"{name}_key": sums[rows], f"{name}_row": rows.astype(np.uint32)}


def _orders(texts: list[bytes], rows: list[int]) -> dict[str, NDArray[Any]]:
    """Rows in the order of their texts, read from either end."""
    by_letters = sorted(rows, key=texts.__getitem__)
    by_end = sorted(rows, key=lambda row: texts[row][::-1])
    return {
        "by_letters": np.array(by_letters, np.uint32),
        "by_letters_step": _steps([texts[row] for row in by_letters]),
        "by_end": np.array(by_end, np.uint32),
        "by_end_step": _steps([texts[row][::-1] for row in by_end]),
    }


def _syllables(texts: list[bytes]) -> dict[str, NDArray[Any]]:
    """The rows of texts by each way to cut them into syllables."""
    cut = [
        (signatures.sum_of(key) << 32) | row
        for row, text in enumerate(texts)
        for key in syllable_keys(text.decode())
    ]
    return pairs_as_arrays("word_syllables", np.array(sorted(cut), np.int64))


def _steps(texts: list[bytes]) -> NDArray[np.uint64]:
    """The first letters of every so many texts of an order, as a number."""
    some = (text[:8].ljust(8, b"\0") for text in texts[::STEP])
    return np.array([int.from_bytes(text, "big") for text in some], np.uint64)


def _heard(words: list[tuple[str, int]], mapper: Mapper) -> Heard:
    chunks = (
        words[start : start + _WORDS_AT_A_TIME] for start in range(0, len(words), _WORDS_AT_A_TIME)
    )
    whole = hear([])
    for part in mapper(hear, chunks):
        for field in Heard._fields:
            getattr(whole, field).extend(getattr(part, field))
    return whole


def pairs_as_arrays(name: str, pairs: Ids) -> dict[str, NDArray[Any]]:
    """Pairs of a key and what stands under it, as two arrays."""
    return {
        f"{name}_key": (pairs >> 32).astype(np.uint32),
        name: (pairs & 0xFFFF_FFFF).astype(np.uint32),
    }


def _matrix(texts: list[bytes]) -> Letters:
    """A row of letters for each text, filled up with zeros."""
    width = max(1, max(map(len, texts), default=1))
    return np.array(texts, f"S{width}").view(np.uint8).reshape(len(texts), width)


def letters_of(text: bytes) -> Letters:
    """The letters of a text as numbers."""
    return np.frombuffer(text, np.uint8)
