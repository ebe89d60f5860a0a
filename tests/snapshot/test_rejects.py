"""Entries that could not be used, in files that can be corrected and loaded again."""

from __future__ import annotations

import csv
from pathlib import Path

from border_check.snapshot.rejects import REASON, RejectsFile
from border_check.sources.interface import Place, Rejected


def row(line: int, cells: dict[str, str], field: str | None = "din") -> Rejected:
    return Rejected(Place("list.csv", line), "no number", field, cells)


def line(number: int, raw: str) -> Rejected:
    return Rejected(Place("list", number), "no JSON", None, raw)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_rows_keep_their_columns_and_say_why(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    rejects.add(row(3, {"id": "1", "din": ""}))
    rejects.add(row(5, {"id": "2", "din": 'a,"b"\nc'}, None))
    (file,) = rejects.keep("v1")
    assert file == tmp_path / "rejects-v1.csv"
    with file.open(newline="", encoding="utf-8") as stream:
        assert list(csv.DictReader(stream)) == [
            {"id": "1", "din": "", REASON: "list.csv, line 3, din: no number"},
            {"id": "2", "din": 'a,"b"\nc', REASON: "list.csv, line 5: no number"},
        ]


def test_lines_stay_as_they_were_and_reasons_lie_beside(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    rejects.add(line(1, '{"id": 1,\r\n'))
    rejects.add(line(2, '{"id": 2'))
    (file,) = rejects.keep("v1")
    assert file.read_bytes() == b'{"id": 1,\n{"id": 2\n'
    reasons = file.with_name("rejects-v1.jsonl.why").read_text()
    assert reasons == "list, line 1: no JSON\nlist, line 2: no JSON\n"


def test_each_shape_has_a_file_of_its_own(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    rejects.add(line(1, "torn, row"))
    rejects.add(row(2, {"id": "1", "din": ""}))
    rejects.add(row(3, {"key": "1"}))
    rejects.add(row(4, {"id": "2", "din": ""}))
    kept = [path.name for path in rejects.keep("v1")]
    assert kept == ["rejects-v1.csv", "rejects-v1-2.csv", "rejects-v1.txt"]
    assert len((tmp_path / "rejects-v1.csv").read_text().splitlines()) == 3


def test_no_rejects_no_file(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    assert rejects.keep("v1") == ()
    rejects.close()
    assert names(tmp_path) == []


def test_those_of_earlier_loads_go(tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        rejects = RejectsFile(tmp_path)
        rejects.add(line(1, version))
        rejects.keep(version)
    assert names(tmp_path) == ["rejects-v2.txt", "rejects-v2.txt.why"]


def test_what_is_still_to_be_corrected_outlives_an_addition(tmp_path: Path) -> None:
    first = RejectsFile(tmp_path)
    first.add(line(1, "torn"))
    first.add(row(2, {"id": "1"}))
    table, _ = first.keep("v1")
    RejectsFile(tmp_path).keep("v2", added=Path("/somewhere/else.csv"))
    assert len(names(tmp_path)) == 3
    RejectsFile(tmp_path).keep("v3", added=table)
    assert names(tmp_path) == ["rejects-v1.txt", "rejects-v1.txt.why"]


def test_the_first_ten_are_told(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    for number in range(1, 13):
        rejects.add(line(number, "x"))
    rejects.close()
    assert len(rejects.first) == 10
    assert rejects.first[9] == "list, line 10: no JSON"


def test_of_a_load_that_failed_nothing_stays(tmp_path: Path) -> None:
    rejects = RejectsFile(tmp_path)
    rejects.add(line(1, "x"))
    rejects.add(row(2, {"id": "1"}))
    rejects.close()
    assert names(tmp_path) == []
