"""`border-check batch review` and `batch release`: what goes out, and that a person lets it go."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from session import Session

MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO
TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,K1112223,UTO
ROE,RICHARD,1985-02-03,M,UTO,P,,UTO
"""


@pytest.fixture
def checked(session: Session) -> Session:
    """A session in which a list was checked, of which rows 2 and 3 hit."""
    session("batch", session.file("manifest.csv", MANIFEST))
    return session


@pytest.fixture
def reviewed(checked: Session) -> Session:
    """The same, once somebody has ruled on both."""
    assert checked("batch", "review", "1", "2", "confirm", "--note", "NCB, 07:15").code == 0
    assert checked("batch", "review", "1", "3", "cannot-tell").code == 0
    return checked


def test_a_review_from_its_first_look_to_the_release(checked: Session) -> None:
    waiting = checked("batch", "review", "000001")
    assert waiting.out.endswith("2 of 2 rows that hit wait for a review\n")
    checked("batch", "release", "1", "--to", "UA").failed(4, "while a hit has no review: row 2, 3")
    shown = checked("batch", "review", "1", "2")
    assert "DOCUMENT LISTED: STOLEN BLANK" in shown.out
    ruled = checked("batch", "review", "1", "2", "confirm", "--note", "-", stdin="NCB, 07:15\n")
    assert "confirmed" in ruled.out
    assert "NCB, 07:15" in ruled.out
    assert "no answer of the owner is entered" in ruled.err
    checked("batch", "release", "1", "--to", "UA").failed(4, "no review: row 3")
    ruled = checked("batch", "review", "1", "3", "cannot-tell")
    assert ruled.out.startswith("OPEN")
    assert checked("batch", "review", "1").out == "0 of 2 rows that hit wait for a review\n"
    released = checked("batch", "release", "1", "--to", "UA")
    outcomes = [row["outcome"] for row in csv.DictReader(released.out.splitlines())]
    assert outcomes == [
        "no_finding",
        "contact_before_boarding",
        "examine_on_arrival",
        "not_checked",
    ]
    stages = [
        entry.get("stage") or entry["event"]
        for entry in checked("journal", "show", "--json").json_lines
    ]
    assert stages == ["start", "rows", "end", "opened", "ruled", "ruled", "release"]
    assert checked("journal", "verify").code == 0


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".html"])
def test_a_file_says_nothing_of_lists_records_and_travellers(
    reviewed: Session, suffix: str
) -> None:
    out = reviewed.folder / f"out{suffix}"
    report = reviewed("batch", "release", "1", "--to", "Utopian Airways", "--out", out)
    assert report.code == 0
    content = out.read_text(encoding="utf-8")
    assert out.stat().st_mode & 0o777 == 0o600
    for secret in ("sltd", "wanted", "D1", "N1", "ERIKSSON", "TAYIBELI", "L8989123", "07:15"):
        assert secret not in content
    for refusal in ("do not board", "DENY", "refused"):
        assert refusal not in content
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert digest in report.out
    entry = reviewed("journal", "show", "--json").json_lines[-1]
    assert (entry["stage"], entry["sha256"]) == ("release", digest)
    assert entry["to"] == "Utopian Airways"


def test_json(reviewed: Session) -> None:
    *rows, summary = reviewed("batch", "release", "1", "--to", "UA", "--json").json_lines
    assert [row["row"] for row in rows] == [1, 2, 3, 4]
    assert summary["rows_in"] == 4
    assert "to" not in summary
    out = reviewed.folder / "out.jsonl"
    told = reviewed("batch", "release", "1", "--to", "UA", "--out", out, "--json").json
    assert told["to"] == "UA"
    assert json.loads(out.read_text().splitlines()[-1])["no_finding"] == 1
    assert [case["reference"][-2:] for case in reviewed("hits", "--json").json_lines] == [
        "-3",
        "-2",
    ]


def test_what_waits_as_json(checked: Session) -> None:
    lines = checked("batch", "review", "1", "--json").json_lines
    assert [line["reference"].rpartition("-")[2] for line in lines] == ["2", "3"]
    opened = checked("batch", "review", "1", "3", "--json").json
    assert opened["records"][0]["record_id"] == "N1"


def test_a_ruling_of_the_second_line_is_a_review(checked: Session) -> None:
    assert checked("hits", "dismiss", "1-2").code == 0
    assert checked("hits", "no-reply", "1-3").code == 0
    released = checked("batch", "release", "1", "--to", "UA").out
    assert ",no_finding," in released.splitlines()[2]
    assert ",examine_on_arrival," in released.splitlines()[3]


def test_without_an_entry_nothing_goes_out(
    reviewed: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from border_check.errors import JournalError

    def full(*_: object) -> None:
        raise JournalError("the journal is full")

    monkeypatch.setattr("border_check.journal.recorder.Recorder.enter", full)
    out = reviewed.folder / "out.csv"
    reviewed("batch", "release", "1", "--to", "UA", "--out", out).failed(20, "journal is full")
    assert not list(reviewed.folder.glob("*out.csv*"))
    assert reviewed("batch", "release", "1", "--to", "UA").out == ""


def test_no_hit_no_review(session: Session) -> None:
    session("batch", session.file("m.csv", "".join(MANIFEST.splitlines(True)[:2])))
    assert session("batch", "review", "1").out == "no row hit: nothing waits for a review\n"
    assert session("batch", "release", "1", "--to", "UA").code == 0


REFUSED = [
    ("an unknown ruling", ("review", "1", "2", "deny"), 2, "expected a ruling"),
    ("a note without a ruling", ("review", "1", "2", "--note", "x"), 2, "belong to a ruling"),
    ("a row without a hit", ("review", "1", "1", "confirm"), 4, "no hit has the reference"),
    ("a row that is not there", ("review", "1", "9", "confirm"), 4, "there is no row 9"),
    ("no such batch", ("review", "9"), 4, "no passenger list has the reference 9"),
    ("no reference", ("review",), 2, "Missing argument"),
    ("nobody to receive it", ("release", "1"), 2, "Missing option"),
    ("another suffix", ("release", "1", "--to", "UA", "--out", "a.pdf"), 2, ".csv, .jsonl or"),
]


@pytest.mark.parametrize(
    ("words", "code", "why"), [e[1:] for e in REFUSED], ids=[e[0] for e in REFUSED]
)
def test_refused(reviewed: Session, words: tuple[str, ...], code: int, why: str) -> None:
    reviewed("batch", *words).failed(code, why)


def test_a_first_line_desk_does_neither(checked: Session) -> None:
    checked.home.joinpath("config.yaml").write_text("desk: {role: first-line}\n")
    for words in (("review", "1"), ("review", "1", "2"), ("release", "1", "--to", "UA")):
        checked("batch", *words).failed(2, "first-line desk", "second line")


def test_a_file_called_as_a_command_is_named_by_its_path(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(session.folder)
    Path("review").write_text(MANIFEST)
    assert session("batch", "./review").code == 11
    session("batch", "review").failed(2, "Missing argument")
