"""Which word stands for which, and how alike they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.compare import align
from border_check.names.likeness import How, likeness
from border_check.names.words import spell

NAMES = st.text(st.characters(categories=["L", "Zs", "Pd"]), max_size=40)

ALIGNED = [
    ("order does not matter", "Anna Eriksson", "ERIKSSON Anna", {How.SAME}),
    ("two spellings of one sound", "Noor", "Nur", {How.SOUND}),
    ("a pet name", "Bill Carter", "William Carter", {How.KNOWN, How.SAME}),
    ("a name in another language", "Yusuf", "Giuseppe", {How.KNOWN}),
    ("a slip of the hand", "Erikssen", "Eriksson", {How.NEAR}),
    ("joined in the query", "Deicaza", "De Icaza", {How.JOINED}),
    ("joined in the record", "Patr Oshev", "Patroshev", {How.JOINED}),
    ("joined in pinyin", "Kuo-tung", "Guodong", {How.JOINED}),
    ("an initial", "A. Eriksson", "Anna Eriksson", {How.INITIAL, How.SAME}),
    ("an article glued on", "Alhablain", "AL-HABLAIN", {How.NEAR}),
    ("another given name", "Anna Eriksson", "Birgitta Eriksson", {How.SAME, How.DIFFERS}),
    ("a middle name left out", "Anna Eriksson", "Anna Maria Eriksson", {How.SAME, How.EXTRA}),
    ("Arabic script", "محمد", "Muhammad", {How.SOUND}),
    ("Hebrew script", "דוד", "David", {How.KNOWN}),
    ("Cyrillic script", "Ольга", "Olga", {How.SAME}),
    ("Cyrillic for an English w", "Уайтинг", "Whiting", {How.SOUND}),
    ("two words run together in Cyrillic", "ЮрийБорисович", "Yuriy Borisovich", {How.SAME}),
    ("Greek script", "Μπάντα", "Banda", {How.SAME}),
    ("a foreign name in Chinese characters", "格雷·特纳", "Gray Turner", {How.NEAR}),
    ("a foreign name in Hangul", "그레이 터너", "Gray Turner", {How.NEAR}),
    ("a Korean name as its bearer writes it", "박우", "Park Woo", {How.KNOWN}),
    ("a Chinese name in Wade-Giles", "程建国", "Cheng Chien Kuo", {How.SAME, How.KNOWN}),
]


@pytest.mark.parametrize(
    ("query", "record", "hows"), [row[1:] for row in ALIGNED], ids=[row[0] for row in ALIGNED]
)
def test_alignment(query: str, record: str, hows: set[How]) -> None:
    assert {pairing.how for pairing in align(spell(query), spell(record))} == hows


def test_a_cut_word_is_a_beginning_only_where_the_field_was_full() -> None:
    query, record = spell("Anna Mar"), spell("Anna Marhaba")
    assert How.PREFIX not in {pairing.how for pairing in align(query, record)}
    assert How.PREFIX in {pairing.how for pairing in align(query, record, truncated=True)}


def test_a_son_is_not_his_father() -> None:
    son, father, typo = (spell(name)[0] for name in ("Oleksandrovych", "Oleksandr", "Oleksander"))
    assert likeness(son, father) < likeness(typo, father)


ORDER = [
    ("a spelling is nearer than another name", "Khaled", "Khalid", "Walid"),
    ("a swap of letters is nearer than two changes", "Asasd", "Assad", "Abbas"),
    ("one romanisation of Chinese is near another", "Tse", "Ze", "Li"),
]


@pytest.mark.parametrize(
    ("query", "near", "far"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER]
)
def test_nearer_words_are_more_alike(query: str, near: str, far: str) -> None:
    one, close, distant = (spell(name)[0] for name in (query, near, far))
    assert likeness(one, close) > likeness(one, distant)


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    for ours in spell(one):
        for theirs in spell(other):
            value = likeness(ours, theirs)
            assert 0.0 <= value <= 1.0
            assert value == pytest.approx(likeness(theirs, ours))


@given(NAMES, NAMES)
def test_every_word_is_paired_once_at_most(one: str, other: str) -> None:
    query, record = spell(one), spell(other)
    pairings = align(query, record)
    assert sum(len(pairing.query) for pairing in pairings) <= len(query)
    assert sum(len(pairing.record) for pairing in pairings) <= len(record)
    assert all(pairing.query or pairing.record for pairing in pairings)


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    words = spell(name)
    assert all(pairing.how is How.SAME for pairing in align(words, words))
