"""Delimited passenger lists: a table for each way in which real ones differ from the ideal."""

from __future__ import annotations

import re
from datetime import date

import pytest

from border_check.errors import ManifestError
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

ASKED = date(2026, 11, 22)
HEADER = "surname,given_names,sex,birth_date,nationality,document_type,number,issuing_state"
ANNA = "ERIKSSON,ANNA MARIA,F,1974-08-12,UTO,P,L898902C3,UTO"
JANE = "DOE,JANE,F,1990-01-01,UTO,P,K7654321,UTO"
ANNA_QUERY = {
    "surname": "ERIKSSON",
    "given_names": "ANNA MARIA",
    "sex": "F",
    "birth_date": "1974-08-12",
    "nationality": "UTO",
    "document_type": "P",
    "number": "L898902C3",
    "issuing_state": "UTO",
}


def read(text: str | bytes) -> tuple[Reading, list[Traveller]]:
    data = text.encode() if isinstance(text, str) else text
    reading = open_manifest(data, ASKED, "list.csv")
    return reading, list(reading.rows)


def lines(*rows: str, end: str = "\n") -> str:
    return end.join(rows) + end


IDEAL = lines(HEADER, ANNA, JANE)
TWISTED_HEADER = HEADER.replace("surname", "Last Name").replace("number", "PASSPORT NO.")
FORMS = [
    ("as it should be", IDEAL.encode()),
    ("semicolons", IDEAL.replace(",", ";").encode()),
    ("tabs", IDEAL.replace(",", "\t").encode()),
    ("pipes", IDEAL.replace(",", "|").encode()),
    ("byte order mark", IDEAL.encode("utf-8-sig")),
    ("carriage returns", IDEAL.replace("\n", "\r\n").encode()),
    ("old line ends", IDEAL.replace("\n", "\r").encode()),
    ("no end of the last line", IDEAL.rstrip("\n").encode()),
    ("UTF-16 with mark", IDEAL.encode("utf-16")),
    ("UTF-16, little end first", IDEAL.encode("utf-16-le")),
    ("UTF-16, big end first", IDEAL.encode("utf-16-be")),
    ("every cell quoted", re.sub(r"[^,\n]+", r'"\g<0>"', IDEAL).encode()),
    ("space and quote", IDEAL.replace(",ANNA MARIA", ', "ANNA MARIA"').encode()),
    ("sep= directive", ("sep=;\n" + IDEAL.replace(",", ";")).encode()),
    ("blank lines", IDEAL.replace("\n", "\n\n").encode()),
    ("rows of separators only", (IDEAL + ",,,,,,,\n").encode()),
    ("a title first", ("Flight UT688 to UTO\n\n" + IDEAL).encode()),
    ("other spelling of headers", lines(TWISTED_HEADER, ANNA, JANE).encode()),
    ("the headers again", lines(HEADER, ANNA, HEADER.upper(), JANE).encode()),
    ("a separator at the end of each row", lines(HEADER, ANNA + ",", JANE + ",").encode()),
    ("a line break in a cell", IDEAL.replace("ANNA MARIA", '"ANNA\nMARIA"').encode()),
    ("spaces around cells", IDEAL.replace(",", " , ").encode()),
    ("fillers of the zone", IDEAL.replace("ANNA M", "ANNA<M").replace("C3", "C3<").encode()),
]  # fmt: skip


@pytest.mark.parametrize("data", [row[1] for row in FORMS], ids=[row[0] for row in FORMS])
def test_every_form_gives_the_same_travellers(data: bytes) -> None:
    _, rows = read(data)
    assert [row.query for row in rows] == [
        ANNA_QUERY,
        {**ANNA_QUERY, "surname": "DOE", "given_names": "JANE", "birth_date": "1990-01-01"}
        | {"number": "K7654321"},
    ]
    assert [(row.row, row.unreadable, row.problems) for row in rows] == [
        (1, None, ()),
        (2, None, ()),
    ]


def test_values_are_ready_to_be_asked() -> None:
    reading, (anna, _) = read(IDEAL)
    assert anna.person is not None
    assert anna.document is not None
    assert anna.person.name == ("ANNA MARIA ERIKSSON", "ERIKSSON", "ANNA MARIA", False)
    assert str(anna.person.born) == "1974-08-12"
    assert anna.person.documents == (("L898902C3", "UTO", "P"),)
    assert anna.document.number == "L898902C3"
    assert reading.columns["given_names"] == "given_names"
    assert (reading.format, reading.warnings) == ("csv", ())


