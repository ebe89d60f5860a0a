"""A list with deltas answers as if it had been loaded whole."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import SnapshotError
from border_check.matching.confusable import spellings
from border_check.screening.library import Library
from border_check.snapshot import delta as delta_module
from border_check.snapshot import named_documents
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import digest
from border_check.snapshot.upkeep import fold_list, roll_back, verify_file
from border_check.sources.interface import Entry, Place, Reading, Rejected
from border_check.sources.registry import source_named
from border_check.sources.sltd_csv import SltdCsv
from border_check.values.actions import ActionClass
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    TravelDocument,
    derived_id,
)
from border_check.values.document_number import compact
from border_check.values.lists import ListDescription, ListKind
from border_check.values.settings import Settings

from desk import Desk

START = datetime(2026, 11, 20, 6, tzinfo=UTC)


class Given(SltdCsv):
    """Entries that are given."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def read(self, path: Path, description: ListDescription) -> Reading:
        return Reading(None, iter(self._entries), ())


def install(
    home: Home, entries: Sequence[Entry] | Path, day: int = 0, *, delta: bool = False
) -> LoadReport:
    source = SltdCsv() if isinstance(entries, Path) else Given(entries)
    file = entries if isinstance(entries, Path) else home.path.parent / "list.csv"
    file.touch()
    load = Load(
        description=ListDescription("sltd", source.kind),
        source=source,
        path=file,
        now=START + timedelta(days=90),
        as_of=START + timedelta(days=day),
        delta=delta,
    )
    return install_list(home, load)


class Answers(NamedTuple):
    """All that a list says."""

    records: int
    discreet: int
    issuers: dict[str, int]
    listed: Counter[DocumentRecord]
    found: dict[str, Counter[DocumentRecord]]
    many: dict[str, Counter[tuple[bool, str]]]


def answers(home: Home, numbers: Iterable[str]) -> Answers:
    current = home.current("sltd")
    assert current is not None
    numbers = sorted(set(numbers))
    plain = [number for number in numbers if number.isascii()]
    with Snapshot(home.snapshot_file("sltd", current.version)) as snapshot:
        for _ in ("few", "many"):
            among = {plain[at] for at in snapshot.listed_among(plain)}
            assert among >= {number for number in plain if any(snapshot.documents(number))}
            many = snapshot.find_many(np.array(plain, "S"))
        states = {code: state for code, state, _ in snapshot._index.facts.issuers}
        pairs: dict[str, Counter[tuple[bool, str]]] = {number: Counter() for number in plain}
        for at, is_same, code in zip(
            many.questions.tolist(), many.is_same.tolist(), many.issuers.tolist(), strict=True
        ):
            pairs[plain[at]][is_same, states.get(code, "spelled")] += 1
        return Answers(
            snapshot.records,
            snapshot.discreet,
            snapshot.issuer_records(),
            Counter(one for one in snapshot.all_records() if isinstance(one, DocumentRecord)),
            {
                number: Counter(map(snapshot.document, snapshot.documents(number)))
                for number in numbers
            },
            pairs,
        )


NUMBERS = st.sampled_from(
    ["K1", "K2", "KO1", "K01", "D77340512688", "D77340512689", "OOOOOIIII", "ÄB1"]
)
# A record under several numbers counts for the issuer of the first: here its name tells the issuer.
ISSUER_OF = {"1": "UTO", "2": "UTO", "3": "D", "40": None, "007": "UTO", "A-1": "D", "K1": "XOM"}
IDS = st.sampled_from([*ISSUER_OF, "derived"])


@st.composite
def records(draw: st.DrawFn) -> DocumentRecord:
    number, record_id = draw(NUMBERS), draw(IDS)
    issuer = ISSUER_OF.get(record_id, draw(st.sampled_from(["UTO", "D", None])))
    kind = draw(st.sampled_from([None, DocumentType.PASSPORT]))
    last = draw(st.sampled_from([None, None, "K9"])) if number in ("K1", "K2") else None
    if record_id == "derived":
        record_id = derived_id(issuer, kind, number, last)
    return DocumentRecord(
        record_id,
        number,
        issuer,
        kind,
        draw(st.sampled_from(list(FraudType))),
        last,
        status=draw(st.sampled_from([RecordStatus.ACTIVE, RecordStatus.WITHDRAWN])),
        information=draw(st.sampled_from([None, None, "from a lorry"])),
        action=draw(st.sampled_from([None, None, ActionClass.DISCREET])),
    )


LISTS = st.lists(records(), min_size=1, max_size=8)


