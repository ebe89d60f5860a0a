"""Japanese names in Chinese characters: read, and told from Chinese ones."""

from __future__ import annotations

import importlib
from itertools import product
from typing import Any

import pytest

from border_check.names import kanji, tables
from border_check.names.words import spell

READ = [
    ("joined", "村上春樹", ["murakami", "haruki"]),
    ("parted", "村上 春樹", ["murakami", "haruki"]),
    ("in older characters", "渡邊惠子", ["watanabe", "keiko"]),
    ("in those of mainland China", "村上春树", ["murakami", "haruki"]),
    ("a surname of three", "長谷川潤", ["hasegawa", "jun"]),
    ("a Chinese surname before a given name of three", "林健太郎", ["hayashi", "kentaro"]),
    ("before one that ends as Japanese names do", "林大輔", ["hayashi", "daisuke"]),
    ("in characters that only Japan has", "林恵", ["hayashi", "megumi"]),
    ("kana after the surname", "高橋さくら", ["takahashi", "sakura"]),
    ("kana beside it", "田中 マイケル", ["tanaka", "maikeru"]),
    ("a vowel that is long goes", "大野優子", ["ono", "yuko"]),
    ("one that begins a word stays", "井上誠", ["inoue", "makoto"]),
    ("Chinese, though 金子 and 豪 are names too", "金子豪", ["jin", "zi", "hao"]),
    ("Japanese, as the space tells", "金子 豪", ["kaneko", "takeshi"]),
    ("Chinese, of two characters", "高山", ["gao", "shan"]),
    ("a Chinese surname of two", "諸葛亮", ["zhu", "ge", "liang"]),
    ("Chinese, with a surname that is Japanese too", "林志明", ["lin", "zhi", "ming"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_japanese_and_chinese_names(name: str, words: list[str]) -> None:
    assert [word.text for word in spell(name)] == words


@pytest.mark.parametrize("kind", ["japanese_surnames", "japanese_given_names"])
def test_the_tables_are_in_modern_characters_and_latin_letters(kind: str) -> None:
    table = tables.kinds(kind)
    assert [name for name in table if kanji.modern(name) != name] == []
    assert [read for read in table.values() if not (read.isascii() and read.isalpha())] == []


def test_most_of_the_commonest_japanese_names_are_read_right() -> None:
    """Every surname of Faker's list with every given name; five in six are met to the letter."""
    people = _people("ja_JP")
    names = list(product(people.last_name_pairs, people.first_name_pairs))
    right = 0
    for (surname, _, read), (given, _, also_read) in names:
        words = [word.text for word in spell(surname + given)]
        right += words == [read.lower(), also_read.lower()]
    assert right / len(names) > 0.83


@pytest.mark.parametrize("country", ["zh_CN", "zh_TW"])
def test_chinese_names_are_not_read_as_japanese(country: str) -> None:
    people = _people(country)
    names = [surname + given for surname in people.last_names for given in people.first_names]
    assert [name for name in names if kanji.japanese([name])] == []


def _people(country: str) -> Any:
    pytest.importorskip("faker")
    return importlib.import_module(f"faker.providers.person.{country}").Provider
