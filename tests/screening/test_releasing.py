"""What goes out of a passenger list, and that nothing does before every hit was reviewed."""

from __future__ import annotations

import shutil

import pytest

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.book import Journal
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Answered, Batch
from border_check.screening.releasing import Reviewing
from border_check.values.case import Disposition
from border_check.values.release import Release, Told
from border_check.values.settings import Role

from desk import Desk

HEADER = "Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer\n"
NOBODY = "DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO\n"
STOLEN = "ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO\n"
WANTED = "TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,K1112223,UTO\n"
TDAWN = "TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,T5550001,UTO\n"
DISCREET = "BRANDOVAR,HJALMAR QUIST,1965-11-30,M,UTO,P,D7770003,UTO\n"
NOTED = "FERENBACH,OTTOLINE,1958-02-19,F,UTO,P,K1112224,UTO\n"
NO_NUMBER = "ROE,RICHARD,1985-02-03,M,UTO,P,,UTO\n"
SOUGHT_WITHOUT_NUMBER = "TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,,UTO\n"
AT = "2026-11-22T06:48:02Z"
REFERENCE = "2026-11-22/GVA-03/000001"


def check(desk: Desk, *rows: str, role: Role = Role.SECOND_LINE) -> str:
    """Check a list, and return its reference."""
    with desk.screener(role) as screener:
        content = (HEADER + "".join(rows)).encode()
        reading = open_manifest(content, desk.now.date(), name="m.csv")
        batch = Batch(screener, "m.csv", "digest")
        for _ in batch.answers(reading.stretches):
            pass
        return batch.summary().reference


def reviewing(desk: Desk, role: Role = Role.SECOND_LINE) -> Reviewing:
    return Reviewing(desk.screener(role))


def told(release: Release) -> list[str]:
    return [str(row.told) for row in release.rows]


CONFIRMED, ANOTHER = Disposition.CONFIRMED, Disposition.NOT_IDENTICAL
CANNOT_TELL, NO_REPLY = Disposition.CANNOT_TELL, Disposition.NO_REPLY
OUTCOMES = [
    ("a listed document, confirmed", STOLEN, CONFIRMED, Told.CONTACT_BEFORE_BOARDING),
    ("a listed document, nobody can tell", STOLEN, CANNOT_TELL, Told.EXAMINE_ON_ARRIVAL),
    ("a listed document, no reply", STOLEN, NO_REPLY, Told.EXAMINE_ON_ARRIVAL),
    ("another document", STOLEN, ANOTHER, Told.NO_FINDING),
    ("an outdated record", STOLEN, Disposition.RECORD_OUTDATED, Told.NO_FINDING),
    ("somebody wanted, even if confirmed", WANTED, CONFIRMED, Told.EXAMINE_ON_ARRIVAL),
    ("somebody wanted and their own passport", TDAWN, CONFIRMED, Told.EXAMINE_ON_ARRIVAL),
    ("somebody wanted, nobody can tell", WANTED, CANNOT_TELL, Told.EXAMINE_ON_ARRIVAL),
    ("somebody else", WANTED, ANOTHER, Told.NO_FINDING),
    ("a discreet record, even if confirmed", DISCREET, CONFIRMED, Told.NO_FINDING),
    ("a record that only informs", NOTED, CONFIRMED, Told.NO_FINDING),
    ("somebody else, but no number was read", SOUGHT_WITHOUT_NUMBER, ANOTHER, Told.NOT_CHECKED),
    ("wanted, and no number was read", SOUGHT_WITHOUT_NUMBER, CONFIRMED, Told.EXAMINE_ON_ARRIVAL),
]


@pytest.mark.parametrize(
    ("row", "ruling", "expected"), [e[1:] for e in OUTCOMES], ids=[e[0] for e in OUTCOMES]
)
def test_what_goes_out(desk: Desk, row: str, ruling: Disposition, expected: Told) -> None:
    reference = check(desk, row)
    review = reviewing(desk)
    review.rule(reference, 1, ruling)
    assert told(review.release(reference, "UA")) == [expected]


def test_every_row_goes_out_under_its_reference(desk: Desk) -> None:
    reference = check(desk, NOBODY, NO_NUMBER, "torn\n", NOBODY)
    release = reviewing(desk).release("1", " UA ")
    assert told(release) == ["no_finding", "not_checked", "not_checked", "no_finding"]
    assert [row.reference for row in release.rows] == [f"{reference}-{n}" for n in range(1, 5)]
    assert (release.to, release.file, sum(release.counts.values())) == ("UA", "m.csv", 4)


def test_nothing_goes_out_while_a_hit_has_no_review(desk: Desk) -> None:
    reference = check(desk, NOBODY, STOLEN, WANTED, DISCREET, NOTED)
    review = reviewing(desk)
    for row, left in ((2, "row 3, 4, 5"), (3, "row 4, 5"), (4, "row 5")):
        review.rule(reference, row, ANOTHER)
        with pytest.raises(BorderCheckError, match=f"no review: {left}"):
            review.release(reference, "UA")
    review.rule(reference, 5, CANNOT_TELL)
    assert set(told(review.release(reference, "UA"))) == {"no_finding"}


def test_of_several_records_each_is_reviewed(desk: Desk) -> None:
    reference = check(desk, "TAYIBELI,ZARU MOHAMED,,M,UTO,P,L8989123,UTO\n")
    review = reviewing(desk)
    hits = [hit.record_id for hit in review.rows(reference)[0].case.hits]
    assert hits[0] == "D1"
    assert len(hits) > 1
    review.rule(reference, 1, CONFIRMED, ["D1"])
    with pytest.raises(BorderCheckError, match="no review"):
        review.release(reference, "UA")
    review.rule(reference, 1, ANOTHER, hits[1:])
    assert told(review.release(reference, "UA")) == ["contact_before_boarding"]


