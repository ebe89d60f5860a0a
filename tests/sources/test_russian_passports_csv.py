"""The Russian register of internal passports: four digits and six, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import ListFileError
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources import russian_passports_csv
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Entry
from border_check.sources.russian_passports_csv import RussianPassportsCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.document import DocumentRecord, DocumentType, FraudType
from border_check.values.lists import ListDescription, ListKind
from border_check.values.screening import Grade

from desk import Desk

HEADING = "PASSP_SERIES,PASSP_NUMBER\n"


def _load(tmp_path: Path, content: str) -> WholeList:
    (tmp_path / "ru.csv").write_text(content, newline="")
    return read_whole(RussianPassportsCsv(), tmp_path / "ru.csv")


def test_series_and_number_are_one_number_of_an_identity_card(tmp_path: Path) -> None:
    loaded = _load(tmp_path, HEADING + "0000,000017\n\n")
    assert loaded.entries == (
        DocumentRecord(
            record_id="RUS-identity_card-0000000017",
            number="0000000017",
            issuing_state="RUS",
            type=DocumentType.IDENTITY_CARD,
            fraud=FraudType.INVALID,
        ),
    )


REJECTED = {
    "a space in the series": ("00 00,000017", "PASSP_SERIES"),
    "a short series": ("12 34,567", "PASSP_SERIES"),
    "a letter": ("0000,00000A", "PASSP_NUMBER"),
    "digits of another script": ("0000,00001٧", "PASSP_NUMBER"),
    "nothing": (",", "PASSP_SERIES"),
    "half": ("0000,", "PASSP_NUMBER"),
    "nine digits, as on a passport for travel": ("000,000017", "PASSP_SERIES"),
    "one cell": ("0000000017", None),
    "three cells": ("0000,000017,1", None),
    "a quote": ('"0000,000017', None),
}


@pytest.mark.parametrize(("row", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_of_another_shape_is_rejected_and_never_mended(
    tmp_path: Path, row: str, field: str | None
) -> None:
    loaded = _load(tmp_path, f"{HEADING}0000,000017\n{row}\n0000,000018\n")
    (rejected,) = loaded.rejected
    assert (str(rejected.place), rejected.field) == ("ru.csv, line 3", field)
    assert len(loaded.entries) == 3


def test_other_columns_orders_and_delimiters_are_read(tmp_path: Path) -> None:
    content = "PASSP_NUMBER;rejected_because;PASSP_SERIES\r\n000017;was short;0000\r\n"
    assert [one.number for one in _load(tmp_path, content).entries
            if isinstance(one, DocumentRecord)] == ["0000000017"]  # fmt: skip


def test_a_renamed_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="line 1: expected the column 'PASSP_NUMBER'"):
        _load(tmp_path, "PASSP_SERIES,PASSPORT_NUMBER\n0000,000017\n")


@pytest.mark.parametrize("end", ["0000,0000", "00", "0000,", '"0000,000'])
def test_a_file_that_ends_inside_a_row_is_refused(tmp_path: Path, end: str) -> None:
    path = tmp_path / "ru.csv"
    path.write_text(f"{HEADING}0000,000017\n{end}")
    with pytest.raises(ListFileError, match="line 3: the file ends inside this row"):
        read_whole(RussianPassportsCsv(), path)
    with pytest.raises(ListFileError, match="line 3: the file ends inside this row"):
        list(RussianPassportsCsv().read(path, ListDescription("")).chunks or ())


def _of_chunks(path: Path) -> list[Entry]:
    """The entries as they come out of columns."""
    entries: list[Entry] = []
    for one in RussianPassportsCsv().read(path, ListDescription("")).chunks or ():
        if not isinstance(one, DocumentChunk):
            entries.append(one)
            continue
        found: dict[int, Entry] = dict(one.others)
        for row, place in enumerate(one.places.tolist()):
            number = one.numbers[row].decode()
            found[place] = DocumentRecord(
                record_id=f"RUS-identity_card-{number}",
                number=number,
                issuing_state=one.issuing_state.values[one.issuing_state.codes[row]],
                type=one.type.values[one.type.codes[row]],
                fraud=one.fraud.values[one.fraud.codes[row]],
                status=one.status.values[one.status.codes[row]],
            )
        assert sorted(found) == list(range(one.size))
        entries += [found[place] for place in sorted(found)]
    return entries


LINES = st.sampled_from(
    ["0000,000017", "9999,999999", " 0000,000018", '"0000",000019', "12 34,567", ",", "", "x"]
)


@given(lines=st.lists(LINES, max_size=30), end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_columns_and_single_rows_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str
) -> None:
    path = tmp_path_factory.mktemp("register") / "ru.csv"
    path.write_text(HEADING + "".join(line + end for line in lines), newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(russian_passports_csv, "_BLOCK", 40)
        assert _of_chunks(path) == list(read_whole(RussianPassportsCsv(), path).entries)


def test_a_passport_for_travel_of_the_same_digits_is_another_document(
    tmp_path: Path, desk: Desk
) -> None:
    path = tmp_path / "ru.csv"
    path.write_text(f"{HEADING}0000,000017\n7512,345678\n")
    description = ListDescription("ru", ListKind.DOCUMENTS)
    install_list(
        Home(desk.home),
        Load(description, RussianPassportsCsv(), path, desk.now, as_of=desk.now),
    )
    with desk.screener() as screener:
        card = screener.document("7512 345678", "RUS", "I")
        assert [hit.grade for hit in card.hits if hit.list == "ru"] == [Grade.EXACT]
        for number in ("751234567", "512345678", "75123456", "000000017", "0000017"):
            assert screener.document(number, "RUS", "P").hits == ()
