from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from border_check.errors import ConfigError, ListFileError
from border_check.sources.interface import Entry, Rejected
from border_check.sources.sltd_csv import SltdCsv
from border_check.sources.sltd_record import FIELDS
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentRecord, DocumentType, FraudType, RecordStatus
from border_check.values.lists import ListDescription

SLTD = ListDescription("sltd")
HEADING = "record_id,issuing_country,document_type,din,din_to,category,date_of_theft,status"
GOOD = "1,UTO,passport,L898902C3,,stolen,2024-05-02,active"


def read(path: Path, description: ListDescription = SLTD) -> list[Entry]:
    return list(SltdCsv().read(path, description).entries)


def written(folder: Path, *lines: str, name: str = "sltd.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def record_of(folder: Path, **cells: str) -> DocumentRecord:
    entry = entry_of(folder, **cells)
    assert isinstance(entry, DocumentRecord)
    return entry


def rejected_of(folder: Path, **cells: str) -> Rejected:
    entry = entry_of(folder, **cells)
    assert isinstance(entry, Rejected)
    return entry


def entry_of(folder: Path, **cells: str) -> Entry:
    """The entry of a row that is sound but for the given cells."""
    sound = {"issuing_country": "UTO", "din": "L898902C3", "category": "lost", **cells}
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in sound.values())
    (entry,) = read(written(folder, ",".join(sound), ",".join(quoted)))
    return entry


def test_every_field_of_a_full_row(tmp_path: Path) -> None:
    cells = dict(
        zip(
            FIELDS,
            (
                *("4711", "Utopia", "passport", "L898 9000", "L8989499", "stolen_blank"),
                *("2024-05-02", "Zenith", "UT", "2024", "2034-05", "2034-05-02"),
                *("NCB-1", "from a lorry", "active", "hold", "armed escort reported"),
            ),
            strict=True,
        )
    )
    assert record_of(tmp_path, **cells, shelf="12") == DocumentRecord(
        record_id="4711",
        number="L8989000",
        issuing_state="UTO",
        type=DocumentType.PASSPORT,
        fraud=FraudType.STOLEN_BLANK,
        number_to="L8989499",
        status=RecordStatus.ACTIVE,
        theft=PartialDate(2024, 5, 2),
        theft_place="Zenith",
        reporting_state="UTO",
        issue=PartialDate(2024),
        expiry=PartialDate(2034, 5),
        review=PartialDate(2034, 5, 2),
        reference="NCB-1",
        information="from a lorry",
        action=ActionClass.HOLD,
        caution="armed escort reported",
        extra=(("shelf", "12"),),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path, *(line.replace(",", delimiter) for line in (HEADING, GOOD)))
    assert SltdCsv().recognises(path)
    (record,) = read(path)
    assert isinstance(record, DocumentRecord)
    assert (record.record_id, record.number, record.issuing_state) == ("1", "L898902C3", "UTO")


def test_byte_order_mark_gzip_and_folder(tmp_path: Path) -> None:
    text = f"\ufeff{HEADING}\r\n{GOOD}\r\n".encode()
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(text))
    (tmp_path / "a.csv").write_bytes(text.replace(b"1,UTO", b"2,UTO"))
    assert SltdCsv().recognises(tmp_path)
    assert [getattr(entry, "record_id", None) for entry in read(tmp_path)] == ["2", "1"]


ISSUERS = [
    ("alpha-3", "uto", "UTO"),
    ("alpha-2", "UT", "UTO"),
    ("name", "utopia", "UTO"),
    ("an organisation", "INTERPOL", "XPO"),
    ("a code that nobody knows", "qzx", "QZX"),
]


@pytest.mark.parametrize(
    ("text", "code"), [row[1:] for row in ISSUERS], ids=[row[0] for row in ISSUERS]
)
def test_issuers(tmp_path: Path, text: str, code: str) -> None:
    assert record_of(tmp_path, issuing_country=text).issuing_state == code


TYPES = [
    ("ours", "identity_card", DocumentType.IDENTITY_CARD),
    ("spaces and capitals", "Emergency Passport", DocumentType.EMERGENCY_PASSPORT),
    ("code of a zone", "P", DocumentType.PASSPORT),
    ("words", "diplomatic passport", DocumentType.PASSPORT),
    ("nothing", "", None),
]


@pytest.mark.parametrize(
    ("text", "kind"), [row[1:] for row in TYPES], ids=[row[0] for row in TYPES]
)
def test_types(tmp_path: Path, text: str, kind: DocumentType | None) -> None:
    assert record_of(tmp_path, document_type=text).type == kind


def test_a_type_that_nobody_knows_still_hits_and_is_shown(tmp_path: Path) -> None:
    record = record_of(tmp_path, document_type="pilgrim token")
    assert record.type is DocumentType.OTHER
    assert record.extra == (("document_type", "pilgrim token"),)


