"""Reports in French, Spanish and Arabic, held against files that say how they must look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from border_check.formats.cases import case_report, queue_report
from border_check.formats.cells import WIDTH, cells_of
from border_check.formats.comparing import comparison_report
from border_check.formats.drafts import draft_text
from border_check.formats.operations import operation_report, operations_table
from border_check.formats.safe_text import END_ISOLATE, ISOLATE
from border_check.formats.sheets import case_sheet, receipt
from border_check.formats.speech import MARK, translated
from border_check.formats.terminal import report
from border_check.icao.writing import MrzFields, write_mrz
from border_check.journal.operations import Operation
from border_check.language import Sentence, sentence, speaking
from border_check.screening.comparing import compare
from border_check.screening.second_line import SecondLine
from border_check.values.actions import ActionClass
from border_check.values.case import CaseEvent, Disposition, Step
from border_check.values.contacts import Contact, Contacts, Following
from border_check.values.settings import Settings

from desk import ALERTS, DOCUMENTS, REFERENCES, VEHICLES, Desk
from golden import Golden

Officer = Callable[[str], None]

BLANK = write_mrz(
    "TD3",
    MrzFields("P", "UTO", "Eriksson", "Anna", "L8989123", "UTO", "740812", "F", "310415"),
)
PERSON = {"name": "Zarou Tayibeli", "dob": "1971-03-04", "gender": "male"}
GIVEN: dict[str, Any] = {
    "contacts": Contacts(
        ncb=Contact("NCB Utopia, duty desk", "+00 000 000", "duty@ncb.example"),
        asylum=Contact("Asylum office at the port", "+00 111"),
        trafficking=Contact("Human trafficking unit", "+00 333"),
        victims=Contact("Care for victims", "+00 444"),
        children=Contact("Child protection", "+00 222"),
    ),
    "hits": Following(remind_after=(1 / 6, 1.0), hold_at_most=6.0),
}
VICTIMS = """\
{"id": "V1", "name": "Seraphine ALDERMOOR", "surname": "ALDERMOOR", "given": "Seraphine", \
"dobs": ["1991-04-05"], "action": "protect", "caution": "victim of human trafficking"}
{"id": "V2", "name": "Corvin HALLBROOK", "surname": "HALLBROOK", "given": "Corvin", \
"dobs": ["1983-01-17"], "notice": "yellow"}
{"id": "V3", "name": "Ismene VALDREY", "surname": "VALDREY", "given": "Ismene", \
"dobs": ["1979-10-02"], "misused_identity": true}
{"id": "V4", "name": "Thaddeus QUARLOW", "surname": "QUARLOW", "given": "Thaddeus", \
"dobs": ["1966-06-06"], "notice": "blue", "diffusion": true, "offence": "fraud"}
"""
CHECKS: dict[str, Callable[[Any], Any]] = {
    "stolen_blank": lambda screener: screener.document(mrz=BLANK),
    "lost": lambda screener: screener.document("K4720135", "UTO", "P"),
    "look_alike": lambda screener: screener.document("K472O135", "UTO", "P"),
    "no_issuer": lambda screener: screener.document("K4720135"),
    "possible_person": lambda screener: screener.person({"name": "Zarou M. Eltayibli"}),
    "person": lambda screener: screener.person(PERSON),
    "tdawn": lambda screener: screener.document(
        "T5550001", "UTO", "P", holder={**PERSON, "name": "Zaru Mohamed Tayibeli"}
    ),
    "tdawn_other_holder": lambda screener: screener.document(
        "T5550001", "UTO", holder={"name": "Jane Doe"}
    ),
    "protect_child": lambda screener: screener.person(
        {"name": "OSTERMANE Quilla", "dob": "2015-06-07"}
    ),
    "protect_adult": lambda screener: screener.person(
        {"name": "Seraphine Aldermoor", "dob": "1991-04-05"}
    ),
    "missing_adult": lambda screener: screener.person(
        {"name": "Corvin Hallbrook", "dob": "1983-01-17"}
    ),
    "misused_identity": lambda screener: screener.person(
        {"name": "Ismene Valdrey", "dob": "1979-10-02"}
    ),
    "diffusion": lambda screener: screener.person(
        {"name": "Thaddeus Quarlow", "dob": "1966-06-06"}
    ),
    "discreet": lambda screener: screener.person(
        {"name": "Hjalmar Quist Brandovar", "dob": "1965-11-30"}
    ),
    "inform": lambda screener: screener.person({"name": "Ottoline Ferenbach", "dob": "1958-02-19"}),
    "proceed": lambda screener: screener.document("K7654321", "UTO", "P"),
    "notes": lambda screener: screener.document("M3311846", "FRA", "P"),
    "prompts": lambda screener: screener.document("X765432", "UTO", "P"),
    "vehicle": lambda screener: screener.vehicle(
        vin="UT0ZZZ77ZJU003003", plate="UT 1", country="UTO"
    ),
    "vehicle_look_alike": lambda screener: screener.vehicle(vin="5UTZZ2IDXMZOO0101"),
    "vessel": lambda screener: screener.vehicle(imo="IMO 0012340"),
}
SPANISH = ("stolen_blank", "person", "protect_child", "protect_adult", "tdawn", "vehicle")
_WORD = re.compile("[A-Za-z]+")
LATIN = {"TDAWN", "VIN", "IMO", "I", "O", "Q"}
"""What is called so in Arabic, too."""
EXPLAINED = ("look_alike", "vehicle_look_alike")


@pytest.fixture
def full_desk(desk: Desk) -> Desk:
    """A desk with lists of every kind."""
    desk.load("victims", VICTIMS, action=ActionClass.INQUIRE, title="Victims")
    desk.load("smv", VEHICLES)
    desk.load("refs", REFERENCES, title="References", required=False)
    desk.load("fakes", ALERTS, title="Counterfeits", required=False)
    return desk


def in_order(text: str) -> bool:
    """Whether every line fits, and closes each isolate that it opens."""
    return all(map(_is_in_order, text.splitlines()))


def _is_in_order(line: str) -> bool:
    depth = 0
    for sign in line:
        depth += (sign == ISOLATE) - (sign == END_ISOLATE)
        if depth < 0:
            return False
    return depth == 0 and cells_of(line) <= WIDTH


@pytest.mark.parametrize("case", CHECKS)
def test_checks(full_desk: Desk, golden: Golden, case: str) -> None:
    with full_desk.screener(**GIVEN) as screener:
        screening = CHECKS[case](screener)
    for code in ("fr", "ar", *(["es"] if case in SPANISH else [])):
        with speaking(code):
            text = report(screening, explain=case in EXPLAINED, contact="NCB Utopia")
        golden.holds(f"languages/{case}.{code}.txt", text)
        assert in_order(text)
        if code == "ar":
            assert set(_WORD.findall("".join(_outside(text)))) <= LATIN, "an English sentence"


@pytest.mark.parametrize("code", ["fr", "es", "ar"])
def test_what_could_not_be_checked(bare_desk: Desk, golden: Golden, code: str) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(days=4, hours=2))
    with bare_desk.screener() as screener, speaking(code):
        text = report(screener.document("K4720135", "UTO", "P"))
    golden.holds(f"languages/not_checked.{code}.txt", text)
    assert in_order(text)


@pytest.fixture
def searched(full_desk: Desk, officer: Officer) -> SecondLine:
    """The second line, an hour after anna searched three; boris took up what hit."""
    officer("anna")
    with full_desk.screener(**GIVEN) as screener:
        screener.document(mrz=BLANK)
        screener.person({"name": "OSTERMANE Quilla", "dob": "2015-06-07"})
        screener.person(PERSON)
    officer("boris")

    def line_at(**later: float) -> SecondLine:
        return SecondLine(
            full_desk._replace(now=full_desk.now + timedelta(**later)).screener(**GIVEN)
        )

    line_at(minutes=4).take("1", Step.QUERY, "number read twice")
    line_at(minutes=9).take("1", Step.ASK, "message 2026/118")
    line_at(minutes=30).rule("3", Disposition.NOT_IDENTICAL, note="another scar")
    return line_at(hours=1, minutes=5)


@pytest.mark.parametrize("code", ["fr", "es", "ar"])
def test_what_the_second_line_reads(searched: SecondLine, golden: Golden, code: str) -> None:
    own = Settings(**GIVEN)
    open_case = searched.open("1", CaseEvent.OPENED)
    closed_case = searched.open("3", CaseEvent.OPENED)
    drafted = searched.open("1", CaseEvent.DRAFTED)
    with speaking(code):
        page = receipt(drafted)
        sheet = case_sheet(open_case, own)
        texts = {
            "hits": queue_report(searched.queue(), own),
            "hit": case_report(open_case, own),
            "hit_closed": case_report(closed_case, own),
            "hit_draft": draft_text(drafted, own),
            "hit_receipt": page.text,
        }
    for name, text in texts.items():
        golden.holds(f"languages/{name}.{code}.txt", text)
        assert in_order(text)
    direction = "rtl" if code == "ar" else "ltr"
    for html in (page.html, sheet.html):
        assert f'<html lang="{code}" dir="{direction}">' in html
    assert in_order(sheet.text)


def test_somebody_who_asks_for_protection(searched: SecondLine, golden: Golden) -> None:
    searched.protect("1")
    case = searched.open("1", CaseEvent.OPENED)
    for code in ("fr", "ar"):
        with speaking(code):
            text = case_report(case, Settings(**GIVEN))
        golden.holds(f"languages/hit_protection.{code}.txt", text)
        assert in_order(text)
        assert "NCB Utopia" not in text, "asking could endanger them"


RECORD = {
    "name": "Zaru Mohamed TAYIBELI",
    "dobs": ["1971-03-04"],
    "passports": [["T5550001", "UTO"]],
}


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_two_identities(golden: Golden, code: str) -> None:
    found = compare({"name": "زارو الطيبلي", "dob": "1971"}, RECORD)
    with speaking(code):
        text = comparison_report(found)
    golden.holds(f"languages/compare.{code}.txt", text)
    assert in_order(text)


OPERATION = Operation(
    name="SUMMER-2026",
    first="2026-06-01",
    last="2026-06-30",
    verdicts={"document": {"proceed": 1200, "stop": 2}},
    hits=2,
    outcomes={"confirmed": 1, "open": 1},
    posts={"GVA-03": 1202},
    days={"2026-06-01": 1202},
)


@pytest.mark.parametrize("code", ["fr", "es", "ar"])
def test_an_operation(golden: Golden, code: str) -> None:
    with speaking(code):
        text = operations_table([OPERATION]) + operation_report(OPERATION)
    golden.holds(f"languages/operation.{code}.txt", text)
    assert in_order(text)


LABELS = ("Do now", "Call", "Why", "Read", "Person", "Asked", "Persons", "Problem", "Note", "Seen")


@pytest.mark.parametrize("code", ["fr", "es", "ar"])
def test_labels_leave_a_gap_before_the_text(code: str) -> None:
    with speaking(code):
        labels = list(map(translated, LABELS))
    assert [label for label in labels if cells_of(label) > 8] == []
    assert len(set(labels)) == len(labels)


FACTS = st.text(max_size=30)


@given(FACTS, FACTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_in_arabic_every_fact_stays_in_its_place(one: str, other: str) -> None:
    told = sentence("{list} {record}: {facts}", list=one, record=other, facts=sentence("lost"))
    with speaking("ar"):
        text = translated(told)
    assert text.count(ISOLATE) == text.count(END_ISOLATE)
    assert _closes(text)
    outside = "".join(_outside(text))
    assert not [sign for sign in outside if sign.isascii() and sign.isalnum()]


def _closes(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == ISOLATE) - (sign == END_ISOLATE)
        assert depth >= 0
    return depth == 0


def _outside(text: str) -> Iterator[str]:
    depth = 0
    for sign in text:
        depth += (sign == ISOLATE) - (sign == END_ISOLATE)
        if depth == 0 and sign != END_ISOLATE:
            yield sign


def test_every_arabic_line_says_that_it_runs_from_right_to_left(full_desk: Desk) -> None:
    with full_desk.screener() as screener, speaking("ar"):
        text = report(screener.person(PERSON))
    assert all(line.startswith(MARK) for line in text.splitlines())


def test_a_sentence_is_translated_with_the_sentences_in_it() -> None:
    told = sentence("{what}: {why}", what=sentence("lost"), why="lost")
    assert isinstance(told, Sentence)
    with speaking("fr"):
        assert translated(told) == "perdu : lost"
    assert translated(told) == "lost: lost"
