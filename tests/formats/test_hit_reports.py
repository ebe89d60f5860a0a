"""What the second line reads and prints about hits, held against files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from border_check.formats.cases import case_report, opened_to_wire, queue_report
from border_check.formats.cells import WIDTH
from border_check.formats.drafts import draft_text, draft_to_wire
from border_check.formats.sheets import case_sheet, receipt
from border_check.icao.writing import MrzFields, write_mrz
from border_check.screening.second_line import Opened, SecondLine
from border_check.values.case import CaseEvent, Disposition, Step
from border_check.values.contacts import Contact, Contacts, Following
from border_check.values.settings import Settings

from desk import Desk
from golden import Golden

Officer = Callable[[str], None]

BLANK = write_mrz(
    "TD3",
    MrzFields("P", "UTO", "Eriksson", "Anna", "L8989123", "UTO", "740812", "F", "310415"),
)
FOLLOWING = Following(remind_after=(1 / 6, 1.0), hold_at_most=6.0)
GIVEN: dict[str, Any] = {
    "contacts": Contacts(
        ncb=Contact("NCB Utopia, duty desk", "+00 000 000", "duty@ncb.example"),
        asylum=Contact("Asylum office at the port", "+00 111"),
        children=Contact("Child protection", "+00 222"),
    ),
    "hits": FOLLOWING,
}
SETTINGS = Settings(**GIVEN)


def line_at(desk: Desk, **later: float) -> SecondLine:
    return SecondLine(desk._replace(now=desk.now + timedelta(**later)).screener(**GIVEN))


@pytest.fixture
def searched(desk: Desk, officer: Officer) -> Desk:
    """A desk at which anna searched three, and boris took up what hit."""
    officer("anna")
    with desk.screener(**GIVEN) as screener:
        screener.document(mrz=BLANK)
        screener.person({"name": "OSTERMANE Quilla", "dob": "2015-06-07"})
        screener.person({"name": "Zarou Tayibeli", "dob": "1971-03-04", "gender": "male"})
    officer("boris")
    return desk


def worked_on(desk: Desk) -> None:
    """The first hit is asked about, the third one closed."""
    line_at(desk, minutes=4).take("1", Step.QUERY, "number read twice")
    line_at(desk, minutes=9).take("1", Step.ASK, "message 2026/118")
    line_at(desk, minutes=30).rule("3", Disposition.NOT_IDENTICAL, note="another scar")


def opened(desk: Desk, reference: str, because: CaseEvent = CaseEvent.OPENED) -> Opened:
    return line_at(desk, hours=1, minutes=5).open(reference, because)


def fits(text: str) -> bool:
    return all(len(line) <= WIDTH for line in text.splitlines())


def test_the_queue(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    text = queue_report(line_at(searched, hours=1, minutes=5).queue(), SETTINGS)
    golden.holds("hits_queue.txt", text)
    assert fits(text)


def test_the_queue_at_the_limit_of_a_hold(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    text = queue_report(line_at(searched, hours=6, minutes=1).queue(), SETTINGS)
    golden.holds("hits_queue_at_the_limit.txt", text)
    assert fits(text)


def test_what_to_do_at_the_limit_is_the_keepers_to_say(searched: Desk) -> None:
    own = SETTINGS._replace(hits=FOLLOWING._replace(at_the_limit="Ring the magistrate."))
    text = queue_report(line_at(searched, hours=6).queue(), own)
    assert "Next: Ring the magistrate." in text


def test_a_child_is_not_let_go_at_the_limit(searched: Desk) -> None:
    late = line_at(searched, hours=6).standing("2")
    for settings in (SETTINGS, SETTINGS._replace(hits=Following(at_the_limit="Let them go on."))):
        text = " ".join(queue_report([late], settings).split())
        assert "Nobody who may be at risk is let go alone" in text


def test_one_hit(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    text = case_report(opened(searched, "1"), SETTINGS)
    golden.holds("hit_open.txt", text)
    assert fits(text)


def test_a_closed_hit(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    text = case_report(opened(searched, "3"), SETTINGS)
    golden.holds("hit_closed.txt", text)
    assert fits(text)


def test_a_child_at_risk(searched: Desk, golden: Golden) -> None:
    text = case_report(opened(searched, "2"), SETTINGS)
    golden.holds("hit_protect_child.txt", text)
    assert fits(text)


def test_somebody_who_asks_for_protection(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    line_at(searched, minutes=50).protect("1")
    text = case_report(opened(searched, "1"), SETTINGS)
    golden.holds("hit_protection.txt", text)
    assert fits(text)
    assert "NCB Utopia" not in text, "asking could endanger them"
    assert text.index("asylum") < text.index("L8989123")


def test_a_hit_in_json(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    wire = opened_to_wire(opened(searched, "1"), SETTINGS)
    del wire["device"]  # of the machine
    golden.holds("hit_open.json", _json(wire))


def test_a_draft(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    text = draft_text(opened(searched, "1", CaseEvent.DRAFTED), SETTINGS)
    golden.holds("hit_draft.txt", text)
    assert fits(text)
    first, *_, last = text.split("\n\n")
    assert "DRAFT. NOTHING WAS SENT." in first
    assert "DRAFT. NOTHING WAS SENT." in last


def test_a_draft_about_a_person(searched: Desk, golden: Golden) -> None:
    golden.holds("hit_draft_person.txt", draft_text(opened(searched, "3"), SETTINGS))


def test_a_draft_in_json(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    wire = draft_to_wire(opened(searched, "1", CaseEvent.DRAFTED), SETTINGS)
    assert (wire["draft"], wire["sent"]) == (True, False)
    golden.holds("hit_draft.json", _json(wire))


def test_a_draft_to_an_ncb_that_nobody_named(searched: Desk) -> None:
    text = draft_text(opened(searched, "1"), Settings())
    assert "contacts.ncb" in text


def test_a_case_sheet(searched: Desk, golden: Golden) -> None:
    worked_on(searched)
    page = case_sheet(opened(searched, "1", CaseEvent.SHEET), SETTINGS)
    golden.holds("hit_sheet.txt", page.text)
    golden.holds("hit_sheet.html", page.html)
    assert fits(page.text)
    assert page.name == "hit-2026-11-22-GVA-03-000001"


def test_a_case_sheet_of_somebody_who_asks_for_protection(searched: Desk) -> None:
    line_at(searched, minutes=50).protect("1")
    page = case_sheet(opened(searched, "1", CaseEvent.SHEET), SETTINGS)
    for text in (page.text, page.html):
        assert "Asylum office at the port" in text
        assert "NCB Utopia" not in text


def test_a_receipt(searched: Desk, golden: Golden) -> None:
    page = receipt(opened(searched, "1", CaseEvent.RECEIPT))
    golden.holds("hit_receipt.txt", page.text)
    golden.holds("hit_receipt.html", page.html)
    assert fits(page.text)


def test_a_receipt_tells_nothing_of_lists_or_records(searched: Desk) -> None:
    page = receipt(opened(searched, "1", CaseEvent.RECEIPT))
    told = f"{page.text} {page.html}".lower()
    assert not any(word in told for word in ("sltd", "stolen", "d1", "l8989000", "boris", " hit"))


class _Loads(HTMLParser):
    """What a page would have a browser load or run, and whether its tags are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta",):
            self.open.append(tag)
        loads = {"src", "href", "srcset", "action"} & {name for name, _ in attributes}
        if loads or tag in ("script", "iframe", "object", "link"):
            self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("print_page", [lambda o: case_sheet(o, SETTINGS), receipt])
