"""`border-check lists` and what it does to lists."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path

import pytest
from session import Session, ago

from border_check.snapshot import schema
from border_check.snapshot.storage import loading

from desk import ALERTS, DOCUMENTS, REFERENCES

ROW = "D9,UTO,passport,K7654321,,stolen,2026,UTO,2036-01-01,active\n"


def snapshot(session: Session, name: str) -> Path:
    (file,) = (session.home / "lists" / name).glob("*.sqlite")
    return file


def damage(file: Path, at: int, content: bytes) -> None:
    """Write over a few bytes; the size stays."""
    with file.open("rb+") as stream:
        stream.seek(at)
        stream.write(content)


def test_table(session: Session) -> None:
    result = session("lists")
    assert (result.code, result.err) == (0, "")
    head, *lines = result.out.splitlines()
    assert head.split() == ["list", "kind", "state", "age", "records"]
    sltd, wanted = (line.split() for line in lines)
    assert (sltd[:3], sltd[-1]) == (["sltd", "documents", "ok"], "7")
    assert (wanted[:3], wanted[-1]) == (["wanted", "nominals", "ok"], "6")
    assert all(re.fullmatch("0h[45][0-9]", one[3]) for one in (sltd, wanted))


def test_no_list(bare_session: Session) -> None:
    hint = "no list is installed; load one: border-check load LIST PATH\n"
    assert bare_session("lists").out == hint
    assert bare_session("lists", "verify").out == hint
    assert bare_session("lists", "--json").json["lists"] == []


def test_show(session: Session) -> None:
    out = session("lists", "show", "sltd").out
    assert "title     SLTD" in out
    assert "owner     INTERPOL" in out
    assert "limits    stale after 24 h, no answer after 72 h" in out
    assert "  UTO              7  Utopia" in out.splitlines()


def test_show_in_json(session: Session) -> None:
    (shown,) = session("lists", "show", "sltd", "--json").json["lists"]
    layers = shown.pop("layers")
    assert shown == session("lists", "--json").json["lists"][0]
    assert [(one["version"], one["records"]) for one in layers] == [(shown["version"], 7)]


def test_formats(bare_session: Session) -> None:
    lines = bare_session("lists", "formats").out.splitlines()
    assert {line.split()[0] for line in lines} >= {"sltd-csv", "nominal-jsonl", "un-xml"}
    assert all(len(line) <= 80 for line in lines)


def test_verify(session: Session) -> None:
    result = session("lists", "verify")
    assert result.code == 0
    assert result.out == "sltd: as it was installed\nwanted: as it was installed\n"


def test_verify_finds_one_byte(session: Session) -> None:
    damage(snapshot(session, "sltd"), 30_000, b"x")
    result = session("lists", "verify")
    result.failed(4, "damaged: 1 of 2 lists")
    assert result.out.splitlines()[0] == "sltd: its content is not what was installed"


@pytest.mark.parametrize("where", ["current", "*.sqlite"])
def test_verify_goes_on_after_what_is_missing(session: Session, where: str) -> None:
    next((session.home / "lists" / "sltd").glob(where)).unlink()
    result = session("lists", "verify")
    result.failed(4)
    assert result.out.splitlines()[1] == "wanted: as it was installed"


@pytest.mark.parametrize(
    ("name", "suffix", "words"),
    [
        ("sltd", ".documents", "sltd: 1 index made again\n"),
        ("wanted", ".documents", "wanted: 2 indexes made again\n"),
        ("wanted", ".names", "wanted: 2 indexes made again\n"),
    ],
)
@pytest.mark.parametrize("is_lost", [True, False], ids=["lost", "damaged"])
def test_an_index_is_rebuilt(
    session: Session, name: str, suffix: str, words: str, is_lost: bool
) -> None:
    file = snapshot(session, name).with_suffix(suffix)
    before = file.read_bytes()
    if is_lost:
        file.unlink()
    else:
        damage(file, len(before) - 9, b"x")
    session("lists", "verify").failed(4)
    assert session("lists", "rebuild", name).out == words
    assert file.read_bytes() == before
    assert session("lists", "verify").code == 0


def test_no_index_is_made_of_a_damaged_snapshot(session: Session) -> None:
    damage(snapshot(session, "wanted"), 30_000, b"x")
    session("lists", "rebuild", "wanted").failed(4, "its content is not what was installed")


def test_remove(session: Session) -> None:
    assert session("lists", "remove", "sltd").out == "sltd: removed\n"
    assert not (session.home / "lists" / "sltd").exists()
    assert session("doc", "K7654321").code == 20


def version(session: Session) -> str:
    return str(session("lists", "--json").json["lists"][0]["version"])


def test_rollback_goes_back_and_only_by_name_forward(session: Session) -> None:
    first, older = session.kept(), version(session)
    session.load("sltd", DOCUMENTS + ROW)
    newer = version(session)
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11
    assert session("lists", "rollback", "sltd").out == f"sltd: {older} answers\n"
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0
    result = session("lists", "rollback", "sltd")
    result.failed(4, "there is no previous snapshot to go back to", newer)
    assert session("lists", "rollback", "sltd", "--to", newer).code == 0
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11
    assert session("lists", "rollback", "sltd").code == 0
    assert first.keys() - {"sltd/current"} <= session.kept().keys()


def test_a_version_that_is_not_there(session: Session) -> None:
    session("lists", "rollback", "sltd", "--to", "../wanted/x").failed(4, "is not there")
    session("lists", "rollback", "sltd", "--to", version(session)).failed(4, "answers already")


def test_each_rollback_takes_a_delta_off(session: Session) -> None:
    versions = [version(session)]
    for number in (1, 2):
        content = f"{DOCUMENTS.splitlines()[0]}\n{ROW.replace('D9', f'D9{number}')}"
        session.load("sltd", content, "--delta")
        versions.append(version(session))
    for expected in (versions[1], versions[0]):
        assert session("lists", "rollback", "sltd").out == f"sltd: {expected} answers\n"
        assert session("lists", "verify").code == 0
    session("lists", "rollback", "sltd").failed(4, "there is no previous snapshot")
    assert session("lists", "prune", "--dry-run", "--json").json["lists"][0]["files"] == []
    assert session("lists", "rollback", "sltd", "--to", versions[2]).code == 0
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11
    assert session("lists", "rollback", "sltd").out == f"sltd: {versions[1]} answers\n"


def test_what_was_gone_back_from_goes_with_the_next_load(session: Session) -> None:
    session.load("sltd", DOCUMENTS + ROW)
    newer = version(session)
    session("lists", "rollback", "sltd")
    session.load("sltd", DOCUMENTS + ROW.replace("K7654321", "K7654322"))
    session("lists", "rollback", "sltd", "--to", newer).failed(4, "is not there")


def test_prune_deletes_what_nothing_needs(session: Session) -> None:
    session.load("sltd", DOCUMENTS + ROW)
    folder = session.home / "lists" / "sltd"
    kept = session.kept()
    for name in ("20200101T000000Z-aaaaaa.sqlite", ".building-1.sqlite", ".fetched-1/fetched.part"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(bytes(1000))
    (folder / "notes.txt").write_text("mine")
    would = session("lists", "prune", "sltd", "--dry-run")
    assert would.out.splitlines()[0] == "sltd: files to be deleted: 3, bytes to be freed: 3,000"
    assert (folder / ".building-1.sqlite").exists()
    done = session("lists", "prune", "--json").json
    assert [(one["name"], one["bytes"]) for one in done["lists"]] == [("sltd", 3000), ("wanted", 0)]
    assert session.kept() == {**kept, "sltd/notes.txt": b"mine"}
    assert session("lists", "rollback", "sltd").code == 0


def test_prune_can_give_up_the_way_back(session: Session) -> None:
    session.load("sltd", DOCUMENTS + ROW)
    result = session("lists", "prune", "sltd", "--keep", "1")
    assert result.out.startswith("sltd: files deleted: 2, bytes freed: ")
    session("lists", "rollback", "sltd").failed(4, "there is no previous snapshot")
    assert session("lists", "verify").code == 0
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11


def test_prune_keeps_what_a_delta_lies_on(session: Session) -> None:
    session.load("sltd", f"{DOCUMENTS.splitlines()[0]}\n{ROW}", "--delta")
    before = session.kept()
    assert session("lists", "prune", "--keep", "1").code == 0
    assert session.kept().keys() == before.keys()
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11


def test_prune_waits_for_no_load(session: Session) -> None:
    with loading(session.home / "lists" / "sltd"):
        session("lists", "prune", "sltd").failed(4, "another process is loading this list")


def test_a_damaged_snapshot_is_not_gone_back_to(session: Session) -> None:
    older = snapshot(session, "sltd")
    session.load("sltd", DOCUMENTS + ROW)
    damage(older, 100, bytes(2000))
    before = session.kept()
    session("lists", "rollback", "sltd").failed(4, "damaged")
    assert session.kept() == before


REFUSED = [
    ("show", "foo: no such list is installed"),
    ("remove", "foo: no such list is installed"),
    ("prune", "foo: no such list is installed"),
    ("rollback", "foo: no such list is installed"),
]


@pytest.mark.parametrize(("command", "words"), REFUSED)
def test_a_list_that_is_not_there(session: Session, command: str, words: str) -> None:
    session("lists", command, "foo").failed(4, words)


def test_nothing_to_go_back_to(session: Session) -> None:
    session("lists", "rollback", "sltd").failed(4, "sltd: there is no previous snapshot")


DAMAGE = [
    ("its head", 0, b"no database"),
    ("its tables", 100, bytes(4000)),
]


@pytest.mark.parametrize(("at", "content"), [d[1:] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_flipped_bytes_are_not_checked_and_loading_again_repairs(
    session: Session, at: int, content: bytes
) -> None:
    damage(snapshot(session, "sltd"), at, content)
    result = session("doc", "K7654321", "--issuer", "UTO", "--json")
    assert result.code == 20
    assert {one["name"]: one["state"] for one in result.json["lists"]}["sltd"] == "corrupt"
    assert "list_corrupt" in {problem["code"] for problem in result.json["problems"]}
    assert session("lists").out.splitlines()[1].split()[2] == "corrupt"
    session.load("sltd", DOCUMENTS)
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0


def test_an_unreadable_pointer_is_repaired_by_loading(session: Session) -> None:
    (session.home / "lists" / "sltd" / "current").write_text('{"version"')
    assert session("doc", "K7654321", "--issuer", "UTO").code == 20
    session.load("sltd", DOCUMENTS)
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0


def test_a_pointer_to_another_kind_of_list_is_not_checked(session: Session) -> None:
    pointer = session.home / "lists" / "sltd" / "current"
    pointer.write_text(pointer.read_text().replace("documents", "unheard-of"))
    assert session("doc", "K7654321", "--issuer", "UTO").code == 20


def test_a_snapshot_of_an_older_schema_says_so(session: Session) -> None:
    file = snapshot(session, "sltd")
    of_an_older_schema(file)
    result = session("doc", "K7654321", "--issuer", "UTO")
    assert result.code == 20
    told = " ".join(result.out.split())
    assert f"written for schema 0, this version reads {schema.VERSION}" in told
    assert "load the list again: load sltd FILE" in told
    assert "load the list again" in session("lists").out


def of_an_older_schema(file: Path) -> None:
    """As if it had been installed by an earlier version of the program."""
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    pointer = file.with_name("current")
    after = hashlib.sha256(file.read_bytes()).hexdigest()
    pointer.write_text(pointer.read_text().replace(before, after))


OLDER = [
    ("doc K7654321 --issuer UTO", 20),
    ("person Doe", 20),
    ("batch passengers.csv", 20),
    ("reference UTO P", 4),
    ("reference UTO --alert A1", 4),
    ("lists", 0),
    ("lists show sltd", 0),
    ("lists verify", 4),
    ("lists fold sltd", 4),
    ("lists rebuild sltd", 4),
    ("lists rollback sltd", 4),
    ("load sltd sltd.csv --add", 4),
    ("load sltd sltd.csv --delta", 4),
]


@pytest.mark.parametrize(("command", "code"), OLDER, ids=[command for command, _ in OLDER])
def test_every_command_says_that_a_snapshot_is_of_an_older_schema(
    session: Session, monkeypatch: pytest.MonkeyPatch, command: str, code: int
) -> None:
    monkeypatch.chdir(session.folder)
    session.file("passengers.csv", "surname,given names,document number\nDOE,JANE,K7654321\n")
    session.load("references", REFERENCES)
    session.load("alerts", ALERTS)
    if "rollback" in command or "fold" in command:
        session.load("sltd", f"{DOCUMENTS.splitlines()[0]}\n{ROW}", "--delta")
    session.file("sltd.csv", DOCUMENTS)
    for file in (session.home / "lists").glob("*/*.sqlite"):
        of_an_older_schema(file)
    result = session(*command.split())
    assert result.code == code
    told = " ".join((result.out + result.err).split())
    assert "written for schema 0, this version reads" in told
    assert re.search(r"load (the list|them) again|load \S+ FILE", told), told


def test_a_stray_folder_is_no_list(session: Session) -> None:
    (session.home / "lists" / "lost+found").mkdir()
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0


def test_ages_and_states(bare_session: Session) -> None:
    for name, age in (("new", 1), ("old", 30), ("older", 80)):
        file = bare_session.file(f"{name}.csv", DOCUMENTS)
        bare_session("load", name, file, "--as-of", ago(hours=age))
    states = [line.split()[2:4] for line in bare_session("lists").out.splitlines()[1:]]
    assert states == [["ok", "1h00"], ["stale", "1d"], ["expired", "3d"]]
