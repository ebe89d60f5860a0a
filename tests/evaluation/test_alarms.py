"""Travellers held against lists: the alarms of the person check, counted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from border_check.errors import BorderCheckError, JournalError, SnapshotError, UsageError
from border_check.evaluation.alarms import Measurement, TravellerFile, measure_alarms
from border_check.journal.book import Journal
from border_check.manifests.registry import open_manifest
from border_check.screening.screener import Screener
from border_check.values.screening import Grade
from border_check.values.settings import Role, Thresholds

from desk import Desk

TRAVELLERS = """\
{"name": "Zaru Mohamed Tayibeli", "dob": "1971-03-04", "nationality": "UTO", "gender": "male"}
{"name": "Zarou Tayibely", "dob": "1952-07-30"}
{"name": "Hjalmar Brandovar"}
{"name": "Wendelin Karstadter", "dob": "1990-09-09"}
{"name": "Quentin Varnadoe", "dob": "1988-04-12", "gender": "male"}
{"dob": "1990-01-01"}
"""
MORE = '{"id": "M1", "name": "Zaru TAYIBELI", "dobs": ["1971"]}\n'


def travellers(text: str = TRAVELLERS) -> TravellerFile:
    content = text.encode()
    rows = open_manifest(content, date(2026, 11, 22), name="travellers").rows
    return TravellerFile("travellers.jsonl", "d1ge57", rows)


def measure(screener: Screener, *names: str, **options: Any) -> Measurement:
    return measure_alarms(screener, names or ("wanted",), travellers(), **options)


def test_counts_are_those_of_the_person_check(desk: Desk) -> None:
    grid = (0.0, 3.0, 6.0, 8.5, 9.0, 14.0)
    with desk.screener() as screener:
        alarms = measure(screener, thresholds=grid).together
    people = [json.loads(line) for line in TRAVELLERS.splitlines()[:5]]
    for place, threshold in enumerate(grid):
        with desk.screener(thresholds=Thresholds(threshold, threshold)) as screener:
            for figures, known in (
                (alarms.full_record[place], people),
                (alarms.name_alone[place], [{"name": person["name"]} for person in people]),
            ):
                hits = [screener.person(person).hits for person in known]
                assert figures.threshold == threshold
                assert figures.travellers == sum(map(bool, hits))
                assert figures.per_1000 == 1000 * figures.travellers / 5
                grades = [hit.grade for found in hits for hit in found]
                assert figures.hits == {grade: grades.count(grade) for grade in Grade}


def test_names_alone_are_possible_at_best(desk: Desk) -> None:
    with desk.screener() as screener:
        alarms = measure(screener).together
    assert alarms.full_record[0].hits[Grade.STRONG]
    assert alarms.name_alone[0].hits[Grade.POSSIBLE]
    assert not alarms.name_alone[0].hits[Grade.STRONG]


def test_lists_count_apart_and_together(desk: Desk) -> None:
    desk.load("more", MORE)
    with desk.screener() as screener:
        measured = measure(screener, "wanted", "more", "more", thresholds=(6.0,))
    (first, wanted), (second, more) = measured.lists
    assert [first.name, second.name] == ["wanted", "more"]
    place = [row.threshold for row in wanted.full_record].index(6.0)
    each = [one.full_record[place] for one in (wanted, more, measured.together)]
    assert sum(each[0].hits.values()) + sum(each[1].hits.values()) == sum(each[2].hits.values())
    assert max(each[0].travellers, each[1].travellers) <= each[2].travellers
    assert each[2].travellers < each[0].travellers + each[1].travellers


def test_the_thresholds_of_the_site_are_among_them(desk: Desk) -> None:
    with desk.screener(thresholds=Thresholds(9.25, 3.75)) as screener:
        measured = measure(screener, thresholds=(6.0,))
    assert [row.threshold for row in measured.together.full_record] == [3.75, 6.0, 9.25]
    assert measured.thresholds == (9.25, 3.75)


def test_rows_without_a_name_are_counted_apart(desk: Desk) -> None:
    seen: list[None] = []
    with desk.screener() as screener:
        measured = measure(screener, progress=lambda: seen.append(None))
    assert (measured.travellers, measured.not_read, len(seen)) == (5, 1, 6)


def test_nobody_gives_no_figure(desk: Desk) -> None:
    with desk.screener() as screener:
        empty = TravellerFile("empty", "", ())
        measured = measure_alarms(screener, ["wanted"], empty)
    assert measured.together.full_record[0].per_1000 is None


def test_one_entry_is_made_and_says_what_was_measured(desk: Desk) -> None:
    with desk.screener() as screener:
        measured = measure(screener)
    (entry,) = Journal(desk.home / "journal").entries()
    facts = entry.facts
    assert measured.reference == "2026-11-22/GVA-03/000001"
    assert (facts["check"], facts["file"], facts["sha256"]) == (
        "evaluation",
        "travellers.jsonl",
        "d1ge57",
    )
    assert (facts["travellers"], facts["lists"][0][0]) == (5, "wanted")
    assert entry.query == "{}", "no traveller is named"


def test_without_the_entry_no_figure_is_told(desk: Desk) -> None:
    (desk.home / "journal").write_text("in the way")
    with desk.screener() as screener, pytest.raises(JournalError):
        measure(screener)


def test_a_first_line_desk_may_not(desk: Desk) -> None:
    with desk.screener(Role.FIRST_LINE) as screener, pytest.raises(UsageError, match="first-line"):
        measure(screener)
    assert not (desk.home / "journal").exists()


REFUSED: list[tuple[str, str, type[BorderCheckError], str]] = [
    ("a list that is not there", "none", SnapshotError, "none: no such list"),
    ("a list of documents", "sltd", UsageError, "sltd: is a list of documents"),
    ("a damaged list", "damaged", SnapshotError, "damaged: cannot be used"),
]


@pytest.mark.parametrize(
    ("name", "error", "message"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_lists_that_cannot_be_measured(
    desk: Desk, name: str, error: type[BorderCheckError], message: str
) -> None:
    desk.load("damaged", MORE)
    (desk.home / "lists" / "damaged" / "current").write_text("{")
    with desk.screener() as screener, pytest.raises(error, match=message):
        measure(screener, name)


def test_a_list_that_was_lost_is_not_installed(desk: Desk) -> None:
    (desk.home / "lists" / "wanted" / "current").unlink()
    with desk.screener() as screener, pytest.raises(SnapshotError, match="no such list"):
        measure(screener)
