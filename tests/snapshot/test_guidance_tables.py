"""Reference documents and alerts of a snapshot: found by issuer, and never lost to damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from border_check.errors import SnapshotError
from border_check.snapshot.build import Built, build_snapshot
from border_check.snapshot.reader import Snapshot
from border_check.sources.interface import Part
from border_check.values.dates import PartialDate
from border_check.values.guidance import (
    CounterfeitAlert,
    ReferenceDocument,
    guide_from_mapping,
    guide_to_mapping,
)
from border_check.values.lists import ListKind
from border_check.values.person import Nominal

from desk import REFERENCES, Desk

META = {"list": "guides", "as_of": "2026-11-22T06:00:00Z", "description": "{}"}
REFERENCE = ReferenceDocument(
    "R1", "UTO", "P", "Passport", "2019", "TD3", ("L#######",), (5, 10.5), PartialDate(2019, 3),
    PartialDate(2024), ("polycarbonate",), ("tilt it", "feel it"), ("a.png",), True, "circular",
    (("pages", "32"),),
)  # fmt: skip
ALERT = CounterfeitAlert(
    "A1", "UTO", "look", "P", "printed", ("L#",), (("L1", "L2"),), "TD3", "ZENITH", ("composite",),
    "137", "##0101", "####31", ("a.png",), PartialDate(2026, 7, 1), PartialDate(2028), "port",
    (("seen", "3"),),
)  # fmt: skip
Guides = Sequence[ReferenceDocument | CounterfeitAlert | Part]


def build(folder: Path, kind: ListKind, records: Guides) -> tuple[Path, Built]:
    file = folder / "x.sqlite"
    return file, build_snapshot(file, kind, records, META, lambda _: None)


def test_records_come_back_whole(tmp_path: Path) -> None:
    file, _ = build(tmp_path, ListKind.REFERENCES, [REFERENCE])
    with Snapshot(file) as snapshot:
        assert snapshot.references("UTO") == [REFERENCE]
        assert snapshot.alerts("UTO") == []
        assert list(snapshot.all_records()) == [REFERENCE]
        assert snapshot.issuer_records() == {"UTO": 1}
        snapshot.prove()


def test_alerts_come_back_whole(tmp_path: Path) -> None:
    file, _ = build(tmp_path, ListKind.ALERTS, [ALERT])
    with Snapshot(file) as snapshot:
        assert snapshot.alerts("UTO") == [ALERT]


def test_no_field_is_lost_in_storing() -> None:
    assert all(REFERENCE)
    assert all(ALERT)
    assert guide_to_mapping(ReferenceDocument("1", "UTO", "P")).keys() == {
        *("record_id", "issuing_state", "type")
    }
    with pytest.raises(TypeError):
        guide_from_mapping(CounterfeitAlert, {"record_id": "1"})


def test_many_issuers_in_many_buckets(tmp_path: Path) -> None:
    states = ["UTO", "D", "FRA", "WQX", "GBR", "XXA", "XXB", "UNO"] * 20
    records = [ReferenceDocument(f"R{number}", state, "P") for number, state in enumerate(states)]
    file, built = build(tmp_path, ListKind.REFERENCES, records)
    assert built.records == 160
    with Snapshot(file) as snapshot:
        for state in states[:8]:
            own = [one for one in records if one.issuing_state == state]
            assert snapshot.references(state) == own
        assert snapshot.references("DEU") == snapshot.references("D") != []
        assert snapshot.references("ESP") == []


def test_records_of_one_id_become_one(tmp_path: Path) -> None:
    more = REFERENCE._replace(
        numbers=("M#######",), series="2020", certain=False, extra=(("cover", "red"),)
    )
    file, built = build(tmp_path, ListKind.REFERENCES, [Part(REFERENCE), more])
    assert (built.counts.kept, built.counts.merged) == (0, 1)
    with Snapshot(file) as snapshot:
        assert snapshot.references("UTO") == [
            REFERENCE._replace(
                numbers=("L#######", "M#######"),
                certain=False,
                extra=(("pages", "32"), ("cover", "red"), ("other_series", "2020")),
            )
        ]


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (ListKind.REFERENCES, ALERT),
        (ListKind.ALERTS, REFERENCE),
        (ListKind.ALERTS, Nominal(record_id="1", name="X")),
    ],
    ids=["an alert", "a reference", "a person"],
)
def test_other_records_do_not_get_in(tmp_path: Path, kind: ListKind, record: object) -> None:
    with pytest.raises(TypeError, match=f"a list of {kind} holds {kind}"):
        build(tmp_path, kind, [record])  # type: ignore[list-item]


DAMAGE = [
    ("another text", "UPDATE guidance SET records = replace(records, '2019', '2018')"),
    ("no JSON", "UPDATE guidance SET records = '['"),
    ("a bucket that is gone", "DELETE FROM guidance"),
    ("a bucket in another's place", "UPDATE guidance SET bucket = bucket + 1"),
]


@pytest.mark.parametrize("statement", [d[1] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_damage_is_told(tmp_path: Path, statement: str) -> None:
    file, _ = build(tmp_path, ListKind.REFERENCES, [REFERENCE])
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = OFF")
    with connection:
        connection.execute(statement)
    connection.close()
    with pytest.raises(SnapshotError, match="damaged"), Snapshot(file) as snapshot:
        snapshot.references("UTO")
    with pytest.raises(SnapshotError, match="damaged"), Snapshot(file) as snapshot:
        snapshot.damage()


def test_a_record_in_a_wrong_bucket_is_damage(tmp_path: Path) -> None:
    from border_check.snapshot.row_check import row_check

    records = [REFERENCE._replace(record_id=f"R{n}") for n in range(40)]
    file, _ = build(tmp_path, ListKind.REFERENCES, records)
    connection = sqlite3.connect(file)
    rows = dict(connection.execute("SELECT bucket, records FROM guidance"))
    full = max(rows, key=lambda bucket: len(rows[bucket]))
    other = next(bucket for bucket in rows if bucket != full)
    with connection:
        for bucket, text in ((full, rows[other]), (other, rows[full])):
            connection.execute(
                "UPDATE guidance SET records = ?, checksum = ? WHERE bucket = ?",
                (text, row_check(bucket, text), bucket),
            )
    connection.close()
    with pytest.raises(SnapshotError), Snapshot(file) as snapshot:
        snapshot.damage()


def test_what_is_added_lies_beside_what_was_there(bare_desk: Desk) -> None:
    first, *_ = REFERENCES.splitlines(keepends=True)
    assert bare_desk.load("refs", first).records == 1
    assert bare_desk.load("refs", REFERENCES).records == 3
