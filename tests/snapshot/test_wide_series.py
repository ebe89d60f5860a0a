"""Over-wide series: no way into a snapshot leads past the people who approve them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.upkeep import fold_list
from border_check.snapshot.wide_series import MOST_TOLD, OVER_WIDE, Held, SeriesRules
from border_check.sources.interface import Entry, Reading
from border_check.sources.sltd_csv import SltdCsv
from border_check.values.document import DocumentRecord, RecordStatus
from border_check.values.lists import ListDescription

WIDEST = 100
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
HEADING = "record_id,issuing_country,document_type,din,din_to,category,status\n"


class Given(SltdCsv):
    """Entries of a format that says nothing of the width of series."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)

    def read(self, path: Path, description: ListDescription) -> Reading:
        return Reading(None, iter(self._entries))


def series(name: str, width: int, first: int = 1000, issuer: str = "UTO") -> DocumentRecord:
    last = f"K{first + width - 1:07}" if width > 1 else None
    return DocumentRecord(name, f"K{first:07}", issuer, number_to=last)


def row(record: DocumentRecord) -> str:
    cells = (record.record_id, record.issuing_state, "", record.number, record.number_to or "")
    return ",".join([*map(str, cells), "stolen_blank", record.status]) + "\n"


def written(home: Home, records: Iterable[DocumentRecord]) -> Path:
    file = home.path.parent / "list.csv"
    file.write_text(HEADING + "".join(map(row, records)))
    return file


def install(
    home: Home,
    records: Iterable[DocumentRecord],
    approved: Callable[[DocumentRecord], bool] = lambda _: False,
    *,
    how: str = "whole",
    bare: bool = False,
    met: Callable[[Held], None] = lambda _: None,
) -> LoadReport:
    records = list(records)
    load = Load(
        ListDescription("sltd", widest_range=WIDEST),
        Given(records) if bare else SltdCsv(),
        written(home, records),
        NOW,
        NOW,
        add=how == "add",
        delta=how == "delta",
        series=SeriesRules(approved, met),
    )
    return install_list(home, load)


def installed(home: Home) -> list[DocumentRecord]:
    current = home.current("sltd")
    if current is None:
        return []
    with Snapshot(home.snapshot_file("sltd", current.version)) as snapshot:
        return [one for one in snapshot.all_records() if isinstance(one, DocumentRecord)]


def widths(home: Home) -> dict[str, int]:
    return {one.record_id: one.width for one in installed(home)}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


RECORDS = st.builds(
    series,
    st.sampled_from(["1", "2", "3", "A", "B"]),
    st.sampled_from([1, 2, WIDEST - 1, WIDEST, WIDEST + 1, 10 * WIDEST, 1_000_000]),
    st.integers(0, 5),
)
LOADS = st.tuples(
    st.lists(RECORDS, max_size=5), st.sampled_from(["whole", "add", "delta"]), st.booleans()
)


@settings(max_examples=40, deadline=None)
@given(loads=st.lists(LOADS, min_size=1, max_size=3), approved=st.sets(RECORDS, max_size=2))
def test_nothing_wide_is_ever_installed_that_nobody_approved(
    tmp_path_factory: pytest.TempPathFactory,
    loads: list[tuple[list[DocumentRecord], str, bool]],
    approved: set[DocumentRecord],
) -> None:
    home = Home(tmp_path_factory.mktemp("wide") / "home")
    wanted = {(one.record_id, one.number, one.number_to) for one in approved}

    def is_approved(record: DocumentRecord) -> bool:
        return (record.record_id, record.number, record.number_to) in wanted

    install(home, [series("9", 1, 9000)])
    for records, how, bare in loads:
        always = series("9", 1, 9000)
        report = install(home, [*records, always], is_approved, how=how, bare=bare)
        counts = report.counts
        wide = [one for one in records if one.width > WIDEST and not is_approved(one)]
        assert counts.set_aside.get(OVER_WIDE, 0) == len(wide)
        assert counts.read == len(records) + 1
        assert counts.read == counts.kept + counts.merged + counts.rejected + len(wide)
        assert {one.record.record_id for one in report.held} == {one.record_id for one in wide}
        found = installed(home)
        assert all(one.width <= WIDEST or is_approved(one) for one in found)
        assert len({one.record_id for one in found}) == report.records


