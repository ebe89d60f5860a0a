"""`border-check batch`: every row accounted for, on the screen, in a file, as JSON."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from session import SAMPLES, Session

MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO
TAYIBELI,ZAROU,1971-03-04,M,UTO,P,K1112223,UTO
"=ONE+ONE","@SUM(A)",1991-02-02,M,UTO,P,K472O135,UTO
ROE,RICHARD,1985-02-30,M,UTO,P,,UTO
torn row
"""
COUNTS = {"proceed": 1, "refer": 1, "stop": 2, "not_checked": 1, "unreadable": 1}


@pytest.fixture
def manifest(session: Session) -> Path:
    return session.file("manifest.csv", MANIFEST)


def test_report(session: Session, manifest: Path) -> None:
    result = session("batch", manifest)
    assert result.code == 11
    lines = result.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].split()[:3] == ["3", "STOP", "ERIKSSON,"]
    assert [line.split()[-1] for line in lines[2:6:2]] == ["D1", "N1"]
    assert "  not complete: somebody was not checked" in lines
    assert result.out.count("[!!] STOP  batch of 6 travellers") == 1


def test_json_is_a_line_a_row_and_a_summary(session: Session, manifest: Path) -> None:
    result = session("batch", manifest, "--json")
    *rows, summary = result.json_lines
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row["line"] for row in rows] == [2, 3, 4, 5, 6, 7]
    assert {row["check"] for row in rows} == {"traveller"}
    assert [row["verdict"] for row in rows] == [
        "proceed",
        "stop",
        "stop",
        "refer",
        "not_checked",
        "not_checked",
    ]
    assert {key: summary[key] for key in COUNTS} == COUNTS
    assert summary["rows_in"] == sum(COUNTS.values())
    assert summary["complete"] is False
    assert (result.code, summary["check"]) == (11, "batch")


def test_a_file_of_json_lines_says_the_same(session: Session, manifest: Path) -> None:
    out = session.folder / "out.jsonl"
    printed = session("batch", manifest, "--json", "--out", out).json_lines
    assert [json.loads(line) for line in out.read_text().splitlines()] == printed


def test_a_csv_file(session: Session, manifest: Path) -> None:
    out = session.folder / "out.csv"
    assert session("batch", manifest, "--out", out).code == 11
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["verdict"] for row in rows] == ["proceed"] + ["stop"] * 2 + ["refer"] + [
        "not_checked"
    ] * 2
    assert (rows[3]["surname"], rows[3]["given_names"]) == ("'=ONE+ONE", "'@SUM(A)")
    assert rows[1]["hits"] == "sltd D1 exact"
    assert rows[5]["finding"].startswith("unreadable: ")


def test_only_its_owner_may_read_the_file(session: Session, manifest: Path) -> None:
    for name in ("out.csv", "out.jsonl", "out.html"):
        out = session.file(name, "older, and readable by all")
        out.chmod(0o644)
        session("batch", manifest, "--out", out)
        assert out.stat().st_mode & 0o777 == 0o600


def test_a_page(session: Session, manifest: Path) -> None:
    out = session.folder / "out.html"
    assert session("batch", manifest, "--out", out).code == 11
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert "2 + 1 + 1 + 1 + 1 = 6 rows read" in page
    assert hashlib.sha256(manifest.read_bytes()).hexdigest() in page
    assert not list(session.folder.glob(".out.html*"))