def test_what_nobody_can_tell_stays_open(desk: Desk) -> None:
    reference = check(desk, WANTED)
    review = reviewing(desk)
    entered = review.rule(reference, 1, CANNOT_TELL, note="no picture")
    case = entered.standing.case
    assert (case.is_open, case.unreviewed) == (True, ())
    assert case.events[0].note == "no picture"
    entered = review.rule(reference, 1, ANOTHER)
    assert not entered.standing.case.is_open


def test_who_asks_for_protection_is_at_most_examined(desk: Desk) -> None:
    reference = check(desk, STOLEN)
    review = reviewing(desk)
    review.rule(reference, 1, CONFIRMED)
    assert told(review.release(reference, "UA")) == ["contact_before_boarding"]
    review._second_line.protect(f"{reference}-1")
    assert told(review.release(reference, "UA")) == ["examine_on_arrival"]


def test_a_list_that_is_gone_is_taken_for_one_of_people(desk: Desk) -> None:
    reference = check(desk, STOLEN)
    review = reviewing(desk)
    review.rule(reference, 1, CONFIRMED)
    shutil.rmtree(desk.home / "lists" / "sltd")
    assert told(reviewing(desk).release(reference, "UA")) == ["examine_on_arrival"]


def test_each_release_is_entered(desk: Desk) -> None:
    reference = check(desk, NOBODY, NO_NUMBER)
    review = reviewing(desk)
    assert review.enter(review.release(reference, "UA"), "f00d") is None
    with Journal(desk.home / "journal") as journal:
        facts = list(journal.entries())[-1].facts
    assert (facts["stage"], facts["of"], facts["to"]) == ("release", reference, "UA")
    assert facts["sha256"] == "f00d"
    assert facts["told"] == {
        "no_finding": 1,
        "examine_on_arrival": 0,
        "contact_before_boarding": 0,
        "not_checked": 1,
    }


def test_a_first_line_desk_neither_reviews_nor_releases(desk: Desk) -> None:
    reference = check(desk, NOBODY)
    review = reviewing(desk, Role.FIRST_LINE)
    for act in (
        lambda: review.rows(reference),
        lambda: review.rule(reference, 1, CONFIRMED),
        lambda: review.release(reference, "UA"),
    ):
        with pytest.raises(UsageError, match="first-line desk"):
            act()


def test_what_a_first_line_desk_was_not_told_goes_out_to_nobody(desk: Desk) -> None:
    reference = check(desk, DISCREET, role=Role.FIRST_LINE)
    review = reviewing(desk)
    review.rule(reference, 1, CONFIRMED)
    assert told(review.release(reference, "UA")) == ["no_finding"]


REFUSED = [
    ("a row", f"{REFERENCE}-1", "expected the reference of a passenger list"),
    ("no reference", "abc", "expected the reference of a passenger list"),
    ("another entry", "2", "no passenger list has the reference 2"),
    ("nothing there", "77", "no passenger list has the reference 77"),
    ("another post", "ZRH-01/000001", "no passenger list has the reference"),
]


@pytest.mark.parametrize(
    ("reference", "why"), [e[1:] for e in REFUSED], ids=[e[0] for e in REFUSED]
)
def test_what_is_no_passenger_list(desk: Desk, reference: str, why: str) -> None:
    check(desk, NOBODY)
    with pytest.raises(BorderCheckError, match=why):
        reviewing(desk).release(reference, "UA")


def test_to_nobody_nothing_is_released(desk: Desk) -> None:
    with pytest.raises(UsageError, match="to somebody"):
        reviewing(desk).release(check(desk, NOBODY), "  ")


def test_a_list_that_was_not_checked_to_its_end_does_not_go_out(desk: Desk) -> None:
    with desk.screener() as screener:
        reference = Batch(screener, "m.csv", "digest").reference
    with pytest.raises(BorderCheckError, match="not checked to its end"):
        reviewing(desk).release(reference, "UA")


def test_a_run_that_went_on_has_rows_of_the_run_before(desk: Desk) -> None:
    content = (HEADER + STOLEN + NOBODY + WANTED + NO_NUMBER).encode()
    first = check(desk, STOLEN, NOBODY, WANTED, NO_NUMBER)  # of which only two rows were kept
    with desk.screener() as screener:
        reading = open_manifest(content, desk.now.date(), name="m.csv")
        kept = Answered(2, {"stop": 1, "proceed": 1}, first)
        batch = Batch(screener, "m.csv", "digest", answered=kept)
        for _ in batch.answers(reading.stretches):
            pass
        second = batch.summary().reference
    review = reviewing(desk)
    review.rule(second, 1, CONFIRMED)
    with pytest.raises(BorderCheckError, match="no review: row 3"):
        review.release(second, "UA")
    review.rule(second, 3, ANOTHER)
    release = review.release(second, "UA")
    assert [row.reference for row in release.rows] == [
        *(f"{first}-1", f"{first}-2"),
        *(f"{second}-3", f"{second}-4"),
    ]
    assert told(release) == ["contact_before_boarding", "no_finding", "no_finding", "not_checked"]


def test_a_list_that_an_earlier_version_checked_does_not_go_out(desk: Desk) -> None:
    with desk.screener() as screener:
        enter = screener.recorder.enter
        begun = enter(AT, {"check": "batch", "stage": "start", "file": "m", "sha256": ""}, {})
        own = {"check": "batch", "of": begun.reference}
        enter(AT, {**own, "stage": "rows", "rows": [1, 1], "hits": {}}, {})
        enter(AT, {**own, "stage": "end", "proceed": 1}, {})
    with pytest.raises(BorderCheckError, match="an earlier version did not note"):
        reviewing(desk).release(begun.reference, "UA")