DATES = [
    ("day", "1985-02-28", PartialDate(1985, 2, 28)),
    ("month", "1985-02", PartialDate(1985, 2)),
    ("year", "1985", PartialDate(1985)),
    ("day first, between dots", "28.2.1985", PartialDate(1985, 2, 28)),
    ("slashes, year first", "1985/02/28", PartialDate(1985, 2, 28)),
    ("none", "", None),
]


@pytest.mark.parametrize(
    ("text", "date"), [row[1:] for row in DATES], ids=[row[0] for row in DATES]
)
def test_dates(tmp_path: Path, text: str, date: PartialDate | None) -> None:
    assert record_of(tmp_path, date_of_theft=text).theft == date


IDS = [
    ("its own", {"record_id": "4711"}, "4711"),
    ("none", {}, "UTO-document-L898902C3"),
    ("none, type known", {"document_type": "visa"}, "UTO-visa-L898902C3"),
    (
        "none, a series",
        {"din": "L8989000", "din_to": "L8989499", "document_type": "passport"},
        "UTO-passport-L8989000-L8989499",
    ),
]


@pytest.mark.parametrize(("cells", "record_id"), [row[1:] for row in IDS], ids=[r[0] for r in IDS])
def test_record_ids(tmp_path: Path, cells: dict[str, str], record_id: str) -> None:
    assert record_of(tmp_path, **cells).record_id == record_id


def test_a_series_of_one_is_a_number(tmp_path: Path) -> None:
    assert record_of(tmp_path, din="K1", din_to="k 1").number_to is None


def test_status_and_category_in_other_spellings(tmp_path: Path) -> None:
    record = record_of(tmp_path, status="Recovered", category="Stolen-Blank")
    assert (record.status, record.fraud) == (RecordStatus.RECOVERED, FraudType.STOLEN_BLANK)


def test_prose_becomes_one_line(tmp_path: Path) -> None:
    record = record_of(tmp_path, additional_info="two\r\nlines", shelf="a\tb")
    assert record.information == "two lines"
    assert record.extra == (("shelf", "a b"),)


REJECTS = [
    ("no number", {"din": ""}, "din", "no document number"),
    ("nothing but signs", {"din": "<< -"}, "din", "no document number"),
    ("sixty characters", {"din": "A" * 60}, "din", "has 60 characters"),
    ("a letter of no zone", {"din": "Ж123456"}, "din", "'Ж' cannot stand"),
    ("no issuer", {"issuing_country": ""}, "issuing_country", "no issuing country"),
    ("an unknown name", {"issuing_country": "Ruritania"}, "issuing_country", "'Ruritania'"),
    ("unknown category", {"category": "eaten"}, "category", "'eaten' is none of stolen_blank"),
    ("no category", {"category": ""}, "category", "is empty"),
    ("unknown status", {"status": "asleep"}, "status", "none of active"),
    ("unknown action", {"action": "shout"}, "action", "none of hold"),
    ("no such day", {"date_of_theft": "1985-02-30"}, "date_of_theft", "'1985-02-30' is no date"),
    ("day or month first?", {"review_date": "03/04/2031"}, "review_date", "is no date"),
    ("series of two shapes", {"din": "L100", "din_to": "K200"}, "din_to", "not of one shape"),
    ("series of two lengths", {"din": "L100", "din_to": "L1000"}, "din_to", "not of one shape"),
    ("series backwards", {"din": "L200", "din_to": "L100"}, "din_to", "comes before"),
    ("absurd series", {"din": "0000000000", "din_to": "9999999999"}, "din_to", "10,000,000,000"),
    ("control character in a number", {"din": "L8\x0798902C"}, "din", "U+0007"),
    ("two numbers in a cell", {"din": "L8989\n02C3"}, "din", "U+000A"),
    ("escape sequence in prose", {"additional_info": "\x1b[2J"}, "additional_info", "U+001B"),
    ("control character in another column", {"shelf": "\x7f"}, "shelf", "U+007F"),
]


@pytest.mark.parametrize(
    ("cells", "field", "reason"), [row[1:] for row in REJECTS], ids=[row[0] for row in REJECTS]
)
def test_rejected_rows(tmp_path: Path, cells: dict[str, str], field: str, reason: str) -> None:
    rejected = rejected_of(tmp_path, **cells)
    assert rejected.field == field
    assert reason in rejected.reason
    assert isinstance(rejected.raw, dict)
    assert rejected.raw[field] == cells[field]
    assert str(rejected.place) == "sltd.csv, line 2"


def test_cyrillic_look_alikes_are_read_as_latin(tmp_path: Path) -> None:
    assert record_of(tmp_path, din="АВ1234567").number == "AB1234567"


def test_rows_of_another_width_are_rejected_with_their_line(tmp_path: Path) -> None:
    entries = read(written(tmp_path, HEADING, GOOD + ",more", GOOD, "3,UTO", GOOD))
    places = [entry.place.number for entry in entries if isinstance(entry, Rejected)]
    assert places == [2, 4]
    assert len(entries) == 4


