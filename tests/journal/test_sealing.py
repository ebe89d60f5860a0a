"""What was asked, sealed: nobody reads it without a key, and nothing else is lost by it."""

from __future__ import annotations

import json
import sqlite3
import sys
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import Session, ago

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.book import Journal
from border_check.journal.entries import Entry
from border_check.journal.sealing import Sealing, new_identity
from border_check.values.json_text import canonical
from border_check.values.sealed_queries import SealedQueries

pyrage = pytest.importorskip("pyrage")


def entry_of(query: Mapping[str, Any]) -> Entry:
    return Entry(1, "{}", canonical(query), "", "", "")


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, tuple[str, str]]:
    """Public key and file of an auditor and of the second line."""
    files = {name: str(tmp_path / f"{name}.key") for name in ("auditor", "second", "stranger")}
    return {name: (new_identity(file), file) for name, file in files.items()}


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_sealed_is_opened_again(query: dict[str, str]) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealing = Sealing(SealedQueries((str(identity.to_public()),), "unused"))
    sealing._identities = [identity]
    assert sealing.opened(entry_of(sealing.seal(query))) == entry_of(query)


def test_each_who_it_is_for_opens_it_and_nobody_else(keys: dict[str, tuple[str, str]]) -> None:
    recipients = (keys["auditor"][0], keys["second"][0])
    entry = entry_of(Sealing(SealedQueries(recipients)).seal({"number": "K7654321"}))
    assert entry.is_sealed
    assert entry.asked is None
    for name in ("auditor", "second"):
        opened = Sealing(SealedQueries(recipients, keys[name][1])).opened(entry)
        assert opened.asked == {"number": "K7654321"}
    for identity in (keys["stranger"][1], None):
        assert Sealing(SealedQueries(recipients, identity)).opened(entry).is_sealed


def test_the_same_question_is_sealed_another_way_each_time(
    keys: dict[str, tuple[str, str]],
) -> None:
    sealing = Sealing(SealedQueries((keys["auditor"][0],)))
    assert sealing.seal({"number": "K1"}) != sealing.seal({"number": "K1"})


def payload(query: str) -> int:
    """Bytes of what is sealed; age makes the head before it of random length."""
    return len(b64decode(json.loads(query)["sealed"]).rpartition(b"\n--- ")[2])


def test_the_length_of_a_box_does_not_tell_how_many_rows_hit(
    keys: dict[str, tuple[str, str]],
) -> None:
    sealing = Sealing(SealedQueries((keys["auditor"][0],), keys["auditor"][1]))
    queries = [{str(row): {"name": "JANE DOE"} for row in range(count)} for count in (0, 1, 50)]
    boxes = [sealing.seal(query, 1 << 12) for query in queries]
    assert len({payload(canonical(box)) for box in boxes}) == 1
    assert [sealing.opened(entry_of(box)).asked for box in boxes] == queries


def test_a_passenger_list_with_a_discreet_hit_takes_as_many_bytes(
    session: Session, keys: dict[str, tuple[str, str]]
) -> None:
    configure(session, keys["auditor"][0])
    with (session.home / "config.yaml").open("a") as file:
        file.write("desk: {role: first-line}\n")
    people = {"id": "N9", "name": "DOE JANE", "dobs": ["1990-01-01"], "action": "discreet"}
    others = {"id": "N8", "name": "ROE JIM", "dobs": ["1960-01-01"]}
    listed = session.folder / "own.jsonl"
    listed.write_text(f"{json.dumps(people)}\n{json.dumps(others)}\n")
    assert session("load", "own", listed, "--as-of", ago(hours=1)).code == 0
    lengths = []
    for born in ("1990-01-01", "1930-05-05"):
        flight = session.folder / "flight.csv"
        flight.write_text(f"surname,given_names,birth_date\nDOE,JANE,{born}\n")
        session("batch", flight)
        with Journal(session.home / "journal") as journal:
            rows = [entry for entry in journal.entries() if entry.facts.get("stage") == "rows"]
        lengths.append((len(rows[-1].body), payload(rows[-1].query or "")))
    assert rows[0].facts["hits"] != rows[1].facts["hits"]
    assert lengths[0] == lengths[1]


def test_a_key_that_others_may_read_is_not_used(keys: dict[str, tuple[str, str]]) -> None:
    public, file = keys["auditor"]
    Path(file).chmod(0o644)
    sealing = Sealing(SealedQueries((public,), file))
    with pytest.raises(BorderCheckError, match="others may read this key"):
        sealing.opened(entry_of(sealing.seal({"number": "K1"})))


UNREADABLE = [
    ("no key", "abc", "it holds no key"),
    ("no text", "\udcff\udcfe", "it holds no key"),
    ("half a key", "AGE-SECRET-KEY-1MFS3", "it holds no key"),
]


@pytest.mark.parametrize(
    ("content", "why"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE]
)
def test_a_file_that_holds_no_key(
    keys: dict[str, tuple[str, str]], tmp_path: Path, content: str, why: str
) -> None:
    file = tmp_path / "key"
    file.write_bytes(content.encode(errors="surrogateescape"))
    file.chmod(0o600)
    sealing = Sealing(SealedQueries((keys["auditor"][0],), str(file)))
    with pytest.raises(BorderCheckError, match=why) as error:
        sealing.opened(entry_of(sealing.seal({"number": "K1"})))
    assert content not in error.value.message + (error.value.hint or "")


