"""`border-check evaluate`: on labelled pairs, and on the lists of a home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from session import SAMPLES, Session

PAIRS = SAMPLES / "pairs.jsonl"
TRAVELLERS = """\
Surname,Given names,Date of birth,Sex,Nationality
TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO
DOE,JANE,1990-01-01,F,UTO
torn row
"""


@pytest.fixture
def travellers(session: Session) -> Path:
    return session.file("week.csv", TRAVELLERS)


def test_pairs(bare_session: Session) -> None:
    result = bare_session("evaluate", PAIRS)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("pairs.jsonl\n19 pairs, 10 of them one person")
    assert not bare_session.home.exists(), "no list is asked, nothing is entered"


def test_the_worst_errors_on_request(bare_session: Session) -> None:
    wrong = {"query": {"name": "Ida Zarn"}, "candidate": {"name": "Olga Prew"}, "match": True}
    file = bare_session.file("wrong.jsonl", json.dumps(wrong))
    assert "Zarn" not in bare_session("evaluate", file).out
    told = bare_session("evaluate", file, "--errors", "1").out
    assert "points: Ida Zarn | Olga Prew (no category)" in told
    (worst,) = bare_session("evaluate", file, "--errors", "5", "--json").json["misjudged"]
    assert (worst["query"], worst["match"]) == ("Ida Zarn", True)


def test_lists(session: Session, travellers: Path) -> None:
    result = session("evaluate", "--on", "wanted", "--travellers", travellers)
    assert result.code == 0
    assert all(len(line) <= 80 for line in result.out.splitlines())
    assert "2 travellers, rows not read: 1; ref " in result.out
    assert "\nwanted, 6 persons, as of " in result.out
    assert "TAYIBELI" not in result.out + result.err


def test_lists_in_json(session: Session, travellers: Path) -> None:
    measured = session("evaluate", "--on", "wanted", "--travellers", travellers, "--json").json
    (wanted,) = measured["lists"]
    six = next(row for row in wanted["full_record"] if row["threshold"] == 6.0)
    assert (measured["travellers"], measured["not_read"], wanted["name"]) == (2, 1, "wanted")
    assert (six["travellers"], six["alarms_per_1000"], six["strong"]) == (1, 500.0, 1)


def test_travellers_may_come_from_standard_input(session: Session, travellers: Path) -> None:
    on = ("evaluate", "--on", "wanted", "--json", "--travellers")
    given, piped = session(*on, travellers).json, session(*on, "-", stdin=TRAVELLERS).json
    assert (given["lists"], piped["file"]) == (piped["lists"], "-")


def test_plain_json_lines_are_travellers(session: Session) -> None:
    lines = (
        '{"name": "Zaru Tayibeli", "dob": "1971", "nationality": "UTO", "gender": "male", "n": 1}\n'
    )
    file = session.file("people.jsonl", lines)
    result = session("evaluate", "--on", "wanted", "--travellers", file, "--json")
    assert result.json["travellers"] == 1
    assert result.json["lists"][0]["full_record"][0]["travellers"] == 1


def test_the_journal_tells_of_it_and_it_is_no_search_that_hit(
    session: Session, travellers: Path
) -> None:
    session("evaluate", "--on", "wanted", "--travellers", travellers)
    assert session("journal", "show").out.rstrip().endswith(" evaluation 2 travellers on wanted")
    assert session("hits").out == ""
    assert session("journal", "verify").code == 0


def test_a_first_line_desk_may_not(session: Session, travellers: Path) -> None:
    config = session.file("first.yaml", "desk: {role: first-line}")
    result = session("evaluate", "--on", "wanted", "--travellers", travellers, "--config", config)
    result.failed(2, "a first-line desk may not measure on lists")


def test_without_the_journal_nothing_is_told(session: Session, travellers: Path) -> None:
    (session.home / "journal").write_text("in the way")
    result = session("evaluate", "--on", "wanted", "--travellers", travellers)
    result.failed(20, "journal")
    assert result.out == ""


WRONG = [
    ("nothing", [], 2, "expected files of labelled pairs"),
    ("a list alone", ["--on", "wanted"], 2, "--on LIST with --travellers FILE"),
    ("travellers alone", ["--travellers", "FILE"], 2, "--on LIST with --travellers FILE"),
    ("both", [str(PAIRS), "--on", "wanted", "--travellers", "FILE"], 2, "expected files"),
    ("no such list", ["--on", "none", "--travellers", "FILE"], 4, "none: no such list"),
    ("documents", ["--on", "sltd", "--travellers", "FILE"], 2, "a list of documents"),
    ("no such file", ["--on", "wanted", "--travellers", "none.csv"], 3, "none.csv: No such file"),
    ("no passenger list", ["--on", "wanted", "--travellers", str(PAIRS)], 3, "no column for a"),
    ("a picture of another kind", [str(PAIRS), "--plot", "x.pdf"], 2, "--plot: found 'x.pdf'"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_makes_no_sense(
    session: Session, travellers: Path, arguments: list[str], code: int, words: str
) -> None:
    given = [str(travellers) if argument == "FILE" else argument for argument in arguments]
    session("evaluate", *given).failed(code, words)


@pytest.mark.parametrize("name", ["figures.png", "figures.svg"])
def test_pictures(session: Session, travellers: Path, name: str) -> None:
    pytest.importorskip("matplotlib")
    cases: list[list[str | Path]] = [
        ["evaluate", PAIRS, PAIRS],
        ["evaluate", "--on", "wanted", "--travellers", travellers],
    ]
    for arguments in cases:
        picture = session.folder / name
        assert session(*arguments, "--plot", picture).code == 0
        content = picture.read_bytes()
        assert b"TAYIBELI" not in content
        picture.unlink()
        session(*arguments, "--plot", picture, "--json")
        assert picture.read_bytes() == content


def test_a_picture_that_cannot_be_written_is_told_after_the_figures(session: Session) -> None:
    pytest.importorskip("matplotlib")
    result = session("evaluate", PAIRS, "--plot", session.folder / "none" / "figures.png")
    result.failed(4, "figures.png: No such file or directory")
    assert "19 pairs" in result.out
