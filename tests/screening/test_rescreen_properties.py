"""Asked again or run anew: the same answers, whatever changed on the lists."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from border_check.manifests.interface import Traveller, in_stretches
from border_check.matching import weights
from border_check.screening.batch import Batch
from border_check.screening.keeper import Keeper, Until
from border_check.screening.kept_batches import KeptBatches
from border_check.screening.kept_rows import KeptHit, kept_hits
from border_check.screening.looking import look_at
from border_check.screening.rescreen import Rescreened, Rescreening
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import TravelDocument
from border_check.values.person import DocumentReference, Name, Person, Sex
from border_check.values.screening import Verdict

from desk import Desk

NOW = datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
HEADER = "record_id,issuing_country,document_type,din,din_to,category,review_date,status\n"

WORDS = st.sampled_from(
    (
        *("ZARU", "ZAROU", "MOHAMED", "MUHAMMAD", "MOHAMMED", "QUILLA", "HJALMAR", "QUIST"),
        *("TAYIBELI", "ELTAYIBLI", "OSTERMANE", "OSTERMAN", "BRANDOVAR", "FERENBACH", "VAN", "AL"),
    )
)
BORN = st.sampled_from(
    ("1971-03-04", "1971-04-03", "1971", "1972-03-04", "1990-09-09", "2008-11-23", "1965-11-30")
)
STATES = st.sampled_from(("UTO", "XXB", "DEU", "D"))
NUMBERS = st.builds(
    "{}{}{}{}".format, st.just("K"), st.sampled_from("ODQ08B"), st.sampled_from("12"), st.just("5")
)
DAYS = st.sampled_from(("2026-11-21", "2026-11-22", "2026-11-23", "2030-01-01"))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy | strategy


NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
PEOPLE = st.fixed_dictionaries(
    {
        "name": NAMES,
        "dobs": st.lists(BORN, max_size=1),
        "nationality": st.lists(STATES, max_size=1),
        "gender": st.sampled_from(("male", "female", "")),
        "notice": st.sampled_from(("red", "yellow", "blue", "")),
        "expires": _maybe(DAYS),
        "passports": st.lists(st.tuples(NUMBERS, STATES), max_size=1),
        "aliases": st.lists(st.fixed_dictionaries({"name": NAMES}), max_size=1),
    }
)
LISTED = st.tuples(
    STATES,
    st.sampled_from(("passport", "identity_card")),
    NUMBERS,
    st.sampled_from(("lost", "stolen")),
    _maybe(DAYS),
    st.sampled_from(("active", "active", "active", "recovered", "withdrawn")),
)


@st.composite
def travellers(draw: st.DrawFn, people: list[dict[str, Any]]) -> list[Traveller]:
    """A passenger list; half of the passengers are one of these people, more or less."""
    count = draw(st.integers(1, 8))
    return [_traveller(draw, row, people) for row in range(1, count + 1)]


def _traveller(draw: st.DrawFn, row: int, people: list[dict[str, Any]]) -> Traveller:
    number, name, born = draw(_maybe(NUMBERS)), draw(_maybe(NAMES)), draw(_maybe(BORN))
    issuer = draw(_maybe(STATES))
    if draw(st.booleans()):
        listed = draw(st.sampled_from(people))
        name, born = listed["name"], next(iter(listed["dobs"]), born)
    others = draw(st.lists(NUMBERS, max_size=1))
    document = TravelDocument(number, issuer, draw(_maybe(st.just("P")))) if number else None
    person = None
    if name:
        person = Person(
            Name(name, truncated=draw(st.booleans())),
            PartialDate.parse(born) if born else None,
            draw(_maybe(st.sampled_from(list(Sex)))),
            draw(_maybe(STATES)),
            (DocumentReference(number, issuer),) if number else (),
        )
    more = tuple(TravelDocument(one, "UTO", "P") for one in others) if document else ()
    unreadable = None if document or person else "torn"
    return Traveller(row, row + 1, {}, person, document, unreadable=unreadable, others=more)


@st.composite
def changes(draw: st.DrawFn, records: st.SearchStrategy[Any], most: int) -> list[dict[str, Any]]:
    """Three versions of a list, each a few records off the one before; by names of records."""
    first = draw(st.lists(records, min_size=1, max_size=most))
    crowd = draw(st.integers(0, 25))  # of one record, so that its words are common
    versions = [{f"R{at}": one for at, one in enumerate([*first, *[first[0]] * crowd])}]
    for _ in range(2):
        after = dict(versions[-1])
        for name in draw(st.lists(st.sampled_from(sorted(after)), max_size=3, unique=True)):
            if len(after) > 1:
                del after[name]
        for at, one in enumerate(draw(st.lists(records, max_size=3))):
            after[f"R{draw(st.integers(0, len(first)))}" if at else f"N{len(after)}"] = one
        versions.append(after)
    return versions


def people(records: dict[str, Any]) -> str:
    kept = {
        name: {key: value for key, value in one.items() if value} for name, one in records.items()
    }
    return "".join(json.dumps({"id": name, **one}) + "\n" for name, one in kept.items())


def documents(records: dict[str, Any]) -> str:
    return HEADER + "".join(
        f"{name},{issuer},{kind},{number},,{why},{review or ''},{status}\n"
        for name, (issuer, kind, number, why, review, status) in records.items()
    )


def load(desk: Desk, listed: dict[str, Any], nominals: dict[str, Any], version: int) -> None:
    age = timedelta(minutes=30 - version)
    desk.load("sltd", documents(listed), age=age, action=ActionClass.HOLD)
    desk.load("wanted", people(nominals), age=age, action=ActionClass.INQUIRE)


def keep(desk: Desk, rows: Sequence[Traveller]) -> str:
    with desk.screener() as screener:
        keeper = Keeper(screener, Until(after=timedelta(days=9)), {})
        batch = Batch(screener, "m.csv", "digest")
        for answered in batch.answers(in_stretches(rows)):
            keeper.take(answered)
        keeper.keep(batch.reference, "m.csv", "digest")
        batch.summary()
        return batch.reference


def rescreen(desk: Desk) -> Rescreened:
    with desk.screener() as screener:
        (found,) = Rescreening(screener).run()
        return found


Told = list[tuple[Verdict, tuple[KeptHit, ...]]]


def told(desk: Desk) -> Told:
    with desk.screener() as screener:
        ((batch, _),) = KeptBatches(screener).all()
    return [(row.verdict, row.hits) for row in batch.rows]


def in_full(desk: Desk, rows: Sequence[Traveller]) -> Told:
    with desk.screener() as screener:
        found = [look_at(screener, row).full for row in rows]
    return [(one.verdict, kept_hits(one.hits)) for one in found]


@pytest.mark.parametrize("prior", [2000, 60], ids=["as it is", "names that are rarer each day"])
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    data=st.data(),
    nominals=changes(PEOPLE, 12),
    listed=changes(LISTED, 14),
    days=st.sampled_from((0, 0, 1)),
)
def test_as_a_full_run_would_say(
    tmp_path: Path,
    prior: int,
    data: st.DataObject,
    nominals: list[dict[str, Any]],
    listed: list[dict[str, Any]],
    days: int,
) -> None:
    known = [one for version in nominals for one in version.values()]
    rows = data.draw(travellers(known))
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    with patch.object(weights, "RARITY_PRIOR_PEOPLE", prior):
        desk = Desk(tmp_path / "home", NOW)
        load(desk, listed[0], nominals[0], 0)
        keep(desk, rows)
        assert told(desk) == in_full(desk, rows)
        for version in (1, 2):
            before = told(desk)
            desk = desk._replace(now=desk.now + timedelta(days=days))
            load(desk, listed[version], nominals[version], version)
            found = rescreen(desk)
            assert not any("gone" in note for note in found.notes)
            assert told(desk) == in_full(desk, rows)
            assert_told(found, rows, before, told(desk))


def assert_told(found: Rescreened, rows: Sequence[Traveller], before: Told, after: Told) -> None:
    """What is told is the difference, and nothing else."""
    differing = {
        row.row
        for row, old, new in zip(rows, before, after, strict=True)
        if (old[0], set(old[1])) != (new[0], set(new[1]))
    }
    assert {one.before.traveller.row for one in found.rows} == differing
    for one in found.rows:
        place = one.before.traveller.row - 1
        old = {hit.record: hit for hit in before[place][1]}
        new = {hit.record: hit for hit in after[place][1]}
        assert {(hit.list, hit.record_id) for hit in one.new} == new.keys() - old.keys()
        assert {hit.record for hit in one.withdrawn} == old.keys() - new.keys()
        assert {was.record for was, _ in one.changed} == {
            record for record in old.keys() & new.keys() if old[record] != new[record]
        }
