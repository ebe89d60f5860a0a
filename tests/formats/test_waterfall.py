"""Evidence as rows: they add up as printed, have room, and tell without colour what they mean."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from border_check.formats.cells import WIDTH
from border_check.formats.lines import render
from border_check.formats.waterfall import waterfall
from border_check.values.screening import Evidence, Relation

NUMBERS = re.compile(r" (?P<points>[+-]\d+\.\d\d) +(?P<sum>[+-]\d+\.\d\d)(?: |$)", re.MULTILINE)
TOTAL = re.compile(r"^  total +(?P<sum>[+-]\d+\.\d\d)(?: |$)", re.MULTILINE)

TEXT = st.text(st.sampled_from("ab cdé\u0301李明محמש김-1"), max_size=50)
PIECES = st.builds(
    Evidence,
    feature=st.sampled_from(["name", "birth_date", "document_number"]),
    relation=st.sampled_from([r for r in Relation if r is not Relation.MISSING]),
    query=TEXT,
    record=TEXT,
    points=st.integers(-2000, 2000).map(lambda points: points / 100),
    note=st.sampled_from(["", "one name, two spellings", "year agrees; day, month not known"]),
)


def shown(evidence: list[Evidence], heading: str = "By the main name") -> str:
    return render(waterfall(evidence, heading), colour=False)


@given(st.lists(PIECES, max_size=8))
def test_rows_add_up_as_printed(evidence: list[Evidence]) -> None:
    text = shown(evidence)
    reached = 0
    rows = NUMBERS.findall(text)
    assert len(rows) == len(evidence)
    for points, total in rows:
        reached += _hundredths(points)
        assert _hundredths(total) == reached
    (printed,) = TOTAL.findall(text)
    assert _hundredths(printed) == reached == round(100 * sum(p.points for p in evidence))


def _hundredths(printed: str) -> int:
    return int(printed.replace(".", ""))


@given(st.lists(PIECES, max_size=8), TEXT)
def test_rows_have_room(evidence: list[Evidence], heading: str) -> None:
    assert all(cell_len(line) <= WIDTH for line in shown(evidence, heading).splitlines())


def test_a_bar_rises_falls_and_sums_up() -> None:
    gain = Evidence("name", Relation.AGREES, "Zaru", "Zaru", 6.0, "same")
    loss = Evidence("sex", Relation.DIFFERS, "F", "M", -3.0)
    bars = [line[72:] for line in shown([gain, loss]).splitlines()]
    assert bars == ["", "++++++++", "    ----", "===="]


def test_below_nothing_the_bar_turns_round() -> None:
    gain = Evidence("name", Relation.AGREES, "Zaru", "Zaru", 2.0, "same")
    loss = Evidence("name", Relation.DIFFERS, "Doe", "Roe", -4.0, "another name")
    bars = [line[72:] for line in shown([gain, loss]).splitlines()]
    assert bars == ["", "    ++++", "--------", "===="]


def test_the_smallest_step_is_seen() -> None:
    much = Evidence("name", Relation.AGREES, "Zaru", "Zaru", 20.0, "same")
    little = Evidence("sex", Relation.AGREES, "F", "F", 0.01)
    assert shown([much, little]).splitlines()[2].endswith("+20.01        +")


def test_words_say_what_the_signs_say() -> None:
    rows = [
        Evidence("sex", Relation.DIFFERS, "F", "M", -2.2),
        Evidence("birthplace", Relation.SIMILAR, "Zenith", "Zenith, UTO", 0.3, "in part"),
        Evidence("birth_date", Relation.AGREES, "1971", "1971-03", 2.8, "year agrees"),
        Evidence("name", Relation.DIFFERS, "", "Mohamed", -0.9, "not in the query"),
    ]
    lines = [line[:57].split("  ", 1)[1].rstrip() for line in shown(rows).splitlines()[1:]]
    assert lines[:-1] == [
        "F             ! M             sex differs",
        "Zenith        ~ Zenith, UTO   birthplace similar: in",
        "                              part",
        "1971          = 1971-03       birth date: year agrees",
        "(none)        ! Mohamed       not in the query",
    ]


def test_what_is_missing_is_told_by_side() -> None:
    missing = [
        Evidence("birth_date", Relation.MISSING, "", "1971-03-04", 0.0, "no birth date in query"),
        Evidence("sex", Relation.MISSING, "F"),
        Evidence("nationality", Relation.MISSING),
        Evidence("document_number", Relation.MISSING, "A1", "B2", 0.0, "another document"),
        Evidence("name", Relation.MISSING, note="holder not searched"),
    ]
    assert shown(missing).splitlines()[2:] == [
        "  on neither side: nationality, name (holder not searched)",
        "  only asked: sex F",
        "  only on record: birth date 1971-03-04",
        "  says nothing: document number A1 against B2 (another document)",
    ]


def test_a_missing_fact_that_counts_is_a_row() -> None:
    issuer = Evidence("issuing_state", Relation.MISSING, "", "UTO", -8.0, "issuer not given")
    assert "UTO           issuing state missing:    -8.00" in shown([issuer])


def test_columns_hold_whatever_the_script() -> None:
    names = [("李明", "Li Ming"), ("محمد", "Muhammad"), ("김", "Kim"), ("e\u0301", "é")]
    rows = [Evidence("name", Relation.AGREES, *pair, 1.0, "same") for pair in names]
    starts = {cell_len(line[: line.index("=")]) for line in shown(rows).splitlines()[1:-1]}
    assert starts == {16}
    assert "\u2068محمد\u2069 " in shown(rows)


def test_a_word_without_end_is_cut() -> None:
    endless = Evidence("name", Relation.AGREES, "x" * 300, "x" * 300, 1.0, "same")
    assert len(shown([endless]).splitlines()) == 5