def result(base: Sequence[DocumentRecord], delta: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """The rule: what a delta names goes before all that was under this name."""
    named = {record.record_id for record in delta}
    return [*(record for record in base if record.record_id not in named), *delta]


@settings(max_examples=40, deadline=None)
@given(base=LISTS, deltas=st.lists(LISTS, min_size=1, max_size=3), buckets=st.sampled_from([1, 64]))
def test_deltas_answer_like_the_whole_list(
    tmp_path_factory: pytest.TempPathFactory,
    base: list[DocumentRecord],
    deltas: list[list[DocumentRecord]],
    buckets: int,
) -> None:
    folder = tmp_path_factory.mktemp("delta")
    layered, whole = Home(folder / "layered"), Home(folder / "whole")
    listed = base
    install(layered, base)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delta_module, "_MARKS_OF_BUCKET", buckets)
        patch.setattr(named_documents, "_BLOCKS", 1)
        for day, changes in enumerate(deltas):
            before = listed
            listed = result(listed, changes)
            report = install(layered, changes, day, delta=True)
            known = {record.record_id for record in before}
            assert report.replaced == len(known & {record.record_id for record in changes})
            assert report.records == len({record.record_id for record in listed})
    install(whole, listed)
    numbers = {compact(record.number) for record in listed} | {"K5", "K7654321"}
    numbers |= {spelling for number in numbers for spelling in [*spellings(number)][:3]}
    expected = answers(whole, numbers)
    assert answers(layered, numbers) == expected
    assert verify_file(layered, "sltd") is None
    assert fold_list(layered, "sltd") is not None
    assert answers(layered, numbers) == expected