def test_a_page_goes_on_where_it_was_cut_off(
    session: Session, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, partial = session.file("out.html", "older"), session.folder / ".out.html.unfinished"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("border_check.formats.batch_page.BatchPage.bind", full)
        session("batch", manifest, "--out", out).failed(4, "No space left", "--resume")
    assert out.read_text() == "older"
    partial.write_text("".join(partial.read_text().splitlines(True)[:4]) + '{"row": 5, "ref')
    resumed = session("batch", manifest, "--out", out, "--resume")
    assert "rows 1 to 4 were answered before" in resumed.err
    assert not list(session.folder.glob(".out.html*"))
    page = out.read_text(encoding="utf-8")
    assert "2 + 1 + 1 + 1 + 1 = 6 rows read" in page
    assert page.partition("data-sortable")[2].count("<tr class=") == 6


def test_workers_change_nothing(session: Session, manifest: Path) -> None:
    def answers(workers: str) -> list[object]:
        lines = session("batch", manifest, "--json", "--workers", workers).json_lines
        for line in lines:
            del line["reference"]
            line.pop("asked_at", None)
        return lines

    assert answers("2") == answers("1")


EMPTY = [
    ("headers alone", MANIFEST.splitlines()[0] + "\n"),
    ("headers and blank lines", MANIFEST.splitlines()[0] + "\n\n\n"),
]


@pytest.mark.parametrize("content", [e[1] for e in EMPTY], ids=[e[0] for e in EMPTY])
def test_nobody_checked_is_not_proceed(session: Session, content: str) -> None:
    result = session("batch", session.file("empty.csv", content), "--json")
    assert (result.code, result.json["rows_in"], result.json["complete"]) == (20, 0, False)
    report = session("batch", session.file("empty.csv", content))
    assert report.out.startswith("[xx] NOT CHECKED  batch of 0 travellers")


def test_without_lists_nobody_is_checked(bare_session: Session) -> None:
    file = bare_session.file("manifest.csv", MANIFEST)
    summary = bare_session("batch", file, "--json").json_lines[-1]
    assert (summary["not_checked"], summary["unreadable"]) == (5, 1)


FORMATS = {
    "tabs": ("m.tsv", MANIFEST.replace(",", "\t")),
    "semicolons and a byte order mark": ("m.csv", "\ufeff" + MANIFEST.replace(",", ";")),
    "json lines": (
        "m.jsonl",
        "".join(
            json.dumps(row) + "\n" for row in csv.DictReader(MANIFEST.splitlines()[:4], restval="")
        ),
    ),
}


@pytest.mark.parametrize("form", FORMATS)
def test_other_forms_give_the_same_people(session: Session, form: str) -> None:
    name, content = FORMATS[form]
    rows = session("batch", session.file(name, content), "--json").json_lines[:3]
    assert [row["verdict"] for row in rows] == ["proceed", "stop", "stop"]
    assert rows[0]["query"]["birth_date"] == "1990-01-01"


def test_standard_input(session: Session) -> None:
    assert session("batch", "-", stdin=MANIFEST).code == 11


def test_the_samples(session: Session) -> None:
    summary = session("batch", SAMPLES / "passengers.csv", "--json").json_lines[-1]
    assert summary["rows_in"] == 51
    assert sum(summary[key] for key in COUNTS) == 51


def test_the_journal_has_the_file_and_every_hit(session: Session, manifest: Path) -> None:
    session("batch", manifest)
    entries = session("journal", "show", "--json").json_lines
    assert [entry["stage"] for entry in entries] == ["start", "rows", "end"]
    assert entries[0]["file"] == "manifest.csv"
    assert entries[1]["hits"].keys() == {"2", "3", "4"}
    assert entries[1]["query"]["2"]["number"] == "L8989123"
    assert (entries[2]["stop"], entries[2]["unreadable"]) == (2, 1)


def test_a_journal_that_cannot_be_written_hides_every_hit(session: Session, manifest: Path) -> None:
    session.home.joinpath("journal").write_text("in the way")
    result = session("batch", manifest, "--json")
    *rows, summary = result.json_lines
    assert result.code == 20
    assert not any(row["hits"] for row in rows)
    assert {row["verdict"] for row in rows} == {"not_checked"}
    assert {problem["code"] for problem in summary["problems"]} == {"journal"}


REFUSED = [
    ("a missing file", "none.csv", None, 3, "none.csv: No such file"),
    ("an empty file", "empty.csv", "", 3, "empty.csv: empty"),
    ("a PDF named .csv", "list.csv", "%PDF-1.7\n", 3, "a PDF document"),
    ("a gzip file", "list.csv", b"\x1f\x8b\x08\0\0", 3, "a gzip archive"),
    ("a web page", "list.csv", "<!DOCTYPE html><html></html>", 3, "a web page"),
    ("no column that is known", "list.csv", "a,b\n1,2\n", 3, "list.csv"),
]


@pytest.mark.parametrize(
    ("name", "content", "code", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_no_passenger_list(
    session: Session, name: str, content: str | bytes | None, code: int, words: str
) -> None:
    file = session.folder / name if content is None else session.file(name, content)
    out = session.folder / "out.csv"
    session("batch", file, "--out", out).failed(code, words)
    assert not out.exists()
    assert not (session.home / "journal").exists()
    assert sorted(path.name for path in session.folder.iterdir() if path.name != name) == ["home"]


OUT = [
    ("no known suffix", "out.txt", 2, "--out: found 'out.txt'"),
    ("no such folder", "none/out.csv", 4, "none/out.csv: cannot write the results"),
]


@pytest.mark.parametrize(("name", "code", "words"), [o[1:] for o in OUT], ids=[o[0] for o in OUT])
def test_no_place_for_results(
    session: Session, manifest: Path, name: str, code: int, words: str
) -> None:
    session("batch", manifest, "--out", session.folder / name).failed(code, words)
    assert not (session.home / "journal").exists()


def test_an_older_result_stays_when_the_new_one_cannot_be_made(session: Session) -> None:
    out = session.file("out.csv", "older")
    session("batch", session.folder / "none.csv", "--out", out)
    assert out.read_text() == "older"


def test_a_template_is_a_list_that_can_be_checked(session: Session) -> None:
    empty = session("batch", "--template")
    assert (empty.code, session("batch", "--template", "csv").out) == (0, empty.out)
    row = "DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO,2030-01-01\n"
    assert session("batch", "-", stdin=empty.out + row).code == 0
    assert json.loads(session("batch", "--template", "jsonl").out).keys() == set(
        empty.out.strip().split(",")
    )
    session("batch", "--template", "pdf").failed(2, "expected csv or jsonl")


def test_no_list_at_all(session: Session) -> None:
    session("batch").failed(2, "no passenger list was given", "- for stdin")


def test_a_workbook(session: Session) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in csv.reader(MANIFEST.replace("=ONE", "ONE").splitlines()):
        book.active.append(row)
    file = session.folder / "flight.xlsx"
    book.save(file)
    result = session("batch", file, "--json")
    *rows, summary = result.json_lines
    assert (result.code, len(rows), summary["stop"]) == (11, 6, 2)
    assert [row["line"] for row in rows] == [2, 3, 4, 5, 6, 7]
    assert "read from the sheet" in result.err
    assert session("batch", "-", stdin=file.read_bytes()).code == 11