def test_corrected_rejects_load_again(tmp_path: Path) -> None:
    path = written(tmp_path, HEADING + ",rejected_because", GOOD + ",sltd.csv, line 9: no date")
    path.write_text(path.read_text().replace("sltd.csv, line 9", "sltd.csv; line 9"))
    (record,) = read(path)
    assert isinstance(record, DocumentRecord)
    assert record.extra == ()


def test_the_holder_is_left_out_and_counted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "din,issuing_country,category,owner_surname,Owner_Given,ownership",
        "L898902C3,UTO,lost,ERIKSSON,Anna,state",
        "L898902C4,UTO,lost,,,state",
    )
    reading = SltdCsv().read(path, SLTD)
    assert reading.warnings == (
        "sltd.csv: columns of the holder are left out (owner_surname, Owner_Given);"
        " rows that filled them: 1",
    )
    assert [getattr(entry, "extra", None) for entry in reading.entries] == [
        (("ownership", "state"),),
        (("ownership", "state"),),
    ]


def test_empty_columns_of_the_holder_are_no_matter(tmp_path: Path) -> None:
    path = written(tmp_path, HEADING + ",owner_surname", GOOD + ",")
    assert SltdCsv().read(path, SLTD).warnings == ()


@pytest.mark.parametrize("column", ["din", "issuing_country", "category"])
def test_a_renamed_column_is_told_before_anything_is_read(tmp_path: Path, column: str) -> None:
    path = written(tmp_path, HEADING.replace(f",{column},", f",{column}s,"), GOOD)
    with pytest.raises(
        ListFileError, match=f"sltd.csv, line 1: .*'{column}'.*'{column}s'"
    ) as caught:
        SltdCsv().read(path, SLTD)
    assert caught.value.hint == f"the nearest is '{column}s'"


@pytest.mark.parametrize(
    "heading",
    ["id,name,dobs", "number,issuer", "%PDF-1.7", "id,schema,name,din_number"],
    ids=["persons", "a foreign list", "no table", "entities"],
)
def test_other_files_are_not_recognised(tmp_path: Path, heading: str) -> None:
    assert not SltdCsv().recognises(written(tmp_path, heading))


FOREIGN = ListDescription(
    "declared-invalid",
    columns=(
        ("din", "SERIES+NUMBER"),
        ("issuing_country", "=UTO"),
        ("document_type", "=passport"),
        ("category", "=invalid"),
        ("date_of_theft", "SINCE"),
    ),
)


def test_a_foreign_table_by_a_column_map(tmp_path: Path) -> None:
    path = written(
        tmp_path, "SERIES|NUMBER|SINCE|OFFICE", "0012|034567|1.2.2015|Zenith", "0013||2015|", "|1||"
    )
    entries = read(path, FOREIGN)
    assert entries[0] == DocumentRecord(
        record_id="UTO-passport-0012034567",
        number="0012034567",
        issuing_state="UTO",
        type=DocumentType.PASSPORT,
        fraud=FraudType.INVALID,
        theft=PartialDate(2015, 2, 1),
        extra=(("OFFICE", "Zenith"),),
    )
    assert [getattr(entry, "reason", None) for entry in entries[1:]] == [
        "a part of the document number is missing"
    ] * 2


def test_a_column_map_without_an_issuer(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing is mapped to issuing_country, category"):
        SltdCsv().read(
            written(tmp_path, "NUMBER", "1"), ListDescription("x", columns=(("din", "NUMBER"),))
        )


def test_the_synthetic_snapshot_loads_whole(shared: Path) -> None:
    entries = read(shared / "data/lists/sltd/sltd_style_snapshot.csv")
    records = [entry for entry in entries if isinstance(entry, DocumentRecord)]
    assert len(entries) == len(records) == 600
    live = [
        record
        for record in records
        if record.status is RecordStatus.ACTIVE
        and record.review is not None
        and str(record.review) > "2026-11-22"
    ]
    assert len(live) == 265


def test_russian_expired_passports_keep_their_leading_zeros(shared: Path) -> None:
    description = ListDescription(
        "ru-expired",
        columns=(
            ("din", "PASSP_SERIES+PASSP_NUMBER"),
            ("issuing_country", "=RUS"),
            ("document_type", "=passport"),
            ("category", "=invalid"),
        ),
    )
    entries = read(shared / "data/lists/sltd/ru_list_of_expired_passports_format.csv", description)
    numbers = [entry.number for entry in entries if isinstance(entry, DocumentRecord)]
    assert len(numbers) == 5002  # of 5003 rows; the last one is empty
    assert all(len(number) == 10 and number.isdigit() for number in numbers[:5000])
    assert any(number.startswith("00") for number in numbers)
