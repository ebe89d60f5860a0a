"""Searches that hit as a view of the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from border_check.journal.cases import Reference, case_of, cases, search_of
from border_check.journal.recorder import Recorder
from border_check.values.case import Case, Disposition, Step
from border_check.values.settings import Desk

AT = "2026-11-22T06:48:02Z"
DAY = "2026-11-22/GVA-03"
HIT = ["sltd", "D1", "exact", "hold"]
SEARCH: dict[str, Any] = {"check": "document", "verdict": "stop", "full_verdict": "stop"}

READ = [
    ("whole", "2026-11-22/GVA-03/000417", "000417", ""),
    ("without its day", "GVA-03/000417", "000417", ""),
    ("its number", "417", "000417", ""),
    ("a row", "2026-11-22/GVA-03/000417-12", "000417", "12"),
    ("the second medium", "B000003", "B000003", ""),
    ("asked for another", "GVA-03/C3", "C000003", ""),
    ("of both", "BC000003", "BC000003", ""),
    ("a long number", "12345678", "12345678", ""),
]


@pytest.mark.parametrize(("text", "number", "row"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_a_reference_is_read(text: str, number: str, row: str) -> None:
    found = Reference.parse(text)
    assert found is not None
    assert (found.number, found.row) == (number, row)


@pytest.mark.parametrize("text", ["", "GVA-03/", "abc", "12-", "-3", "12-x", "D12", "٣", "9" * 30])
def test_what_is_no_reference(text: str) -> None:
    assert Reference.parse(text) is None


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(str(tmp_path / "journal"), Desk(post="GVA-03"), str(tmp_path / "second"))


def found(recorder: Recorder, text: str) -> Case | None:
    reference = Reference.parse(text)
    assert reference is not None
    return case_of(recorder, reference)


def enter(recorder: Recorder, **facts: Any) -> str:
    return recorder.enter(AT, facts, {"number": "K1"}).reference


def about(recorder: Recorder, of: str, event: str, **facts: Any) -> str:
    return enter(recorder, check="hit", of=of, event=event, **facts)


def test_searches_that_hit_nothing_are_no_cases(recorder: Recorder) -> None:
    enter(recorder, check="document", verdict="proceed", hits=[])
    assert cases(recorder) == []
    assert found(recorder, "1") is None


def test_a_reference_must_be_that_of_the_search(recorder: Recorder) -> None:
    enter(recorder, **SEARCH, hits=[HIT])
    for text in (f"{DAY}/000001", "GVA-03/1", "1"):
        case = found(recorder, text)
        assert case is not None
        assert case.reference == f"{DAY}/000001"
    for text in ("2026-11-21/GVA-03/000001", "ZRH-01/000001", "2", "1-1"):
        assert found(recorder, text) is None


def test_each_row_of_a_passenger_list_is_a_case(recorder: Recorder) -> None:
    batch = enter(recorder, check="batch", stage="start")
    rows = {"2": [HIT], "17": [["wanted", "N1", "possible", "hold"]]}
    body = {"check": "batch", "stage": "rows", "of": batch, "hits": rows}
    recorder.enter(AT, body, {"2": {"number": "L1"}, "17": {"surname": "DOE"}})
    about(recorder, f"{batch}-17", "step", step="query")
    assert sorted(case.reference for case in cases(recorder)) == [f"{batch}-17", f"{batch}-2"]
    case = found(recorder, "1-17")
    assert case is not None
    assert (case.row, case.query, list(case.steps)) == (17, {"surname": "DOE"}, [Step.QUERY])
    assert not case.is_hold
    assert found(recorder, "1-3") is None


def test_rows_of_which_an_earlier_version_kept_no_class(recorder: Recorder) -> None:
    batch = enter(recorder, check="batch", stage="start")
    enter(recorder, check="batch", of=batch, hits={"1": [["sltd", "D1", "exact"]]})
    (case,) = cases(recorder)
    assert case.hits[0].action is None


def test_what_is_told_of_another_search_is_not_told_of_this_one(recorder: Recorder) -> None:
    first = enter(recorder, **SEARCH, hits=[HIT])
    second = enter(recorder, **SEARCH, hits=[HIT])
    about(recorder, second, "ruled", disposition="confirmed", records=[["sltd", "D1"]])
    assert {case.reference: case.is_open for case in cases(recorder)} == {
        first: True,
        second: False,
    }


def test_a_later_ruling_takes_the_place_of_an_earlier_one(recorder: Recorder) -> None:
    search = enter(recorder, **SEARCH, hits=[HIT, ["wanted", "N1", "strong", "hold"]])
    about(recorder, search, "ruled", disposition="confirmed", records=[["sltd", "D1"]])
    about(recorder, search, "ruled", disposition="not_identical", records=[["sltd", "D1"]])
    (case,) = cases(recorder)
    ruled = [ruling.facts["disposition"] for ruling in case.rulings.values()]
    assert ruled == [Disposition.NOT_IDENTICAL]
    assert [hit.record_id for hit in case.unruled] == ["N1"]


def test_what_the_second_medium_took_belongs_to_it(recorder: Recorder, tmp_path: Path) -> None:
    search = enter(recorder, **SEARCH, hits=[HIT])
    recorder.close()
    other = Recorder(str(tmp_path / "gone"), Desk(post="GVA-03"), str(tmp_path / "second"))
    (tmp_path / "gone").write_text("in the way")
    assert about(other, search, "step", step="person").endswith("/B000001")
    assert enter(other, **SEARCH, hits=[HIT]).endswith("/B000002")
    again = Recorder(str(tmp_path / "journal"), Desk(post="GVA-03"), str(tmp_path / "second"))
    assert [case.reference for case in cases(again)] == [search, f"{DAY}/B000002"]
    first = found(again, "1")
    assert first is not None
    assert list(first.steps) == [Step.PERSON]
    assert found(again, "B2") is not None


def test_only_the_newest_entries(recorder: Recorder) -> None:
    enter(recorder, **SEARCH, hits=[HIT])
    second = enter(recorder, **SEARCH, hits=[HIT])
    assert [case.reference for case in cases(recorder, 1)] == [second]


def test_a_search_has_a_reference_whether_it_hit_or_not(recorder: Recorder) -> None:
    enter(recorder, **SEARCH, hits=[HIT])
    enter(recorder, check="document", verdict="proceed", hits=[])
    about(recorder, f"{DAY}/000001", "opened")
    known = [Reference.parse(text) for text in ("1", "2", "3", "4")]
    told = [search_of(recorder, one) for one in known if one is not None]
    assert told == [f"{DAY}/000001", f"{DAY}/000002", None, None]
