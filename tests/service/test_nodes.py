"""Several machines of one service, behind a balancer: what they share is in a real PostgreSQL."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")
pytest.importorskip("psycopg")

import httpx

from border_check.database.opening import database_of
from border_check.database.rows import Tables
from border_check.journal.shared import SharedJournal
from border_check.service.duty import COOKIE

from postgres import Server
from serving import FAST, Serving, loaded

LISTED = {"number": "L8989217", "issuing_state": "UTO"}
_SOON = 5.0


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with lists, which nobody has asked yet."""
    return loaded(Session(tmp_path_factory.mktemp("lists"))).home


@pytest.fixture(scope="module")
def shared_by(postgres_server: Server) -> str:
    """The database of `nodes`."""
    return postgres_server.database()


@pytest.fixture(scope="module")
def nodes(
    tmp_path_factory: pytest.TempPathFactory, lists: Path, shared_by: str
) -> Iterator[tuple[Serving, Serving]]:
    """Two machines with lists of their own, and the key by which both know tokens."""
    with two_nodes(tmp_path_factory.mktemp("nodes"), lists, shared_by) as nodes:
        yield nodes


@pytest.fixture
def own_nodes(tmp_path: Path, lists: Path, database: str) -> Iterator[tuple[Serving, Serving]]:
    """Two that only one test has."""
    with two_nodes(tmp_path, lists, database) as nodes:
        yield nodes


@contextmanager
def two_nodes(folder: Path, lists: Path, database: str) -> Iterator[tuple[Serving, Serving]]:
    first, second = (node(folder / name, lists, database) for name in ("first", "second"))
    assert first("token", "issue", "--user", "key", "--post", "X").code == 0
    shutil.copytree(first.home / "service", second.home / "service")
    with Serving(first) as one, Serving(second) as other:
        yield one, other


def node(folder: Path, lists: Path, database: str) -> Session:
    session = Session(folder)
    folder.mkdir()
    shutil.copytree(lists, session.home)
    (session.home / "config.yaml").write_text(
        f"desk: {{post: CENTRE}}\ndatabase: '{database}'\n{FAST}"
    )
    return session


class Balancer:
    """Asks one machine after the other, and the next one where one is gone."""

    def __init__(self, nodes: tuple[Serving, ...], token: str) -> None:
        self._clients = [one.asking(token) for one in nodes]
        self._turn = self.asked_twice = 0

    def close(self) -> None:
        for client in self._clients:
            client.close()

    def ask(self, path: str, question: dict[str, str]) -> httpx.Response:
        for _ in self._clients:
            self._turn += 1
            try:
                return self._clients[self._turn % len(self._clients)].post(path, json=question)
            except httpx.TransportError:
                self.asked_twice += 1
        raise AssertionError("no machine answers")


@pytest.fixture
def balancer(nodes: tuple[Serving, Serving]) -> Iterator[Balancer]:
    with closing(Balancer(nodes, nodes[0].token())) as balancer:
        yield balancer


def soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds within some seconds."""
    end = time.monotonic() + _SOON
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_they_have_one_journal(balancer: Balancer, shared_by: str) -> None:
    references = [balancer.ask("/v1/document", LISTED).json()["reference"] for _ in range(6)]
    numbers = [int(one.rpartition("/C")[2]) for one in references]
    assert numbers == list(range(numbers[0], numbers[0] + 6))
    with SharedJournal("", shared_by) as journal:
        assert journal.verify() == (numbers[-1], ())
    assert [one.partition("/")[2].partition("/")[0] for one in references] == ["GVA-03"] * 6


def test_a_token_ends_on_all_of_them(nodes: tuple[Serving, Serving]) -> None:
    one, other = nodes
    text = one.token(user="vera")
    with other.asking(text) as client:
        assert client.get("/v1/lists").status_code == 200, "issued at one, it counts at the other"
        (known,) = [told for told in one.session("token", "list", "--json").json_lines
                    if told["user"] == "vera"]  # fmt: skip
        assert one.session("token", "revoke", known["id"]).code == 0
        assert soon(lambda: client.get("/v1/lists").status_code == 401)


def test_a_token_for_one_request_counts_on_one_of_them(nodes: tuple[Serving, Serving]) -> None:
    text = nodes[0].token("--once")
    with nodes[0].asking(text) as first, nodes[1].asking(text) as second:
        told = [client.get("/v1/lists").status_code for client in (first, second, first)]
    assert told == [200, 401, 401]


@pytest.mark.parametrize(
    ("path", "carried"),
    [
        pytest.param("/v1/lists", "Authorization: Bearer {}", id="a question"),
        pytest.param("/desk", f"Cookie: {COOKIE}={{}}", id="the duty desk"),
    ],
)
def test_others_are_served_while_the_database_is_waited_for(
    nodes: tuple[Serving, Serving], shared_by: str, postgres_server: Server, path: str, carried: str
) -> None:
    name, _, said = carried.format(nodes[0].token("--once")).partition(": ")
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'"
    with nodes[0].asking("") as client, ThreadPoolExecutor() as pool:
        with database_of("", shared_by, Tables("tokens")) as held, held.writing():
            told = pool.submit(client.get, path, headers={name: said})
            assert soon(lambda: postgres_server.ask(waiting, shared_by) != "0")
            assert client.get("/v1/health").status_code == 200
            assert not told.done()
        assert told.result().status_code in (200, 303)


def test_the_duty_desk_is_the_same_on_all(
    nodes: tuple[Serving, Serving], balancer: Balancer
) -> None:
    reference = balancer.ask("/v1/document", LISTED).json()["reference"]
    for serving in nodes:
        with serving.asking("", follow_redirects=True) as client:
            client.post("/desk/sign-in", data={"token": serving.token(user="berta")})
            assert reference in client.get("/desk").text


def test_a_recall_counts_on_all_of_them(own_nodes: tuple[Serving, Serving]) -> None:
    said = own_nodes[0].session("posts", "recall", "sltd", "S-0001", "--reason", "withdrawn")
    assert said.code == 0, said
    with closing(Balancer(own_nodes, own_nodes[0].token())) as balancer:

        def verdicts() -> set[str]:
            return {balancer.ask("/v1/document", LISTED).json()["verdict"] for _ in range(2)}

        assert soon(lambda: verdicts() == {"proceed"})


def test_what_goes_wrong_by_it_is_told_and_tried_again(
    own_nodes: tuple[Serving, Serving],
) -> None:
    """A folder stands where the recalls are kept, for a disk that takes nothing for a while."""
    first, other = own_nodes
    in_the_way = other.session.home / "recalled"
    in_the_way.mkdir()
    assert first.session("posts", "recall", "sltd", "S-0001", "--reason", "withdrawn").code == 0
    assert soon(lambda: "not in step with other machines" in other.log)
    with Serving(other.session) as anew, anew.asking() as client:
        assert soon(lambda: "not in step with other machines" in anew.log)
        told = client.get("/v1/ready")
        assert (told.status_code, told.json()["error"]["code"]) == (503, "not_ready")
        in_the_way.rmdir()
        assert soon(lambda: client.get("/v1/ready").status_code == 200)
        assert anew.log.count("not in step") == 1, "the same is told once"
        assert client.post("/v1/document", json=LISTED).json()["verdict"] == "proceed"


def test_posts_bring_their_hits_to_any_of_them(
    nodes: tuple[Serving, Serving], lists: Path, tmp_path: Path
) -> None:
    post = Session(tmp_path / "post")
    post.folder.mkdir()
    shutil.copytree(lists, post.home)
    (post.folder / "token").write_text(nodes[0].token_of_post())
    for number, serving in enumerate((*nodes, nodes[0])):
        (post.home / "config.yaml").write_text(
            f"centre: {{address: '{serving.address}', token: {post.folder / 'token'}}}\n"
        )
        assert post("doc", LISTED["number"], "--issuer", "UTO").code == 11
        assert post("exchange", "--json").json["brought"] == 1, number
    (told,) = nodes[1].session("posts", "--json").json["posts"]
    assert (told["post"], told["searches"]) == ("GVA-03", {"stop": 3})


def test_one_that_ends_costs_no_answer(own_nodes: tuple[Serving, Serving], database: str) -> None:
    told = []
    with closing(Balancer(own_nodes, own_nodes[0].token())) as balancer:
        for number in range(200):
            if number == 100:
                threading.Thread(target=own_nodes[1].kill).start()
            told.append(balancer.ask("/v1/document", LISTED).json()["verdict"])
        assert balancer.asked_twice, "the one that ended was asked"
    assert told == ["stop"] * 200
    with SharedJournal("", database) as journal:
        finding = journal.verify()
    assert finding.faults == ()
    assert finding.entries >= 200, "one that was entered and not answered was asked again"


def test_without_the_database_nothing_is_answered(
    balancer: Balancer, postgres_server: Server
) -> None:
    for _ in range(2):
        assert balancer.ask("/v1/document", LISTED).json()["verdict"] == "stop"
    postgres_server.stop()
    told = balancer.ask("/v1/document", LISTED).json()
    postgres_server.start()
    assert (told["verdict"], told["hits"]) == ("not_checked", [])
    assert balancer.ask("/v1/document", LISTED).json()["verdict"] == "stop"
