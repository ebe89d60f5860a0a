"""Where everything of a desk lies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from border_check.errors import SnapshotError, UsageError
from border_check.snapshot.home import Current, Home, default_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def point(home: Home, name: str, content: str) -> None:
    folder = home.list_folder(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "current").write_text(content)


@pytest.mark.parametrize("name", ["sltd", "un-sc", "eu_fsf", "v1.2", "0"])
def test_names_of_lists(home: Home, name: str) -> None:
    assert home.list_folder(name) == home.path / "lists" / name


@pytest.mark.parametrize("name", ["", ".", "..", ".x", "-x", "a/b", "SLTD", "a b", "é", "a\0"])
def test_no_names_of_lists(home: Home, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a list"):
        home.list_folder(name)


def test_lists_are_told_by_name(home: Home) -> None:
    assert home.list_names() == []
    for name in ("b", "a", "lost+found"):
        (home.path / "lists" / name).mkdir(parents=True)
    (home.path / "lists" / "file").touch()
    assert home.list_names() == ["a", "b"]


def test_the_pointer(home: Home) -> None:
    assert home.current("sltd") is None
    current = Current("v1", "documents", 10, "ff", previous="v0")
    point(home, "sltd", json.dumps(current._asdict()))
    assert home.current("sltd") == current


POINTERS = ["", "{", "[]", "7", '{"version": "v1"}', '{"more": 1}', "null"]


@pytest.mark.parametrize("content", POINTERS)
def test_a_pointer_that_says_nothing(home: Home, content: str) -> None:
    point(home, "sltd", content)
    with pytest.raises(SnapshotError, match="current: cannot be read") as raised:
        home.current("sltd")
    assert "load sltd FILE" in raised.value.hint


LEFT = [
    ("nothing", [], False),
    ("the lock", ["lock"], False),
    ("a load that was killed", ["lock", ".building-7.sqlite", ".building-7.stage"], False),
    ("a pointer without its snapshot", ["current"], True),
    ("a snapshot without its pointer", ["v1.sqlite"], True),
]


@pytest.mark.parametrize(("names", "expected"), [e[1:] for e in LEFT], ids=[e[0] for e in LEFT])
def test_what_shows_that_a_list_was_installed(home: Home, names: list[str], expected: bool) -> None:
    folder = home.list_folder("sltd")
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch()
    assert home.was_installed("sltd") is expected


def test_the_default_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BORDER_CHECK_HOME", "/desk")
    assert default_home() == "/desk"
    monkeypatch.setenv("BORDER_CHECK_HOME", "")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert default_home() == "/data/border-check"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/user")
    assert default_home() == "/user/.local/share/border-check"
