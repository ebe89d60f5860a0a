"""Reports as officers see them, held against files that say how they must look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from border_check.formats.terminal import WIDTH, report
from border_check.formats.wire import screening_to_wire, to_json
from border_check.icao.writing import MrzFields, write_mrz
from border_check.screening.screener import Screener
from border_check.values.screening import Screening

from desk import ALERTS, DOCUMENTS, REFERENCES, Desk
from golden import Golden

BLANK = write_mrz(
    "TD3",
    MrzFields("P", "UTO", "Eriksson", "Anna", "L8989123", "UTO", "740812", "F", "310415"),
)
HOLDER = {"surname": "TAYIBELY", "given": "Zaru M", "dob": "1971", "nationality": "UTO"}

CASES: dict[str, Callable[[Screener], Screening]] = {
    "stop_stolen_blank": lambda screener: screener.document(mrz=BLANK),
    "refer_look_alike": lambda screener: screener.document("K472O135", "UTO", "P"),
    "refer_no_issuer": lambda screener: screener.document("K4720135"),
    "proceed": lambda screener: screener.document("K7654321", "UTO", "P"),
    "proceed_with_notes": lambda screener: screener.document("M3311846", "FRA", "P"),
    "stop_other_type": lambda screener: screener.document("K4720135", "UTO", "V"),
    "refer_person_keyed": lambda screener: screener.document("A1", "UTO", "P", holder=HOLDER),
    "refer_other_holder": lambda screener: screener.document(
        "T5550001", "UTO", holder={"name": "Jane Doe"}
    ),
    "refer_tdawn_without_name": lambda screener: screener.document("T5550001", "UTO", "P"),
    "stop_person_and_tdawn": lambda screener: screener.document(
        "T5550001", "UTO", "P", holder={**HOLDER, "given": "Zaru Mohamed", "dob": "1971-03-04"}
    ),
    "refer_by_alias": lambda screener: screener.person({"name": "Zarou M. Eltayibli"}),
    "stop_person": lambda screener: screener.person(
        {"name": "Zarou Tayibeli", "dob": "1971-03-04", "gender": "male"}
    ),
    "protect_child": lambda screener: screener.person(
        {"name": "OSTERMANE Quilla", "dob": "2015-06-07"}
    ),
    "proceed_with_inform": lambda screener: screener.person(
        {"name": "Ottoline Ferenbach", "dob": "1958-02-19"}
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_report(desk: Desk, golden: Golden, case: str) -> None:
    with desk.screener() as screener:
        text = report(CASES[case](screener), explain=case == "stop_other_type")
    golden.holds(f"{case}.txt", text)
    assert all(len(line) <= WIDTH for line in text.splitlines())


GUIDED: dict[str, Callable[[Screener], Screening]] = {
    "proceed_with_prompts": lambda screener: screener.document("X765432", "UTO", "P"),
    "proceed_resembles_alert": lambda screener: screener.document("L8995123", "UTO", "P"),
}


@pytest.mark.parametrize("case", GUIDED)
def test_report_with_guidance(desk: Desk, golden: Golden, case: str) -> None:
    desk.load("refs", REFERENCES, title="References", required=False)
    desk.load("fakes", ALERTS, title="Counterfeits", required=False)
    with desk.screener() as screener:
        screening = GUIDED[case](screener)
    problems = tuple(
        problem._replace(text=problem.text.replace(str(desk.home), "HOME"))
        for problem in screening.problems
    )
    golden.holds(f"{case}.txt", report(screening._replace(problems=problems)))


def test_report_of_a_gap(bare_desk: Desk, golden: Golden) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(days=4, hours=2))
    with bare_desk.screener() as screener:
        golden.holds("not_checked.txt", report(screener.document("K4720135", "UTO", "P")))


@pytest.mark.parametrize("case", ["stop_stolen_blank", "stop_person"])
def test_json(desk: Desk, golden: Golden, case: str) -> None:
    with desk.screener() as screener:
        screening = CASES[case](screener)
    text = to_json(screening_to_wire(screening))
    for status in screening.lists:  # versions hold a digest, which SQLite's own version changes
        text = text.replace(str(status.version), "VERSION")
    golden.holds(f"{case}.json", text.replace('], "', '],\n"').replace("}, {", "},\n{") + "\n")


def test_colours_only_where_asked(desk: Desk) -> None:
    with desk.screener() as screener:
        screening = screener.document("K4720135", "UTO", "P")
    assert "\x1b[" in report(screening, colour=True)
    assert "\x1b[" not in report(screening)


def test_whom_to_call_is_told_unless_the_examination_goes_on(desk: Desk) -> None:
    with desk.screener() as screener:
        stop = report(screener.document("K4720135", "UTO", "P"), contact="NCB Utopia, line 4")
        proceed = report(screener.document("K7654321", "UTO", "P"), contact="NCB Utopia, line 4")
    assert "Call     NCB Utopia, line 4" in stop.splitlines()
    assert "NCB Utopia" not in proceed


HOSTILE = "Zaru\x1b[2J\u202eTAYIBELI\u0007"


def test_a_name_cannot_rewrite_the_report(desk: Desk) -> None:
    with desk.screener() as screener:
        text = report(screener.person({"name": HOSTILE, "dob": "1971-03-04"}))
    assert not set("\x1b\u202e\u0007") & set(text)
