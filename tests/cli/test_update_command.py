"""`border-check update` as a keeper of lists types it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Session, ago

from desk import DOCUMENTS
from list_server import ListServer, sends, unless_known


def configure(session: Session, **lists: Mapping[str, Any]) -> None:
    session.home.mkdir(exist_ok=True)
    quick = {"attempts": 1, "read_timeout": "10s"}
    said = {name: {"update": quick, **content} for name, content in lists.items()}
    (session.home / "config.yaml").write_text(json.dumps({"lists": said}))


def test_one_plain_line(bare_session: Session, server: ListServer) -> None:
    configure(bare_session, sltd={"source": server.at(), "title": "Documents"})
    server.says(unless_known('"one"', DOCUMENTS.encode()))
    done = bare_session("update", "sltd")
    assert (done.code, done.err) == (0, "")
    moment = ago()[:16].replace("T", " ")
    assert done.out[:-16] == f"sltd: done, 7 records, current as of {moment} UTC\n"[:-16]
    assert done.out.endswith(" UTC\n")
    assert bare_session("update").out.startswith("sltd: unchanged, 7 records, current as of ")
    assert bare_session("doc", "L8989123", "--issuer", "UTO").code == 11


def test_each_list_by_itself_and_the_worst_code(bare_session: Session, server: ListServer) -> None:
    bare_session.file("un-sc.xml", (SAMPLES / "un-sc.xml").read_bytes())
    configure(
        bare_session,
        gone={"source": server.at("/gone.csv")},
        page={"source": server.at("/page.csv")},
        sltd={"source": server.at("/sltd.csv")},
        un={"source": str(bare_session.folder / "un-sc.xml"), "format": "un-xml"},
    )
    server.paths = {
        "/gone.csv": sends(status=404),
        "/page.csv": sends(b"<html>Log in"),
        "/sltd.csv": sends(DOCUMENTS.encode()),
    }
    found = bare_session("update")
    gone, page, sltd, un = found.out.splitlines()
    assert gone == f"gone: not updated: {server.at('/gone.csv')}: answered 404; none is installed"
    assert page.startswith("page: not updated: page.csv: expected a list, found a web page")
    assert sltd.startswith("sltd: done, 7 records, current as of ")
    assert un.startswith("un: done, ")
    found.failed(4, "not up to date: 2 of 4 lists", "see to the address")
    assert bare_session("update", "page").code == 3
    assert bare_session("update", "sltd", "un").code == 0


def test_what_is_installed_is_told_beside_a_failure(session: Session, server: ListServer) -> None:
    configure(session, sltd={"source": server.at()})
    server.says(sends(status=503))
    before = session.kept()
    found = session("update", "sltd")
    found.failed(4, "not up to date: 1 of 1 list", "still answers")
    assert "answered 503 Said; current as of " in found.out
    assert session.kept() == before


def test_in_json(bare_session: Session, server: ListServer) -> None:
    configure(
        bare_session, sltd={"source": server.at()}, gone={"source": str(bare_session.folder / "x")}
    )
    server.says(sends(DOCUMENTS.encode()))
    found = bare_session("update", "sltd", "gone", "--json")
    found.failed(4, "1 of 2 lists")
    sltd, gone = found.json["lists"]
    assert (sltd["name"], sltd["outcome"], sltd["state"], sltd["records"]) == (
        "sltd",
        "done",
        "ok",
        7,
    )
    assert (sltd["load"]["read"], sltd["load"]["version"]) == (7, sltd["version"])
    assert "error" not in sltd
    assert (gone["outcome"], gone["state"]) == ("failed", "missing")
    assert gone["error"].endswith("there is no such file or folder")
    assert "plug in" in gone["hint"]
    assert "load" not in gone


def test_a_source_that_is_given(bare_session: Session, server: ListServer) -> None:
    token = bare_session.file("token", "hunter2")
    token.chmod(0o600)
    said = {"token_file": str(token), "checksum": ".sha256", "attempts": 1}
    configure(bare_session, sltd={"source": "https://ncb.example/sltd.csv", "update": said})
    server.says(sends(DOCUMENTS.encode()))
    assert bare_session("update", "sltd", "--from", server.at()).code == 0
    (asked,) = server.asked  # no checksum: it belongs to the source that is configured
    assert asked.headers["Authorization"] is None
    file = bare_session.file("sltd.csv", DOCUMENTS + "D9,UTO,passport,Q1234567,,lost,,,,active\n")
    found = bare_session("update", "sltd", "--from", file)
    assert found.out.startswith("sltd: done, 8 records, ")
    assert "warning: sltd: the file does not say of what date it is" in found.err


def test_a_list_shows_its_date_beside_what_its_source_says(
    bare_session: Session, server: ListServer
) -> None:
    server.says(unless_known('"one"', DOCUMENTS.encode()))
    configure(bare_session, sltd={"source": server.at()})
    bare_session("update")
    assert "dated" not in bare_session("lists", "show", "sltd").out
    folder = bare_session.home / "lists" / "sltd"
    current = json.loads((folder / "current").read_text())
    (folder / "current").write_text(json.dumps({**current, "confirmed": ago(hours=-1)}))
    shown = bare_session("lists", "show", "sltd").out
    assert re.search(r"^dated +\S+Z; its source has confirmed it since$", shown, re.MULTILINE)


def test_load_again(bare_session: Session) -> None:
    file = bare_session.file("sltd.csv", DOCUMENTS)
    for options, outcome in (([], "done"), ([], "unchanged"), (["--again"], "done")):
        found = bare_session("update", "sltd", "--from", file, *options)
        assert found.out.startswith(f"sltd: {outcome}, 7 records")


NONSENSE = [
    ("no source anywhere", [], "no list has a source"),
    ("two lists from one source", ["a", "b", "--from", "x"], "--from is of one list"),
    ("no list from a source", ["--from", "x"], "--from is of one list"),
    ("no name of a list", ["../x"], "cannot name a list"),
    ("plain http", ["a", "--from", "http://ncb.example/x"], "expected an https:// address"),
    ("a password", ["a", "--from", "https://me:hunter2@ncb.example/x"], "expected an https"),
    ("a list without a source", ["sltd"], "not up to date: 1 of 1 list"),
]


@pytest.mark.parametrize(("words", "told"), [n[1:] for n in NONSENSE], ids=[n[0] for n in NONSENSE])
def test_what_makes_no_sense(bare_session: Session, words: list[str], told: str) -> None:
    found = bare_session("update", *words)
    found.failed(2, told)
    assert "hunter2" not in found.err


def test_an_update_that_comes_too_late(bare_session: Session) -> None:
    file = bare_session.file("sltd-2026-01-01.csv", DOCUMENTS)
    found = bare_session("update", "sltd", "--from", file)
    assert found.out == (
        "sltd: done, 7 records, current as of 2026-01-01 00:00 UTC, expired: it no longer answers\n"
    )
    found.failed(4, "not up to date", "ask its keeper")


def test_a_home_that_cannot_be_written(bare_session: Session) -> None:
    bare_session.home.write_text("a file")
    file: Path = bare_session.file("sltd.csv", DOCUMENTS)
    found = bare_session("update", "sltd", "--from", file)
    found.failed(4, "not up to date", "see to space and permissions")


def test_interrupted_in_a_download(bare_session: Session, server: ListServer) -> None:
    """What was fetched so far goes, and nothing was installed."""
    configure(bare_session, sltd={"source": server.at()})

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    server.says(sends(DOCUMENTS.encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("border_check.updating.intake.Intake.add", interrupt)
        found = bare_session("update", "sltd")
    found.failed(130, "interrupted")
    assert bare_session.kept() == {}
