"""National layouts without headers, and files as they really came."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from border_check.errors import ManifestError
from border_check.manifests import national
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

PACKAGE = Path(national.__file__).parent
NATIONAL, HEADERS = PACKAGE / "national.csv", PACKAGE / "headers.csv"
ASKED = date(2026, 11, 22)
ANNA = {
    "surname": "ERIKSSON",
    "given_names": "ANNA MARIA",
    "sex": "F",
    "birth_date": "1974-08-12",
    "nationality": "UTO",
    "document_type": "P",
    "number": "L898902C3",
    "issuing_state": "UTO",
    "expiry_date": "2031-04-15",
}
STARRED = """*TYPE,P,,,,,,,,,,,
*DIRECTION,I,,,,,,,,,,,
*FLIGHT,UT688,,,,,,,,,,,
*DEP PORT,ZEN,,,,,,,,,,,
*DEP DATE,20-NOV-2026,,,,,,,,,,,
*DEP TIME,1045,,,,,,,,,,,
*ARR PORT,NAD,,,,,,,,,,,
*ARR DATE,20-NOV-2026,,,,,,,,,,,
*ARR TIME,1910,,,,,,,,,,,
***START,,,,,,,,,,,,
"""
AE = f"""***VERSION 2,,,,,,,,,,,,
***HEADER,,,,,,,,,,,,
{STARRED}L898902C3,UTO,P,UTO,ERIKSSON,ANNA MARIA,12-AUG-1974,F,UTO,15-APR-2031,N,,
***END,,,,,,,,,,,,
"""
TH = f"""***VERSION 4,,,,,,,,,,,,
***HEADER,,,,,,,,,,,,
***BATCH,APP,,,,,,,,,,,
{STARRED}P,UTO,L898902C3,15-APR-2031,UTO,ERIKSSON,ANNA MARIA,12-AUG-1974,F,UTO,N,,
"""
CZ = """csv;UTOPIA AIRLINES;UT688;ZEN;2026-11-20T10:45:00.0;NAD;2026-11-20T19:10:00.0;1;
ERIKSSON;ANNA;MARIA;12AUG74;F;UTO;P;L898902C3;15APR31;UTO;
"""
DE = """UT;UT688;ZEN;2611201045;NAD;2611201910;1
ERIKSSON;ANNA MARIA;F;740812;UTO;NAD;ZEN;NAD;P;L898902C3;UTO
"""
FLIGHT = {
    "flight": "UT688",
    "departure_port": "ZEN",
    "departure_time": "2026-11-20T10:45",
    "arrival_port": "NAD",
    "arrival_time": "2026-11-20T19:10",
}


def read(text: str) -> tuple[Reading, list[Traveller]]:
    reading = open_manifest(text.encode(), ASKED, "list.csv")
    return reading, list(reading.rows)


@pytest.mark.parametrize("text", [AE, TH, CZ, DE], ids=["AE", "TH", "CZ", "DE"])
def test_layout_gives_flight_and_traveller(text: str) -> None:
    reading, (row,) = read(text.replace("\n", "\r\n"))
    expected = ANNA if text != DE else {key: ANNA[key] for key in ANNA if key != "expiry_date"}
    assert row.query == expected
    assert (row.problems, row.unreadable, reading.warnings) == ((), None, ())
    assert dict(reading.flight) | FLIGHT == dict(reading.flight)


def test_digits_of_the_german_layout_have_the_year_first() -> None:
    _, (row,) = read(DE.replace("740812", "010203"))
    assert row.query["birth_date"] == "2001-02-03"


def test_other_documents_are_taken_for_identity_cards() -> None:
    _, (row,) = read(AE.replace(",P,UTO,E", ",O,UTO,E"))
    assert row.query["document_type"] == "I"


def test_fewer_travellers_than_announced_are_told() -> None:
    reading, _ = read(CZ.replace(";1;\n", ";7;\n"))
    assert reading.announced == 7


def test_version_that_is_not_known_is_refused() -> None:
    with pytest.raises(ManifestError, match="version '3', expected 2 or 4"):
        read(AE.replace("VERSION 2", "VERSION 3"))


def test_line_that_is_no_traveller_is_kept_as_unreadable() -> None:
    _, rows = read(AE + "*REMARK,late,,,,,,,,,,,\nTotal: 1\n")
    assert [row.unreadable for row in rows[1:]] == [
        "'*REMARK' is no line of a banner known here",
        "1 cells, expected 13",
    ]


@pytest.mark.parametrize("name", ["apis_ae.csv", "apis_cz.csv", "generic_utf8_bom.csv"])
def test_shared_file_gives_its_people(shared: Path, name: str) -> None:
    folder = shared / "data" / "passengers" / "csv"
    keys = {
        "document_number": "number",
        "document_expiry": "expiry_date",
        "issuing_country": "issuing_state",
    }
    expected = [
        {keys.get(key, key): text for key, text in person.items() if text}
        for person in json.loads((folder / "expected_people.json").read_text("utf-8"))
    ]
    if name == "apis_cz.csv":  # it has no code for a sex that is not specified, and writes M
        expected[-1]["sex"] = "M"
    rows = list(open_manifest(folder / name, ASKED).rows)
    assert [row.query for row in rows] == expected
    assert not any(row.problems or row.unreadable for row in rows)


def test_every_layout_is_one_that_can_be_read() -> None:
    table = csv.DictReader(NATIONAL.read_text(encoding="utf-8").splitlines())
    layouts = {row["banner"]: row for row in table}
    assert {row["state"] for row in layouts.values()} == {"ARE", "THA", "CZE", "D"}
    with HEADERS.open(encoding="utf-8") as spellings:
        fields = {row["field"] for row in csv.DictReader(spellings)}
    for row in layouts.values():
        columns = row["columns"].split("|")
        assert set(columns) <= {*fields, "-"}
        assert len([one for one in columns if one != "-"]) == len({*columns} - {"-"})
        assert max(map(int, row["widths"].split("|"))) == len(columns)
        assert {"surname", "given_names", "number"} <= set(columns)
