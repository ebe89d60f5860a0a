"""Notes on the rows of one passenger list: found by columns and one by one alike."""

from __future__ import annotations

from datetime import date

import pytest
from airline_messages import ANNA, END, FLIGHT, FRAME
from hypothesis import given
from hypothesis import strategies as st
from session import Session

from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.within import NOTES
from border_check.values.screening import Verdict

from desk import Desk

HEAD = "surname,given_names,birth_date,document_type,number,issuing_state,expiry_date"
ANNA_ROW = "ERIKSSON,ANNA,1974-08-12,P,K1000001,UTO,2031-04-15"
BERTA_ROW = "DOE,BERTA,1990-01-01,P,K1000002,UTO,2031-04-15"

LISTS = [
    ("nothing to be told", [ANNA_ROW, BERTA_ROW], {}),
    (
        "one document on two",
        [ANNA_ROW, BERTA_ROW, "ROE,CARLA,1991-01-01,P,K1000001,UTO,2031-04-15"],
        {"same_document": "2, 4"},
    ),
    (
        "the same number of another issuer is another document",
        [ANNA_ROW, "ROE,CARLA,1991-01-01,P,K1000001,XXA,2031-04-15"],
        {},
    ),
    (
        "one under two documents",
        [ANNA_ROW, ANNA_ROW.replace("K1000001", "K1000009")],
        {"two_documents": "2, 3"},
    ),
    ("a row that comes twice", [ANNA_ROW, BERTA_ROW, ANNA_ROW], {"same_row": "2, 4"}),
    (
        "two without a birth date may be two",
        ["DOE,JAN,,P,K1000001,UTO,2031-04-15", "DOE,JAN,,P,K1000002,UTO,2031-04-15"],
        {},
    ),
    (
        "two without a number share none",
        ["DOE,JAN,1980-01-01,P,,UTO,", "ROE,MAX,1981-01-01,P,,UTO,"],
        {},
    ),
    (
        "a document that is over",
        [ANNA_ROW, BERTA_ROW.replace("2031-04-15", "2026-11-21")],
        {"documents_expired": "3"},
    ),
    ("one that is over tomorrow", [ANNA_ROW.replace("2031-04-15", "2026-11-22")], {}),
    ("older than anybody", [ANNA_ROW.replace("1974", "1874")], {"impossible_age": "2"}),
    (
        "a short number of an ordinary passport",
        ["DOE,JAN,1980-01-01,PP,C123,D,2031-04-15"],
        {"numbers_short": "2"},
    ),
    ("a short number of any passport", ["DOE,JAN,1980-01-01,P,C123,D,2031-04-15"], {}),
]


def notes(desk: Desk, text: str) -> dict[str, str]:
    """By code, the lines that are told."""
    with desk.screener() as screener:
        reading = open_manifest(text.encode(), desk.now.date(), "list")
        run = Batch(screener, "list", "", arrival=reading.arrival)
        for _ in run.answers(reading.stretches):
            pass
        told = [one for one in run.summary().problems if one.code in NOTES]
    return {one.code: one.text.rpartition(": lines ")[2] for one in told}


@pytest.mark.parametrize(
    ("rows", "expected"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS]
)
@pytest.mark.parametrize("with_names", [False, True], ids=["documents only", "names too"])
def test_notes(
    desk: Desk, bare_desk: Desk, with_names: bool, rows: list[str], expected: dict[str, str]
) -> None:
    where = desk if with_names else bare_desk
    assert notes(where, "\n".join((HEAD, *rows, ""))) == expected


def test_before_arrival(desk: Desk) -> None:
    late = FLIGHT.replace("DTM+232:2611201910:201", "DTM+232:2705011910:201")
    expiring = ANNA.replace("DTM+36:310415", "DTM+36:270430")
    assert notes(desk, FRAME + late + expiring + END) == {"expires_before_arrival": "13"}
    assert notes(desk, FRAME + FLIGHT + expiring + END) == {}


def test_they_change_no_verdict_and_are_no_hits(session: Session) -> None:
    over = ANNA_ROW.replace("2031-04-15", "2020-01-01")
    file = session.file("list.csv", f"{HEAD}\n{over}\n{over}\n")
    *rows, summary = session("batch", file, "--json").json_lines
    assert [row["verdict"] for row in rows] == [Verdict.PROCEED] * 2
    assert [row["hits"] for row in rows] == [[], []]
    assert [one["code"] for one in summary["problems"]] == ["same_row", "documents_expired"]
    report = session("batch", file).out
    assert "Note     the same traveller with the same document: lines 2, 3" in report


@given(st.lists(st.sampled_from([ANNA_ROW, BERTA_ROW, "", "x"]), max_size=12))
def test_rows_that_come_twice_are_those_that_do(desk_of_nothing: Desk, rows: list[str]) -> None:
    text = "\n".join((HEAD, ANNA_ROW, *rows, ""))
    lines: dict[str, list[int]] = {}
    for line, row in enumerate((ANNA_ROW, *rows), 2):
        if row in (ANNA_ROW, BERTA_ROW):
            lines.setdefault(row, []).append(line)
    groups = [group for group in lines.values() if len(group) > 1]
    told = notes(desk_of_nothing, text).get("same_row", "")
    found = [[int(one) for one in group.split(", ")] for group in told.split("; ") if group]
    assert sorted(found) == sorted(group[:8] for group in groups)


@pytest.fixture(scope="module")
def desk_of_nothing(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    from datetime import UTC, datetime

    return Desk(tmp_path_factory.mktemp("home"), datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC))


def test_the_day_of_arrival() -> None:
    reading = open_manifest((FRAME + FLIGHT + ANNA + END).encode(), date(2026, 11, 22), "list")
    assert reading.arrival == date(2026, 11, 20)
