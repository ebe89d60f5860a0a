"""Whole sessions at an encrypted home: all is as ever with its key, and nothing without it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest
from session import SAMPLES, ago

from border_check.file_lock import hold
from border_check.keeping.wiping import wipe
from border_check.snapshot.home import Home

pytest.importorskip("cryptography")
pytest.importorskip("sqlcipher3")
pytestmark = pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no memory to build in")

SECRETS = (
    b"TAYIBELI",
    b"8989217",
    b"8989000",
    b"1979-02-11",
    b"Qasr Umbra",
    b"DOESBURGH",
    b"JANNEKE",
)
"""Of records, and of those who were asked about. Shorter ones would be found in two megabytes of
what looks random, too."""


class Post(NamedTuple):
    """A home, and the key that is given to each command, if any."""

    home: Path
    key: Path | None

    def __call__(
        self, *words: str | Path, binary: bool = False, folder: Path | None = None
    ) -> subprocess.CompletedProcess[Any]:
        environment = {
            **{name: value for name, value in os.environ.items() if "BORDER_CHECK" not in name},
            "BORDER_CHECK_HOME": str(self.home),
            "COLUMNS": "80",
            **({"BORDER_CHECK_KEY_FILE": str(self.key)} if self.key else {}),
        }
        command = [sys.executable, "-m", "border_check", *map(str, words)]
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=not binary,
            env=environment,
            cwd=folder,
            timeout=60,
        )

    def done(self, *words: str | Path, code: int = 0) -> str:
        ran = self(*words)
        assert ran.returncode == code, ran
        return str(ran.stdout)


def worked_at(post: Post) -> Post:
    """Lists are loaded, some with rejects, and there were searches, hits and a kept flight."""
    (post.home.parent / "flight.csv").write_text(
        "surname,given_names,birth_date,number,issuing_state\n"
        "DOESBURGH,JANNEKE,1990-01-01,L8989217,UTO\nTAYIBELI,MOHAMED ZARU,1979-02-11,K1234567,UTO\n"
    )
    broken = post.home.parent / "sltd.csv"
    broken.write_text((SAMPLES / "sltd.csv").read_text() + "S-77,UTO,passport,,,lost,DOESBURGH\n")
    post.done("load", "sltd", broken, "--as-of", ago(hours=1))
    people = SAMPLES / "national-watchlist.jsonl"
    post.done("load", "wanted", people, "--as-of", ago(hours=1))
    post.done("load", "un-sc", SAMPLES / "un-sc.xml", "--as-of", ago(hours=1))
    post.done("doc", "L8989217", "--issuer", "UTO", code=11)
    post.done("person", "Zaru Tayibeli", "--dob", "1979-02-11", code=11)
    flight = post.home.parent / "flight.csv"
    post.done("batch", flight, "--keep", "1d", "--out", post.home.parent / "r.csv", code=11)
    post.done("journal", "rotate")
    post.done("hits", "dismiss", "1", "--note", "seen: JANNEKE DOESBURGH")
    return post


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Post:
    folder = tmp_path_factory.mktemp("encrypted")
    post = Post(folder / "home", folder / "key")
    Post(post.home, None).done("encrypted", "new", "--key-file", folder / "key")
    return worked_at(post)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Post:
    return worked_at(Post(tmp_path_factory.mktemp("plain") / "home", None))


def bytes_of(home: Path) -> Iterator[tuple[str, bytes]]:
    """The content of each file of a home, and of whatever in it is compressed."""
    for file in home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            yield file.name, content
            for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
                opened = zlib.decompressobj()
                try:
                    yield file.name, opened.decompress(content[found.start() :])
                except zlib.error:
                    continue


def found_in(home: Path) -> set[tuple[str, bytes]]:
    return {
        (Path(name).suffix, secret)
        for name, content in bytes_of(home)
        for secret in SECRETS
        if secret in content
    }


def test_nothing_of_a_record_or_a_search_is_in_the_bytes(encrypted: Post) -> None:
    assert found_in(encrypted.home) == set()


def test_the_same_look_finds_it_all_where_a_home_is_plain(plain: Post) -> None:
    found = found_in(plain.home)
    assert {secret for _, secret in found} == {*SECRETS}
    assert {suffix for suffix, _ in found} >= {".sqlite", ".txt", ""}


HARMLESS = {"encrypted", "head", "reserve", "current", "lock", "lock-update", "signed"}


def test_every_file_but_the_harmless_is_sealed_or_encrypted(encrypted: Post) -> None:
    for file in encrypted.home.rglob("*"):
        if not file.is_file() or file.name in HARMLESS or file.suffix.endswith("-shm"):
            continue
        content = file.read_bytes()
        if file.suffix == ".sqlite-wal":
            continue  # of a database that is looked at below
        if file.suffix == ".sqlite":
            assert not content.startswith(b"SQLite format 3"), file
            with pytest.raises(sqlite3.DatabaseError):
                sqlite3.connect(file).execute("SELECT * FROM sqlite_master")
        else:
            assert content.startswith(b"border-check sealed 1\n"), file


def test_nothing_is_left_in_memory(encrypted: Post) -> None:
    encrypted.done("load", "wanted", SAMPLES / "national-watchlist.jsonl", "--as-of", ago())
    assert not [one for one in Path("/dev/shm").glob("border-check-*") if found_in(one)]


ASKED = [
    ("a document", ["doc", "L8989217", "--issuer", "UTO"], 11),
    ("one that is not listed", ["doc", "K7654321", "--issuer", "UTO"], 0),
    ("a person", ["person", "Zaru Tayibeli", "--dob", "1979-02-11"], 11),
    ("nobody", ["person", "Ada Nobody", "--dob", "1950-05-05"], 0),
]


@pytest.mark.parametrize(("words", "code"), [a[1:] for a in ASKED], ids=[a[0] for a in ASKED])
def test_the_answers_are_those_of_a_plain_home(
    encrypted: Post, plain: Post, words: list[str], code: int
) -> None:
    told = [json.loads(post.done(*words, "--json", code=code)) for post in (encrypted, plain)]
    assert told[0]["hits"] == told[1]["hits"]
    assert told[0]["verdict"] == told[1]["verdict"]


COMMANDS = [
    ("lists are verified", ["lists", "verify"], "sltd"),
    ("lists are told", ["lists"], "sltd"),
    ("the journal is verified", ["journal", "verify"], "none changed, none missing"),
    ("a hit is shown", ["hits", "show", "1"], "L8989217"),
    ("flights are asked again", ["rescreen"], ""),
    ("queries are erased", ["journal", "erase", "--older-than", "1h"], "nothing to erase"),
    ("files are told", ["inventory"], "journal/journal.sqlite"),
    ("an index of documents is made again", ["lists", "rebuild", "sltd"], ""),
    ("one of names, too", ["lists", "rebuild", "wanted"], ""),
    ("and is what was installed", ["lists", "verify"], "as it was installed"),
    ("it is open", ["encrypted", "status"], "open to this key"),
]


@pytest.mark.parametrize(("words", "said"), [c[1:] for c in COMMANDS], ids=[c[0] for c in COMMANDS])
def test_what_else_is_done_with_a_home(encrypted: Post, words: list[str], said: str) -> None:
    ran = encrypted(*words)
    assert ran.returncode in (0, 10, 11), ran
    assert said in ran.stdout
    assert "Traceback" not in ran.stderr


def test_no_file_of_it_is_unknown(encrypted: Post) -> None:
    assert "unknown" not in encrypted.done("inventory", "--json")


def test_rejects_are_read_by_a_command(encrypted: Post) -> None:
    (file,) = (encrypted.home / "lists" / "sltd").glob("rejects-*.txt")
    assert "S-77" in encrypted.done("encrypted", "read", file)


def test_rejects_are_loaded_as_they_lie_there(encrypted: Post, tmp_path: Path) -> None:
    heading, row, *_ = (SAMPLES / "sltd.csv").read_text().splitlines()
    given = tmp_path / "some.csv"
    given.write_text(f"{heading}\n{row}\nS-78{',' * heading.count(',')}\n")
    load = ["load", "some", "--format", "sltd-csv", "--json"]
    file = json.loads(encrypted.done(*load, given, "--as-of", ago()))["rejects_file"]
    assert file.endswith(".csv")
    told = json.loads(encrypted.done(*load, file, "--add"))
    assert (told["read"], told["rejected"]) == (1, 1)
    encrypted.done("lists", "remove", "some")


def test_only_what_changed_is_asked_again(encrypted: Post, tmp_path: Path) -> None:
    """Two versions of a list are compared, each with a salt of its own."""
    newer = tmp_path / "wanted.jsonl"
    people = (SAMPLES / "national-watchlist.jsonl").read_text()
    newer.write_text(people + '{"id": "X", "name": "JANNEKE DOESBURGH", "dobs": ["1990-01-01"]}\n')
    encrypted("rescreen")  # of the version that answers by now
    encrypted.done("load", "wanted", newer, "--as-of", ago())
    told = encrypted("rescreen", "--json").stdout
    summary = json.loads(told.splitlines()[-1])
    assert (summary["new"], summary["notes"]) == (1, [])


def test_a_passenger_list_is_checked_in_several_processes(encrypted: Post) -> None:
    flight = encrypted.home.parent / "flight.csv"
    told = encrypted.done("batch", flight, "--workers", "2", "--json", code=11)
    assert json.loads(told.splitlines()[-1])["stop"] == 2


def test_a_bit_that_turned_over_is_noticed(encrypted: Post) -> None:
    folder = encrypted.home / "lists" / "wanted"
    version = json.loads((folder / "current").read_text())["version"]
    for suffix in (".sqlite", ".names"):
        file = folder / f"{version}{suffix}"
        whole = file.read_bytes()
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes((whole[middle] ^ 1,)) + whole[middle + 1 :])
        try:
            ran = encrypted("person", "Zaru Tayibeli", "--dob", "1979-02-11")
            assert ran.returncode in (11, 20), ran
            assert encrypted("lists", "verify").returncode == 4
        finally:
            file.write_bytes(whole)


def test_what_is_not_sealed_is_not_taken_for_ours(encrypted: Post) -> None:
    """Whoever writes into the folder without the key would have every document not listed."""
    folder = encrypted.home / "lists" / "sltd"
    version = json.loads((folder / "current").read_text())["version"]
    file = folder / f"{version}.documents"
    sealed = file.read_bytes()
    opened = encrypted("encrypted", "read", file, binary=True).stdout
    assert len(opened) < len(sealed)
    file.write_bytes(opened)
    try:
        ran = encrypted("doc", "K7654321", "--issuer", "UTO")
        assert ran.returncode == 20, ran
        assert "is not sealed" in ran.stdout
    finally:
        file.write_bytes(sealed)


def test_a_home_may_be_reached_by_a_link_above_it(encrypted: Post, tmp_path: Path) -> None:
    (tmp_path / "mounted").symlink_to(encrypted.home.parent)
    post = Post(tmp_path / "mounted" / "home", encrypted.key)
    post.done("doc", "K7654321", "--issuer", "UTO")
    assert "none changed, none missing" in post.done("journal", "verify")


LATE = """
import os, sys
import border_check, border_check.sqlite
os.environ["BORDER_CHECK_KEY_FILE"] = sys.argv[2]
try:
    border_check.open(sys.argv[1])
