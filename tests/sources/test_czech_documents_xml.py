"""Answers of the Czech register: what it has, what it has not, and errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources.czech_documents_xml import CzechDocumentsXml
from border_check.sources.interface import Part
from border_check.sources.whole import WholeList, read_whole
from border_check.values.document import DocumentRecord, DocumentType, FraudType
from border_check.values.lists import ListDescription, ListKind

from desk import Desk

CARD = '<dotaz typ="OP" cislo="000000019" serie="-"/>'
WITH_SERIES = '<dotaz typ="OPs" cislo="000017" serie="ZZ00"/>'
YES = '<odpoved aktualizovano="20.11.2026" evidovano="ano" evidovano_od="1.2.2015"/>'
NO = '<odpoved aktualizovano="21.11.2026" evidovano="ne"/>'


def _answer(*inside: str) -> str:
    return (
        '<?xml version="1.0" ?>\n<doklady_neplatne posl_zmena="12.8.2010" pristi_zmeny="">'
        f"{''.join(inside)}</doklady_neplatne>\n"
    )


def _load(tmp_path: Path, *answers: str) -> WholeList:
    folder = tmp_path / "answers"
    folder.mkdir()
    for at, answer in enumerate(answers, 1):
        (folder / f"{at}.xml").write_text(answer)
    return read_whole(CzechDocumentsXml(), folder)


def test_a_card_in_the_register_is_a_record(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _answer(CARD, YES))
    assert loaded.as_of == "2026-11-20T00:00:00Z"
    assert loaded.entries == (
        DocumentRecord(
            record_id="CZE-OP-000000019",
            number="000000019",
            issuing_state="CZE",
            type=DocumentType.IDENTITY_CARD,
            fraud=FraudType.INVALID,
            extra=(("invalid_since", "2015-02-01"),),
        ),
    )


def test_a_series_stands_before_the_number_or_after_it(tmp_path: Path) -> None:
    record, part = _load(tmp_path, _answer(WITH_SERIES, YES)).entries
    assert isinstance(record, DocumentRecord)
    assert isinstance(part, Part)
    assert (record.number, part.record.number) == ("000017ZZ00", "ZZ00000017")  # type: ignore[union-attr]
    assert record.record_id == part.record.record_id


def test_either_way_is_met_and_is_one_record(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "cz.xml"
    path.write_text(_answer(WITH_SERIES, YES))
    description = ListDescription("cz", ListKind.DOCUMENTS)
    report = install_list(
        Home(desk.home), Load(description, CzechDocumentsXml(), path, desk.now, as_of=desk.now)
    )
    assert (report.counts.read, report.counts.kept) == (1, 1)
    with desk.screener() as screener:
        for number in ("000017 ZZ00", "ZZ00 000017"):
            hits = screener.document(number, "CZE", "I").hits
            assert [(hit.list, hit.record_id) for hit in hits] == [("cz", "CZE-OPs-000017-ZZ00")]


SET_ASIDE = {
    "not in the register": (CARD + NO, "not in the register"),
    "a weapons licence": ('<dotaz typ="ZP" cislo="AL000017" serie="-"/>' + YES, "weapons licence"),
}


@pytest.mark.parametrize(("inside", "kind"), SET_ASIDE.values(), ids=SET_ASIDE.keys())
def test_what_is_no_invalid_travel_document_is_set_aside(
    tmp_path: Path, inside: str, kind: str
) -> None:
    loaded = _load(tmp_path, _answer(CARD, YES), _answer(inside))
    assert loaded.set_aside == {kind: 1}


def test_the_oldest_answer_dates_the_list(tmp_path: Path) -> None:
    assert _load(tmp_path, _answer(CARD, NO), _answer(CARD, YES)).as_of == "2026-11-20T00:00:00Z"


def test_an_answer_without_a_date_leaves_the_list_without_one(tmp_path: Path) -> None:
    undated = YES.replace('aktualizovano="20.11.2026" ', "")
    assert _load(tmp_path, _answer(CARD, NO), _answer(CARD, undated)).as_of is None


def test_another_type_is_kept_in_its_words(tmp_path: Path) -> None:
    (record,) = _load(tmp_path, _answer(CARD.replace("OP", "PAS"), YES)).entries
    assert isinstance(record, DocumentRecord)
    assert (record.type, dict(record.extra)["document_type"]) == (None, "PAS")


REJECTED = {
    "an error": ('<chyba spatny_dotaz="ano">wrong question</chyba>', "chyba"),
    "nothing": ("", "odpoved"),
    "no number": ('<dotaz typ="OP" cislo="-" serie="-"/>' + YES, "cislo"),
    "neither yes nor no": (CARD + YES.replace('"ano"', '"maybe"'), "evidovano"),
    "a day that is none": (CARD + YES.replace("1.2.2015", "30.2.2015"), "evidovano_od"),
}


@pytest.mark.parametrize(("inside", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_an_answer_that_cannot_be_used_is_rejected(tmp_path: Path, inside: str, field: str) -> None:
    loaded = _load(tmp_path, _answer(CARD, YES), _answer(inside))
    (rejected,) = loaded.rejected
    assert (str(rejected.place), rejected.field) == ("2.xml, element 1", field)
    assert str(rejected.raw).startswith("<doklady_neplatne>")


def test_a_renamed_attribute_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected 'evidovano', found 'evidovany'"):
        _load(tmp_path, _answer(CARD, YES.replace("evidovano=", "evidovany=")))


def test_other_and_truncated_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cz.xml"
    path.write_text("<doklady/>")
    with pytest.raises(ListFileError, match="expected an answer of the Czech register"):
        read_whole(CzechDocumentsXml(), path)
    path.write_text(_answer(CARD, YES)[:-10])
    with pytest.raises(ListFileError, match="not well-formed"):
        read_whole(CzechDocumentsXml(), path)
