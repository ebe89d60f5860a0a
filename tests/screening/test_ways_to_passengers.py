"""Nobody is left out who alerts on a new record, however names, dates and numbers are written.

No list takes a name for rarer than it is in general, and no rarer name says less (`test_rarity`).
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.matching.person import compare_person
from border_check.matching.rarity import GENERAL
from border_check.screening.ways_to_passengers import WaysToPassengers
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Name, Nominal, Person, Sex

WORDS = st.sampled_from(
    (
        *("Zaru", "Zarou", "Zarumohamed", "Mohamed", "Muhammad", "Mohammed", "M.", "Z.", "J."),
        *("Tayibeli", "al-Tayibeli", "ElTayibli", "Tayi", "Beli", "Jean", "Luc", "Jeanluc", "Jo"),
        *("Alexander", "Sasha", "Alex", "Aleksandr", "van", "der", "Berg", "Vanderberg", "Dr"),
        *("Иванов", "Ivanov", "Ivanoff", "محمد", "אברהם", "Avraham", "O'Neil", "Oneil", "Müller"),
    )
)
NAMES = st.lists(WORDS, max_size=4).map(" ".join)
DATES = st.builds(
    lambda *facts, **more: PartialDate(*facts, **more),
    st.integers(1969, 1972),
    st.just(1) | st.just(3),
    st.sampled_from((1, 3, 4, 13)),
) | st.sampled_from((PartialDate(1970), PartialDate(1971, 3), PartialDate(1791, 3, 4)))
STATES = st.sampled_from(("UTO", "XXB", "XXA", "DEU", "D"))
DOCUMENTS = st.builds(
    lambda *facts: DocumentReference(*facts),
    st.sampled_from(("K1", "k-1", "K2")),
    st.none() | STATES,
)
SEXES = st.none() | st.sampled_from(list(Sex))
PLACES = st.sampled_from(("Zenith", "Port Umbra, UTO"))
PEOPLE = st.builds(
    lambda *facts, **more: Person(*facts, **more),
    st.builds(lambda text, cut: Name(text, truncated=cut), NAMES, st.booleans()),
    st.none() | DATES,
    SEXES,
    st.none() | STATES,
    st.lists(DOCUMENTS, max_size=2).map(tuple),
    st.none() | PLACES,
)
NOMINALS = st.builds(
    lambda *facts, **more: Nominal(*facts, **more),
    st.just("N1"),
    NAMES,
    aliases=st.lists(st.builds(lambda text: Alias(text), NAMES), max_size=2).map(tuple),
    births=st.lists(DATES, max_size=2).map(tuple),
    nationalities=st.lists(STATES, max_size=2).map(tuple),
    sex=SEXES,
    documents=st.lists(DOCUMENTS, max_size=1).map(tuple),
    birthplaces=st.lists(PLACES, max_size=1).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.none() | PEOPLE, min_size=1, max_size=6),
    nominals=st.lists(NOMINALS, min_size=1, max_size=4),
    threshold=st.sampled_from((0.5, 3.0, 5.0, 8.0)),
)
def test_nobody_is_left_out(
    people: list[Person | None], nominals: list[Nominal], threshold: float
) -> None:
    ways: Any = WaysToPassengers(people)
    found = {(place, id(nominal)) for place, nominal in ways.pairs(nominals, threshold)}
    missing = [
        (person, nominal)
        for place, person in enumerate(people)
        for nominal in nominals
        if person is not None
        and compare_person(person, nominal, GENERAL, threshold).alert
        and (place, id(nominal)) not in found
    ]
    assert missing == []