except border_check.BorderCheckError as error:
    print(error.message)
"""


def test_a_key_that_comes_when_databases_are_opened_plainly_is_none(tmp_path: Path) -> None:
    Post(tmp_path / "home", None).done("encrypted", "new", "--key-file", tmp_path / "key")
    words = [sys.executable, "-c", LATE, str(tmp_path / "home"), str(tmp_path / "key")]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "is encrypted, and no key was given" in ran.stdout
    assert {file.name for file in (tmp_path / "home").iterdir()} == {"encrypted"}


def test_a_second_medium_is_encrypted_as_the_home_is(tmp_path: Path) -> None:
    post = Post(tmp_path / "home", tmp_path / "key")
    post.home.mkdir(mode=0o700)
    (post.home / "config.yaml").write_text(f"second_journal: {tmp_path}/second\n")
    Post(post.home, None).done("encrypted", "new", "--key-file", tmp_path / "key")
    (post.home / "journal").write_text("no folder")
    ran = post("doc", "L8989217", "--issuer", "UTO")
    assert "ref DESK-01/B000001" in ran.stdout
    journal = tmp_path / "second" / "journal.sqlite"
    assert not journal.read_bytes().startswith(b"SQLite format 3")
    assert not found_in(tmp_path / "second")


def test_a_copy_of_the_journal_is_encrypted_as_the_home_is(encrypted: Post, tmp_path: Path) -> None:
    told = encrypted.done("journal", "copy", tmp_path / "drill" / "journal")
    assert "in 2 files, 2 copied anew" in told
    assert not found_in(tmp_path / "drill")
    shutil.copy(encrypted.home / "encrypted", tmp_path / "drill")
    drill = Post(tmp_path / "drill", encrypted.key)
    assert "none changed, none missing" in drill.done("journal", "verify")
    assert Post(tmp_path / "drill", None)("journal", "verify").returncode == 4


def test_what_a_killed_process_left_in_memory_goes_with_the_next(encrypted: Post) -> None:
    left, held = (
        Path(tempfile.mkdtemp(prefix=f"border-check-{os.getuid()}-", dir="/dev/shm"))
        for _ in range(2)
    )
    handle = os.open(held, os.O_RDONLY)
    try:
        (left / "plain").write_text("TAYIBELI")
        hold(handle)
        encrypted.done("load", "wanted", SAMPLES / "national-watchlist.jsonl", "--as-of", ago())
        assert not left.exists()
        assert held.exists()
    finally:
        os.close(handle)
        held.rmdir()


@pytest.fixture
def lost(encrypted: Post, tmp_path: Path) -> Post:
    """A copy of a home of which nobody has the key."""
    copytree(encrypted.home, tmp_path / "home")
    return Post(tmp_path / "home", None)


def test_without_its_key_a_home_is_told_and_wiped(lost: Post) -> None:
    assert "lists/sltd/current" in lost.done("inventory")
    assert "--without-export gives it up" in lost("wipe", "--yes").stderr
    lost.done("wipe", "--yes", "--without-export")
    assert not lost.home.exists()


def test_without_its_key_no_journal_is_kept(lost: Post, tmp_path: Path) -> None:
    ran = lost("wipe", "--yes", "--journal-to", tmp_path / "journal.jsonl")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "no key was given" in ran.stderr
    assert not (tmp_path / "journal.jsonl").exists()
    assert (lost.home / "encrypted").exists()


def test_the_key_that_a_passphrase_opens_goes_before_all_else(
    lost: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    unlink = Path.unlink

    def noted(file: Path, missing_ok: bool = False) -> None:
        if file.is_relative_to(lost.home) and file.exists():
            gone.append(file.relative_to(lost.home).as_posix())
        unlink(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", noted)
    wipe(Home(lost.home, locked=True), datetime.now(UTC))
    assert gone[0] == "encrypted"


WITHOUT = [
    ["doc", "L8989217", "--issuer", "UTO"],
    ["person", "Zaru Tayibeli"],
    ["lists"],
    ["journal", "verify"],
    ["hits"],
    ["load", "sltd", str(SAMPLES / "sltd.csv")],
    ["encrypted", "status"],
]


@pytest.mark.parametrize("words", WITHOUT, ids=[" ".join(words[:1]) for words in WITHOUT])
def test_without_the_key_every_command_says_so(encrypted: Post, words: list[str]) -> None:
    ran = Post(encrypted.home, None)(*words)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "is encrypted, and no key was given" in ran.stderr
    assert "hint: set BORDER_CHECK_KEY_FILE" in ran.stderr


BAD_KEYS = [
    ("of another home", "00" * 32, 0o600, "is encrypted with another key"),
    ("too short", "00" * 31, 0o600, "it holds no key"),
    ("no key", "open sesame", 0o600, "it holds no key"),
    ("that others may read", "00" * 32, 0o644, "others may read this key"),
]


@pytest.mark.parametrize(
    ("content", "mode", "said"), [b[1:] for b in BAD_KEYS], ids=[b[0] for b in BAD_KEYS]
)
def test_a_key_that_is_none(
    encrypted: Post, tmp_path: Path, content: str, mode: int, said: str
) -> None:
    key = tmp_path / "key"
    key.write_text(content)
    key.chmod(mode)
    ran = Post(encrypted.home, key)("doc", "L8989217")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert said in ran.stderr
    assert content not in ran.stderr


def test_a_key_may_be_a_credential_of_systemd(
    encrypted: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which belongs to root, and is open to the account by a list of access rights: mode 0440."""
    assert encrypted.key is not None
    key = tmp_path / "key"
    key.write_bytes(encrypted.key.read_bytes())
    key.chmod(0o440)
    asked = ("doc", "L8989217", "--issuer", "UTO")
    assert Post(encrypted.home, key)(*asked).returncode == 4
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert Post(encrypted.home, key)(*asked).returncode == 11
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path.parent))
    assert "others may read this key" in Post(encrypted.home, key)(*asked).stderr


