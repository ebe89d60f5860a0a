"""Homes that may not be written, disks that are full, and configurations that say nothing."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from session import ROOT, Result, Session, ago

from desk import DOCUMENTS

NOBODY = 65534
ROW = "DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO\n"
MANIFEST = "Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer\n"


# -- without permission ----------------------------------------------------------------------------


AS_NOBODY = """
import os, sys
from contextlib import redirect_stderr, redirect_stdout
from border_check.cli.start import run
# First as root, in a copy: whatever Python itself is made of has been read by then.
os.chdir("copy")
with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
    run(sys.argv[1:])
os.chdir("..")
os.setgroups([]), os.setgid(65534), os.setuid(65534)
sys.exit(run(sys.argv[1:]))
"""


class Guarded(NamedTuple):
    """A desk whose user may read the home, and may write nothing."""

    desk: Session

    def __call__(self, *arguments: str) -> Result:
        """Run a command as a user for whom file permissions hold, in the folder of the desk."""
        given = ["-c", AS_NOBODY] if os.geteuid() == 0 else ["-m", "border_check"]
        done = subprocess.run(
            [sys.executable, *given, *arguments],
            cwd=self.desk.folder,
            env={**os.environ, "BORDER_CHECK_HOME": "home", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def guarded(session: Session) -> Iterator[Guarded]:
    session("doc", "K7654321", "--issuer", "UTO")
    with tempfile.TemporaryDirectory() as folder:
        desk = Session(Path(folder))
        shutil.copytree(session.home, desk.home)
        desk.file("sltd.csv", DOCUMENTS)
        desk.file("manifest.csv", MANIFEST + ROW)
        shutil.copytree(desk.folder, session.folder / "copy")
        shutil.move(session.folder / "copy", desk.folder)
        everything = [desk.folder, *desk.folder.rglob("*")]
        for path in everything:
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)
            path.chmod(0o500 if path.is_dir() else 0o400)
        yield Guarded(desk)
        for path in everything:
            path.chmod(0o700)


def test_loading_without_permission(guarded: Guarded) -> None:
    before = guarded.desk.kept()
    result = guarded("load", "sltd", "sltd.csv")
    result.failed(4, "cannot write: ", "space and permissions of the home")
    assert guarded.desk.kept() == before


def test_no_search_without_permission_for_its_entry(guarded: Guarded) -> None:
    result = guarded("doc", "L8989123", "--issuer", "UTO", "--json")
    assert (result.code, result.json["hits"], result.err) == (20, [], "")
    (problem,) = result.json["problems"]
    assert problem["code"] == "journal"
    assert "cannot be written" in problem["text"]


def test_reading_needs_no_permission_to_write(guarded: Guarded) -> None:
    for command in (["lists"], ["lists", "verify"], ["journal", "verify"], ["journal", "show"]):
        result = guarded(*command)
        assert (result.code, result.err) == (0, ""), command


def test_results_without_permission(guarded: Guarded) -> None:
    guarded("batch", "manifest.csv", "--out", "out.csv").failed(4, "out.csv: cannot write")
    assert guarded("journal", "verify").out == "1 entries, none changed, none missing\n"


INPUTS = [
    ("a list", ["load", "sltd"], "sltd.csv", 4),
    ("a manifest", ["batch"], "manifest.csv", 4),
    ("a configuration", ["lists", "--config"], "sltd.csv", 3),
]


@pytest.mark.parametrize(
    ("command", "name", "code"), [i[1:] for i in INPUTS], ids=[i[0] for i in INPUTS]
)
def test_an_input_without_permission(
    guarded: Guarded, command: list[str], name: str, code: int
) -> None:
    (guarded.desk.folder / name).chmod(0)
    if command[0] == "load":  # the home may be written to
        for path in (guarded.desk.home, *guarded.desk.home.rglob("*")):
            path.chmod(0o700)
    guarded(*command, name).failed(code, name, "Permission denied")


# -- without space ---------------------------------------------------------------------------------


def limited(size: int) -> dict[str, Any]:
    """How to start a process no file of which may grow beyond so many bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return {"preexec_fn": limit}