def test_a_page_needs_nothing_beside_it(
    searched: Desk, print_page: Callable[[Opened], Any]
) -> None:
    html = print_page(opened(searched, "1")).html
    page = _Loads()
    page.feed(html)
    assert (page.found, page.open) == ([], [])
    assert not {"url(", "@import", "http:", "https:"} & set(html.lower().split())
    physical = ("margin-left", "margin-right", "padding-left", "text-align: left", "float")
    assert not any(word in html for word in physical), "written for one direction only"


HOSTILE = "<script>alert(1)</script> \u202e\x1b[2J{{ 7 * 7 }} زارو"


def test_what_a_list_or_an_officer_says_runs_nowhere(desk: Desk) -> None:
    record = {
        "id": "H1",
        "name": f"Hostile {HOSTILE}",
        "dobs": ["1971-03-04"],
        "action": "inquire",
        "caution": HOSTILE,
        "passports": [["Q1234567", "UTO"]],
    }
    desk.load("hostile", json.dumps(record) + "\n")
    with desk.screener() as screener:
        screener.person({"name": HOSTILE, "documents": [["Q1234567", "UTO"]]})
    line_at(desk).take("1", Step.QUERY, HOSTILE)
    found = opened(desk, "1")
    assert found.again.screening.hits
    for page in (case_sheet(found, SETTINGS), receipt(found)):
        assert "<script" not in page.html
        assert "{{ 7 * 7 }}" in page.html
        for text in (page.html, page.text):
            assert not {"\u202e", "\x1b"} & set(text)
    assert not {"\u202e", "\x1b"} & set(draft_text(found, SETTINGS))


def _json(wire: dict[str, Any]) -> str:
    """JSON to be compared: versions hold a digest, which SQLite's own version changes."""
    text = json.dumps(wire, ensure_ascii=False, indent=1)
    versions = {one[1] for one in wire.get("lists", ()) if isinstance(one, list)}
    versions |= {one["version"] for one in wire.get("lists", ()) if isinstance(one, dict)}
    for version in versions:
        text = text.replace(version, "VERSION")
    return text + "\n"
