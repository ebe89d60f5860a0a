"""What a centre keeps of its posts, in either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from border_check.posts.store import EVERYBODY, NotIts, Posts
from border_check.values.json_text import canonical
from border_check.values.posts import Brought, Message, Place, Visit

ONE, OTHER = "1" * 16, "2" * 16
AT = "2026-11-27T08:00:00Z"


@pytest.fixture(params=["sqlite", "postgres"])
def posts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Posts]:
    address = None
    if request.param == "postgres":
        pytest.importorskip("psycopg")
        address = request.getfixturevalue("database")
    with Posts(str(tmp_path / "posts.sqlite"), address) as posts:
        yield posts


def entry(number: int, own: str = "", **facts: object) -> Brought:
    body = canonical({"at": AT, "check": "hit", **facts})
    return Brought(number, body, '{"note":"x"}', "salt", "digest", own or f"hash{number}", "before")


def visit(*entries: Brought, journal: str = ONE, **more: Any) -> Visit:
    reached = Place(entries[-1].sequence, entries[-1].hash) if entries else None
    told = Visit(journal, journal, "desk", "", entries, reached)
    return told._replace(**more)


def message(name: str, **facts: object) -> Message:
    return Message(name, "berta", {"check": "hit", "at": AT, **facts}, {"note": "by phone"})


def waiting(posts: Posts, home: str = ONE) -> list[str]:
    return [one.id for one in posts.messages(home)]


def test_an_entry_is_there_once(posts: Posts) -> None:
    for _ in range(2):
        posts.take(visit(entry(3), entry(7)), "GVA-03", AT)
    assert [one.sequence for one in posts.entries(ONE)] == [3, 7]
    assert posts.place(ONE, "GVA-03") == (7, "hash7")
    assert posts.place(OTHER, "GVA-03") is None


def test_a_journal_belongs_to_one_post(posts: Posts) -> None:
    posts.take(visit(entry(3)), "GVA-03", AT)
    with pytest.raises(NotIts):
        posts.take(visit(entry(4)), "GVA-04", AT)
    with pytest.raises(NotIts):
        posts.place(ONE, "GVA-04")
    assert len(posts.entries(ONE)) == 1


def test_nobody_confirms_for_another_home(posts: Posts) -> None:
    posts.take(visit(entry(3)), "GVA-03", AT)
    posts.send(EVERYBODY, [message("r1")])
    for home in (ONE, "3" * 16):
        with pytest.raises(NotIts):
            posts.take(visit(entry(4, message="r1"), journal=OTHER, home=home), "GVA-04", AT)
    assert waiting(posts) == ["r1"]


def test_a_message_waits_until_an_entry_names_it(posts: Posts) -> None:
    posts.take(visit(), "GVA-03", AT)
    posts.take(visit(journal=OTHER), "GVA-04", AT)
    posts.send(ONE, [message("m1"), message("m2")])
    posts.send(ONE, [message("m1")])
    assert (waiting(posts), waiting(posts, OTHER)) == (["m1", "m2"], [])
    posts.take(visit(entry(9, message="m1")), "GVA-03", AT)
    assert waiting(posts) == ["m2"]
    assert posts.messages(ONE) == [message("m2")]


def test_what_is_for_everybody_waits_for_each(posts: Posts) -> None:
    for journal, post in ((ONE, "GVA-03"), (OTHER, "GVA-04")):
        posts.take(visit(journal=journal), post, AT)
    posts.send(EVERYBODY, [message("m1")])
    posts.take(visit(entry(9, message="m1")), "GVA-03", AT)
    assert (waiting(posts), waiting(posts, OTHER)) == ([], ["m1"])
    assert posts.confirmed("m1") == {ONE}
    assert posts.retire(OTHER)
    assert waiting(posts, OTHER) == []
    posts.take(visit(journal=OTHER), "GVA-04", AT)
    assert waiting(posts, OTHER) == ["m1"], "heard of again, it is expected to know"
    assert not posts.retire("3" * 16)


def test_a_second_medium_has_its_own_hits_and_no_recalls(posts: Posts) -> None:
    posts.take(visit(), "GVA-03", AT)
    posts.take(visit(entry(1), journal=OTHER, mark="B", home=ONE), "GVA-03", AT)
    posts.send(EVERYBODY, [message("all")])
    posts.send(OTHER, [message("of the hit there")])
    assert waiting(posts) == ["all", "of the hit there"]
    posts.take(visit(entry(4, message="of the hit there")), "GVA-03", AT)
    assert waiting(posts) == ["all"], "entered in the first one, it is done for the home"


def test_a_journal_that_was_put_back_loses_no_hit(posts: Posts) -> None:
    posts.send(ONE, [message("m1")])
    posts.take(visit(entry(1), entry(2), entry(3, message="m1")), "GVA-03", AT)
    posts.take(visit(entry(1), entry(2, "another2"), anew=True), "GVA-03", AT)
    held = {state.journal: [one.hash for one in posts.entries(state.journal)]
            for state in posts.states()}  # fmt: skip
    assert held == {ONE: ["hash1", "another2"], f"{ONE}.1": ["hash2", "hash3"]}
    assert waiting(posts) == ["m1"], "what it had done of it, it does not have any more"
    assert [state.put_back for state in posts.states()] == [False, True]
    posts.take(visit(entry(1), anew=True), "GVA-03", AT)
    assert [one.hash for one in posts.entries(f"{ONE}.2")] == ["another2"]


def test_how_a_post_stands(posts: Posts) -> None:
    told: dict[str, Any] = {"lists": ({"name": "sltd", "state": "stale"},), "day": "2026-11-27"}
    posts.take(visit(entry(1), **told, searches={"stop": 1}), "GVA-03", AT)
    posts.take(visit(entry(2)), "GVA-03", "2026-11-27T09:00:00Z")
    (state,) = posts.states()
    assert (state.post, state.device, state.heard) == ("GVA-03", "desk", "2026-11-27T09:00:00Z")
    assert (state.lists, state.searches) == (told["lists"], {"stop": 1})


def test_what_was_asked_is_erased(posts: Posts) -> None:
    posts.take(visit(entry(1), entry(2)), "GVA-03", AT)
    posts.send(ONE, [message("m1"), message("m2")])
    posts.erase(["hash1"], ["m1"])
    assert [one.query for one in posts.entries(ONE)] == [None, '{"note":"x"}']
    assert [one.query for one in posts.sent(ONE)] == [{}, {"note": "by phone"}]
    posts.take(visit(entry(1)), "GVA-03", AT)
    assert posts.entries(ONE)[0].query is None, "brought again, it stays erased"