def test_a_key_is_not_written_over(keys: dict[str, tuple[str, str]]) -> None:
    with pytest.raises(BorderCheckError, match="File exists"):
        new_identity(keys["auditor"][1])


def test_without_the_extra_nothing_is_answered(keys: dict[str, tuple[str, str]]) -> None:
    with patch.dict(sys.modules, pyrage=None), pytest.raises(JournalError, match="extra `sealed`"):
        Sealing(SealedQueries((keys["auditor"][0],))).seal({"number": "K1"})


# Whole sessions.


def configure(session: Session, *recipients: str, identity: str | None = None) -> None:
    own = f", identity: {identity}" if identity else ""
    (session.home / "config.yaml").write_text(
        f"sealed_queries: {{for: [{', '.join(recipients)}]{own}}}\n"
    )


@pytest.fixture
def sealed(session: Session, keys: dict[str, tuple[str, str]]) -> Session:
    """A desk that cannot read back what was asked: a document, a person, a passenger list."""
    configure(session, keys["auditor"][0], keys["second"][0])
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    assert session("person", "Zarou Tayibeli", "--dob", "1971-03-04").code == 11
    rows = "surname,given_names,number,issuing_state\nDOE,JANE,L8989124,UTO\nROE,JIM,K1,UTO\n"
    (session.folder / "flight.csv").write_text(rows)
    assert session("batch", session.folder / "flight.csv", "--out", session.folder / "r.csv").code
    return session


ASKED = (b"8989123", b"Zarou", b"1971-03-04", b"8989124", b"JANE")


def test_nothing_that_was_asked_is_in_the_bytes(sealed: Session) -> None:
    content = b"".join(file.read_bytes() for file in (sealed.home / "journal").iterdir())
    assert b'"check":"document"' in content
    assert not [asked for asked in ASKED if asked in content]


def test_the_same_bytes_have_it_where_it_is_not_sealed(session: Session) -> None:
    session("doc", "L8989123", "--issuer", "UTO")
    content = b"".join(file.read_bytes() for file in (session.home / "journal").iterdir())
    assert ASKED[0] in content


def test_the_chain_holds_without_a_key_and_shows_what_was_changed(sealed: Session) -> None:
    assert sealed("journal", "verify").code == 0
    connection = sqlite3.connect(sealed.home / "journal" / "journal.sqlite")
    with connection:
        connection.execute("UPDATE entry SET query = replace(query, 'e', 'f') WHERE sequence = 1")
    connection.close()
    assert "the query of entry 1 was changed" in sealed("journal", "verify").out


def test_without_a_key_hits_are_listed_and_not_shown(sealed: Session) -> None:
    (first, *_) = sealed("hits", "--json").json_lines
    assert (first["query"], first["sealed"]) == (None, True)
    assert "what was asked is sealed" in " ".join(sealed("hits", "show", "1").out.split())
    shown = sealed("journal", "show", "1", "--json").json
    assert [*shown["query"]] == ["sealed"]


def test_with_a_key_all_is_as_ever(sealed: Session, keys: dict[str, tuple[str, str]]) -> None:
    configure(sealed, keys["auditor"][0], keys["second"][0], identity=keys["second"][1])
    assert sealed("hits", "show", "1", "--json").code == 0
    assert [one["query"] for one in sealed("hits", "--json").json_lines][:2] == [
        {"number": "L8989123", "issuing_state": "UTO"},
        {"name": "Zarou Tayibeli", "birth_date": "1971-03-04"},
    ]
    exported = sealed("journal", "export").json_lines
    assert exported[0]["query"] == {"number": "L8989123", "issuing_state": "UTO"}
    assert any("JANE" in str(one["query"]) for one in exported)


def test_what_is_sealed_is_erased_without_a_key(sealed: Session) -> None:
    with Journal(sealed.home / "journal") as journal:
        journal.erase_queries([1, 2])
        assert journal.verify().faults == ()
        assert [entry.query for entry in journal.entries()][:2] == [None, None]


def test_notes_on_hits_are_for_all_who_follow_them(sealed: Session) -> None:
    assert sealed("hits", "dismiss", "1", "--note", "another series").code == 0
    with Journal(sealed.home / "journal") as journal:
        acts = [entry for entry in journal.entries() if entry.facts["check"] == "hit"]
    assert {"note": "another series"} in [entry.asked for entry in acts]


def test_a_key_of_nobody_answers_nothing(session: Session) -> None:
    configure(session, "age1" + "q" * 58)
    result = session("doc", "L8989123", "--issuer", "UTO")
    assert result.code == 20
    assert "STOP" not in result.out


def test_a_key_is_made_for_its_owner_alone(session: Session) -> None:
    made = session("journal", "key", session.folder / "own.key")
    assert (made.code, made.out.startswith("age1")) == (0, True)
    assert (session.folder / "own.key").stat().st_mode & 0o077 == 0
    assert "AGE-SECRET" not in made.out + made.err
