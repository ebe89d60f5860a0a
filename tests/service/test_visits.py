"""What a post brings, as the service reads it: whole, from that post, and not too large."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx

from border_check.errors import UnreadableInput
from border_check.journal.book import Journal
from border_check.posts.wire import JOURNAL_LETTERS, visit_to_wire
from border_check.service.duty import COOKIE
from border_check.service.exchange import LARGEST
from border_check.service.visits import visit_of
from border_check.values.posts import Brought, Place, Visit

from serving import Serving, loaded

ORIGIN = "0" * 64
SEARCH = {
    "at": "2026-11-27T08:00:00Z",
    "check": "document",
    "verdict": "stop",
    "hits": [["sltd", "S-1", "exact", "hold"]],
}


@pytest.fixture
def brought(tmp_path: Path) -> dict[str, Any]:
    """A visit with an entry of a real journal, as it is sent."""
    with Journal(tmp_path / "journal") as journal:
        journal.enter(SEARCH, {"number": "L1"})
        (entry,) = journal.entries()
    name = entry.hash[:JOURNAL_LETTERS]
    entries = (Brought(*entry, before=ORIGIN),)
    visit = Visit(name, name, "desk", "", entries, Place(1, entry.hash))
    return json.loads(json.dumps(visit_to_wire(visit)))  # type: ignore[no-any-return]


def test_it_is_read_as_it_was_sent(brought: dict[str, Any]) -> None:
    visit = visit_of(json.dumps(brought).encode())
    assert json.loads(json.dumps(visit_to_wire(visit))) == brought


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"body": "{}"}, "1 was changed", id="another content"),
        pytest.param({"query": '{"number":"L2"}'}, "query of entry 1", id="another question"),
        pytest.param({"before": "1" * 64}, "1 was changed", id="another entry before"),
        pytest.param({"hash": "1" * 64}, "1 was changed", id="another hash"),
        pytest.param({"sequence": 2}, "2 was changed", id="another number"),
        pytest.param({"sequence": 0}, "sequence", id="no number"),
        pytest.param({"hash": "x"}, "hash", id="no hash"),
        pytest.param({"body": "[]"}, "says nothing", id="no content"),
        pytest.param({"body": "{"}, "says nothing", id="no JSON"),
        pytest.param({"body": 7}, "body", id="no text"),
    ],
)
def test_an_entry_that_is_not_as_its_journal_has_it(
    brought: dict[str, Any], change: dict[str, Any], why: str
) -> None:
    brought["entries"][0] |= change
    with pytest.raises(UnreadableInput, match=why):
        visit_of(json.dumps(brought).encode())


ODD = [
    ("a search of no kind", {"check": None}, {}),
    ("a search of another version", {"check": "portrait"}, {}),
    ("another verdict", {"verdict": "perhaps"}, {}),
    ("hits that are none", {"hits": [["sltd"]]}, {}),
    ("hits of no row", {"hits": {"1": 7}}, {}),
    ("an act of another version", {"check": "hit", "event": "sung", "of": "x"}, {}),
    ("an act without a time", {"check": "hit", "event": "step", "at": None, "of": "x"}, {}),
    ("a question that is none", {}, "[1]"),
]


@pytest.mark.parametrize(("change", "asked"), [o[1:] for o in ODD], ids=[o[0] for o in ODD])
def test_what_no_page_could_show_is_not_taken(
    tmp_path: Path, change: dict[str, Any], asked: Any
) -> None:
    """One such entry would take the queue from everybody."""
    said = {key: value for key, value in {**SEARCH, **change}.items() if value is not None}
    with Journal(tmp_path / "journal") as journal:
        journal.enter(said, asked)
        (entry,) = journal.entries()
    name = entry.hash[:JOURNAL_LETTERS]
    visit = Visit(name, name, "desk", "", (Brought(*entry, before=ORIGIN),), Place(1, entry.hash))
    with pytest.raises(UnreadableInput, match="nothing that this version knows"):
        visit_of(json.dumps(visit_to_wire(visit)).encode())


def test_the_oldest_one_is_known_by_its_hash(brought: dict[str, Any]) -> None:
    """Where earlier files of the journal were taken away, nobody knows the entry before it."""
    brought["entries"][0] |= {"before": "", "sequence": 417}
    assert visit_of(json.dumps(brought).encode()).entries[0].sequence == 417
    brought["journal"] = "f" * 16
    with pytest.raises(UnreadableInput, match="417 was changed"):
        visit_of(json.dumps(brought).encode())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"journal": "GVA"}, id="no name of a journal"),
        pytest.param({"mark": "C"}, id="no mark"),
        pytest.param({"lists": [1]}, id="no lists"),
        pytest.param({"searches": {"stop": -1}}, id="no count"),
        pytest.param({"more": 1}, id="an unknown key"),
    ],
)
def test_what_no_post_brings(brought: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(UnreadableInput, match="nothing that a post brings"):
        visit_of(json.dumps({**brought, **change}).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000], ids=repr)
def test_what_is_no_visit_at_all(content: bytes) -> None:
    with pytest.raises(UnreadableInput):
        visit_of(content)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(loaded(Session(tmp_path_factory.mktemp("centre")))) as serving:
        yield serving


def told(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


def test_who_may_bring(serving: Serving, brought: dict[str, Any]) -> None:
    with serving.asking(serving.token_of_post()) as client:
        assert client.post("/v1/exchange", json=brought).status_code == 200
        for name in ("GVA", "0123456789ABCDEF", "0" * 15):
            assert told(client.get(f"/v1/exchange/{name}")) == (422, "unreadable")
        entry = brought["entries"][0]
        found = client.get(f"/v1/exchange/{brought['journal']}").json()
        assert found["taken"] == {"sequence": 1, "hash": entry["hash"]}
    for token in (serving.token(role="first-line"), serving.token(), serving.token("--once")):
        with serving.asking(token) as client:
            refused = client.post("/v1/exchange", json=brought)
        assert told(refused) == (403, "role")
        assert "border-check token issue --exchange" in refused.json()["error"]["hint"]
    with serving.asking() as client:
        assert told(client.get(f"/v1/exchange/{brought['journal']}")) == (403, "role")
    with serving.asking("") as client:
        assert told(client.post("/v1/exchange", json=brought)) == (401, "unauthorized")


ASKED = ["/v1/document", "/v1/person", "/v1/vehicle", "/v1/batch"]


def test_who_may_bring_may_nothing_else(serving: Serving) -> None:
    """But for what the post itself has to know: which lists there are, and how they stand."""
    token = serving.token_of_post()
    with serving.asking(token) as client:
        for path in ASKED:
            refused = client.post(path, content=b"{}")
            assert told(refused) == (403, "role"), path
            assert refused.json()["error"]["text"] == "this token is for exchanges alone"
            assert "border-check token issue --role" in refused.json()["error"]["hint"]
        assert told(client.get("/metrics")) == (403, "role")
        assert client.get("/v1/lists").json()["lists"]
        assert client.get("/v1/snapshots").status_code == 200
        assert told(client.get("/v1/snapshots/sltd/1")) == (404, "not_found")
    with serving.asking("", cookies={COOKIE: token}) as client:
        for path in ("/desk", "/desk/hit/000001"):
            assert client.get(path).status_code == 403, path
        rules = {"ruling": "not_identical"}
        assert client.post("/desk/hit/000001", data=rules).status_code == 403


def test_it_has_an_end(serving: Serving) -> None:
    with serving.asking(serving.token_of_post()) as client:
        assert told(client.post("/v1/exchange", content=b" " * (LARGEST + 1))) == (413, "too_large")


def test_the_log_names_no_journal(serving: Serving, brought: dict[str, Any]) -> None:
    with serving.asking(serving.token_of_post()) as client:
        assert client.get(f"/v1/exchange/{brought['journal']}").status_code == 200
    with serving.asking() as client:
        assert "/v1/exchange/JOURNAL" in client.get("/metrics").text
    assert brought["journal"] not in serving.log
