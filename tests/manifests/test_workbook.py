"""Passenger lists in workbooks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from border_check.errors import ManifestError
from border_check.manifests import workbook
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

openpyxl = pytest.importorskip("openpyxl")

ASKED = date(2026, 11, 22)
HEADERS = ["Surname", "Given names", "Date of birth", "Sex", "Nationality", "Number", "Issuer"]
ANNA = ["ERIKSSON", "ANNA MARIA", date(1974, 8, 12), "F", "UTO", "L898902C3", "UTO"]


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook of these sheets, each a title and rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def read(content: bytes) -> tuple[Reading, list[Traveller]]:
    reading = open_manifest(content, ASKED, name="list.xlsx")
    return reading, list(reading.rows)


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with another text in one of its parts."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for one in before.namelist():
            text = before.read(one)
            after.writestr(one, change(text) if one == part else text)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_reads_as_a_table() -> None:
    reading, (anna,) = read(book(("Flight", [HEADERS, ANNA])))
    assert (reading.format, anna.row, anna.line) == ("xlsx", 1, 2)
    assert anna.query == {
        "surname": "ERIKSSON",
        "given_names": "ANNA MARIA",
        "birth_date": "1974-08-12",
        "sex": "F",
        "nationality": "UTO",
        "number": "L898902C3",
        "issuing_state": "UTO",
    }
    assert reading.warnings[0] == "read from the sheet 'Flight'"


CELLS = [
    ("a date with a time of midnight", 2, datetime(1974, 8, 12), "birth_date", "1974-08-12"),
    ("a date as text", 2, "12 AUG 1974", "birth_date", "1974-08-12"),
    ("a number", 5, 47201355, "number", "47201355"),
    ("a number with a point that says nothing", 5, 47201355.0, "number", "47201355"),
    ("a line break in a name", 0, "ERIKS\nSON", "surname", "ERIKS SON"),
    ("a name like a separated row", 0, 'ERIKSSON, "A"', "surname", 'ERIKSSON, "A"'),
]


@pytest.mark.parametrize(
    ("at", "value", "field", "expected"), [e[1:] for e in CELLS], ids=[e[0] for e in CELLS]
)
def test_cells_as_text(at: int, value: object, field: str, expected: str) -> None:
    row: list[Any] = [*ANNA]
    row[at] = value
    _, (anna,) = read(book(("Flight", [HEADERS, row])))
    assert anna.query[field] == expected


def test_zeros_that_the_format_of_a_cell_shows_belong_to_the_number() -> None:
    made = openpyxl.Workbook()
    for row in (HEADERS, [*ANNA[:5], 12345, "UTO"]):
        made.active.append(row)
    made.active["F2"].number_format = "000000000"
    written = BytesIO()
    made.save(written)
    assert read(written.getvalue())[1][0].query["number"] == "000012345"


def test_lines_are_rows_of_the_sheet() -> None:
    rows: list[list[Any]] = [["UT 688 to Zenith"], [], HEADERS, ANNA, [], ANNA]
    _, travellers = read(book(("Flight", rows)))
    assert [(one.row, one.line) for one in travellers] == [(1, 4), (2, 6)]


def test_the_first_sheet_with_headers_is_read_and_others_are_named() -> None:
    content = book(("Cover", [["UT 688"]]), ("Pax", [HEADERS, ANNA]), ("Crew", [HEADERS, ANNA]))
    reading, travellers = read(content)
    assert len(travellers) == 1
    assert reading.warnings[0] == "read from the sheet 'Pax'; not read: Cover, Crew"


def test_a_formula_is_read_by_the_result_that_was_saved_with_it() -> None:
    content = book(("Flight", [HEADERS, ["=UPPER(B9)", *ANNA[1:]]]))
    with pytest.raises(ManifestError, match="row 2, column 1: a formula without a result"):
        read(content)

    def with_result(text: bytes) -> bytes:
        return re.sub(
            rb"<c r=\"A2\"[^>]*><f>([^<]*)</f><v ?/?>(</v>)?",
            rb'<c r="A2" t="str"><f>\1</f><v>ERIKSSON</v>',
            text,
        )

    _, (anna,) = read(changed(content, SHEET, with_result))
    assert anna.query["surname"] == "ERIKSSON"


def test_a_sheet_that_claims_to_be_large_is_as_large_as_it_is() -> None:
    def claim(text: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', text)

    content = changed(book(("Flight", [HEADERS, ANNA])), SHEET, claim)
    assert len(read(content)[1]) == 1


def bomb() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 70_000)
    return written.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
REFUSED = [
    ("no zip", b"PK\x03\x04\x14\x00[Content_Types].xml", "a damaged Excel workbook"),
    ("cut in two", book(("Flight", [HEADERS, ANNA]))[:3_000], "a damaged Excel workbook"),
    (
        "no XML",
        changed(book(("Flight", [HEADERS, ANNA])), SHEET, lambda text: text[:200]),
        "a damaged Excel workbook",
    ),
    (
        "entities",
        changed(
            book(("Flight", [HEADERS, ANNA])),
            SHEET,
            lambda text: text.replace(b"<worksheet", ENTITY + b"<worksheet", 1),
        ),
        "EntitiesForbidden",
    ),
    (
        "a row far below",
        changed(
            book(("Flight", [HEADERS, ANNA])),
            SHEET,
            lambda text: text.replace(b'r="2"', b'r="999999999"'),
        ),
        "too large",
    ),
    ("no headers", book(("Flight", [ANNA])), "no row of headers"),
    ("an empty sheet", book(("Flight", [])), "no row of headers"),
]


@pytest.mark.parametrize(("content", "why"), [e[1:] for e in REFUSED], ids=[e[0] for e in REFUSED])
def test_refused(content: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 1_000)
    with pytest.raises(ManifestError, match=r"list\.xlsx") as caught:
        read(content)
    assert why in caught.value.message
    assert caught.value.hint


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_BYTES", 65_536)
    with pytest.raises(ManifestError, match="unpacks to"):
        read(bomb())


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_CELLS", 20)
    with pytest.raises(ManifestError, match="more than 20 cells"):
        read(book(("Flight", [HEADERS, ANNA, ANNA])))


def test_another_office_file() -> None:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(ManifestError, match="no Excel workbook"):
        read(written.getvalue())


def test_without_openpyxl_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(("Flight", [HEADERS, ANNA]))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ManifestError, match="openpyxl is not installed") as caught:
        read(content)
    assert "border-check[xlsx]" in caught.value.hint