def record(number: int, name: str | None = None, **facts: Any) -> DocumentRecord:
    return DocumentRecord(name or f"{number}", f"K{number:07d}", "UTO", **facts)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A list of ten records with two deltas: one changed, one new."""
    home = Home(tmp_path / "home")
    install(home, [record(number) for number in range(10)])
    install(home, [record(77, "7")], 1, delta=True)
    install(home, [record(10)], 2, delta=True)
    return home


def numbers_of(home: Home, number: int) -> list[str]:
    """Names of the records that are found under a number."""
    with Snapshot(current_file(home)) as snapshot:
        found = map(snapshot.document, snapshot.documents(f"K{number:07d}"))
        return [one.record_id for one in found]


def current_file(home: Home) -> Path:
    current = home.current("sltd")
    assert current is not None
    return home.snapshot_file("sltd", current.version)


def snapshots(home: Home) -> list[str]:
    return sorted(file.stem for file in home.list_folder("sltd").glob("*.sqlite"))


def test_the_pointer_names_all_versions_that_answer(home: Home) -> None:
    current = home.current("sltd")
    assert current is not None
    assert [layer.version for layer in current.layers] == snapshots(home)[::-1]
    for layer in current.layers:
        file = home.snapshot_file("sltd", layer.version)
        assert (layer.size, layer.sha256) == (file.stat().st_size, digest(file))
    assert current.previous == snapshots(home)[1]


def test_going_back_takes_off_the_newest_delta(home: Home) -> None:
    assert (numbers_of(home, 7), numbers_of(home, 77), numbers_of(home, 10)) == ([], ["7"], ["10"])
    _, first, second = snapshots(home)
    assert roll_back(home, "sltd") == first
    assert (numbers_of(home, 77), numbers_of(home, 10)) == (["7"], [])
    assert verify_file(home, "sltd") is None
    assert roll_back(home, "sltd", second) == second
    assert verify_file(home, "sltd") is None


def test_a_full_load_replaces_everything_and_leaves_a_way_back(home: Home) -> None:
    layered = snapshots(home)
    whole = install(home, [record(1)], 3).version
    assert install(home, [record(1)], 3).version == whole
    assert snapshots(home) == sorted([*layered, whole])
    assert roll_back(home, "sltd") == layered[-1]
    assert numbers_of(home, 77) == ["7"]
    install(home, [record(1)], 4)
    install(home, [record(2)], 5)
    assert len(snapshots(home)) == 2


def test_what_is_added_is_added_to_all_of_it(home: Home) -> None:
    current = home.current("sltd")
    assert current is not None
    source = Given([record(11)])
    load = Load(ListDescription("sltd", source.kind), source, home.path, START, add=True)
    assert install_list(home, load).records == 12
    assert numbers_of(home, 77) == ["7"]


def test_there_is_nothing_to_fold(home: Home) -> None:
    assert fold_list(home, "sltd") is not None
    assert fold_list(home, "sltd") is None


REFUSED = [
    ("it is older than the list", [record(1)], 1, "the delta is of 2026-11-21T06:00:00Z"),
    ("none of it can be used", [Rejected(Place("x", 1), "why", "din", "raw")], 3, "none of its 1"),
    ("nothing is in it", [], 3, "none of its 0"),
]


@pytest.mark.parametrize(
    ("entries", "day", "why"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_delta_that_is_refused(home: Home, entries: list[Entry], day: int, why: str) -> None:
    before = home.current("sltd")
    with pytest.raises(SnapshotError, match=why):
        install(home, entries, day, delta=True)
    assert home.current("sltd") == before
    assert verify_file(home, "sltd") is None


def test_a_delta_over_nothing(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="no such list is installed"):
        install(Home(tmp_path / "home"), [record(1)], delta=True)


def test_limits_hold_for_the_whole_list(home: Home) -> None:
    source = Given([record(12)])
    description = ListDescription("sltd", source.kind, maximum=11)
    load = Load(description, source, home.path, START + timedelta(9), START + timedelta(8))
    with pytest.raises(SnapshotError, match="it has 12 records, expected at most 11"):
        install_list(home, load._replace(delta=True))


def test_a_list_of_people_takes_no_deltas(desk: Desk) -> None:
    source = source_named("nominal-jsonl")
    file = desk.home.parent / "wanted.txt"
    load = Load(ListDescription("wanted", source.kind), source, file, desk.now, desk.now)
    with pytest.raises(SnapshotError, match="deltas are for lists of documents") as error:
        install_list(Home(desk.home), load._replace(delta=True))
    assert "--add" in (error.value.hint or "")


BROKEN = [
    ("the base is gone", 0, None),
    ("a delta is gone", 1, None),
    ("the base is cut short", 0, -4096),
    ("the newest delta is cut short", 2, -4096),
]


@pytest.mark.parametrize(("layer", "cut"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
@pytest.mark.parametrize("suffix", [".sqlite", ".documents"])
def test_a_layer_that_is_broken_makes_the_list_corrupt(
    home: Home, layer: int, cut: int | None, suffix: str
) -> None:
    file = home.snapshot_file("sltd", snapshots(home)[layer]).with_suffix(suffix)
    if cut is None:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:cut])
    assert state_of(home) == "corrupt"
    assert verify_file(home, "sltd") is not None


def state_of(home: Home) -> str:
    with closing(Library(home, Settings())) as library:
        (one,) = library.lists(START + timedelta(days=2), frozenset({ListKind.DOCUMENTS}))
        return one.status.state


def test_other_layers_than_the_pointer_names(home: Home) -> None:
    assert state_of(home) == "ok"
    pointer = home.list_folder("sltd") / "current"
    facts = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**facts, "below": facts["below"][:1]}))
    assert state_of(home) == "corrupt"


def test_a_base_that_is_another_list_of_the_same_name(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    install(other, [record(number) for number in range(9)])
    base = home.snapshot_file("sltd", snapshots(home)[0])
    for suffix in (".sqlite", ".documents"):
        base.with_suffix(suffix).write_bytes(current_file(other).with_suffix(suffix).read_bytes())
    with pytest.raises(SnapshotError, match="is not the version that it was made for"):
        Snapshot(current_file(home))


@pytest.mark.parametrize("suffix", [".sqlite", ".documents"])
def test_a_flipped_bit_brings_nothing_back_and_hides_nothing(home: Home, suffix: str) -> None:
    """Wherever it is in the first delta: the answers are the same, or the list is damaged."""
    asked = (3, 7, 77, 10)
    expected = [numbers_of(home, number) for number in asked]
    file = home.snapshot_file("sltd", snapshots(home)[1]).with_suffix(suffix)
    sound = file.read_bytes()
    chance = random.Random(9303)
    for place in chance.sample(range(len(sound)), min(400, len(sound))):
        content = bytearray(sound)
        content[place] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        with suppress(SnapshotError):
            assert [numbers_of(home, number) for number in asked] == expected


def test_what_looks_like_neighbours_is_judged_by_all_layers(tmp_path: Path) -> None:
    asked = TravelDocument("AO1234567", "UTO")
    rows = [DocumentRecord(f"{n}", f"AO{n * 317:07d}", "UTO") for n in range(3000)]
    whole, layered = Home(tmp_path / "whole"), Home(tmp_path / "layered")
    install(whole, rows)
    install(layered, rows[:1500])
    install(layered, rows[1500:], delta=True)
    with Snapshot(current_file(whole)) as one, Snapshot(current_file(layered)) as two:
        expected = one.chance_of_look_alike(asked)
        assert two.chance_of_look_alike(asked) == pytest.approx(expected, rel=0.5)
        assert expected > 0