def test_the_limit_is_the_widest_that_passes(home: Home) -> None:
    report = install(home, [series("1", WIDEST), series("2", WIDEST + 1)])
    assert widths(home) == {"1": WIDEST}
    (held,) = report.held
    assert (held.place.number, str(held.place)) == (3, "list.csv, line 3")


CHANGES = [
    ("the same", series("1", 500), True),
    ("wider", series("1", 501), False),
    ("narrower, and still too wide", series("1", 499), False),
    ("another issuer", series("1", 500, issuer="XXA"), False),
    ("another first number", series("1", 500, first=1001), False),
    ("another record", series("2", 500), False),
    ("taken back by its owner", series("1", 501)._replace(status=RecordStatus.WITHDRAWN), True),
    ("recovered", series("1", 501)._replace(status=RecordStatus.RECOVERED), True),
]


@pytest.mark.parametrize(
    ("changed", "passes"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
@pytest.mark.parametrize("how", ["whole", "delta", "add"])
def test_what_was_approved_and_what_changed_since(
    home: Home, how: str, changed: DocumentRecord, passes: bool
) -> None:
    said = series("1", 500)

    def facts(one: DocumentRecord) -> tuple[str | None, ...]:
        return (one.record_id, one.number, one.number_to, one.issuing_state)

    install(home, [series("9", 1, 9000)])
    report = install(
        home, [series("9", 1, 9000), changed], lambda one: facts(one) == facts(said), how=how
    )
    assert (not report.held) is passes
    assert (facts(changed) in set(map(facts, installed(home)))) is passes


def test_what_the_list_said_before_goes_on_answering(home: Home) -> None:
    install(home, [series("1", 50), series("2", 1, 5000)])
    report = install(home, [series("1", 5000)])
    assert widths(home) == {"1": 50}  # the second record is gone, as the file says
    counts = report.counts
    assert (counts.read, counts.kept, counts.set_aside, report.records) == (1, 0, {OVER_WIDE: 1}, 1)


def test_also_over_a_delta(home: Home) -> None:
    install(home, [series("1", 50), series("2", 60, 5000)])
    install(home, [series("1", 70)], how="delta")
    install(home, [series("1", 5000), series("2", 5000, 5000)])
    assert widths(home) == {"1": 70, "2": 60}
    install(home, [series("3", 5000), series("4", 2)], how="delta")
    fold_list(home, "sltd")
    assert widths(home) == {"1": 70, "2": 60, "4": 2}


def test_what_was_wide_before_the_limit_is_held_too(home: Home) -> None:
    install(home, [series("1", 500), series("2", 1)], lambda _: True)
    install(home, [series("1", 500), series("2", 1)])
    assert widths(home) == {"2": 1}


def test_many_are_counted_and_the_first_are_told(home: Home) -> None:
    met: list[Held] = []
    wide = [series(f"R{number}", 500 + number) for number in range(MOST_TOLD + 20)]
    report = install(home, [*wide, *wide, series("1", 1)], met=met.append)
    assert report.counts.set_aside == {OVER_WIDE: 2 * len(wide)}
    assert [one.record.record_id for one in report.held] == [f"R{n}" for n in range(MOST_TOLD)]
    assert tuple(met) == report.held


def test_they_are_kept_as_they_were(home: Home) -> None:
    report = install(home, [series("1", 500), series("2", 1)])
    (file,) = report.rejects_files
    assert report.first_rejects == ()
    heading, line = file.read_text().splitlines()
    assert heading == HEADING.strip() + ",rejected_because"
    assert line.startswith("1,UTO,,K0001000,K0001499,stolen_blank,active,")
    assert "din_to: covers 500 numbers, more than the 100 of `widest_range`: not yet" in line
