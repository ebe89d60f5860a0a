"""What a first-line desk gets is the answer to the same query without the discreet records."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest

from border_check.formats.lists import list_details, list_to_wire
from border_check.formats.terminal import report
from border_check.formats.wire import screening_to_wire, to_json
from border_check.journal.book import Journal
from border_check.screening.discretion import padding
from border_check.screening.screener import Screener
from border_check.values.actions import ActionClass
from border_check.values.contacts import Contact, Contacts
from border_check.values.json_text import canonical
from border_check.values.lists import ListState
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk

HOLDER = {"surname": "BRANDOVAR", "given": "Hjalmar Quist", "dob": "1965-11-30"}
OTHERS = "".join(line for line in NOMINALS.splitlines(keepends=True) if "discreet" not in line)


def first_line(desk: Desk, nominals: str, age: timedelta) -> tuple[str, str]:
    desk.load("sltd", DOCUMENTS, action="hold")
    desk.load("wanted", nominals, age=age)
    with desk.screener(Role.FIRST_LINE, contacts=Contacts(ncb=Contact("our NCB"))) as screener:
        screening = ask(screener)
    version = next(status.version for status in screening.lists if status.name == "wanted")
    wire = to_json(screening_to_wire(screening)).replace(str(version), "V")
    return wire, report(screening)


def ask(screener: Screener) -> Screening:
    return screener.document("D7770003", "UTO", "P", holder=HOLDER)


@pytest.mark.parametrize("age", [timedelta(hours=1), timedelta(hours=98)], ids=["fresh", "expired"])
def test_every_output_is_that_without_the_record(
    bare_desk: Desk, tmp_path_factory: pytest.TempPathFactory, age: timedelta
) -> None:
    other = Desk(tmp_path_factory.mktemp("other") / "home", bare_desk.now)
    assert first_line(bare_desk, NOMINALS, age) == first_line(other, OTHERS, age)


def test_the_second_line_sees_it(desk: Desk) -> None:
    with desk.screener() as screener:
        assert [hit.record_id for hit in ask(screener).hits] == ["N3"]


def test_the_journal_has_it_whatever_was_shown(desk: Desk) -> None:
    with desk.screener(Role.FIRST_LINE) as screener:
        ask(screener)
    with Journal(desk.home / "journal") as journal:
        (entry,) = journal.entries()
    assert entry.facts["hits"] == [["wanted", "N3", "exact", "discreet"]]
    assert entry.facts["verdict"] == "proceed"


ALL_OF_THEM = "".join(line for line in NOMINALS.splitlines(keepends=True) if "discreet" in line)


@pytest.mark.parametrize("role", Role)
def test_a_list_of_none_but_them_is_empty_to_the_first_line(bare_desk: Desk, role: Role) -> None:
    bare_desk.load("sltd", DOCUMENTS, action="hold")
    bare_desk.load("wanted", ALL_OF_THEM)
    with bare_desk.screener(role) as screener:
        screening = ask(screener)
    wanted = screening.lists[1]
    if role is Role.FIRST_LINE:
        assert (wanted.state, wanted.records) == (ListState.EMPTY, 0)
        assert screening.verdict is Verdict.NOT_CHECKED
    else:
        assert (wanted.state, wanted.records) == (ListState.OK, 1)


def test_of_a_list_that_is_discreet_as_a_whole_no_figure_is_told(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, action="hold")
    bare_desk.load("wanted", OTHERS, action=ActionClass.DISCREET)
    with bare_desk.screener(Role.FIRST_LINE) as screener:
        (found,) = [one for one in screener.lists() if one.status.name == "wanted"]
        hit = screener.document("K1", holder={"surname": "FERENBACH", "given": "Ottoline"})
    assert "records" not in to_json(list_to_wire(found))
    assert "\nrecords" not in list_details(found)
    assert hit.lists[1].state is ListState.OK


SHARED = '{"id": "X%d", "name": "Selma%d TAYIBELI", "action": "%s"}\n'


@pytest.mark.parametrize(("action", "is_rarer"), [("discreet", False), ("hold", True)])
def test_they_make_no_name_more_common(
    bare_desk: Desk, tmp_path_factory: pytest.TempPathFactory, action: str, is_rarer: bool
) -> None:
    more = "".join(SHARED % (number, number, action) for number in range(40))
    other = Desk(tmp_path_factory.mktemp("other") / "home", bare_desk.now)
    holder = {"surname": "TAYIBELI", "given": "Zaru Mohamed", "dob": "1971-03-04"}
    points = []
    for desk, nominals in ((bare_desk, OTHERS), (other, OTHERS + more)):
        desk.load("sltd", DOCUMENTS, action="hold")
        desk.load("wanted", nominals)
        with desk.screener(Role.FIRST_LINE) as screener:
            screening = screener.document("K7654321", "UTO", holder=holder)
        points.append([piece.points for piece in screening.hits[0].evidence])
    assert (points[0] != points[1]) is is_rarer


SIZES = [
    ("none is hidden", {}, 256),
    ("one is", {"hits": [["wanted", "N3", "exact", "discreet"]]}, 256),
    ("more than there is room for", {"hits": [["wanted", "N3", "x" * 300, "discreet"]]}, 512),
]


@pytest.mark.parametrize(("hidden", "size"), [s[1:] for s in SIZES], ids=[s[0] for s in SIZES])
def test_an_entry_is_as_long_with_them(hidden: dict[str, object], size: int) -> None:
    shown = {"verdict": "proceed", "hits": []}
    full = {**shown, **hidden}
    more = len(canonical(full)) - len(canonical(shown))
    assert more + len(padding(shown, full)) == size


def test_where_there_are_none_an_entry_is_not_padded(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, action="hold")
    bare_desk.load("wanted", OTHERS)
    with bare_desk.screener(Role.FIRST_LINE) as screener:
        ask(screener)
    with Journal(bare_desk.home / "journal") as journal:
        (entry,) = journal.entries()
    assert "padding" not in entry.facts


COMPARED = [
    ("a document, of nominals", "document_hits.matches", ("K7654321", "UTO"), {}),
    ("a holder", "nominal_hits.said_of_person", ("K7654321", "UTO"), {"holder": {"name": "Doe"}}),
]


@pytest.mark.parametrize(
    ("compares", "query", "more"), [c[1:] for c in COMPARED], ids=[c[0] for c in COMPARED]
)
@pytest.mark.parametrize("nominals", [NOMINALS, OTHERS], ids=["with them", "without them"])
def test_where_nothing_is_found_a_made_up_record_is_compared(
    bare_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    compares: str,
    query: tuple[str, str],
    more: dict[str, object],
    nominals: str,
) -> None:
    bare_desk.load("sltd", DOCUMENTS, action="hold")
    bare_desk.load("wanted", nominals)
    module, name = compares.split(".")
    own = getattr(import_module(f"border_check.screening.{module}"), name)
    asked: list[object] = []

    def counted(*given: object) -> object:
        asked.append(given)
        return own(*given)

    monkeypatch.setattr(f"border_check.screening.{compares}", counted)
    with bare_desk.screener(Role.FIRST_LINE) as screener:
        screening = screener.document(*query, **more)  # type: ignore[arg-type]
    assert (screening.hits, screening.verdict) == ((), Verdict.PROCEED)
    assert bool(asked) is (nominals is NOMINALS)