def test_rows_count_from_one_and_keep_their_lines() -> None:
    _, rows = read(lines("Title", "", HEADER, ANNA, "", JANE))
    assert [(row.row, row.line) for row in rows] == [(1, 4), (2, 6)]


ENCODINGS = [
    ("cp1252", "MÜLLER", "cp1252"),
    ("latin-1", "M\x81LLER", "latin-1"),
    ("cp1251", "СПЕЦИМЕН", "cp1251"),
]


@pytest.mark.parametrize(("encoding", "surname", "told"), ENCODINGS)
def test_other_encodings_are_read_with_a_warning(encoding: str, surname: str, told: str) -> None:
    reading, rows = read(lines(HEADER, ANNA.replace("ERIKSSON", surname)).encode(encoding))
    assert f"not UTF-8: read as {told}" in reading.warnings[0]
    assert rows[0].query["surname"] == surname.replace("\x81", "")


UNREADABLE_ROWS = [
    ("too few cells", "DOE,JANE,F", "3 cells, expected 8"),
    ("too many cells", JANE + ",UTO", "9 cells, expected 8"),
    ("a comma in a name moves all cells", JANE.replace("DOE", "DOE, JR"), "9 cells, expected 8"),
    ("a line of totals", "Total passengers: 2", "1 cells, expected 8"),
    ("a line of totals in cells", "TOTAL,2,,,,,,", "totals"),
    ("a line of totals in one cell", "Total : 2,,,,,,,", "totals"),
    ("nobody named", ",,F,1990-01-01,UTO,P,,UTO", "neither a name nor a document number"),
    ("nothing in any cell", "-,N/A,F,,UTO,P,NULL,UTO", "neither a name nor a document number"),
    ("a quote never closed", JANE.replace("DOE", '"DOE'), "quotation mark"),
    ("text after a quote", JANE.replace("DOE", '"DOE"X'), "quotation mark"),
]


@pytest.mark.parametrize(
    ("row", "reason"), [row[1:] for row in UNREADABLE_ROWS], ids=[row[0] for row in UNREADABLE_ROWS]
)
def test_row_that_cannot_be_read_is_never_dropped(row: str, reason: str) -> None:
    _, rows = read(lines(HEADER, ANNA, row, ANNA))
    assert [each.row for each in rows] == [1, 2, 3]
    assert [each.line for each in rows] == [2, 3, 4]
    assert reason in (rows[1].unreadable or "")
    assert (rows[1].person, rows[1].document) == (None, None)
    assert rows[0].query == rows[2].query == ANNA_QUERY


def test_two_slips_with_quotes_swallow_no_row() -> None:
    slip = '"DOE,JANE,F,1990-01-01,UTO,P,K7654321,UTO'
    other = 'DOE,JANE,F,1990-01-01,UTO,P,K7654321,UTO"'
    _, rows = read(lines(HEADER, ANNA, slip, ANNA, other, ANNA))
    assert [row.line for row in rows] == [2, 3, 4, 5, 6]
    assert [row.unreadable is None for row in rows] == [True, False, True, True, True]


def test_rows_before_the_headers_are_accounted_for() -> None:
    reading, rows = read(lines("Passenger list,,,,,,,", JANE, HEADER, ANNA))
    assert [(row.line, row.unreadable) for row in rows] == [
        (2, "stands before the headers"),
        (4, None),
    ]
    assert "taken for titles and not read: 1" in reading.warnings[0]


def test_traveller_with_the_name_of_a_header_is_a_traveller() -> None:
    _, rows = read(lines(HEADER, ANNA, "NOM,VISA,,,,,,", "Passengers,,,,,,,"))
    assert rows[1].query == {"surname": "NOM", "given_names": "VISA"}
    assert "totals" in (rows[2].unreadable or "")


def test_other_headers_further_down_stop_the_reading() -> None:
    with pytest.raises(ManifestError, match="line 3: headers once more, of other columns"):
        read(lines(HEADER, ANNA, "number,surname,given_names,sex", "K1,DOE,JANE,F"))


