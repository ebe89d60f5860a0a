"""The real files of the publishers: nothing is lost, and the facts come out.

The figures are those of the files: their rows and persons, counted apart from this code, and what
their remarks and prose are known to hold. A change that reads less fails here.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.interface import Part
from border_check.sources.registry import SOURCES, recognise
from border_check.sources.whole import WholeList, read_whole
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord

RED = "opensanctions/interpol_red_notices.half.targets.simple.csv.gz"
UKRAINE = "opensanctions/ua_war_sanctions.persons_other.targets.simple.csv.gz"
EU = "eu/derived_eu_fsf_1_1_IRN.xml.gz"
UN = "un/un_consolidated_2025-04-19.xml.gz"
OFAC_XML = "ofac/consolidated_xml/consolidated_2025-03-28.xml.gz"
CSL = "us_csl/csl_truncated.csv.gz"
LISTS = [
    # path, format, entries read, distinct persons
    ("ofac/sdn_2021-10", "ofac-csv", 8976, 4620),
    ("ofac/sdn_2021-10/sdn.csv.gz", "ofac-csv", 8976, 4620),
    ("ofac/consolidated_csv", "ofac-csv", 442, 79),
    (OFAC_XML, "ofac-xml", 443, 80),
    ("ofac/sdn_advanced_shape.xml", "ofac-xml", 2, 1),
    (CSL, "us-csl-csv", 4226, 1122),
    ("us_csl/csl_2019_excerpt.csv", "us-csl-csv", 115, 20),
    ("fbi/wanted_page1_2025-04.json", "fbi-json", 12, 9),
    (UN, "un-xml", 877, 684),
    ("interpol/red_details_2023-05.jsonl", "interpol-notices-json", 128, 113),
    ("interpol/red_list_2023-05.json", "interpol-notices-json", 128, 113),
    ("interpol/red_page1_2021-12-11.json", "interpol-notices-json", 20, 20),
    ("interpol", "interpol-notices-json", 276, 133),
    (
        "opensanctions/interpol_red_notices.half.targets.simple.csv.gz",
        "opensanctions-csv",
        3280,
        3280,
    ),
    (
        "opensanctions/ua_war_sanctions.persons_other.targets.simple.csv.gz",
        "opensanctions-csv",
        2800,
        772,
    ),
    ("opensanctions/zala.entities.ftm.json", "opensanctions-ftm", 91, 6),
    ("opensanctions/t1.entities.ftm.json", "opensanctions-ftm", 7, 4),
    ("opensanctions/wd_persons/targets.nested.json", "opensanctions-ftm", 5, 5),
    ("opensanctions/wd_persons/targets.simple.csv", "opensanctions-csv", 5, 5),
    ("eu/derived_eu_fsf_1_1_IRN.xml.gz", "eu-fsf-xml", 339, 77),
    ("eu/eu_fsf_1_1_shape.xml", "eu-fsf-xml", 2, 1),
    ("eu/eu_fsf_1_1_header_2rows.csv", "eu-fsf-csv", 2, 1),
    ("eu/eu_fsf_v1_2018-07-04_excerpt.csv.gz", "eu-fsf-csv", 999, 61),
    ("uk/derived_uk_sanctions_list_IRN.csv", "uk-csv", 616, 77),
    ("uk/uk_sanctions_list_2026-02-13_2rows.csv", "uk-csv", 2, 1),
    ("uk/ofsi_conlist_header_2rows.csv", "uk-csv", 2, 2),
    ("ca/canada_sema.xml.gz", "canada-xml", 4759, 3334),
    ("ch/seco_format_example.xml", "swiss-xml", 3, 3),
]


def _read(shared: Path, path: str, name: str) -> WholeList:
    return read_whole(SOURCES[name], shared / "data" / "lists" / path)


@pytest.mark.parametrize(("path", "name", "read", "kept"), LISTS, ids=[row[0] for row in LISTS])
def test_every_entry_is_accounted_for(
    shared: Path, path: str, name: str, read: int, kept: int
) -> None:
    assert recognise(shared / "data" / "lists" / path).name == name
    loaded = _read(shared, path, name)
    assert loaded.rejected == []
    assert len(loaded.entries) == read
    assert len({nominal.record_id for nominal in loaded.nominals}) == kept


def test_our_own_format_holds_a_real_list(shared: Path) -> None:
    path = shared / "bench" / "dev" / "watchlist_sdn2021.jsonl"
    assert recognise(path).name == "nominal-jsonl"
    loaded = read_whole(SOURCES["nominal-jsonl"], path)
    assert (len(loaded.entries), len(loaded.nominals)) == (4620, 4620)


FACTS = [
    # path, format, persons with births, birthplaces, nationalities, passports, and none of them
    ("ofac/sdn_2021-10", "ofac-csv", 4428, 2874, 2546, 1191, 111),
    ("ofac/consolidated_csv", "ofac-csv", 74, 21, 2, 0, 5),
    (OFAC_XML, "ofac-xml", 75, 21, 3, 1, 5),
    (UN, "un-xml", 655, 528, 618, 223, 5),
    ("interpol/red_details_2023-05.jsonl", "interpol-notices-json", 113, 113, 110, 0, 0),
    (EU, "eu-fsf-xml", 25, 14, 19, 11, 42),
    ("ca/canada_sema.xml.gz", "canada-xml", 1714, 0, 0, 0, 1620),
]


@pytest.mark.parametrize(("path", "name", "births", "places", "states", "passports", "bare"), FACTS)
def test_facts_come_out_of_remarks_and_prose(
    shared: Path,
    path: str,
    name: str,
    births: int,
    places: int,
    states: int,
    passports: int,
    bare: int,
) -> None:
    persons = {one.record_id: one for one in _read(shared, path, name).nominals}.values()
    with_passport = {
        one.record_id for one in persons if any(doc.type == "passport" for doc in one.documents)
    }
    found = (
        sum(bool(one.births) for one in persons),
        sum(bool(one.birthplaces) for one in persons),
        sum(bool(one.nationalities) for one in persons),
        len(with_passport),
        sum(
            not (one.births or one.birthplaces or one.nationalities)
            and one.record_id not in with_passport
            for one in persons
        ),
    )
    assert found == (births, places, states, passports, bare)


DATES = [
    (UN, "un-xml", "2025-04-19T23:00:04Z"),
    (RED, "opensanctions-csv", "2025-05-23T18:28:10Z"),
    ("opensanctions/zala.entities.ftm.json", "opensanctions-ftm", "2026-04-29T12:53:04Z"),
    ("ofac/consolidated_csv", "ofac-csv", None),
    (OFAC_XML, "ofac-xml", "2025-03-28T00:00:00Z"),
    (CSL, "us-csl-csv", None),
    (EU, "eu-fsf-xml", "2026-10-31T23:00:00Z"),
    ("eu/eu_fsf_v1_2018-07-04_excerpt.csv.gz", "eu-fsf-csv", "2018-07-04T00:00:00Z"),
    ("eu/eu_fsf_1_1_header_2rows.csv", "eu-fsf-csv", "2026-08-05T00:00:00Z"),
    ("uk/uk_sanctions_list_2026-02-13_2rows.csv", "uk-csv", "2026-02-13T00:00:00Z"),
    ("uk/ofsi_conlist_header_2rows.csv", "uk-csv", "2026-06-03T00:00:00Z"),
    ("ca/canada_sema.xml.gz", "canada-xml", None),
    ("ch/seco_format_example.xml", "swiss-xml", "2024-01-17T00:00:00Z"),
]


@pytest.mark.parametrize(("path", "name", "as_of"), DATES, ids=[row[0] for row in DATES])
def test_a_list_has_the_date_that_it_gives_itself(
    shared: Path, path: str, name: str, as_of: str | None
) -> None:
    assert _read(shared, path, name).as_of == as_of


def test_an_alt_file_whose_main_file_is_missing_is_told(shared: Path) -> None:
    with pytest.raises(ListFileError, match="alone"):
        _read(shared, "ofac/sdn_2025-03_partial", "ofac-csv")


def test_two_formats_of_one_list_give_the_same_people(shared: Path) -> None:
    flat, xml = (
        {one.record_id: one._replace(extra=()) for one in _read(shared, path, name).nominals}
        for path, name in (("ofac/consolidated_csv", "ofac-csv"), (OFAC_XML, "ofac-xml"))
    )
    assert len(flat.keys() & xml.keys()) == 79
    assert xml.items() >= flat.items()


def test_a_table_that_is_cut_in_its_last_row_says_where(shared: Path) -> None:
    (warning,) = _read(shared, CSL, "us-csl-csv").warnings
    assert "line 4233: the file ends inside a quoted cell" in warning
    assert "the 4,226 entries before it are read" in warning


def test_posters_of_missing_people_are_no_fugitives(shared: Path) -> None:
    loaded = _read(shared, "fbi/wanted_page1_2025-04.json", "fbi-json")
    classes = Counter(one.action for one in loaded.nominals)
    assert classes == {ActionClass.INQUIRE: 7, None: 2}
    assert [one.offence is None for one in loaded.nominals].count(True) == 7
    assert loaded.warnings == ("the pages tell of 1,044 posters and hold 12: fetch every page",)


WARNED = [
    ("eu/eu_fsf_v1_2018-07-04_excerpt.csv.gz", "eu-fsf-csv", "damaged by a spreadsheet"),
    ("eu/eu_fsf_1_1_header_2rows.csv", "eu-fsf-csv", "columns are missing"),
    ("uk/ofsi_conlist_header_2rows.csv", "uk-csv", "columns are missing"),
    ("ch/seco_format_example.xml", "swiss-xml", "'amendment' only"),
]


@pytest.mark.parametrize(("path", "name", "told"), WARNED, ids=[row[0] for row in WARNED])
def test_what_a_damaged_or_partial_list_lacks_is_told(
    shared: Path, path: str, name: str, told: str
) -> None:
    assert any(told in warning for warning in _read(shared, path, name).warnings)


def test_a_table_of_names_alone_is_no_uk_list(shared: Path) -> None:
    with pytest.raises(ListFileError, match="expected the UK Sanctions List"):
        _read(shared, "uk/uk_consolidated_excerpt_kebal.csv", "uk-csv")


def test_the_two_formats_of_one_list_hold_the_same_people(shared: Path) -> None:
    """Both were written from one list of the EU; four names are parted otherwise in one of them."""
    xml = {one.name.replace(",", "") for one in _read(shared, EU, "eu-fsf-xml").nominals}
    csv = {
        one.name.replace(",", "")
        for one in _read(shared, "uk/derived_uk_sanctions_list_IRN.csv", "uk-csv").nominals
    }
    assert (len(xml), len(csv), len(xml & csv)) == (77, 77, 73)


REGISTERS = [
    # path, format, entries read, distinct documents, rejected
    ("sltd/ru_list_of_expired_passports_format.csv", "russian-passports-csv", 5003, 5000, 3),
    ("sltd/cz_invalid_document_responses.xml", "czech-documents-xml", 1, 1, 0),
]


@pytest.mark.parametrize(
    ("path", "name", "read", "kept", "rejected"), REGISTERS, ids=[row[0] for row in REGISTERS]
)
def test_every_document_of_a_register_is_accounted_for(
    shared: Path, path: str, name: str, read: int, kept: int, rejected: int
) -> None:
    assert recognise(shared / "data" / "lists" / path).name == name
    loaded = _read(shared, path, name)
    documents = {one.record_id for one in loaded.entries if isinstance(one, DocumentRecord)}
    entries = [one for one in loaded.entries if not isinstance(one, Part)]
    assert (len(entries), len(documents), len(loaded.rejected)) == (read, kept, rejected)
