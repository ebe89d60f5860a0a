"""Checking a whole manifest: every row accounted for, in order, and entered before it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from border_check.journal.book import Journal
from border_check.journal.entries import Entry
from border_check.manifests.interface import Traveller
from border_check.screening.batch import BLOCK, Batch, RowScreening, Summary
from border_check.values.document import TravelDocument
from border_check.values.person import DocumentReference, Name, Person
from border_check.values.screening import Problem, Verdict
from border_check.values.settings import Role

from desk import Desk


def traveller(row: int, number: str | None = "K7654321", name: str | None = None) -> Traveller:
    document = TravelDocument(number, "UTO", "P") if number else None
    documents = (DocumentReference(number, "UTO"),) if number else ()
    person = Person(Name(name), documents=documents) if name else None
    facts = {"number": number, "name": name}
    query = {key: value for key, value in facts.items() if value}
    return Traveller(row, row + 1, query, person, document)


def unreadable(row: int) -> Traveller:
    return Traveller(row, row + 1, {}, None, None, unreadable="torn")


LISTED = ["L8989123", "K472O135", "K7654321"]


def run(
    desk: Desk, *travellers: Traveller, role: Role = Role.SECOND_LINE
) -> tuple[list[RowScreening], Summary]:
    with desk.screener(role) as screener:
        batch = Batch(screener, "m.csv", "digest")
        return list(batch.rows(travellers)), batch.summary()


def entries(folder: Path) -> list[Entry]:
    with Journal(folder) as journal:
        return list(journal.entries())


def test_rows_come_in_order_with_their_place(desk: Desk) -> None:
    rows, _ = run(desk, *(traveller(row, LISTED[row % 3]) for row in range(1, 8)))
    assert [(row.row, row.line) for row in rows] == [(row, row + 1) for row in range(1, 8)]
    assert rows[0].screening.reference == "2026-11-22/GVA-03/000001-1"


WORST = [
    ("a stop", ["L8989123", "K472O135", None, "K7654321"], Verdict.STOP),
    ("a referral", ["K472O135", None, "K7654321"], Verdict.REFER),
    ("somebody not checked", [None, "K7654321"], Verdict.NOT_CHECKED),
    ("nothing", ["K7654321", "K7654321"], Verdict.PROCEED),
    ("nobody", [], Verdict.NOT_CHECKED),
]


@pytest.mark.parametrize(("numbers", "verdict"), [w[1:] for w in WORST], ids=[w[0] for w in WORST])
def test_the_worst_row_gives_the_verdict(
    desk: Desk, numbers: list[str | None], verdict: Verdict
) -> None:
    _, summary = run(desk, *(traveller(row, number) for row, number in enumerate(numbers, 1)))
    assert summary.verdict is verdict


def test_counts_add_up(desk: Desk) -> None:
    _, summary = run(
        desk, traveller(1), traveller(2, "L8989123"), traveller(3, None), unreadable(4)
    )
    assert (summary.proceed, summary.stop, summary.not_checked, summary.unreadable) == (1, 1, 1, 1)
    assert summary.rows_in == 4
    assert not summary.complete


def test_a_row_that_cannot_be_read_is_not_checked_and_says_why(desk: Desk) -> None:
    ((row,), summary) = run(desk, unreadable(1))
    assert (row.screening.verdict, row.unreadable) == (Verdict.NOT_CHECKED, True)
    assert row.screening.problems[-1] == Problem("unreadable", "torn")
    assert (summary.unreadable, summary.not_checked) == (1, 0)


def test_what_a_row_lacks_is_told(desk: Desk) -> None:
    nameless = traveller(1), traveller(3, name="\u0640")  # a stroke between letters, without any
    rows, _ = run(desk, nameless[0], traveller(2, None, "Zaru Mohamed TAYIBELI"), nameless[1])
    for row in (rows[0], rows[2]):
        assert [problem.code for problem in row.screening.problems][:1] == ["no_name"]
    assert "no_document" in {problem.code for problem in rows[1].screening.problems}
    assert rows[1].screening.verdict is Verdict.REFER


def test_the_journal_has_a_start_blocks_and_an_end(desk: Desk) -> None:
    run(desk, *(traveller(row, "L8989123" if row == 2 else "K7") for row in range(1, BLOCK + 2)))
    start, first, second, end = entries(desk.home / "journal")
    assert (start.facts["sha256"], start.facts["file"]) == ("digest", "m.csv")
    assert (first.facts["rows"], second.facts["rows"]) == ([1, BLOCK], [BLOCK + 1, BLOCK + 1])
    assert first.facts["hits"] == {"2": [["sltd", "D1", "exact", "hold"]]}
    assert second.facts["hits"] == {}
    assert end.facts["stop"] == 1
    assert {entry.facts.get("of", first.facts["of"]) for entry in (start, first, second, end)} == {
        "2026-11-22/GVA-03/000001"
    }


def test_rows_are_told_after_their_entry(desk: Desk) -> None:
    def travellers() -> Iterator[Traveller]:
        yield from (traveller(row) for row in range(1, BLOCK + 1))
        raise AssertionError("the second block is not read before the first is told")

    with desk.screener() as screener:
        rows = Batch(screener, "m.csv", "digest").rows(travellers())
        next(rows)
        assert [entry.facts["stage"] for entry in entries(desk.home / "journal")] == [
            "start",
            "rows",
        ]


def test_a_discreet_hit_is_for_the_journal_and_not_for_the_first_line(desk: Desk) -> None:
    sought = traveller(1, "D7770003", "Hjalmar Quist BRANDOVAR")
    ((row,), summary) = run(desk, sought, role=Role.FIRST_LINE)
    assert (row.screening.verdict, row.screening.hits) == (Verdict.PROCEED, ())
    assert summary.verdict is Verdict.PROCEED
    block = entries(desk.home / "journal")[1]
    assert block.facts["hits"] == {"1": [["wanted", "N3", "exact", "discreet"]]}
    ((row,), _) = run(desk, sought)
    assert [hit.record_id for hit in row.screening.hits] == ["N3"]


def test_what_is_not_entered_is_not_told(desk: Desk) -> None:
    (desk.home / "journal").write_text("in the way")
    rows, summary = run(desk, traveller(1, "L8989123"), traveller(2))
    assert [row.screening.verdict for row in rows] == [Verdict.NOT_CHECKED] * 2
    assert not any(row.screening.hits for row in rows)
    assert (summary.not_checked, summary.reference) == (2, "")
    assert [problem.code for problem in summary.problems] == ["journal"]


def test_without_a_list_of_documents_nobody_is_checked(bare_desk: Desk) -> None:
    rows, summary = run(bare_desk, traveller(1, name="Jane Doe"))
    assert rows[0].screening.verdict is Verdict.NOT_CHECKED
    assert not summary.complete


GAPS = [
    ("nobody", ["K7654321"] * 3, []),
    ("the first and two that follow", [None, "K7654321", None, None], [[1, 1], [3, 4]]),
    ("all", [None] * 3, [[1, 3]]),
]


@pytest.mark.parametrize(
    ("numbers", "spans"), [each[1:] for each in GAPS], ids=[each[0] for each in GAPS]
)
def test_the_journal_says_which_rows_were_not_checked(
    desk: Desk, numbers: list[str | None], spans: list[list[int]]
) -> None:
    run(desk, *(traveller(row, number) for row, number in enumerate(numbers, 1)))
    _, rows, _ = entries(desk.home / "journal")
    assert rows.facts["not_checked"] == spans


def test_rows_that_follow_over_blocks_and_hits_beside_a_gap(desk: Desk) -> None:
    named = traveller(2, None, "Zaru Mohamed TAYIBELI")
    found, _ = run(desk, traveller(1), named, *(unreadable(row) for row in range(3, BLOCK + 3)))
    assert found[1].screening.hits
    _, first, second, _ = entries(desk.home / "journal")
    assert first.facts["not_checked"] == [[2, BLOCK]]
    assert second.facts["not_checked"] == [[BLOCK + 1, BLOCK + 2]]