def test_headers_without_rows_are_an_empty_list() -> None:
    assert read(HEADER)[1] == []
    assert read(lines(HEADER, "", ",,,,,,,"))[1] == []


def test_column_proves_the_order_of_its_dates() -> None:
    header = "surname,given_names,dob"
    _, rows = read(lines(header, "DOE,JANE,03/04/1985", "DOE,JOHN,31/12/1990"))
    assert [row.query["birth_date"] for row in rows] == ["1985-04-03", "1990-12-31"]
    assert not rows[0].problems


def test_ambiguous_date_keeps_its_year_and_says_so() -> None:
    _, (row,) = read(lines("surname,given_names,dob", "DOE,JANE,03/04/1985"))
    assert row.query["birth_date"] == "1985"
    (problem,) = row.problems
    assert (problem.code, problem.field) == ("ambiguous_date", "birth_date")
    assert "1985-03-04 or 1985-04-03; only its year is used" in problem.text


def test_contradicting_dates_are_told_with_their_lines() -> None:
    header = "surname,given_names,dob"
    reading, rows = read(lines(header, "DOE,A,31/12/1990", "DOE,B,12/31/1990", "DOE,C,03/04/1985"))
    assert [row.query["birth_date"] for row in rows] == ["1990-12-31", "1990-12-31", "1985"]
    assert any("lines 2, 3" in warning for warning in reading.warnings)


def test_header_announces_the_order() -> None:
    _, (row,) = read(lines("surname,given_names,dob (mm/dd/yyyy)", "DOE,JANE,03/04/1985"))
    assert row.query["birth_date"] == "1985-03-04"


SEXES = [
    ("hombre and mujer", "H", "M", "M", "F"),
    ("male and female", "M", "F", "M", "F"),
    ("homme and femme", "H", "F", "M", "F"),
]


@pytest.mark.parametrize(
    ("one", "two", "first", "second"), [row[1:] for row in SEXES], ids=[row[0] for row in SEXES]
)
def test_column_decides_what_m_means(one: str, two: str, first: str, second: str) -> None:
    _, rows = read(lines("surname,given_names,sex", f"DOE,JOHN,{one}", f"DOE,JANE,{two}"))
    assert [row.query["sex"] for row in rows] == [first, second]


def test_unclear_m_is_told_and_left_out() -> None:
    _, rows = read(lines("surname,given,sex", "DOE,A,H", "DOE,B,F", "DOE,C,M"))
    assert "sex" not in rows[2].query
    assert rows[2].problems[0].code == "unknown_sex"


NO_LISTS = [
    ("nothing", b"", "empty"),
    ("blank lines", b"\n\n \n", "no row of headers"),
    ("a PDF", b"%PDF-1.7\n...", "a PDF document"),
    ("gzip", b"\x1f\x8b\x08\x00", "a gzip archive"),
    ("zip", b"PK\x03\x04\x14\x00", "a zip archive"),
    ("Excel", b"PK\x03\x04\x14\x00[Content_Types].xml", "a damaged Excel workbook"),
    ("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel"),
    ("a web page", b"<!DOCTYPE html><html>", "a web page"),
    ("XML", b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML document"),
    ("a JSON array", b'[{"surname": "DOE"}]', "a JSON array"),
    ("a picture", b"\x89PNG\r\n", "a picture"),
    ("binary data", b"abc\x00\x01\x02\xff,def", "binary data"),
    ("half a UTF-16 letter", "surname,".encode("utf-16") + b"\x00", "damaged utf-16"),
    ("no headers", ANNA.encode(), "no row of headers in the first 30 lines"),
    ("a letter", b"Dear colleague,\nplease find attached", "no row of headers"),
]


@pytest.mark.parametrize(
    ("data", "message"), [row[1:] for row in NO_LISTS], ids=[row[0] for row in NO_LISTS]
)
def test_what_is_no_passenger_list_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ManifestError, match=r"list\.csv") as caught:
        read(data)
    assert message in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


def test_refusal_names_the_headers_that_were_meant_and_quotes_no_cell() -> None:
    with pytest.raises(ManifestError) as caught:
        read("sirname;ERIKSSON;L898902C3")
    assert "column 1 resembles 'surname'" in caught.value.message
    assert "ERIKSSON" not in caught.value.message
    assert "L898902C3" not in caught.value.message