def test_a_key_is_no_matter_to_a_plain_home(encrypted: Post, plain: Post) -> None:
    found = Post(plain.home, encrypted.key).done("doc", "L8989217", "--issuer", "UTO", code=11)
    assert "STOLEN BLANK" in found


def test_what_is_encrypted_is_not_packed(encrypted: Post, tmp_path: Path) -> None:
    ran = encrypted("snapshot", "pack", "sltd", tmp_path / "sltd.bcs")
    assert ran.returncode == 2
    assert "opens nowhere else" in ran.stderr


@pytest.fixture
def by_passphrase(tmp_path: Path) -> tuple[Post, Path]:
    words = tmp_path / "words"
    words.write_text("open sesame\n")
    post = Post(tmp_path / "home", None)
    post.done("encrypted", "new", "--passphrase-file", words)
    return post, words


def test_a_passphrase_opens_it_for_one_command(by_passphrase: tuple[Post, Path]) -> None:
    post, words = by_passphrase
    assert post("doc", "L8989217").returncode == 4
    unlock = ["encrypted", "unlock", "--passphrase-file", str(words), "--"]
    command = [sys.executable, "-m", "border_check"]
    post.done(*unlock, *command, "load", "sltd", SAMPLES / "sltd.csv", "--as-of", ago())
    assert "STOLEN BLANK" in post.done(
        *unlock, *command, "doc", "L8989217", "--issuer", "UTO", code=11
    )
    assert b"sesame" not in (post.home / "encrypted").read_bytes()
    assert not found_in(post.home)


