"""What is kept of a configuration: used only where it is what the file says, and ours."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from border_check import compiled
from border_check.configuration import yaml_file
from border_check.configuration.reading import load_settings
from border_check.errors import ConfigError

TEXT = "desk: {post: GVA-03, role: first-line}\nlists: {sltd: {stale_after: 12h, columns: {a: b}}}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "_SETTLED", -1.0)
    (tmp_path / "config.yaml").write_text(TEXT)
    return tmp_path


def read(home: Path) -> tuple[object, bool]:
    """The settings, and whether YAML was read for them."""
    real = yaml_file.content_of
    with patch.object(yaml_file, "content_of", side_effect=real) as reader:
        settings = load_settings(home / "config.yaml", str(home / "compiled"))
    return settings, reader.called


def kept(home: Path) -> Path:
    (file,) = (home / "compiled").iterdir()
    return file


def test_yaml_is_read_once(home: Path) -> None:
    first, second = read(home), read(home)
    assert first == (load_settings(home / "config.yaml"), True)
    assert second == (first[0], False)


def test_an_empty_configuration_is_kept_too(home: Path) -> None:
    (home / "config.yaml").write_text("# nothing yet\n")
    assert [read(home)[1], read(home)[1]] == [True, False]


def test_a_change_is_noticed(home: Path) -> None:
    read(home)
    file = home / "config.yaml"
    times = file.stat()
    file.write_text(TEXT.replace("GVA-03", "GVA-04"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as an editor may
    settings, anew = read(home)
    assert anew
    assert settings == load_settings(file)


def test_what_was_written_a_moment_ago_is_not_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_SETTLED", 2.0)
    read(home)
    assert not (home / "compiled").exists()


BROKEN = [
    ("emptied", lambda text: b""),
    ("cut short", lambda text: text[:-5]),
    ("one bit flipped", lambda text: text.replace(b"GVA-03", b"GVA-02")),
    ("no text", lambda text: b"\xff\xfe" + text),
    ("a digest alone", lambda text: text.partition(b"\n")[0]),
]


@pytest.mark.parametrize("broken", [b[1] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_what_is_damaged_is_ignored_and_made_anew(home: Path, broken: object) -> None:
    good, _ = read(home)
    assert callable(broken)
    kept(home).write_bytes(broken(kept(home).read_bytes()))
    assert read(home) == (good, True)
    assert read(home) == (good, False)


def test_what_others_can_write_is_not_trusted(home: Path) -> None:
    read(home)
    kept(home).chmod(0o622)
    assert read(home)[1]
    assert kept(home).stat().st_mode & 0o077 == 0
    with patch.object(os, "geteuid", lambda: 4711):
        assert read(home)[1]


def test_two_configurations_have_two_places(home: Path) -> None:
    other = home / "other.yaml"
    other.write_text("desk: {post: B}")
    for _ in range(2):
        load_settings(other, str(home / "compiled"))
        read(home)
    assert len(list((home / "compiled").iterdir())) == 2
    assert not read(home)[1]


NOT_KEPT = [
    ("a key that is no text", "lists: {sltd: {columns: {1: a}}}"),
    ("a date", "desk: {post: 2026-11-22}"),
]


@pytest.mark.parametrize("text", [n[1] for n in NOT_KEPT], ids=[n[0] for n in NOT_KEPT])
def test_what_json_would_change_is_read_each_time(home: Path, text: str) -> None:
    (home / "config.yaml").write_text(text)
    for _ in range(2):
        with suppress(ConfigError):
            assert read(home)[1]
    assert not (home / "compiled").exists()


def test_a_home_that_cannot_be_written_is_no_matter(home: Path) -> None:
    (home / "compiled").write_text("in the way")
    assert read(home)[1]
    assert read(home)[1]


def test_what_is_wrong_is_told_each_time(home: Path) -> None:
    (home / "config.yaml").write_text("desk: {pots: A}")
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"unknown key desk\.pots"):
            read(home)
    assert not (home / "compiled").exists()