def test_loading_without_space(session: Session) -> None:
    before = session.kept()
    file = session.file("sltd.csv", DOCUMENTS)
    result = session.process("load", "sltd", file, "--as-of", ago(hours=1), **limited(16_384))
    result.failed(4, "cannot write: ", "the installed lists are as they were")
    assert session.kept() == before
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11


def test_no_search_without_space_for_its_entry(session: Session) -> None:
    result = session.process("doc", "L8989123", "--issuer", "UTO", "--json", **limited(1024))
    assert (result.code, result.json["hits"]) == (20, [])
    assert session("journal", "verify").code == 0


def test_results_without_space(session: Session) -> None:
    manifest = session.file("manifest.csv", MANIFEST + ROW * 600)
    out = session.file("out.jsonl", "older")
    result = session.process("batch", manifest, "--out", out, **limited(131_072))
    result.failed(4, "cannot write the results", "the searches are in the journal")
    assert out.read_text() == "older"
    assert session("journal", "verify").code == 0
    resumed = session("batch", manifest, "--out", out, "--resume")
    assert re.search(r"rows 1 to \d+ were answered before", resumed.err)
    assert len(out.read_text().splitlines()) == 1 + MANIFEST.count("\n") - 1 + 600
    assert not [path for path in session.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_answer_that_cannot_be_printed(session: Session) -> None:
    with Path("/dev/full").open("w") as full:
        result = session.process("doc", "K7654321", "--issuer", "UTO", stdout=full)
    result.failed(4, "standard output cannot be written: No space left")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, name: str) -> None:
    """Leave no byte free."""
    with (disk / name).open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


def test_a_full_disk(session: Session, small_disk: Path) -> None:
    session("doc", "K7654321", "--issuer", "UTO")
    shutil.copytree(session.home, small_disk / "home")
    full = Session(small_disk)
    list_file = session.file("sltd.csv", DOCUMENTS)
    before = full.kept()
    fill(small_disk, "filling")
    full("load", "sltd", list_file, "--as-of", ago(hours=1)).failed(4, "cannot write: ")
    assert full.kept() == before
    # The reserve takes the last entries ...
    assert full("doc", "L8989123", "--issuer", "UTO").code == 11
    assert full("journal", "verify").out == "2 entries, none changed, none missing\n"
    # ... and when that is gone too, nothing is answered.
    fill(small_disk, "more")
    result = full("doc", "L8989123", "--issuer", "UTO", "--json")
    assert (result.code, result.json["hits"]) == (20, [])
    assert full("journal", "verify").out == "2 entries, none changed, none missing\n"


# -- a broken configuration ------------------------------------------------------------------------

BROKEN = [
    ("no YAML", "desk: {role: [", "config.yaml: line 1: "),
    ("an unknown key", "desk: {rol: first-line}", "config.yaml: unknown key desk.rol"),
    ("an unknown word", "desk: {role: boss}", "desk.role: found 'boss', expected one of"),
    ("a number of words", "thresholds: {first_line: ten}", "thresholds.first_line: found 'ten'"),
    ("no list of lists", "lists: [sltd]", "config.yaml: lists: found"),
    ("a span of time", "lists: {sltd: {stale_after: soon}}", "sltd.stale_after: found 'soon'"),
    ("another encoding", b"desk:\n  post: Gen\xe8ve\n", "config.yaml: line 2: cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
@pytest.mark.parametrize("command", [["doc", "L8989123"], ["lists"], ["load", "sltd", "x.csv"]])
def test_a_broken_configuration(
    session: Session, command: list[str], content: str | bytes, words: str
) -> None:
    before = session.kept()
    text = content.encode() if isinstance(content, str) else content
    (session.home / "config.yaml").write_bytes(text)
    session(*command).failed(3, words)
    assert session.kept() == before
    assert not (session.home / "journal").exists()


def test_a_configuration_that_is_not_there(session: Session) -> None:
    session("lists", "--config", session.folder / "none.yaml").failed(3, "none.yaml: no such file")
    session("lists", "--config", session.folder).failed(3, "cannot be read: Is a directory")
