"""Prompts beside the answer: told where they help, and never a part of the verdict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.icao.writing import MrzFields, write_mrz
from border_check.snapshot.home import Home
from border_check.values.lists import ListChanges, ListKind
from border_check.values.screening import Problem, Screening, Verdict
from border_check.values.settings import Role

from desk import ALERTS, DOCUMENTS, NOMINALS, REFERENCES, Desk

FIELDS = MrzFields("P", "UTO", "Doe", "Jane", "L8995123", "UTO", "900101", "F", "310415")
PROMPTS = (
    *("layout_unlike_reference", "number_unlike_reference", "validity_unlike_reference"),
    *("number_unlike_hint", "resembles_alert"),
)


@pytest.fixture
def guided(desk: Desk) -> Desk:
    """A desk with reference documents and alerts beside its lists."""
    desk.load("refs", REFERENCES, required=False)
    desk.load("fakes", ALERTS, required=False)
    return desk


def ask(desk: Desk, *typed: str, role: Role = Role.SECOND_LINE, **facts: Any) -> Screening:
    with desk.screener(role) as screener:
        return screener.document(*typed, **facts)


def prompts(screening: Screening) -> list[Problem]:
    return [one for one in screening.problems if one.code in PROMPTS]


def told(desk: Desk, *typed: str, **facts: Any) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.list, one.field) for one in prompts(ask(desk, *typed, **facts))]


def scan(**changes: str) -> list[str]:
    return list(write_mrz("TD3", FIELDS._replace(**changes)))


def test_a_number_that_does_not_fit(guided: Desk) -> None:
    assert told(guided, "X765432", "UTO", "P") == [("number_unlike_reference", "refs", "number")]
    assert told(guided, "K7654321", "UTO", "P") == []


def test_a_zone_that_does_not_fit(guided: Desk) -> None:
    td2 = list(write_mrz("TD2", FIELDS._replace(expiry_date="410415")))
    assert told(guided, mrz=td2) == [
        ("layout_unlike_reference", "refs", "mrz"),
        ("validity_unlike_reference", "refs", "expiry_date"),
    ]


def test_an_alert_by_its_zone(guided: Desk) -> None:
    (prompt,) = prompts(ask(guided, mrz=scan(optional_1="ZENITH7")))
    assert prompt.text == (
        "resembles alert A1 (printed data page): look at the background of the data page. "
        "Agrees: issuing state, number, optional data. "
        f"Pictures: {guided.home}/pictures/alerts/a1.png"
    )
    assert told(guided, mrz=scan(optional_1="ARCADE")) == []
    assert told(guided, mrz=scan()) == []


def test_an_alert_by_what_was_typed(guided: Desk) -> None:
    (prompt,) = prompts(ask(guided, "L8995123", "UTO"))
    assert "Agrees: issuing state, number; not read: optional data" in prompt.text


def test_an_issuer_that_does_not_exist(guided: Desk) -> None:
    (prompt,) = prompts(ask(guided, mrz=scan(issuing_state="WQX", number="A12")))
    assert prompt.text.startswith("resembles alert A3: look at the issuer: there is no such state")


def test_a_lapsed_alert(guided: Desk) -> None:
    assert told(guided, "T6612345", "UTO", "P") == []


def test_no_issuer_no_type_no_prompt(guided: Desk) -> None:
    assert told(guided, "X765432") == []
    assert told(guided, "X765432", "UTO") == []


def test_a_hint_where_no_list_knows_the_issuer(guided: Desk) -> None:
    (prompt,) = prompts(ask(guided, "92507647", "GBR", "PP"))
    assert (prompt.code, prompt.list, prompt.field) == ("number_unlike_hint", None, "number")
    assert prompt.text.startswith("a hint, no more: ")
    assert told(guided, "925076473", "GBR", "PP") == []
    assert told(guided, "92507647", "GBR", "P") == []


def test_no_hint_where_a_list_knows_it(guided: Desk) -> None:
    british = REFERENCES.replace('"UTO", "type": "PD"', '"GBR", "type": "PP"')
    guided.load("more", british, required=False)
    assert told(guided, "92507647", "GBR", "PP") == []


def test_no_hint_without_reference_documents(desk: Desk) -> None:
    desk.load("fakes", ALERTS, required=False)
    assert told(desk, "92507647", "GBR", "PP") == []


def test_neither_batch_nor_person_asks_them(guided: Desk) -> None:
    with guided.screener() as screener:
        screening = screener.person({"name": "Jane Doe"})
    assert {one.kind for one in screening.lists} == {ListKind.NOMINALS}


NUMBERS = ["L8989123", "K4720135", "K472O135", "L8995123", "X1", "K7654321", "T5550001", "D7770003"]


@given(
    number=st.sampled_from(NUMBERS),
    issuer=st.sampled_from(["UTO", "D", "GBR", None]),
    kind=st.sampled_from(["P", "PP", "PD", "ID", None]),
    zone=st.booleans(),
    role=st.sampled_from(list(Role)),
)
@settings(max_examples=60, deadline=None)
def test_an_answer_is_the_same_but_for_its_prompts(
    both: tuple[Desk, Desk],
    number: str,
    issuer: str | None,
    kind: str | None,
    zone: bool,
    role: Role,
) -> None:
    facts: dict[str, Any] = {}
    typed: tuple[Any, ...] = (number, issuer, kind)
    if zone:
        facts, typed = {"mrz": scan(number=number, document_code=(kind or "P")[:2])}, ()
    plain, guided = (ask(desk, *typed, role=role, **facts) for desk in both)
    for one in ("verdict", "action", "query", "hits"):
        assert getattr(guided, one) == getattr(plain, one)
    kept = [one for one in guided.problems if one.code not in PROMPTS]
    assert kept == list(plain.problems)
    assert guided.verdict.exit_code == plain.verdict.exit_code


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Two desks with the same lists, one of them with guidance beside them."""
    from datetime import UTC, datetime

    now = datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
    desks = [Desk(tmp_path_factory.mktemp(name) / "home", now) for name in ("plain", "guided")]
    for desk in desks:
        desk.load("sltd", DOCUMENTS)
        desk.load("wanted", NOMINALS)
    desks[1].load("refs", REFERENCES, required=False)
    desks[1].load("fakes", ALERTS, required=False)
    return desks[0], desks[1]


