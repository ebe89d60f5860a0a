"""Whole checks against two small lists."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from border_check.errors import UnreadableInput, UsageError
from border_check.icao.writing import MrzFields, write_mrz
from border_check.values.screening import Grade, Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk

HOLDER = {"surname": "TAYIBELI", "given": "Zaru Mohamed", "dob": "1971-03-04"}


def zone(number: str = "K7654321", surname: str = "Doe", given: str = "Jane", **fields: str) -> str:
    facts = {"birth_date": "900101", "sex": "F", "expiry_date": "310401", **fields}
    return "\n".join(
        write_mrz("TD3", MrzFields("P", "UTO", surname, given, number, "UTO", **facts))
    )


DOCUMENT_CHECKS = [
    ("a stolen blank", ("L8989123", "UTO", "P"), Verdict.STOP, ["D1"]),
    ("a lost passport", ("K4720135", "UTO", "P"), Verdict.STOP, ["D2"]),
    ("a lost passport, issuer by name", ("K4720135", "Utopia", "P"), Verdict.STOP, ["D2"]),
    ("a look-alike", ("K472O135", "UTO", "P"), Verdict.REFER, ["D2"]),
    ("no issuer", ("K4720135", None, None), Verdict.REFER, ["D2"]),
    ("another issuer", ("K4720135", "FRA", "P"), Verdict.PROCEED, []),
    ("a recovered document", ("M3311846", "UTO", "P"), Verdict.PROCEED, []),
    ("a lapsed record", ("M3302291", "UTO", "P"), Verdict.PROCEED, []),
    ("a long number", ("D77340512688", "UTO", "ID"), Verdict.STOP, ["D5"]),
    ("two records of one number", ("U5550123", "UTO", "P"), Verdict.STOP, ["D6", "D7"]),
    ("nothing known", ("K7654321", "UTO", "P"), Verdict.PROCEED, []),
    ("a document of a nominal", ("T5550001", "UTO", "P"), Verdict.REFER, ["N1"]),
]


@pytest.mark.parametrize(
    ("asked", "verdict", "records"),
    [c[1:] for c in DOCUMENT_CHECKS],
    ids=[c[0] for c in DOCUMENT_CHECKS],
)
def test_document(
    desk: Desk, asked: tuple[str, str | None, str | None], verdict: Verdict, records: list[str]
) -> None:
    with desk.screener() as screener:
        screening = screener.document(*asked)
    assert (screening.verdict, [hit.record_id for hit in screening.hits]) == (verdict, records)


def test_the_holder_of_a_zone_is_searched(desk: Desk) -> None:
    text = zone(surname="Tayibeli", given="Zaru Mohamed", birth_date="710304", sex="M")
    with desk.screener() as screener:
        screening = screener.document(mrz=text)
    assert screening.verdict is Verdict.STOP
    assert (screening.hits[0].record_id, screening.hits[0].grade) == ("N1", Grade.STRONG)


def test_a_listed_document_in_the_hands_of_its_holder_is_exact(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.document("T5550001", "UTO", "P", holder=HOLDER)
    assert (screening.hits[0].record_id, screening.hits[0].grade) == ("N1", Grade.EXACT)


def test_a_listed_document_in_other_hands_is_possible_and_says_so(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.document(mrz=zone("T5550001"))
    hit = screening.hits[0]
    assert (screening.verdict, hit.record_id, hit.grade) == (Verdict.REFER, "N1", Grade.POSSIBLE)
    assert any("other holder" in piece.note for piece in hit.evidence)


def test_a_failed_number_is_not_checked(desk: Desk) -> None:
    first, second = zone().splitlines()
    damaged = second[:9] + str((int(second[9]) + 1) % 10) + second[10:]
    with desk.screener() as screener:
        screening = screener.document(mrz=[first, damaged])
    assert screening.verdict is Verdict.NOT_CHECKED
    assert {p.field for p in screening.problems} >= {"document_number"}


def test_another_failed_digit_is_a_problem_and_the_verdict_stands(desk: Desk) -> None:
    first, second = zone().splitlines()
    damaged = second[:27] + str((int(second[27]) + 1) % 10) + second[28:]
    with desk.screener() as screener:
        screening = screener.document(mrz=[first, damaged])
    assert screening.verdict is Verdict.PROCEED
    assert {p.field for p in screening.problems} >= {"expiry_date"}


def test_an_expired_document_is_said(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.document(mrz=zone(expiry_date="250401"))
    assert "document_expired" in {problem.code for problem in screening.problems}


def test_a_child_is_protected(desk: Desk) -> None:
    query = {"name": "Quilla Vantrove Ostermane", "dob": "2015-06-07"}
    with desk.screener() as screener:
        screening = screener.person(query)
    assert screening.verdict is Verdict.STOP
    assert screening.action.action_class == "protect"


def test_the_victim_of_an_impostor_comes_first_and_is_not_stopped(desk: Desk) -> None:
    desk.load("more", NOMINALS.splitlines()[0].replace("1971-03-04", "1980-10-11"))
    with desk.screener() as screener:
        screening = screener.person({"name": "Zaru Mohamed Tayibeli", "dob": "1980-10-11"})
    assert screening.verdict is Verdict.REFER
    assert screening.hits[0].record_id == "N4"


def test_a_name_alone_is_never_more_than_possible(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.person({"name": "Zaru Mohamed TAYIBELI"})
    assert screening.verdict is Verdict.REFER
    assert {hit.grade for hit in screening.hits} == {Grade.POSSIBLE}


def test_inform_leaves_proceed_standing(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.person({"name": "Ottoline Ferenbach", "dob": "1958-02-19"})
    assert screening.verdict is Verdict.PROCEED
    assert [hit.record_id for hit in screening.hits] == ["N5"]


def test_an_expired_notice_is_silent(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.person({"name": "Wendelin Karstadter", "dob": "1990-09-09"})
    assert (screening.verdict, screening.hits) == (Verdict.PROCEED, ())


def test_evidence_sums_to_points(desk: Desk) -> None:
    with desk.screener() as screener:
        hits = screener.person({"name": "Zaru Tayibeli", "dob": "1971"}).hits
    assert hits
    for hit in hits:
        assert hit.points == pytest.approx(sum(piece.points for piece in hit.evidence))
        assert 0 <= hit.score <= 1


AGES = [
    ("fresh", timedelta(hours=1), "ok", Verdict.PROCEED),
    ("stale", timedelta(hours=30), "stale", Verdict.PROCEED),
    ("expired", timedelta(hours=98), "expired", Verdict.NOT_CHECKED),
]


@pytest.mark.parametrize(
    ("age", "state", "verdict"), [a[1:] for a in AGES], ids=[a[0] for a in AGES]
)
def test_an_old_list(bare_desk: Desk, age: timedelta, state: str, verdict: Verdict) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=age)
    with bare_desk.screener() as screener:
        screening = screener.document("K7654321", "UTO", "P")
    assert (screening.lists[0].state, screening.verdict) == (state, verdict)


def test_what_an_expired_list_knows_is_told_and_is_no_hit(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(hours=98))
    with bare_desk.screener() as screener:
        screening = screener.document("K4720135", "UTO", "P")
    assert (screening.verdict, screening.hits) == (Verdict.NOT_CHECKED, ())
    assert any("record D2" in problem.text for problem in screening.problems)


def test_an_expired_list_that_is_not_required_changes_nothing(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    bare_desk.load("old", DOCUMENTS, age=timedelta(hours=98), required=False)
    with bare_desk.screener() as screener:
        assert screener.document("K7654321", "UTO", "P").verdict is Verdict.PROCEED


def test_nothing_is_concluded_from_no_list(bare_desk: Desk) -> None:
    with bare_desk.screener() as screener:
        assert screener.document("K7654321", "UTO", "P").verdict is Verdict.NOT_CHECKED
        assert screener.person({"name": "Jane Doe"}).verdict is Verdict.NOT_CHECKED


def test_documents_alone_do_not_answer_for_persons(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    with bare_desk.screener() as screener:
        assert screener.person({"name": "Jane Doe"}).verdict is Verdict.NOT_CHECKED


def test_a_damaged_list_is_not_checked(desk: Desk) -> None:
    file = next((desk.home / "lists" / "sltd").glob("*.sqlite"))
    content = bytearray(file.read_bytes())
    content[200:4000] = bytes(3800)
    file.write_bytes(content)
    with desk.screener() as screener:
        screening = screener.document("K7654321", "UTO", "P")
    assert screening.verdict is Verdict.NOT_CHECKED
    assert {status.name: status.state for status in screening.lists}["sltd"] == "corrupt"


def test_a_missing_file_is_not_checked(desk: Desk) -> None:
    next((desk.home / "lists" / "wanted").glob("*.sqlite")).unlink()
    with desk.screener() as screener:
        assert screener.document("K7654321", "UTO", "P").verdict is Verdict.NOT_CHECKED


def test_a_list_without_its_pointer_is_missed(desk: Desk) -> None:
    (desk.home / "lists" / "wanted" / "current").unlink()
    with desk.screener() as screener:
        screening = screener.document("K7654321", "UTO", "P")
    assert screening.verdict is Verdict.NOT_CHECKED
    assert {status.name: status.state for status in screening.lists}["wanted"] == "missing"


def test_a_journal_that_cannot_be_written_hides_the_hit(desk: Desk) -> None:
    (desk.home / "journal").write_text("in the way")
    with desk.screener() as screener:
        screening = screener.document("L8989123", "UTO", "P")
    assert (screening.verdict, screening.hits, screening.reference) == (
        Verdict.NOT_CHECKED,
        (),
        "",
    )
    assert "journal" in {problem.code for problem in screening.problems}


def test_a_second_medium_takes_the_entry(desk: Desk, tmp_path: Path) -> None:
    (desk.home / "journal").write_text("in the way")
    with desk.screener(second_journal=str(tmp_path / "second")) as screener:
        screening = screener.document("L8989123", "UTO", "P")
    assert screening.verdict is Verdict.STOP
    assert screening.reference == "2026-11-22/GVA-03/B000001"
    assert "journal_second" in {problem.code for problem in screening.problems}


REFUSED = [
    ("an unknown key", {"name": "A B", "nom": "C"}, UsageError),
    ("an impossible date", {"name": "A B", "dob": "1985-02-30"}, UnreadableInput),
    ("an unknown state", {"name": "A B", "nationality": "Atlantis"}, UnreadableInput),
    ("no name at all", {"dob": "1985"}, UnreadableInput),
    ("a name of punctuation", {"name": "?!"}, UnreadableInput),
]


@pytest.mark.parametrize(("query", "error"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_a_query_that_cannot_be_asked(
    desk: Desk, query: dict[str, str], error: type[Exception]
) -> None:
    with desk.screener() as screener, pytest.raises(error):
        screener.person(query)


def test_the_first_line_may_not_browse_by_name(desk: Desk) -> None:
    with desk.screener(Role.FIRST_LINE) as screener, pytest.raises(UsageError):
        screener.person({"name": "Jane Doe"})


def test_a_new_snapshot_is_asked_at_once(desk: Desk) -> None:
    with desk.screener() as screener:
        assert screener.document("K7654321", "UTO", "P").verdict is Verdict.PROCEED
        row = "D9,UTO,passport,K7654321,,stolen,2026,UTO,2036-01-01,active\n"
        desk.load("sltd", DOCUMENTS + row, action="hold")
        assert screener.document("K7654321", "UTO", "P").hits[0].record_id == "D9"
