"""Whom to call about a hit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from border_check.formats.terminal import report
from border_check.formats.wire import screening_to_wire
from border_check.screening.calling import calls_for
from border_check.values.actions import ActionClass
from border_check.values.contacts import Call, Contact, Contacts
from border_check.values.lists import ListKind
from border_check.values.screening import Grade, Hit
from border_check.values.settings import Desk as DeskSettings
from border_check.values.settings import Settings

from desk import Desk

ASKED = date(2026, 11, 22)
CONTACTS = Contacts(
    ncb=Contact("our NCB", "+00 1"),
    smuggling=Contact("smuggling desk"),
    trafficking=Contact("trafficking desk"),
    victims=Contact("a shelter"),
    children=Contact("a home for children"),
    owners=(("customs", Contact("customs office", mail="duty@customs.example")),),
)
SETTINGS = Settings(contacts=CONTACTS)
OURS = Call("", "our NCB, +00 1")


def hit(
    name: str = "a-list", kind: str = "nominals", action: str = "inquire", **record: Any
) -> Hit:
    return Hit(name, ListKind(kind), "1", Grade.STRONG, ActionClass(action), (), record)


CALLS = [
    ("documents: our NCB", hit(kind="documents"), "a ministry", [OURS]),
    ("vehicles: our NCB", hit(kind="vehicles"), "a ministry", [OURS]),
    ("a notice on any list: our NCB", hit(notice="red"), "a ministry", [OURS]),
    ("a list of INTERPOL: our NCB", hit(), "INTERPOL, through the NCB", [OURS]),
    ("a list of no known owner: our NCB", hit(), "", [OURS]),
    ("another list: its owner", hit(), "a ministry", [Call("", "a ministry")]),
    (
        "another list, whose record has an owner",
        hit(owner="State Police"),
        "a ministry",
        [Call("", "State Police")],
    ),
    (
        "another list, whose owner has a contact",
        hit("customs", owner="State Police"),
        "a ministry",
        [Call("", "customs office, duty@customs.example")],
    ),
    (
        "smuggling of migrants",
        hit(notice="red", offence="Smuggling of migrants"),
        "",
        [OURS, Call("migrant smuggling", "smuggling desk")],
    ),
    ("smuggling of goods", hit(notice="red", offence="Smuggling of cigarettes"), "", [OURS]),
    ("trafficking in drugs", hit(notice="red", offence="Drug trafficking"), "", [OURS]),
    (
        "trafficking in people, by its caution",
        hit(notice="red", caution="Traite d'êtres humains"),
        "",
        [
            OURS,
            Call("human trafficking", "trafficking desk"),
            Call("care of victims", "a shelter"),
        ],
    ),
    (
        "a child at risk",
        hit(action="protect", dobs=["2015-06-07"], notice="yellow"),
        "",
        [OURS, Call("care of children", "a home for children")],
    ),
    (
        "an adult at risk",
        hit(action="protect", dobs=["1988"], notice="yellow"),
        "",
        [OURS, Call("care of victims", "a shelter")],
    ),
    ("a note calls nobody", hit(action="inform", notice="red"), "", []),
]


@pytest.mark.parametrize(
    ("found", "owner", "calls"), [c[1:] for c in CALLS], ids=[c[0] for c in CALLS]
)
def test_whom_to_call(found: Hit, owner: str, calls: list[Call]) -> None:
    assert list(calls_for(found, owner, SETTINGS, ASKED)) == calls


def test_nobody_is_called_whom_nobody_named() -> None:
    child = hit(action="protect", dobs=["2015-06-07"], notice="yellow")
    assert calls_for(child, "", Settings(), ASKED) == ()


def test_a_child_is_brought_to_whoever_cares_for_victims_where_nobody_else_is_named() -> None:
    child = hit(action="protect", dobs=["2015-06-07"], notice="yellow")
    settings = Settings(contacts=Contacts(victims=Contact("a shelter")))
    assert calls_for(child, "", settings, ASKED) == (Call("care of children", "a shelter"),)


def test_the_older_key_for_the_ncb_still_counts() -> None:
    settings = Settings(desk=DeskSettings(contact="line 4"))
    assert calls_for(hit(notice="red"), "", settings, ASKED) == (Call("", "line 4"),)


def test_the_report_and_the_action_in_json_say_whom(desk: Desk) -> None:
    with desk.screener(contacts=CONTACTS) as screener:
        screening = screener.document("K4720135", "UTO", "P")
    assert "Call     our NCB, +00 1" in report(screening).splitlines()
    assert screening_to_wire(screening)["action"]["text"].endswith(" Call: our NCB, +00 1.")