def test_a_home_that_is_open_is_found_from_everywhere(by_passphrase: tuple[Post, Path]) -> None:
    post, words = by_passphrase
    unlock = ["encrypted", "unlock", "--home", "home", "--passphrase-file", str(words), "--"]
    command = [sys.executable, "-m", "border_check", "encrypted", "status"]
    elsewhere = ["sh", "-c", f"cd / && {shlex.join(command)}"]
    assert "open to this key" in post(*unlock, *elsewhere, folder=post.home.parent).stdout


def test_another_passphrase_does_not(by_passphrase: tuple[Post, Path]) -> None:
    post, words = by_passphrase
    words.write_text("open barley\n")
    ran = post("encrypted", "unlock", "--passphrase-file", words, "--", "true")
    assert ran.returncode == 4
    assert "this is not its passphrase" in ran.stderr
    assert "barley" not in ran.stderr


def test_a_home_that_is_there_is_not_encrypted_after_the_fact(plain: Post, tmp_path: Path) -> None:
    ran = plain("encrypted", "new", "--key-file", tmp_path / "key")
    assert ran.returncode == 2
    assert "is there already" in ran.stderr
    assert not (tmp_path / "key").exists()


def test_a_key_is_not_put_beside_what_it_locks(tmp_path: Path) -> None:
    ran = Post(tmp_path / "home", None)("encrypted", "new", "--key-file", tmp_path / "home" / "key")
    assert ran.returncode == 2
    assert "opens it for everybody" in ran.stderr
