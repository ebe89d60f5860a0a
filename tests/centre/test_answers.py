"""Answers that come over the line: back to values, whole, and nothing that is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import islice
from typing import Any

import pytest
from session import SAMPLES, Session

from border_check.centre.answers import row_of, screening_of, summary_of
from border_check.centre.line import Silent
from border_check.centre.passengers import ToldList
from border_check.formats.batch import row_to_wire, summary_to_wire
from border_check.formats.wire import screening_to_wire
from border_check.manifests.registry import open_manifest
from border_check.screening.library import OpenList
from border_check.values.actions import ActionClass
from border_check.values.lists import ListDescription, ListKind, ListState, ListStatus

from serving import loaded

LIST = SAMPLES / "passengers.csv"
Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return loaded(Session(tmp_path_factory.mktemp("asked")))


@pytest.fixture(scope="module")
def whole(asked: Session) -> Lines:
    """The lines of an answer to a passenger list."""
    return asked("batch", LIST, "--json").json_lines


@pytest.fixture
def lines(whole: Lines) -> Lines:
    """The same, to be changed."""
    return deepcopy(whole)


def test_a_row_is_told_on_as_it_was_told(whole: Lines) -> None:
    for told in whole[:-1]:
        assert row_to_wire(row_of(told)) == told
    assert any(told["hits"] for told in whole)


def test_totals_are_told_on_as_they_were_told(whole: Lines) -> None:
    assert summary_to_wire(summary_of(whole[-1])) == whole[-1]


CHECKS = [
    ("a person", ("person", "Zarou Tayibeli", "--dob", "1979-02-11")),
    ("a document", ("doc", "L8989123", "--issuer", "UTO")),
    ("a vehicle", ("vehicle", "--vin", "5UTZZ21DXMZ000101")),
]


@pytest.mark.parametrize("words", [c[1] for c in CHECKS], ids=[c[0] for c in CHECKS])
def test_an_answer_is_told_on_as_it_was_told(asked: Session, words: tuple[str, ...]) -> None:
    told = asked(*words, "--json").json
    assert told["hits"]
    assert screening_to_wire(screening_of(told)) == told


def test_a_changed_hit_has_the_sum_of_its_evidence(whole: Lines) -> None:
    hit = next(hit for told in whole[:-1] for hit in row_of(told).screening.hits)
    assert hit._replace(record_id="other").points == pytest.approx(hit.points, abs=1e-5)


def test_what_lists_are_called_is_known_of_those_that_are_here(whole: Lines) -> None:
    name = whole[-1]["lists"][0]["name"]
    known = ListStatus(name, ListKind.NOMINALS, ListState.OK, title="Theirs", has_documents=True)
    here = {name: OpenList(ListDescription(name), known, None)}
    lists = {one.name: one for one in summary_of(whole[-1], here=here).lists}
    assert (lists[name].title, lists[name].has_documents) == ("Theirs", True)
    assert {one.title for one in lists.values() if one.name != name} == {""}


RECORDS = [
    ("says so itself", {"action": "discreet"}, None, "discreet"),
    ("red notice", {"notice": "red"}, None, "hold"),
    ("yellow notice of a child", {"notice": "yellow", "dobs": ["2020"]}, None, "protect"),
    ("by its list", {}, ActionClass.INFORM, "inform"),
    ("of a list that is not here", {}, None, "inquire"),
    ("of another form", {"notice": "pink"}, None, "refuse"),
]


@pytest.mark.parametrize(
    ("record", "of_list", "expected"), [r[1:] for r in RECORDS], ids=[r[0] for r in RECORDS]
)
def test_what_a_record_asks_for_that_is_not_the_first(
    whole: Lines, record: dict[str, Any], of_list: ActionClass | None, expected: str
) -> None:
    stops = (one for one in whole[:-1] if one["verdict"] == "stop")
    told = next(one for one in stops if one["hits"][0]["list"] == "wanted")
    told = {**told, "action": {"class": "refuse", "text": "Refuse."}}
    second = {**told["hits"][0], "record": {"name": "Other", **record}}
    status = ListStatus(second["list"], ListKind.NOMINALS, ListState.OK)
    known = OpenList(ListDescription(second["list"], action=of_list), status, None)
    row = row_of({**told, "hits": [told["hits"][0], second]}, {known.status.name: known})
    assert [hit.action for hit in row.screening.hits] == ["refuse", expected]


NO_ROW = [
    ("of another form", {"schema": "border-check/2"}),
    ("without a number", {"row": None}),
    ("with a word for a number", {"row": "1"}),
    ("below nothing", {"line": -1}),
    ("true for a number", {"row": True}),
    ("without an action", {"action": None}),
    ("with an unknown verdict", {"verdict": "hold"}),
    ("with hits that are none", {"hits": [{}]}),
    ("with lists that are none", {"lists": [[]]}),
    ("with a number for a text", {"reference": 7}),
]


@pytest.mark.parametrize("change", [n[1] for n in NO_ROW], ids=[n[0] for n in NO_ROW])
def test_what_is_no_answer_to_a_row(whole: Lines, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        row_of({**whole[0], **change})


NO_TOTALS = [
    ("of another form", {"schema": "border-check/2"}),
    ("without a count", {"stop": None}),
    ("complete and not", {"complete": None}),
    ("with problems that are none", {"problems": [7]}),
    ("without lists", {"lists": None}),
]


@pytest.mark.parametrize("change", [n[1] for n in NO_TOTALS], ids=[n[0] for n in NO_TOTALS])
def test_what_are_no_totals(whole: Lines, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        summary_of({**whole[-1], **change})


# -- an answer as a whole --------------------------------------------------------------------------


def stretches() -> Iterator[Any]:
    return open_manifest(LIST, date(2026, 11, 27)).stretches


def taken(lines: Lines) -> ToldList:
    told = ToldList(stretches(), None, {})
    for line in lines:
        told.take(json.dumps(line).encode())
    told.end()
    return told


def test_a_whole_answer_has_its_rows_and_totals(whole: Lines) -> None:
    told = taken(whole)
    rows = [row_to_wire(row) for part in told.answers(stretches()) for row in part.rows()]
    assert rows == whole[:-1]
    assert summary_to_wire(told.summary()) == whole[-1]
    assert told.reference == whole[-1]["reference"]
    assert told.could_check


def test_a_packed_answer_is_the_same(whole: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("border_check.centre.passengers._PACKED_TOGETHER", 5000)
    told = taken(whole)
    rows = [row_to_wire(row) for part in told.answers(stretches()) for row in part.rows()]
    assert rows == whole[:-1]


@pytest.mark.parametrize("rows", [0, 1, 50, 51])
def test_an_answer_that_breaks_off_is_none(whole: Lines, rows: int) -> None:
    with pytest.raises(Silent, match="broke off"):
        taken(list(islice(whole, rows)))


def doubled(lines: Lines) -> Lines:
    return [lines[0], *lines]


def left_out(lines: Lines) -> Lines:
    return lines[1:]


def exchanged(lines: Lines) -> Lines:
    return [lines[1], lines[0], *lines[2:]]


def cut_short(lines: Lines) -> Lines:
    return [*lines[:-2], {**lines[-1], "rows_in": 50, "proceed": lines[-1]["proceed"] - 1}]


def added(lines: Lines) -> Lines:
    more = {**lines[-2], "row": 52, "line": 53}
    return [*lines[:-1], more, {**lines[-1], "rows_in": 52}]


def after_the_totals(lines: Lines) -> Lines:
    return [*lines, lines[-1]]


def of_another_line(lines: Lines) -> Lines:
    return [{**lines[0], "line": 7}, *lines[1:]]


def counted_otherwise(lines: Lines) -> Lines:
    totals = {**lines[-1], "stop": 0, "proceed": lines[-1]["proceed"] + lines[-1]["stop"]}
    return [*lines[:-1], totals]


def no_object(lines: Lines) -> Lines:
    return [[], *lines]  # type: ignore[list-item]


NO_ANSWERS = [
    *(doubled, left_out, exchanged, cut_short, added, after_the_totals, of_another_line),
    *(counted_otherwise, no_object),
]


@pytest.mark.parametrize("change", NO_ANSWERS, ids=[n.__name__ for n in NO_ANSWERS])
def test_an_answer_to_other_rows_is_none(lines: Lines, change: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        taken(change(lines))


UNABLE = [
    ("a list that did not answer", {"lists": [{"state": "expired"}]}),
    ("no list", {"lists": []}),
    ("a journal that takes nothing", {"problems": [{"code": "journal", "text": "full"}]}),
    ("no reference", {"reference": ""}),
]


@pytest.mark.parametrize("change", [u[1] for u in UNABLE], ids=[u[0] for u in UNABLE])
def test_a_centre_that_could_not_check(lines: Lines, change: dict[str, Any]) -> None:
    for one in change.get("lists", ()):
        change = {"lists": [{**lines[-1]["lists"][0], **one}, *lines[-1]["lists"][1:]]}
    assert not taken([*lines[:-1], {**lines[-1], **change}]).could_check
