"""Rebuild japanese_surnames.txt and japanese_given_names.txt: python build_japanese.py PERSONS.

The names and their readings are those of mecab-ipadic 2.7.0-20070801 (its licence is beside this
file, LICENSE.mecab-ipadic), taken from the Python package janome 0.5.1 (Apache-2.0), which has to
be installed. PERSONS is persons.txt of the Python package rigour 1.8.2 (MIT licence), drawn from
Wikidata (CC0): see build_equivalents.py. It tells which of several readings is borne most, and has
names that came into use later.

Readings are written as Japanese passports write them: Hepburn's letters, m before b, m and p, and
no long vowels. What the two sources get wrong or lack is set here by hand, from general knowledge.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from border_check.names import kanji, syllabaries, tables

KINDS = SURNAME, GIVEN_NAME = "姓", "名"
MOST_SURNAMES = 4500
"""Surnames of the dictionary that are kept: by its costs, the rest are borne by few."""
LEAST_LABELS = 5
"""Labels of an item of Wikidata from which a surname that the dictionary lacks is kept."""
BONUS_IN_WIKIDATA = 1000
"""Points of the dictionary's cost, which is less for commoner names, that an item is worth."""

BY_HAND = {
    SURNAME: "麻生 aso 小泉 koizumi 安倍 abe 羽生 hanyu 大谷 otani 河野 kono 上野 ueno "
    "豊島 toyoshima 中島 nakajima 山崎 yamazaki 三村 mimura 熊谷 kumagai 菅 suga 服部 hattori "
    "東 azuma",
    GIVEN_NAME: "晋三 shinzo 義偉 yoshihide 文雄 fumio 翔平 shohei 裕子 yuko 陽子 yoko 洋子 yoko "
    "明 akira 浩 hiroshi 博 hiroshi 誠 makoto 隆 takashi 剛 tsuyoshi 聡 satoshi 学 manabu "
    "淳 jun 健 ken 智子 tomoko 陽菜 hina",
}

_HAN = re.compile(r"[々〆ヶケノ之㐀-鿿]{1,4}")
_MIXED = re.compile(r"[々㐀-鿿ぁ-ゖァ-ヶ]{2,4}")
_LONG = re.compile(r"(?<=o)[ou]|(?<=u)u")
_MACRONS = re.compile("[\u0302\u0304]")
_BEFORE_LABIAL = re.compile("n(?=[bmp])")

Read = dict[str, Counter[str]]
"""Names as written, with their readings in Latin letters and how much stands for each."""


class Entry(NamedTuple):
    """A name of the dictionary."""

    written: str
    read: str
    cost: int


def main(persons: str) -> None:
    """Write the tables beside this file."""
    items = _items(Path(persons).read_text(encoding="utf-8").splitlines())
    drawn = {kind: _drawn(kind, items) for kind in KINDS}
    ends = {kind: Counter(written[-1] for written in drawn[kind]) for kind in KINDS}
    added: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for written, readings in items.items():
        if len(written) > 1 and not any(written in names for names in drawn.values()):
            share = {kind: ends[kind][written[-1]] / len(drawn[kind]) for kind in KINDS}
            kind = SURNAME if share[SURNAME] > share[GIVEN_NAME] else GIVEN_NAME
            if kind == GIVEN_NAME or max(readings.values()) >= LEAST_LABELS:
                added[kind][written] = _most(readings)
    for kind, names in added.items():
        drawn[kind] |= names
    for kind, words in BY_HAND.items():
        by_hand = words.split()
        drawn[kind].update(zip(by_hand[::2], by_hand[1::2], strict=True))
    _write("japanese_surnames", "surnames", drawn[SURNAME])
    _write("japanese_given_names", "given names", drawn[GIVEN_NAME])


