"""What the second line may do about a hit, and how it then stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from border_check.errors import BorderCheckError, UsageError
from border_check.icao.writing import MrzFields, write_mrz
from border_check.journal.book import Journal
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.screening.standing import State
from border_check.screening.supervisor import MOST_TRIES, hashed, supervisor_with
from border_check.values.case import CaseEvent, Disposition, Step
from border_check.values.contacts import Contact, Contacts, Following
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, VEHICLES, Desk

Officer = Callable[[str], None]

FOLLOWING = Following(remind_after=(0.5, 1.0), hold_at_most=6.0)
CODE = "three quiet herons"


@pytest.fixture
def stopped(desk: Desk, officer: Officer) -> Desk:
    """A desk at which anna scanned a stolen blank."""
    officer("anna")
    with desk.screener() as screener:
        screener.document("L8989123", "UTO", "P")
    return desk


def later(desk: Desk, **span: float) -> Desk:
    return desk._replace(now=desk.now + timedelta(**span))


def second_line(desk: Desk, hits: Following = FOLLOWING, **settings: Any) -> SecondLine:
    return SecondLine(desk.screener(hits=hits, **settings))


STATES = [
    ("just now", {"minutes": 1}, State.OPEN, 0),
    ("at the first reminder", {"minutes": 30}, State.OVERDUE, 1),
    ("after the second", {"hours": 2}, State.OVERDUE, 2),
    ("a moment before the limit", {"hours": 6, "seconds": -1}, State.OVERDUE, 2),
    ("at the limit", {"hours": 6}, State.LIMIT, 2),
]


@pytest.mark.parametrize(
    ("after", "state", "reminders"), [s[1:] for s in STATES], ids=[s[0] for s in STATES]
)
def test_time_passes(stopped: Desk, after: dict[str, float], state: State, reminders: int) -> None:
    (standing,) = second_line(later(stopped, **after)).queue()
    assert (standing.state, standing.reminders) == (state, reminders)


def test_a_note_is_never_overdue(desk: Desk) -> None:
    with desk.screener() as screener:
        screener.person({"name": "Ottoline Ferenbach", "dob": "1958-02-19"})
    (standing,) = second_line(later(desk, days=9)).queue()
    assert (standing.state, standing.case.is_hold) == (State.OPEN, False)


def test_the_most_urgent_comes_first(stopped: Desk) -> None:
    with later(stopped, hours=5).screener() as screener:
        screener.document("K4720135", "UTO", "P")
        screener.document("K472O135", "UTO", "P")
    line = second_line(later(stopped, hours=5, minutes=40))
    line.rule("3", Disposition.NOT_IDENTICAL)
    late = second_line(later(stopped, hours=6, minutes=10)).queue()
    assert [(one.case.sequence, one.state) for one in late] == [
        (1, State.LIMIT),
        (2, State.OVERDUE),
        (3, State.CLOSED),
    ]


def test_within_a_state_a_stop_comes_first_and_a_note_last(desk: Desk) -> None:
    with desk.screener() as screener:
        screener.person({"name": "Ottoline Ferenbach", "dob": "1958-02-19"})
        screener.document("K472O135", "UTO", "P")
        screener.document("L8989123", "UTO", "P")
    line = second_line(later(desk, minutes=5))
    found = [(one.case.sequence, one.state, one.case.verdict) for one in line.queue()]
    assert found == [
        (3, State.OPEN, Verdict.STOP),
        (2, State.OPEN, Verdict.REFER),
        (1, State.OPEN, Verdict.PROCEED),
    ]


def test_the_checklist_is_followed_step_by_step(stopped: Desk) -> None:
    line = second_line(stopped)
    following = [line.standing("1").following]
    following += [line.take("1", step).standing.following for step in Step]
    assert following == [*Step, None]


ENDS = [
    ("confirmed", Disposition.CONFIRMED, "anna", False, True),
    ("not identical, says who searched", Disposition.NOT_IDENTICAL, "anna", True, False),
    ("not identical, says a second user", Disposition.NOT_IDENTICAL, "boris", False, True),
    ("outdated, says who searched", Disposition.RECORD_OUTDATED, "anna", True, False),
    ("no reply, says a second user", Disposition.NO_REPLY, "boris", False, True),
]


@pytest.mark.parametrize(
    ("disposition", "user", "held", "closed"), [e[1:] for e in ENDS], ids=[e[0] for e in ENDS]
)
def test_a_hold_takes_two_to_be_lifted(
    stopped: Desk, officer: Officer, disposition: Disposition, user: str, held: bool, closed: bool
) -> None:
    officer(user)
    case = second_line(stopped).rule("1", disposition).standing.case
    assert (case.is_held, not case.is_open) == (held, closed)


def test_a_hit_that_holds_nobody_is_closed_by_one(desk: Desk, officer: Officer) -> None:
    officer("anna")
    with desk.screener() as screener:
        screener.document("K472O135", "UTO", "P")
    entered = second_line(desk).rule("1", Disposition.NOT_IDENTICAL)
    assert entered.standing.state is State.CLOSED


def test_who_searched_does_not_lift(stopped: Desk) -> None:
    with pytest.raises(BorderCheckError, match="another account than anna") as error:
        second_line(stopped).lift("1", "I know them")
    assert error.value.exit_code == 4
    assert second_line(stopped).standing("1").case.is_held


def test_a_second_user_lifts_with_a_reason(stopped: Desk, officer: Officer) -> None:
    officer("boris")
    line = second_line(stopped)
    with pytest.raises(UsageError, match="for a reason"):
        line.lift("1", "  ")
    case = line.lift("1", "the NCB says let go").standing.case
    assert not case.is_held
    assert case.is_open, "nobody has ruled yet"
    assert case.lifted is not None
    assert (case.lifted.user, case.lifted.note) == ("boris", "the NCB says let go")
    with pytest.raises(BorderCheckError, match="no hold stands"):
        line.lift("1", "again")
    assert not line.rule("1", Disposition.NO_REPLY).standing.case.is_open


def test_the_law_ends_a_hold_that_nobody_answered(stopped: Desk) -> None:
    line = second_line(later(stopped, hours=6))
    entered = line.rule("1", Disposition.NO_REPLY)
    assert entered.warnings == ("it is not entered that the owner was asked",)
    assert entered.standing.state is State.CLOSED
    # What the configuration says later does not change what the law said then.
    assert not second_line(stopped, hits=Following()).standing("1").case.is_open


def test_a_supervisor_lifts_by_code(stopped: Desk) -> None:
    known = Following(supervisors=(("other", hashed("somebody else's")), ("duty", hashed(CODE))))
    line = second_line(stopped, hits=known)
    with pytest.raises(BorderCheckError, match="no supervisor's code"):
        line.lift("1", "by radio", "a wrong code")
    case = line.lift("1", "by radio", CODE).standing.case
    assert case.lifted is not None
    assert case.lifted.facts["supervisor"] == "duty"
    assert [one.event for one in case.events] == [CaseEvent.CODE_REFUSED, CaseEvent.LIFTED]
    with Journal(stopped.home / "journal") as journal:
        written = " ".join(f"{one.body} {one.query}" for one in journal.entries())
    assert CODE not in written
    assert "a wrong code" not in written


def test_codes_cannot_be_guessed_forever(stopped: Desk, officer: Officer) -> None:
    line = second_line(stopped, hits=Following(supervisors=(("duty", hashed(CODE)),)))
    for _ in range(MOST_TRIES):
        with pytest.raises(BorderCheckError, match="no supervisor's code"):
            line.lift("1", "by radio", "wrong")
    with pytest.raises(BorderCheckError, match="none is taken any more"):
        line.lift("1", "by radio", CODE)
    officer("boris")
    assert not line.lift("1", "second user").standing.case.is_held


def test_a_code_where_none_is_configured(stopped: Desk) -> None:
    with pytest.raises(BorderCheckError, match="no code of a supervisor is configured"):
        second_line(stopped).lift("1", "by radio", CODE)


def test_a_hash_has_a_salt_and_fits_its_code_alone() -> None:
    first, second = hashed(CODE), hashed(CODE)
    assert first != second
    found = supervisor_with(CODE, [("a", first)])
    assert found is not None
    assert first.split(":")[4] == found.salt
    assert supervisor_with(CODE, [("a", second)]) == ("a", second.split(":")[4])
    assert supervisor_with(CODE + " ", [("a", first)]) is None
    assert supervisor_with(CODE, [("a", "scrypt:32768:8:1:00:00"), ("b", first)]) == (
        "b",
        found.salt,
    )
    assert supervisor_with(CODE, [("a", "scrypt:3:x:1:zz:00")]) is None
    with pytest.raises(UsageError, match="7 characters, expected at least 8"):
        hashed("1234567")


def test_each_record_can_be_ruled_on_alone(desk: Desk) -> None:
    with desk.screener() as screener:
        found = screener.person({"name": "Zaru Mohamed Tayibeli"})
    assert {hit.record_id for hit in found.hits} == {"N1", "N4"}
    line = second_line(desk)
    case = line.rule("1", Disposition.NOT_IDENTICAL, ["N1"]).standing.case
    assert [hit.record_id for hit in case.unruled] == ["N4"]
    case = line.rule("1", Disposition.CONFIRMED, ["wanted:N4"]).standing.case
    assert not case.is_open
    with pytest.raises(UsageError, match="no record N9 hit"):
        line.rule("1", Disposition.CONFIRMED, ["N9"])


def test_a_ruling_tells_what_it_rests_on(stopped: Desk, officer: Officer) -> None:
    line = second_line(stopped)
    warned = line.rule("1", Disposition.CONFIRMED)
    assert any("no answer of the owner" in warning for warning in warned.warnings)
    officer("boris")
    line.take("1", Step.ANSWER)
    changed = line.rule("1", Disposition.NOT_IDENTICAL)
    assert changed.warnings == ("this takes the place of an earlier ruling: confirmed",)


def test_protection_stops_drafts_wherever_the_person_was_searched(desk: Desk) -> None:
    contacts = Contacts(asylum=Contact("asylum office", "+00 7"))
    with desk.screener() as screener:
        screener.document("T5550001", "UTO", holder={"name": "Zaru Tayibeli", "dob": "1971-03-04"})
        screener.person({"name": "Tayibeli ZARU", "dob": "1971-03-04"})
        screener.document("L8989123", "UTO", "P")
    line = second_line(desk, contacts=contacts)
    line.require_asking_is_safe("2")
    assert line.protect("1") == "2026-11-22/GVA-03/000001"
    for reference in ("1", "2"):
        with pytest.raises(BorderCheckError, match="asks for protection") as error:
            line.require_asking_is_safe(reference)
        assert error.value.hint.endswith("asylum office, +00 7")
        assert any("endanger" in text for text in line.take(reference, Step.ASK).warnings)
    line.require_asking_is_safe("3")
    assert [bool(one.case.protection) for one in line.queue()] == [True, True, False]
    assert line.standing("1").following is Step.QUERY


def test_nobody_is_asked_about_who_asks_for_protection(stopped: Desk) -> None:
    line = second_line(stopped)
    line.protect("1")
    for step in (Step.QUERY, Step.PERSON):
        line.take("1", step)
    assert line.standing("1").following is Step.CARRIED


def test_what_a_list_says_is_not_kept_but_asked_again(stopped: Desk) -> None:
    opened = second_line(stopped).open("1")
    (hit,) = opened.again.screening.hits
    assert (hit.record_id, hit.record["category"]) == ("D1", "stolen_blank")
    assert (opened.again.gone, opened.again.changed) == ((), ())
    with Journal(stopped.home / "journal") as journal:
        assert "stolen_blank" not in " ".join(f"{one.body}{one.query}" for one in journal.entries())


def test_a_record_that_was_withdrawn_is_missed(stopped: Desk) -> None:
    stopped.load("sltd", DOCUMENTS.replace("2034-05-02,active", "2034-05-02,withdrawn"))
    opened = second_line(stopped).open("1")
    assert [one.record_id for one in opened.again.gone] == ["D1"]
    assert opened.again.changed == ("sltd",)


ZONE = write_mrz(
    "TD3",
    MrzFields("P", "UTO", "Tayibeli", "Zaru Mohamed", "T5550001", "UTO", "710304", "M", "310415"),
)
AGAIN: list[tuple[str, Callable[[Screener], Screening]]] = [
    ("a look-alike", lambda screener: screener.document("K472O135", "UTO", "P")),
    ("without an issuer", lambda screener: screener.document("K4720135")),
    ("a zone", lambda screener: screener.document(mrz=ZONE)),
    (
        "a person with a document",
        lambda screener: screener.person({"name": "X", "documents": [["T5550001", "UTO"]]}),
    ),
    (
        "a person by parts",
        lambda screener: screener.person({"surname": "Eltayibli", "given": "Zarou M"}),
    ),
]


@pytest.mark.parametrize("ask", [a[1] for a in AGAIN], ids=[a[0] for a in AGAIN])
def test_the_same_question_finds_the_same_records(
    desk: Desk, ask: Callable[[Screener], Screening]
) -> None:
    with desk.screener() as screener:
        found = ask(screener)
    assert_found_again(desk, found)


VEHICLE_MARKS: list[tuple[str, dict[str, str]]] = [
    ("a number", {"vin": "5UTZZ21DXMZ000101"}),
    ("a plate in part", {"plate": "UT*?1AB"}),
    ("a plate and its country", {"plate": "UT 101 AB", "country": "UTO"}),
]


@pytest.mark.parametrize("marks", [v[1] for v in VEHICLE_MARKS], ids=[v[0] for v in VEHICLE_MARKS])
def test_the_same_vehicle_is_found_again(bare_desk: Desk, marks: dict[str, str]) -> None:
    bare_desk.load("smv", VEHICLES)
    with bare_desk.screener() as screener:
        found = screener.vehicle(**marks)
    assert_found_again(bare_desk, found)


def assert_found_again(desk: Desk, found: Screening) -> None:
    assert found.hits
    again = second_line(desk).open("1").again
    assert again.screening.hits == found.hits
    assert again.screening.action == found.action


def test_a_first_line_desk_opens_nothing(stopped: Desk) -> None:
    line = SecondLine(stopped.screener(Role.FIRST_LINE))
    for act in (
        line.queue,
        lambda: line.open("1"),
        lambda: line.take("1", Step.QUERY),
        lambda: line.rule("1", Disposition.CONFIRMED),
        lambda: line.lift("1", "why"),
    ):
        with pytest.raises(UsageError, match="first-line desk"):
            act()
    with Journal(stopped.home / "journal") as journal:
        assert len(list(journal.entries())) == 1


def test_protection_tells_the_first_line_nothing(desk: Desk) -> None:
    """Of a search that found a discreet record, of one that hit, and of one that did not."""
    with desk.screener(Role.FIRST_LINE) as screener:
        screener.document("D7770003", "UTO", "P")
        screener.document("L8989123", "UTO", "P")
        screener.document("K7654321", "UTO", "P")
        line = SecondLine(screener)
        told = [line.protect(str(number)) for number in (1, 2, 3)]
    assert told == [f"2026-11-22/GVA-03/00000{number}" for number in (1, 2, 3)]
    with Journal(desk.home / "journal") as journal:
        made = [one.facts for one in journal.entries() if one.facts["check"] == "hit"]
    assert len({tuple(facts.keys()) for facts in made}) == 1


@pytest.mark.parametrize("reference", ["9", "2026-11-22/ZRH-01/000001"])
def test_a_reference_of_nothing(stopped: Desk, reference: str) -> None:
    line = second_line(stopped)
    for act in (line.open, line.protect):
        with pytest.raises(BorderCheckError, match="has the reference"):
            act(reference)


def test_a_reference_that_is_none(stopped: Desk) -> None:
    with pytest.raises(UsageError, match="expected the reference"):
        second_line(stopped).open("L8989123")


def test_opening_is_entered(stopped: Desk, officer: Officer) -> None:
    officer("boris")
    second_line(stopped).open("1")
    with Journal(stopped.home / "journal") as journal:
        assert journal.verify().faults == ()
        *_, last = journal.entries()
    assert {key: last.facts[key] for key in ("check", "event", "of", "user")} == {
        "check": "hit",
        "event": "opened",
        "of": "2026-11-22/GVA-03/000001",
        "user": "boris",
    }


def test_an_erased_query_leaves_the_record_nameless(stopped: Desk) -> None:
    connection = sqlite3.connect(stopped.home / "journal" / "journal.sqlite")
    connection.execute("UPDATE entry SET query = NULL, salt = NULL")
    connection.commit()
    connection.close()
    opened = second_line(stopped).open("1")
    assert opened.again.screening.hits == ()
    assert [one.code for one in opened.again.screening.problems] == ["query_erased"]
    with pytest.raises(UsageError, match="no document number"):
        second_line(stopped).require_document("1")


ROWS = [
    ("a name and a document", "TAYIBELI,ZARU MOHAMED,1971-03-04,T5550001,UTO"),
    ("a document alone", ",,,K4720135,UTO"),
    ("a name alone", "TAYIBELI,ZARU MOHAMED,1971-03-04,,"),
    ("a name without a letter", "...,,,K4720135,UTO"),
]


@pytest.mark.parametrize("row_of", [r[1] for r in ROWS], ids=[r[0] for r in ROWS])
def test_rows_of_a_flight_are_asked_again_too(desk: Desk, row_of: str) -> None:
    with desk.screener() as screener:
        heading = "surname,given_names,birth_date,number,issuing_state"
        content = f"{heading}\n{row_of}\n".encode()
        reading = open_manifest(content, desk.now.date(), name="m.csv")
        batch = Batch(screener, "m.csv", "")
        (row,) = batch.rows(reading.rows)
        batch.summary()
    again = second_line(desk).open("1-1").again
    assert again.screening.hits == row.screening.hits
    assert again.screening.verdict is row.screening.verdict