def test_an_expired_list_prompts_nothing_and_says_so(desk: Desk) -> None:
    for name, text in (("refs", REFERENCES), ("fakes", ALERTS)):
        desk.load(name, text, required=False, age=timedelta(days=9))
    screening = ask(desk, "L8995123", "UTO", "P")
    assert prompts(screening) == []
    assert [
        (one.code, one.list) for one in screening.problems if one.list in ("refs", "fakes")
    ] == [
        ("list_expired", "fakes"),
        ("list_expired", "refs"),
    ]
    assert screening.verdict is Verdict.PROCEED


@pytest.mark.parametrize("text", [REFERENCES, ALERTS], ids=["references", "alerts"])
@pytest.mark.parametrize("how", ["missing file", "damaged"])
def test_a_list_that_cannot_answer_is_told_and_not_waited_for(
    desk: Desk, text: str, how: str
) -> None:
    desk.load("guides", text, required=False)
    folder = Home(desk.home).list_folder("guides")
    for file in folder.glob("*.sqlite"):
        if how == "missing file":
            file.unlink()
        else:
            content = bytearray(file.read_bytes())
            at = content.index(b"[{")
            content[at + 40] ^= 1
            file.write_bytes(content)
    screening = ask(desk, "X765432", "UTO", "P")
    assert screening.verdict is Verdict.PROCEED
    assert ("list_corrupt", "guides") in [(one.code, one.list) for one in screening.problems]


@pytest.mark.parametrize(
    ("required", "verdict"), [(None, Verdict.PROCEED), (True, Verdict.NOT_CHECKED)]
)
def test_one_that_is_configured_and_missing(
    desk: Desk, required: bool | None, verdict: Verdict
) -> None:
    changes: list[tuple[str, object]] = [("kind", ListKind.REFERENCES)]
    if required is not None:
        changes.append(("required", required))
    lists = (ListChanges("refs", tuple(changes)),)
    with desk.screener(lists=lists) as screener:
        screening = screener.document("K7654321", "UTO", "P")
    assert screening.verdict is verdict
    assert "list_missing" in [one.code for one in screening.problems]


def test_a_damaged_list_is_not_the_reason_for_not_checked(bare_desk: Desk) -> None:
    from border_check.formats.wording import headline

    bare_desk.load("aaa", ALERTS, required=False, age=timedelta(days=9))
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(days=4))
    screening = ask(bare_desk, "K7654321", "UTO", "P")
    assert screening.verdict is Verdict.NOT_CHECKED
    assert headline(screening).startswith("SLTD is 4d")
