"""Many rows at a time, or one by one: the same answers, the same entries, the same totals."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy_manifests import manifests

from border_check.errors import ManifestError, SnapshotError
from border_check.journal.book import Journal
from border_check.manifests import content
from border_check.manifests.interface import Stretch, in_stretches
from border_check.manifests.registry import open_manifest
from border_check.names.words import spell
from border_check.screening import batch as batches
from border_check.screening.batch import AnsweredStretch, Batch, RowScreening, Summary
from border_check.screening.looking import in_processes
from border_check.snapshot import reader
from border_check.snapshot.reader import Snapshot
from border_check.values.actions import ActionClass
from border_check.values.screening import Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk

NOW = datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
OLD = timedelta(days=30)
DESKS = {
    "no list": {},
    "documents": {"sltd": (DOCUMENTS, timedelta(minutes=48))},
    "expired documents": {"sltd": (DOCUMENTS, OLD)},
    "people": {"wanted": (NOMINALS, timedelta(minutes=48))},
    "both": {"sltd": (DOCUMENTS, timedelta(minutes=48)), "wanted": (NOMINALS, OLD)},
}


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    made = {}
    for name, lists in DESKS.items():
        desk = made[name] = Desk(tmp_path_factory.mktemp("desk") / "home", NOW)
        for each, (text, age) in lists.items():
            action = ActionClass.HOLD if text is DOCUMENTS else ActionClass.INQUIRE
            desk.load(each, text, age=age, action=action)
    return made


class Told(NamedTuple):
    """All that comes of a batch."""

    rows: list[RowScreening]
    summary: Summary
    entries: list[tuple[Any, str | None]]


def run(desk: Desk, text: bytes, role: Role, *, by_columns: bool, rows: int) -> Told:
    """One batch, on a journal of its own."""
    shutil.rmtree(desk.home / "journal", ignore_errors=True)
    with desk.screener(role) as screener:
        reading = open_manifest(text, NOW.date(), "m.csv")
        batch = Batch(screener, "m.csv", "digest")
        stretches = reading.stretches if by_columns else in_stretches(reading.rows)
        answers = list(batch.answers(stretches))
        assert all(len(answer.looked.places) <= rows for answer in answers)
        found = [row for answer in answers for row in answer.rows()]
        for answer in answers:
            assert_sums(answer)
        summary = batch.summary()
    with Journal(desk.home / "journal") as journal:
        entries = [(entry.facts, entry.query) for entry in journal.entries()]
    return Told(found, summary, entries)


def assert_sums(answer: AnsweredStretch) -> None:
    rows = list(answer.rows())
    assert answer.verdicts() == Counter(row.screening.verdict for row in rows)
    assert list(answer.remarkable()) == [
        row for row in rows if row.screening.verdict is not Verdict.PROCEED or row.screening.hits
    ]


@settings(max_examples=120, deadline=None)
@given(
    text=manifests(),
    name=st.sampled_from(sorted(DESKS)),
    role=st.sampled_from(list(Role)),
    rows=st.sampled_from((3, 500)),
    block=st.sampled_from((90, 1 << 18)),
    many=st.sampled_from((1, 1 << 20)),
)
def test_by_columns_as_row_by_row(
    desks: dict[str, Desk], text: bytes, name: str, role: Role, rows: int, block: int, many: int
) -> None:
    with ExitStack() as patches:
        patches.enter_context(patch.object(content, "BLOCK", block))
        patches.enter_context(patch.object(batches, "BLOCK", rows))
        patches.enter_context(patch.object(reader, "_MANY", many))
        try:
            one_by_one = run(desks[name], text, role, by_columns=False, rows=rows)
        except ManifestError:
            return
        assert run(desks[name], text, role, by_columns=True, rows=rows) == one_by_one


MANIFEST = b"""\
surname,given_names,document_number,issuing_state
,,K7654321,UTO
,,L8989123,UTO
DOE,JANE,K7654322,UTO
,,D7770003,UTO
TAYIBELI,ZARU MOHAMED,K7654323,UTO
,,K7654324,D
torn
"""


@pytest.mark.parametrize("role", list(Role))
def test_which_rows_are_looked_at_by_themselves(desks: dict[str, Desk], role: Role) -> None:
    alone: dict[str, list[int]] = {}
    for name in ("documents", "both"):
        with desks[name].screener(role) as screener:
            stretches = open_manifest(MANIFEST, NOW.date(), "m.csv").stretches
            answers = list(Batch(screener, "m.csv", "").answers(stretches))
            alone[name] = [place + 1 for answer in answers for place in answer.alone]
    assert alone == {"documents": [2, 7], "both": [2, 3, 4, 5, 7]}


def test_names_alone_are_left_to_the_processes(desks: dict[str, Desk]) -> None:
    asked: list[int] = []
    with desks["both"].screener() as screener:
        look = in_processes(screener, 2)

        def noting(travellers: Any) -> Any:
            return look(note(travellers))

        def note(travellers: Any) -> Any:
            for traveller in travellers:
                asked.append(traveller.row)
                yield traveller

        reading = open_manifest(MANIFEST, NOW.date(), "m.csv")
        rows = [
            row
            for answer in Batch(screener, "m.csv", "", look=noting).answers(reading.stretches)
            for row in answer.rows()
        ]
    assert [row.row for row in rows] == list(range(1, 8))
    assert asked == [3, 5]


def test_what_is_damaged_is_seen_row_by_row(desks: dict[str, Desk]) -> None:
    def damaged(self: Snapshot, numbers: object) -> list[int]:
        raise SnapshotError("damaged")

    with (
        patch.object(Snapshot, "listed_among", damaged),
        desks["documents"].screener() as screener,
    ):
        stretches = open_manifest(MANIFEST, NOW.date(), "m.csv").stretches
        (answer,) = Batch(screener, "m.csv", "").answers(stretches)
    assert len(answer.alone) == 7


def test_other_lists_are_asked_anew(desk: Desk) -> None:
    text = b"number,issuing_state\n" + b"".join(b"K%07d,UTO\n" % at for at in range(40))
    with (
        patch.object(content, "BLOCK", 100),
        patch.object(batches, "BLOCK", 5),
        desk.screener() as screener,
    ):
        reading = open_manifest(text, NOW.date(), "m.csv")
        answers = Batch(screener, "m.csv", "").answers(reading.stretches)
        first = next(answers)
        desk.load("sltd", DOCUMENTS.replace("K4720135", "K0000039"), action=ActionClass.HOLD)
        last = list(answers)[-1]
    old, new = (next(iter(one.rows())).screening.lists[0] for one in (first, last))
    assert old.version != new.version
    assert [row.screening.verdict for row in last.rows()][-1] is Verdict.STOP


@pytest.mark.parametrize(
    ("lines", "lists", "rows"),
    [(100, "documents", 500), (100_000, "documents", 5_000), (100_000, "both", 500)],
)
def test_blocks_are_long_where_nobody_waits_for_them(
    desks: dict[str, Desk], lines: int, lists: str, rows: int
) -> None:
    text = b"number\n" + b"K7654321\n" * 6_000
    with desks[lists].screener() as screener:
        batch = Batch(screener, "m.csv", "", lines=lines)
        stretches: list[Stretch] = list(open_manifest(text, NOW.date(), "m.csv").stretches)
        sizes = Counter[int]()
        for answer in batch.answers(stretches):
            sizes[(answer.looked.stretch.first + answer.looked.places[0] - 1) // rows] += len(
                answer.looked.places
            )
    assert max(sizes.values()) == rows


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_name_with_a_plain_letter_can_be_searched(before: str, after: str) -> None:
    assert spell(f"{before}a{after}")
