"""An anchor elsewhere shows what the chain of the journal alone cannot."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from session import Session

from border_check.signing.keys import new_key


@pytest.fixture
def anchored(session: Session) -> tuple[Session, Path, Path]:
    """A journal of some entries, the anchor of these, and the key that signed it."""
    key = session.folder / "anchors.key"
    new_key(key)
    for number in ("L8989123", "K1234567", "K7654321"):
        session("doc", number, "--issuer", "UTO")
    anchor = session.folder / "anchor.json"
    made = session("journal", "anchor", anchor, "--key", key)
    assert made.code == 0, made
    assert "entry 3" in made.out
    session("doc", "K7654321", "--issuer", "UTO")
    return session, anchor, key.with_name("anchors.key.pub")


def verify(anchored: tuple[Session, Path, Path]) -> str:
    """What is told, on whichever stream, of a journal that is not as it was; empty if it is."""
    session, anchor, public = anchored
    result = session("journal", "verify", "--anchor", anchor, "--key", public)
    return "" if result.code == 0 else result.out + result.err


def test_a_journal_that_went_on_fits(anchored: tuple[Session, Path, Path]) -> None:
    assert verify(anchored) == ""


def test_an_end_that_is_gone_with_its_head_shows(anchored: tuple[Session, Path, Path]) -> None:
    session = anchored[0]
    journal = session.home / "journal"
    connection = sqlite3.connect(journal / "journal.sqlite")
    with connection:
        connection.execute("DELETE FROM entry WHERE sequence > 2")
        (own,) = connection.execute("SELECT hash FROM entry WHERE sequence = 2").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (journal / "head").write_text(f"{2:012} {own}\n")
    assert session("journal", "verify").code == 0
    assert "the end is missing: there was an entry 3" in " ".join(verify(anchored).split())


def test_a_journal_that_was_made_anew_shows(anchored: tuple[Session, Path, Path]) -> None:
    session = anchored[0]
    shutil.rmtree(session.home / "journal")
    for number in ("K1", "K2", "K3", "K4"):
        session("doc", f"{number}345678", "--issuer", "UTO")
    assert session("journal", "verify").code == 0
    assert "entry 3 is another one" in " ".join(verify(anchored).split())


def test_an_anchor_of_somebody_else_is_none(anchored: tuple[Session, Path, Path]) -> None:
    session, anchor, _ = anchored
    other = new_key(session.folder / "other.key")
    file = session.folder / "other.key.pub"
    assert other.text in file.read_text()
    session("journal", "verify", "--anchor", anchor, "--key", file).failed(4, "not trusted with it")


def test_an_anchor_that_was_changed_is_none(anchored: tuple[Session, Path, Path]) -> None:
    session, anchor, public = anchored
    facts = json.loads(anchor.read_text())
    facts["signed"]["sequence"] = 2
    anchor.write_text(json.dumps(facts))
    session("journal", "verify", "--anchor", anchor, "--key", public).failed(4, "does not hold")


def test_without_a_key_the_trust_file_says_whose_count(
    anchored: tuple[Session, Path, Path],
) -> None:
    session, anchor, _ = anchored
    session("journal", "verify", "--anchor", anchor).failed(4, "nobody is trusted")


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"signed": 1}'], ids=["nothing", "{}", "[]", "1"]
)
def test_what_is_no_anchor(session: Session, content: str) -> None:
    new_key(session.folder / "a.key")
    file = session.file("anchor.json", content)
    result = session("journal", "verify", "--anchor", file, "--key", session.folder / "a.key.pub")
    result.failed(3, "no anchor")


def test_an_empty_journal_has_none(session: Session) -> None:
    new_key(session.folder / "a.key")
    out = session.folder / "anchor.json"
    session("journal", "anchor", out, "--key", session.folder / "a.key").failed(4, "no entry")
    assert not out.exists()
