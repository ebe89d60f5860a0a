"""A name as words: what is cleaned away, what is joined, what is recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.scripts import Script
from border_check.names.words import MAX_WORDS, Kind, spell

SPELLED = [
    ("case, marks and apostrophes go", "O'Brián Müller", ["obrian", "muller"]),
    ("an acute accent may be an apostrophe", "O´Brian", ["obrian"]),
    ("an accent that stands alone is no word", "aR ´", ["ar"]),
    ("hyphens part words", "Jean-Luc", ["jean", "luc"]),
    ("airline names are split at capitals", "AnnaMaria ERIKSSON", ["anna", "maria", "eriksson"]),
    ("but not Mac and Mc", "McTavish", ["mctavish"]),
    ("digits among letters are look-alikes", "Er1kss0n", ["eriksson"]),
    ("a number stays one", "07", ["07"]),
    ("an article leans on its word", "AL-TAYIB", ["tayib"]),
    ("a servant's name is one word", "Abd al-Rahman", ["abdrahman"]),
    ("however it is spelled", "Abdurrahman", ["abdrrahman"]),
    ("or split", "Abdul Rahman", ["abdrahman"]),
    ("as in French", "Abdoul Latif", ["abdlatif"]),
    ("glued, as in French", "Abdoulkarim", ["abdkarim"]),
    ("Abdou is a name of its own", "Abdou Zarfani", ["abdou", "zarfani"]),
    ("so is Abdi", "Abdi Zarfani", ["abdi", "zarfani"]),
    ("what a name is the servant or light of is part of it", "Shams al-Din", ["shamsuddin"]),
    ("joined or not", "Shamseddine", ["shamsuddin"]),
    ("also where it is God's", "Hidayat Allah", ["hidayatullah"]),
    ("Din alone is a name", "Din Carter", ["din", "carter"]),
    ("Korean syllables are words", "김정은", ["gim", "jeong", "eun"]),
    ("Chinese characters are words", "李明", ["li", "ming"]),
    ("Japanese names are read as such", "山田太郎", ["yamada", "taro"]),
    ("marks of direction are invisible", "‏ERIKSSON‎", ["eriksson"]),
    ("so are controls", "ERIK\x00SSON", ["eriksson"]),
    ("punctuation alone is no name", "!!! --- ...", []),
    ("nothing is no name", "", []),
]


@pytest.mark.parametrize(
    ("text", "words"), [row[1:] for row in SPELLED], ids=[r[0] for r in SPELLED]
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.text for word in spell(text)] == words


KINDS = [
    ("a title is no name", "Dr. Anna Eriksson", ["title", "name", "name"]),
    ("a particle is none either", "Anna van der Berg", ["name", "particle", "particle", "name"]),
    ("a letter is an initial", "A. Eriksson", ["initial", "name"]),
    ("two capital consonants are initials", "JC Eriksson", ["initial", "initial", "name"]),
    ("Ben is a name where nothing else is given", "Ben Carter", ["name", "name"]),
    ("and a son elsewhere", "Tarif ben Salih Carter", ["name", "particle", "name", "name"]),
    ("a son in Arabic script", "أحمد بن محمد", ["name", "particle", "name"]),
    ("a Chinese surname that sounds like a particle", "安秀芳", ["name", "name", "name"]),
    ("of, in Hebrew script", "אנה דה רוסה", ["name", "particle", "name"]),
    ("a title alone is the name", "Haji", ["name"]),
    ("a servant whose master is missing", "Yusuf Zarfan 'ABD", ["name", "name", "particle"]),
    ("unless there is no other name", "Abd", ["name"]),
]


@pytest.mark.parametrize(
    ("text", "kinds"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS]
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [word.kind.value for word in spell(text)] == kinds


def test_a_word_is_shown_as_it_was_written() -> None:
    assert [word.shown for word in spell("Mohamed AL-TAYIB")] == ["Mohamed", "AL-TAYIB"]


KIND_OF_SCRIPT = [
    ("Latin", "Anna", Script.LATIN),
    ("Latin with marks", "Müller", Script.LATIN),
    ("Cyrillic", "Ольга", Script.LETTERS),
    ("Arabic", "محمد", Script.CONSONANTS),
    ("Hebrew", "אברהם", Script.CONSONANTS),
    ("a foreign name in Chinese characters", "奥斯瓦尔德", Script.SYLLABLES),
    ("a Chinese one", "李", Script.LATIN),
    ("a foreign name in Hangul", "스티븐", Script.SYLLABLES),
]


@pytest.mark.parametrize(
    ("text", "script"), [row[1:] for row in KIND_OF_SCRIPT], ids=[row[0] for row in KIND_OF_SCRIPT]
)
def test_scripts(text: str, script: Script) -> None:
    assert [word.script for word in spell(text)] == [script]


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    words = spell(text)
    assert all(word.text.isascii() and word.text for word in words)
    assert len(words) <= 2 * MAX_WORDS


@given(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=30))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    once = [word.text for word in spell(text) if word.kind is Kind.NAME]
    twice = [word.text for word in spell(" ".join(once)) if word.kind is Kind.NAME]
    assert len(once) != 1 or not once[0].startswith(("al", "el", "abd")) or len(twice) == 1


INITIALS = [
    ("two consonants are two initials", "JK Harrowgate", False, ["j", "k", "harrowgate"]),
    ("a title is a title", "MR Harrowgate", False, ["mr", "harrowgate"]),
    ("two letters with a vowel are a name", "Jo Harrowgate", False, ["jo", "harrowgate"]),
    ("what a full field cut short is no initials", "Abd KH Zahrandi", True, ["abdkh", "zahrandi"]),
    ("cut short, alone", "Mohamed KH", True, ["mohamed", "kh"]),
]


@pytest.mark.parametrize(
    ("text", "truncated", "words"), [i[1:] for i in INITIALS], ids=[i[0] for i in INITIALS]
)
def test_initials(text: str, truncated: bool, words: list[str]) -> None:
    assert [word.text for word in spell(text, truncated)] == words
