"""Names with the surname first, suffixes, scripts."""

from __future__ import annotations

import pytest

from border_check.sources.written_names import is_latin, read_alias, read_name, unique_aliases
from border_check.values.person import Alias

NAMES = [
    ("turned around", "ERIKSSON, Anna Maria", ("Anna Maria ERIKSSON", "ERIKSSON", "Anna Maria")),
    ("as it stands", "THE SPECIMEN", ("THE SPECIMEN", "", "")),
    (
        "a suffix after the given name",
        "ERIKSSON, Carl, Jr.",
        ("Carl ERIKSSON Jr.", "ERIKSSON", "Carl"),
    ),
    (
        "a suffix after the surname",
        "ERIKSSON, JR., Carl",
        ("Carl ERIKSSON JR.", "ERIKSSON", "Carl"),
    ),
    ("only a suffix", "Carl Eriksson, III", ("Carl Eriksson III", "", "")),
    ("two given parts", "ERIKSSON, Anna, Maria", ("Anna Maria ERIKSSON", "ERIKSSON", "Anna Maria")),
    ("spaces", "  ERIKSSON ,  Anna ", ("Anna ERIKSSON", "ERIKSSON", "Anna")),
    ("a comma that parts nothing", "ERIKSSON,", ("ERIKSSON", "", "")),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_names_are_turned_around(text: str, expected: tuple[str, str, str]) -> None:
    assert read_name(text)[:3] == expected


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Ångström-O'Neill 3", True), ("", True), ("Анна", False), ("آنا", False), ("安娜", False)],
)
def test_is_latin(text: str, *, latin: bool) -> None:
    assert is_latin(text) is latin


def test_an_alias_is_kept_once_in_its_best_strength_and_never_as_the_name() -> None:
    aliases = [
        read_alias("ERIKSON, Ann", "weak"),
        Alias("anna maria ERIKSSON"),
        Alias("The Specimen", "weak"),
        Alias("Ann Erikson"),
        Alias(""),
    ]
    assert unique_aliases("Anna Maria ERIKSSON", aliases) == (
        Alias("Ann Erikson"),
        Alias("The Specimen", "weak"),
    )