def _drawn(kind: str, items: Read) -> dict[str, str]:
    """The commonest names of the dictionary, with the reading that is borne most."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in _dictionary(kind):
        entries[entry.written].append(entry)
    ranks: list[tuple[int, str, str]] = []
    chinese = tables.kinds("surnames")
    for written, ways in entries.items():
        known = items.get(written, Counter())
        best = min(ways, key=lambda way: (-known[way.read], way.cost, way.read))
        is_known = known[best.read] > 0
        if kind == SURNAME and chinese.get(written) == "han" and not is_known:
            continue  # what the dictionary says is how Japan reads the Chinese name
        least = min(way.cost for way in ways)
        ranks.append((least - BONUS_IN_WIKIDATA * is_known, written, best.read))
    if kind == SURNAME:
        return {written: read for _, written, read in sorted(ranks)[:MOST_SURNAMES]}
    # the costs say little of given names; but what has one spelling only is mostly a pen name
    spellings = Counter(read for _, _, read in ranks)
    return {written: read for _, written, read in ranks if spellings[read] > 1 or written in items}


def _dictionary(kind: str) -> Iterator[Entry]:
    from janome.sysdic import entries  # type: ignore[import-not-found,attr-defined,unused-ignore]

    wanted = f"名詞,固有名詞,人名,{kind}"
    form = _MIXED if kind == GIVEN_NAME else _HAN
    for written, _, _, cost, word_class, _, _, _, reading, spoken in entries().values():
        if word_class != wanted or not (form.fullmatch(written) or _HAN.fullmatch(written)):
            continue
        if any("㐀" <= letter <= "鿿" for letter in written):
            yield Entry(kanji.modern(written), _passport(reading, spoken), cost)


def _passport(reading: str, spoken: str) -> str:
    """Where a sound is spoken long, its second letter goes: Sato, yet Inoue, whose u is a word."""
    short = (a for a, b in zip(reading, spoken, strict=True) if not (b == "ー" and a in "ウオ"))
    return _hepburn("".join(short))


def _hepburn(kana: str) -> str:
    first, *rest = kana.split("ッ")
    out = syllabaries.japanese(first)
    for part in rest:
        following = syllabaries.japanese(part)
        out += ("t" if following.startswith("ch") else following[:1]) + following
    return _BEFORE_LABIAL.sub("m", out)


def _items(lines: list[str]) -> Read:
    """Japanese names of Wikidata: their Latin labels are what their hiragana say. The more labels
    an item has, the better known are those who bear the name."""
    items: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        forms = [form.strip() for form in line.rpartition("=>")[0].split(",")]
        latin = {
            _MACRONS.sub("", unicodedata.normalize("NFD", form)) for form in forms if form[:1] < "ʰ"
        }
        for kana in forms:
            if not re.fullmatch("[ぁ-ゖ]+", kana):
                continue
            whole = _hepburn(kana.replace("っ", "ッ"))
            labels = (whole, _LONG.sub("", whole))
            read = next((label for label in reversed(labels) if _is_label(label, latin)), "")
            for written in {kanji.modern(form) for form in forms if _HAN.fullmatch(form)}:
                if read:
                    items[written][read] = max(items[written][read], len(forms))
    return items


def _is_label(read: str, latin: set[str]) -> bool:
    return read in latin or re.sub("m(?=[bmp])", "n", read) in latin


def _most(readings: Counter[str]) -> str:
    return min(readings, key=lambda read: (-readings[read], read))


def _write(name: str, what: str, names: dict[str, str]) -> None:
    by_reading: defaultdict[str, list[str]] = defaultdict(list)
    for written, read in sorted(names.items()):
        by_reading[read].append(written)
    lines = [
        f"# Japanese {what}, by their reading as passports write it; of new characters only, see",
        "# kanji.py. From mecab-ipadic 2.7.0 (LICENSE.mecab-ipadic; by way of janome 0.5.1),",
        "# Wikidata (CC0; by way of rigour 1.8.2) and general knowledge. By build_japanese.py.",
    ]
    lines += [f"{read}: {' '.join(written)}" for read, written in sorted(by_reading.items())]
    Path(__file__).with_name(f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
