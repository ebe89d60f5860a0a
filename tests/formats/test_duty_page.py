"""The page of the duty desk: how much of the queue it shows, and what it tells of a hit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from border_check.formats.duty import queue_page
from border_check.language import speaking
from border_check.posts.queue import Queued, under
from border_check.screening.second_line import NoSuchHit
from border_check.screening.standing import standing
from border_check.values.actions import ActionClass
from border_check.values.case import Case, CaseEvent, Happened, Listed
from border_check.values.contacts import Following
from border_check.values.screening import CheckKind, Grade, Verdict

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
READ = {"name": "Zarou Tayibeli", "birth_date": "1979-02-11"}


def hit(end: str, **more: Any) -> Queued:
    """A hit of the queue, by the end of its reference."""
    case = Case(
        f"2026-11-26/GVA-03/{end}", 1, CheckKind.PERSON, "2026-11-26T07:00:00Z", "GVA-03", "anna",
        Verdict.STOP, (Listed("wanted", "N1", Grade.STRONG, ActionClass.HOLD),), {}, {}, READ,
    )  # fmt: skip
    return Queued(standing(case._replace(**more), Following(), NOW), end, None)


def page_of(*queue: Queued) -> str:
    return queue_page(queue, (), (), (), (), NOW, "berta")


def test_of_a_long_queue_the_first_hundred_are_shown() -> None:
    page = page_of(*(hit(f"{number:06d}") for number in range(1, 1351)))
    assert "Hits that wait (1,350)" in page
    assert page.count('href="/desk/hit/') == 100
    assert "/desk/hit/000100?" in page
    assert "and 1,250 more" in page
    assert len(page) < 100_000
    assert " more: " not in page_of(*(hit(f"{number:06d}") for number in range(1, 101)))


DOCUMENT = {"number": "L8989123", "issuing_state": "UTO"}
CAR = {"plate": "AB123", "country": "UTO"}
TOLD: list[tuple[str, Mapping[str, Any], str]] = [
    ("a person", {}, "person: Zarou Tayibeli 1979-02-11"),
    ("a document", {"check": CheckKind.DOCUMENT, "query": DOCUMENT}, "document: UTO L8989123"),
    ("a vehicle", {"check": CheckKind.VEHICLE, "query": CAR}, "vehicle: plate AB123 of UTO"),
    ("erased", {"query": None}, "person"),
    ("sealed", {"query": None, "sealed": True}, "person"),
    ("sealed, whatever is known of it", {"sealed": True}, "person"),
]


@pytest.mark.parametrize(("facts", "told"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_a_card_tells_what_was_asked(facts: Mapping[str, Any], told: str) -> None:
    assert f"<p><bdi>{told}</bdi></p>" in page_of(hit("000001", **facts))


def test_a_hit_that_was_found_waits_for_nothing_once_it_is_closed() -> None:
    facts = {"disposition": "confirmed", "records": [["wanted", "N1"]]}
    ruled = Happened(CaseEvent.RULED, "2026-11-26T07:30:00Z", "boris", facts)
    for one, waits in ((hit("000001"), True), (hit("000001", events=(ruled,)), False)):
        page = queue_page((one,), (), (), (), (), NOW, "berta", is_found=True)
        assert ("Waits for" in page, "Next:" in page) == (waits, waits)


def test_a_card_tells_of_a_row_of_a_passenger_list() -> None:
    row = hit("000001-7", verdict=None, check=CheckKind.TRAVELLER)
    assert "traveller, row 7 of a passenger list: Zarou Tayibeli" in page_of(row)
    with speaking("es"):
        assert "fila 7 de una lista de pasajeros" in page_of(row)


def test_a_hit_is_found_by_its_reference_or_its_number() -> None:
    first, row, second = hit("000001"), hit("000002-3"), hit("000003")
    post = first._replace(place="0123456789abcdef/000001")
    queue = [first, row, second, post]
    assert under(queue, "3") == [second]
    assert under(queue, " 2026-11-26/GVA-03/000002-3 ") == [row]
    assert under(queue, "000001") == [first, post]
    for unknown in ("4", "2", "2026-11-25/GVA-03/000001", "<b>", "1' or 1=1"):
        with pytest.raises(NoSuchHit):
            under(queue, unknown)
