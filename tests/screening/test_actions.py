"""What a record asks for, and which one action is shown."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.screening.actions import action_for
from border_check.screening.classes import class_of_document, class_of_nominal
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal, NoticeColour
from border_check.values.screening import Evidence, Grade, Hit, Relation, Verdict

ASKED = date(2026, 11, 22)
HOLDING = ListDescription("list", action=ActionClass.HOLD)
SILENT = ListDescription("list")


def nominal(notice: str | None = None, action: str | None = None, *births: str) -> Nominal:
    return Nominal(
        "1",
        "Jane Doe",
        notice=NoticeColour(notice) if notice else None,
        action=ActionClass(action) if action else None,
        births=tuple(map(PartialDate.parse, births)),
    )


DIFFUSED = nominal("red")._replace(diffusion=True)
CLASSES = [
    ("a red diffusion holds nobody by itself", DIFFUSED, SILENT, "inquire"),
    ("unless its list does", DIFFUSED, HOLDING, "hold"),
    ("or itself", DIFFUSED._replace(action=ActionClass.HOLD), SILENT, "hold"),
    (
        "a yellow diffusion protects a child",
        nominal("yellow", None, "2015")._replace(diffusion=True),
        SILENT,
        "protect",
    ),
    ("its own class wins", nominal("red", "inform"), HOLDING, "inform"),
    ("then its notice's", nominal("red"), SILENT, "hold"),
    ("a notice wins over the list", nominal("blue"), HOLDING, "inquire"),
    ("then its list's", nominal(), HOLDING, "hold"),
    ("else inquire, and never hold", nominal(), SILENT, "inquire"),
    ("a diffusion says nothing of its own", nominal("diffusion"), SILENT, "inquire"),
    ("green", nominal("green"), HOLDING, "inquire"),
    ("orange", nominal("orange"), HOLDING, "inquire"),
    ("black", nominal("black"), HOLDING, "inform"),
    ("purple", nominal("purple"), HOLDING, "inform"),
    ("silver", nominal("silver"), HOLDING, "inform"),
    ("a UN notice", nominal("un"), SILENT, "refuse"),
    ("a missing child", nominal("yellow", None, "2014-06-30"), HOLDING, "protect"),
    ("a missing adult", nominal("yellow", None, "1988-10-05"), HOLDING, "inquire"),
    ("18 today", nominal("yellow", None, "2008-11-22"), HOLDING, "inquire"),
    ("18 tomorrow", nominal("yellow", None, "2008-11-23"), HOLDING, "protect"),
    ("perhaps still a child", nominal("yellow", None, "2008"), HOLDING, "protect"),
    ("perhaps still a child, by month", nominal("yellow", None, "2008-11"), HOLDING, "protect"),
    ("of age by month", nominal("yellow", None, "2008-10"), HOLDING, "inquire"),
    ("one birth date of a child", nominal("yellow", None, "1980", "2012"), HOLDING, "protect"),
    ("missing, of no known age", nominal("yellow"), HOLDING, "inquire"),
]


@pytest.mark.parametrize(
    ("record", "description", "expected"), [c[1:] for c in CLASSES], ids=[c[0] for c in CLASSES]
)
def test_class_of_a_person(record: Nominal, description: ListDescription, expected: str) -> None:
    assert class_of_nominal(record, description, ASKED) == expected


def test_class_of_a_document() -> None:
    assert class_of_document(ActionClass.INFORM, HOLDING) is ActionClass.INFORM
    assert class_of_document(None, HOLDING) is ActionClass.HOLD
    assert class_of_document(None, SILENT) is ActionClass.INQUIRE


def hit(
    grade: str = "strong",
    action: str = "hold",
    kind: str = "nominals",
    relation: str = "agrees",
    category: str = "stolen",
    *,
    misused: bool = False,
) -> Hit:
    evidence = (Evidence("document_number", Relation(relation)),)
    return Hit(
        "list",
        ListKind(kind),
        "1",
        Grade(grade),
        ActionClass(action),
        evidence,
        {"category": category},
        misused,
    )


ACTIONS = [
    ("hold a person", [hit()], "hold", "escorted"),
    ("somebody to be protected", [hit(action="protect")], "protect", "is no suspect"),
    ("refuse", [hit(action="refuse")], "refuse", "travel ban"),
    ("inquire", [hit(action="inquire")], "inquire", "for questions"),
    (
        "a missing adult",
        [hit(action="inquire")._replace(record={"notice": "yellow"})],
        "inquire",
        "without their consent",
    ),
    ("inform", [hit(action="inform")], "inform", "Continue the examination"),
    ("discreet", [hit(action="discreet")], "discreet", "Do not let the person know"),
    ("a stolen document", [hit("exact", kind="documents")], "hold", "may be the rightful holder"),
    (
        "a lost document",
        [hit("exact", kind="documents", category="lost")],
        "hold",
        "may be the rightful holder",
    ),
    (
        "a revoked document",
        [hit("exact", kind="documents", category="revoked")],
        "hold",
        "the bearer may not know",
    ),
    (
        "an invalid document",
        [hit("exact", kind="documents", category="invalid")],
        "hold",
        "the bearer may not know",
    ),
    (
        "a known forgery",
        [hit("exact", kind="documents", category="counterfeit")],
        "hold",
        "may have been deceived",
    ),
    (
        "a document of no category",
        [hit("exact", kind="documents", category="")],
        "hold",
        "may be the rightful holder",
    ),
    (
        "a stolen blank",
        [hit("exact", kind="documents", category="stolen_blank")],
        "hold",
        "never issued to anybody",
    ),
    ("possible, whatever its class", [hit("possible")], "inquire", "Verify identity"),
    (
        "a look-alike",
        [hit("possible", kind="documents", relation="similar")],
        "inquire",
        "character by character",
    ),
    (
        "no issuer",
        [hit("possible", kind="documents")],
        "inquire",
        "read the issuing state",
    ),
    ("a misused identity", [hit(misused=True)], "inquire", "may be the victim"),
    ("the first of several", [hit(action="inquire"), hit()], "inquire", "for questions"),
]


@pytest.mark.parametrize(
    ("hits", "action", "words"), [a[1:] for a in ACTIONS], ids=[a[0] for a in ACTIONS]
)
def test_action_of_hits(hits: list[Hit], action: str, words: str) -> None:
    found = action_for(Verdict.STOP, tuple(hits))
    assert found.action_class == action
    assert words in found.text


PROTECTED = [
    ("a child", ["2014-06-30"], "A child may be at risk"),
    ("perhaps a child", ["1980", "2009"], "A child may be at risk"),
    ("an adult", ["1988-10-05"], "is no suspect"),
    ("of no known age", [], "is no suspect"),
    ("of a birth date that is none", ["14th century"], "is no suspect"),
]


@pytest.mark.parametrize(
    ("births", "words"), [p[1:] for p in PROTECTED], ids=[p[0] for p in PROTECTED]
)
def test_children_and_adults_are_protected_in_words_of_their_own(
    births: list[str], words: str
) -> None:
    one = hit(action="protect")._replace(record={"dobs": births})
    assert words in action_for(Verdict.STOP, (one,), asked=ASKED).text


def test_a_stolen_blank_never_belongs_to_its_bearer() -> None:
    blank = hit("exact", kind="documents", category="stolen_blank")
    assert "rightful" not in action_for(Verdict.STOP, (blank,)).text


WITHOUT_HITS = [
    ("proceed", Verdict.PROCEED, False, "Continue the examination."),
    ("not checked", Verdict.NOT_CHECKED, False, "degraded mode"),
    ("a number that was not read", Verdict.NOT_CHECKED, True, "Scan the document again"),
]


@pytest.mark.parametrize(
    ("verdict", "unread", "words"), [w[1:] for w in WITHOUT_HITS], ids=[w[0] for w in WITHOUT_HITS]
)
def test_action_without_hits(verdict: Verdict, unread: bool, words: str) -> None:
    found = action_for(verdict, (), number_unread=unread)
    assert found.action_class is None
    assert words in found.text


def test_nothing_ever_says_that_somebody_is_clear() -> None:
    texts = [action_for(Verdict.STOP, (one,)).text for one in (hit(), hit("possible"))]
    texts += [action_for(verdict, ()).text for verdict in Verdict]
    assert not any(word in text.lower() for text in texts for word in ("clear", "valid", "arrest"))
