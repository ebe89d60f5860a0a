"""What holds for any two identities, however odd: an answer, a sum, and nothing from nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_names import NAMES, ODD

import border_check
from border_check.matching.person import alerts, compare_person
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.person import Name, Nominal, Person
from border_check.values.screening import Comparison, Relation, score_of

RECORD: dict[str, Any] = {"name": "Anna ERIKSSON", "dobs": ["1974-08-12"]}
RECORD_ASKED = {"name": "Anna Eriksson", "dob": "1974-08-12"}
MANY = [{"name": f"Anna Number{number} Eriksson", "strength": "weak"} for number in range(200)]


@pytest.mark.parametrize("why", ODD)
def test_an_odd_name_has_an_answer(why: str) -> None:
    name = ODD[why]
    aliased = {"name": "", "aliases": [name, *MANY, *ODD.values()]}
    for query in ({"name": name}, {"surname": name, "given": "Anna", "dob": "1974"}):
        for record in (RECORD, {}, {"name": name}, {"surname": name, "pob": name}, aliased):
            found = border_check.compare(query, record)
            assert 0.0 <= found.score <= 1.0
            assert found.alert is (found.grade is not None)
            assert found.explanation and found.explanation.reason


def test_every_odd_name_can_be_held_against_every_other() -> None:
    for one in ODD.values():
        for other in ODD.values():
            found = compare_person(Person(Name(one)), Nominal("1", other))
            assert found.points == pytest.approx(sum(row.points for row in found.evidence))


def test_half_a_character_is_refused_by_name_and_harms_nothing_behind_that() -> None:
    for query, record in (({"name": "Anna \ud800"}, RECORD), (RECORD_ASKED, {"name": "\ud800"})):
        with pytest.raises(border_check.BorderCheckError, match="name: not text"):
            border_check.compare(query, record)
    assert compare_person(Person(Name("Anna \ud800")), Nominal("1", "\udfffAnna")).points > 0


FACTS: dict[str, st.SearchStrategy[Any]] = {
    "dob": st.dates().map(str)
    | st.dates().map(lambda day: str(day)[:7])
    | st.integers(1930, 2020).map(str),
    "nationality": st.sampled_from(["UTO", "XXA", "D", "DEU"]),
    "gender": st.sampled_from(["male", "female", "other"]),
    "documents": st.sampled_from([[["A1", "UTO"]], [["A1", ""]], [["B2", "D"], ["A1", "D"]]]),
    "pob": NAMES,
}
IDENTITIES = st.fixed_dictionaries({"name": NAMES}, optional=FACTS)


def compared(query: dict[str, Any], record: dict[str, Any]) -> Comparison:
    return compare_person(person_from_mapping(query), nominal_from_mapping(record))


@given(IDENTITIES, IDENTITIES)
def test_evidence_sums_to_points_and_score(query: dict[str, Any], record: dict[str, Any]) -> None:
    found = compared(query, record)
    assert found.points == pytest.approx(sum(row.points for row in found.evidence))
    assert found.score == score_of(found.points)
    assert found.alert == alerts(found)
    assert all(row.points == round(row.points, 2) for row in found.evidence), (
        "printed in hundredths"
    )
    assert all(row.points == 0 for row in found.evidence if row.relation is Relation.MISSING)


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=2))
def test_score_is_bounded_and_never_falls_with_points(points: list[float]) -> None:
    low, high = sorted(points)
    assert 0.0 <= score_of(low) <= score_of(high) <= 1.0


@given(IDENTITIES, IDENTITIES, st.data())
def test_a_fact_that_one_side_lacks_changes_nothing(
    query: dict[str, Any], record: dict[str, Any], data: st.DataObject
) -> None:
    for fact, values in FACTS.items():
        bare = {key: value for key, value in record.items() if key != fact}
        silent = {key: value for key, value in query.items() if key != fact}
        told = {**silent, fact: data.draw(values)}
        for without, having in (
            (compared(silent, bare), compared(told, bare)),
            (compared(bare, silent), compared(bare, told)),
        ):
            assert (having.points, having.alert) == (without.points, without.alert)
            assert having.grade == without.grade


@given(IDENTITIES)
def test_an_empty_fact_is_absent(identity: dict[str, Any]) -> None:
    empty = {**dict.fromkeys(FACTS, ""), **identity}
    assert compared(empty, empty) == compared(identity, identity)


ALIASES = st.lists(
    st.fixed_dictionaries({"name": NAMES, "strength": st.sampled_from(["strong", "weak"])}),
    max_size=5,
)


@given(IDENTITIES, IDENTITIES, ALIASES, st.randoms(use_true_random=False))
def test_the_order_of_aliases_never_matters(
    query: dict[str, Any], record: dict[str, Any], aliases: list[dict[str, str]], chance: Any
) -> None:
    shuffled = chance.sample(aliases, len(aliases))
    one, other = ({**record, "aliases": order} for order in (aliases, shuffled))
    assert compared(query, one) == compared(query, other)


@given(IDENTITIES, IDENTITIES, ALIASES)
def test_an_alias_never_takes_points_away(
    query: dict[str, Any], record: dict[str, Any], aliases: list[dict[str, str]]
) -> None:
    more = compared(query, {**record, "aliases": aliases}).points
    less = compared(query, record)
    compares_names = all(
        row.relation is not Relation.MISSING for row in less.evidence if row.feature == "name"
    )
    if compares_names:  # a name that says less than nothing is worse than none
        assert more >= less.points - 0.02 * 24  # rows are rounded one by one


@given(NAMES, NAMES)
def test_words_that_met_weigh_the_same_both_ways(one: str, other: str) -> None:
    """What is left out weighs otherwise on the record's side than on the query's, by design."""
    assert _met(one, other) == pytest.approx(_met(other, one), abs=0.011)


def _met(query: str, record: str) -> list[float]:
    found = compare_person(Person(Name(query)), Nominal("1", record))
    rows = [row for row in found.evidence if row.feature == "name"]
    return sorted(row.points for row in rows if row.query and row.record)
