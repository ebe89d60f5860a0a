"""`--operation`, `--purpose`, `--direction`, and what `border-check operations` tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import Session

HIT = ("doc", "L8989123", "--issuer", "UTO", "--type", "P")
MISS = ("doc", "K7654321", "--issuer", "UTO", "--type", "P")
OPERATION = ("--operation", "Winter Games")


def entered(session: Session) -> dict[str, object]:
    """What the journal says of the newest search."""
    return dict(session("journal", "show", "--newest", "1", "--json").json)


def test_the_journal_keeps_why_a_search_was_made(session: Session) -> None:
    session(*MISS, *OPERATION, "--purpose", "visa", "--direction", "exit")
    entry = entered(session)
    assert [entry[key] for key in ("operation", "purpose", "direction")] == [
        *("Winter Games", "visa", "exit")
    ]
    session(*MISS)
    entry = entered(session)
    assert (entry["operation"], entry["purpose"]) == (None, "border_control")
    assert "direction" not in entry


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(("person", "Jane Doe"), "person", id="person"),
        pytest.param(MISS, "document", id="document"),
    ],
)
def test_every_search_takes_them(
    session: Session, arguments: tuple[str, ...], expected: str
) -> None:
    session(*arguments, *OPERATION, "--direction=entry")
    entry = entered(session)
    assert (entry["check"], entry["operation"], entry["direction"]) == (
        *(expected, "Winter Games", "entry"),
    )


def test_a_direction_that_is_none(session: Session) -> None:
    session(*MISS, "--direction", "up").failed(2, "expected one of entry, exit, transit")


def test_a_purpose_that_the_desk_does_not_have(session: Session) -> None:
    (session.home / "config.yaml").write_text(
        "desk: {purposes: [border_control, visa], operation: Daily work, direction: entry}\n"
    )
    session(*MISS, "--purpose", "fishing").failed(2, "expected one of border_control, visa")
    session(*MISS, "--purpose", "visa")
    entry = entered(session)
    assert (entry["purpose"], entry["operation"], entry["direction"]) == (
        *("visa", "Daily work", "entry"),
    )


def test_a_configuration_whose_purpose_is_not_among_its_purposes(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {purposes: [visa], purpose: other}\n")
    session(*MISS).failed(3, "desk.purpose: found 'other', expected one of its purposes (visa)")


def test_no_operation(session: Session) -> None:
    session(*MISS)
    assert session("operations").out == "no search belongs to an operation\n"
    session("operations", "Winter Games").failed(4, "no search belongs to this operation")


def test_searches_hits_and_outcomes(session: Session, tmp_path: Path) -> None:
    manifest = tmp_path / "passengers.csv"
    manifest.write_text(
        "surname,given_names,number,issuing_state,document_type\nDoe,Jane,K7654321,UTO,P\n"
    )
    stop = session(*HIT, *OPERATION, "--json").json
    session(*HIT, *OPERATION)
    session(*MISS, *OPERATION)
    session("person", "Jane Doe", *OPERATION)
    session("batch", str(manifest), *OPERATION)
    session(*MISS, "--operation", "Another")
    session("hits", "confirm", stop["reference"])
    lines = session("operations").out.splitlines()
    assert [line.split()[-5:-1] for line in lines[1:]] == [
        ["Another", "1", "0", "0"],
        ["Games", "5", "2", "1"],
    ]
    (one,) = session("operations", "Winter Games", "--json").json["operations"]
    assert (one["searches"], one["hits"]) == (5, 2)
    assert one["outcomes"] == {"confirmed": 1, "open": 1}
    assert one["verdicts"]["document"] == {"stop": 2, "proceed": 1}
    assert sum(one["verdicts"]["traveller"].values()) == 1
    report = session("operations", "Winter Games").out
    assert "OPERATION Winter Games" in report
    assert "1 confirmed, 1 open" in report
    assert all(len(line) <= 80 for line in report.splitlines())


def test_a_first_line_desk_may_not_ask(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {role: first-line}\n")
    session("operations").failed(2, "a first-line desk may not read the journal")
