"""A batch on the screen and in a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

import pytest
from rich.cells import cell_len

from border_check.formats.batch import (
    COLUMNS,
    csv_line,
    row_lines,
    row_to_csv,
    row_to_wire,
    summary_report,
    summary_to_wire,
)
from border_check.formats.cells import fit
from border_check.formats.safe_text import plain
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch, RowScreening, Summary

from desk import Desk

MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
ERIKSSON,=ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO
A SURNAME THAT IS LONGER THAN THE COLUMN,JANE,,,,P,K472O135,UTO
محمد,ΑΝΝΑ\x1b[2J,,,,P,K7654321,UTO
torn
"""


def run(desk: Desk, manifest: str = MANIFEST) -> tuple[list[RowScreening], Summary]:
    with desk.screener() as screener:
        reading = open_manifest(manifest.encode(), desk.now.date(), name="m.csv")
        batch = Batch(screener, "m.csv", "digest")
        return list(batch.rows(reading.rows)), batch.summary()


def records(rows: Iterable[RowScreening]) -> list[dict[str, str]]:
    text = csv_line(COLUMNS) + "".join(map(row_to_csv, rows))
    return list(csv.DictReader(StringIO(text, newline="")))


def test_rows_worst_first_with_their_record(desk: Desk) -> None:
    rows, _ = run(desk)
    text = row_lines(rows, colour=False)
    lines = text.splitlines()
    assert lines[0].split() == ["line", "verdict", "traveller", "finding"]
    assert lines[1].split()[:2] == ["3", "STOP"]
    assert lines[2].strip() == "sltd D1"
    assert lines[3].split()[:2] == ["4", "REFER"]
    assert "…" in lines[3]
    assert lines[5].split()[:3] == ["6", "NOT", "CHECKED"]
    assert all(cell_len(line) <= 80 for line in lines)
    assert not set(text) & set("\x1b\x07")


def test_a_cut_name_closes_its_reading_direction() -> None:
    shown = fit(plain("محمد " * 9), 12)
    assert (shown[0], shown[-2:]) == ("\u2068", "…\u2069")
    assert cell_len(shown) == 12


def test_no_rows_no_table() -> None:
    assert row_lines([], colour=False) == ""


def test_a_long_table_says_how_much_is_left_out(desk: Desk) -> None:
    rows, _ = run(desk)
    text = row_lines(rows * 20, colour=False)
    assert text.splitlines()[-1].split()[:3] == ["and", "40", "more:"]


def test_colours_only_where_asked(desk: Desk) -> None:
    rows, summary = run(desk)
    assert "\x1b[" in row_lines(rows, colour=True) + summary_report(summary, colour=True)
    assert "\x1b[" not in row_lines(rows, colour=False) + summary_report(summary, colour=False)


def test_a_row_of_the_file(desk: Desk) -> None:
    rows, _ = run(desk)
    found = records(rows)
    assert [row["verdict"] for row in found] == [
        "proceed",
        "stop",
        "refer",
        "proceed",
        "not_checked",
    ]
    assert found[1] == {
        "row": "2",
        "line": "3",
        "reference": "2026-11-22/GVA-03/000001-2",
        "verdict": "stop",
        "finding": "DOCUMENT LISTED: STOLEN BLANK (sltd D1)",
        "surname": "ERIKSSON",
        "given_names": "'=ANNA MARIA",
        "name": "",
        "birth_date": "1974-08-12",
        "sex": "F",
        "nationality": "UTO",
        "document_type": "P",
        "number": "L8989123",
        "issuing_state": "UTO",
        "expiry_date": "",
        "hits": "sltd D1 exact",
        "problems": found[1]["problems"],
    }


def test_json_of_a_row_begins_with_its_place(desk: Desk) -> None:
    rows, _ = run(desk)
    wire = row_to_wire(rows[1])
    assert list(wire)[:4] == ["schema", "check", "row", "line"]
    assert (wire["row"], wire["line"], wire["check"]) == (2, 3, "traveller")


def test_the_summary_counts_everybody(desk: Desk) -> None:
    _, summary = run(desk)
    wire = summary_to_wire(summary)
    counts = {word: wire[word] for word in ("stop", "refer", "not_checked", "proceed")}
    assert counts == {"stop": 1, "refer": 1, "not_checked": 0, "proceed": 2}
    assert (wire["unreadable"], wire["rows_in"], wire["complete"]) == (1, 5, False)
    text = summary_report(summary, colour=False)
    assert text.startswith("[!!] STOP  batch of 5 travellers")
    assert "not complete: somebody was not checked" in text


@pytest.mark.parametrize(
    ("rows", "words"),
    [(0, "the manifest has no travellers"), (1, "batch of 1 ")],
    ids=["nobody", "one"],
)
def test_small_batches(desk: Desk, rows: int, words: str) -> None:
    manifest = "".join(MANIFEST.splitlines(keepends=True)[: rows + 1])
    assert words in summary_report(run(desk, manifest)[1], colour=False)
