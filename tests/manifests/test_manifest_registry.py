"""Where a passenger list comes from, and what holds of every one of them."""

from __future__ import annotations

import json
import os
import threading
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.errors import BorderCheckError, ManifestError
from border_check.manifests.interface import Reading
from border_check.manifests.registry import MANIFESTS, open_manifest

ASKED = date(2026, 11, 22)
HEADER = "surname,given_names,sex,birth_date,number"
TEXT = f"{HEADER}\nDOE,JANE,F,1990-01-01,K7654321\n"


def test_formats_have_names_of_their_own() -> None:
    assert [manifest.name for manifest in MANIFESTS] == ["jsonl", "edifact", "csv"]


def test_file_and_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "list.anything"
    path.write_text(TEXT, encoding="utf-8")
    from_file, from_bytes = open_manifest(path, ASKED), open_manifest(TEXT.encode(), ASKED)
    assert list(from_file.rows) == list(from_bytes.rows)


def test_rows_need_not_be_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(TEXT * 2, encoding="utf-8")
    rows = open_manifest(path, ASKED).rows
    assert next(rows).row == 1
    del rows  # an open file would be a warning, and a warning an error


def test_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(TEXT,))
    writer.start()
    rows = list(open_manifest(path, ASKED).rows)
    writer.join()
    assert [row.query["surname"] for row in rows] == ["DOE"]


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no such file"):
        open_manifest(tmp_path / "none.csv", ASKED)


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="a folder, expected a file"):
        open_manifest(tmp_path, ASKED)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(BorderCheckError, match="cannot be read") as caught:
        open_manifest(path, ASKED)
    assert caught.value.exit_code == 4


def test_messages_call_the_list_by_its_name() -> None:
    with pytest.raises(ManifestError, match="standard input: empty"):
        open_manifest(b"", ASKED)
    with pytest.raises(ManifestError, match="desk 3: empty"):
        open_manifest(b"", ASKED, "desk 3")


def _read_all(data: bytes) -> Reading | None:
    try:
        reading = open_manifest(data, ASKED)
    except ManifestError as error:
        assert error.message.startswith("standard input")
        return None
    rows = list(reading.rows)
    assert [row.row for row in rows] == list(range(1, len(rows) + 1))
    assert all(one.line < two.line for one, two in pairwise(rows))
    for row in rows:
        assert (row.unreadable is None) == (row.person is not None or row.document is not None)
        assert all(type(text) is str and text for text in row.query.values())
        "".join(row.query.values()).encode()
    return reading


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _read_all(data)


@given(st.text(max_size=300))
def test_any_text_under_headers_is_read(text: str) -> None:
    _read_all(f"{HEADER}\n{text}".encode("utf-8", "surrogatepass"))


_CELL = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["", "03/04/1985", "P<UTO", '"', "<<", "X", "L898902C3", "'=1", "31/12/1990", "1985-02-30"]
)
_FIELDS = ("surname", "given_names", "name", "sex", "birth_date", "nationality", "document_type",
           "number", "issuing_state", "expiry_date", "birthplace", "mrz")  # fmt: skip


@given(st.lists(st.lists(_CELL, min_size=12, max_size=12), max_size=5))
def test_every_row_of_cells_is_counted(table: list[list[str]]) -> None:
    quoted = [[f'"{_one_line(cell)}"' for cell in row] for row in table]
    filled = [row for row in quoted if any(cell.strip('" ') for cell in row)]
    data = "\n".join(",".join(row) for row in [_FIELDS, *quoted]).encode()
    reading = _read_all(data)
    assert reading is not None
    rows = list(open_manifest(data, ASKED).rows)
    assert len(rows) >= sum(any(char.isalnum() for cell in row for char in cell) for row in filled)


def _one_line(cell: str) -> str:
    return "".join(cell.splitlines()).replace('"', '""')


@given(st.dictionaries(st.sampled_from(_FIELDS), st.none() | st.integers() | _CELL, max_size=8))
def test_any_object_is_a_row(facts: dict[str, object]) -> None:
    _read_all(f'{{"name": "JANE DOE"}}\n{json.dumps(facts)}\n'.encode())
