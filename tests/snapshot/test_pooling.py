"""When small lists are searched together, and that nothing is answered otherwise because of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import SAMPLES, Session, ago

from border_check.keeping.inventory import FileKind, kind_of
from border_check.snapshot import pooling
from border_check.snapshot.home import Home
from border_check.snapshot.pooling import pool_lists

ENOUGH = 1_000
LISTS = {
    "national": SAMPLES / "national-watchlist.jsonl",
    "un-sc": SAMPLES / "un-sc.xml",
    "ofac-sdn": SAMPLES / "ofac-sdn",
    "red": SAMPLES / "red-notices",
}


@pytest.fixture
def lists(session: Session) -> Session:
    for name, file in LISTS.items():
        assert session("load", name, file, "--as-of", ago(hours=1)).code == 0
    return session


def pool(session: Session) -> Path:
    return session.home / "pooled" / "people.names"


def rows(session: Session) -> list[object]:
    """The answers to passengers, of whom some are listed and some nearly, without references."""
    result = session("batch", SAMPLES / "passengers.csv", "--json")
    found = [line for line in result.json_lines if "row" in line]
    assert found
    for line in found:
        line.pop("reference", None)
        line.pop("asked_at", None)
        for one in line["lists"]:
            one.pop("age_hours")
    return found


def test_together_they_answer_as_one_by_one(lists: Session) -> None:
    before = rows(lists)
    assert not pool(lists).exists()
    assert pool_lists(Home(lists.home), ENOUGH)
    assert any(line["hits"] for line in before if isinstance(line, dict))
    assert rows(lists) == before


def test_the_pool_is_asked_and_not_each_list(lists: Session) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    before = rows(lists)
    for file in (lists.home / "lists").rglob("*.names"):
        file.unlink()
    assert rows(lists) == before


@pytest.mark.parametrize(
    ("searches", "made"), [(ENOUGH, True), (0, False)], ids=["many searches", "none"]
)
def test_it_is_made_where_it_pays(lists: Session, searches: int, made: bool) -> None:
    assert pool_lists(Home(lists.home), searches) is made
    assert pool(lists).exists() is made


def test_it_is_made_once(lists: Session) -> None:
    assert pool_lists(Home(lists.home), ENOUGH)
    assert not pool_lists(Home(lists.home), ENOUGH)


def test_one_list_alone_is_searched_alone(tmp_path: Path) -> None:
    session = Session(tmp_path)
    assert session("load", "national", LISTS["national"]).code == 0
    assert not pool_lists(Home(session.home), ENOUGH)


def test_a_large_list_is_searched_alone(lists: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pooling, "MOST_PEOPLE", 3)
    assert not pool_lists(Home(lists.home), ENOUGH)


@pytest.mark.parametrize(
    "change",
    [
        ("load", "red", str(SAMPLES / "national-watchlist.jsonl"), "--as-of", ago()),
        ("lists", "remove", "red"),
    ],
    ids=["another version", "removed"],
)
def test_whoever_was_taken_off_a_list_is_not_kept_in_it(
    lists: Session, change: tuple[str, ...]
) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    assert lists(*change).code == 0
    assert not pool(lists).exists()


def test_a_list_of_documents_that_changes_leaves_it(lists: Session) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    assert lists("load", "sltd", SAMPLES / "sltd.csv", "--as-of", ago()).code == 0
    assert pool(lists).exists()


def test_a_list_loaded_while_it_lies_open_is_asked_by_itself(lists: Session) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    stale = pool(lists).read_bytes()
    assert lists("load", "red", SAMPLES / "national-watchlist.jsonl", "--as-of", ago()).code == 0
    alone = rows(lists)
    pool(lists).write_bytes(stale)  # as where another process put it back
    assert rows(lists) == alone


@pytest.mark.parametrize("content", [b"", b"no index", None], ids=["empty", "no index", "a bit"])
def test_a_damaged_pool_costs_only_time(lists: Session, content: bytes | None) -> None:
    before = rows(lists)
    pool_lists(Home(lists.home), ENOUGH)
    damaged = bytearray(pool(lists).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    pool(lists).write_bytes(damaged if content is None else content)
    assert rows(lists) == before


def test_a_damaged_pool_is_made_again(lists: Session) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    pool(lists).write_bytes(b"no index")
    assert pool_lists(Home(lists.home), ENOUGH)


def test_a_damaged_list_makes_no_pool(lists: Session) -> None:
    home = Home(lists.home)
    current = home.current("red")
    assert current is not None
    file = home.snapshot_file("red", current.version)
    content = bytearray(file.read_bytes())
    content[-5] ^= 1
    file.write_bytes(content)
    assert not pool_lists(home, ENOUGH)
    assert not pool(lists).exists()


def test_where_it_cannot_be_written_lists_are_searched_one_by_one(lists: Session) -> None:
    (lists.home / "pooled").write_text("in its place")
    assert not pool_lists(Home(lists.home), ENOUGH)
    assert rows(lists)


def test_it_is_known_as_an_index_of_personal_data(lists: Session) -> None:
    assert kind_of("pooled/people.names") is FileKind.INDEX
    pool_lists(Home(lists.home), ENOUGH)
    listed = lists("inventory", "--json").json["files"]
    (own,) = [one for one in listed if one["path"] == "pooled/people.names"]
    assert own["personal"] is True


def test_a_damaged_one_goes_with_the_next_change(lists: Session) -> None:
    pool_lists(Home(lists.home), ENOUGH)
    pool(lists).write_bytes(b"no index")
    assert lists("lists", "remove", "red").code == 0
    assert not pool(lists).exists()
