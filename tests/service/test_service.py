"""The service, asked as an integrator would: the answers of the command line, and nothing less."""

from __future__ import annotations

import csv
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Session, ago, wait_for

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx
import msgspec

from border_check.journal.book import Journal
from border_check.service.answers import ErrorAnswer, ListsAnswer, ScreeningAnswer

from serving import FAST, Serving, loaded

LISTED = {"number": "L8989217", "issuing_state": "UTO"}


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service with lists of each kind that is asked."""
    session = loaded(Session(tmp_path_factory.mktemp("service")))
    with Serving(session, workers=2) as serving:
        yield serving


@pytest.fixture
def client(serving: Serving) -> Iterator[httpx.Client]:
    with serving.asking() as client:
        yield client


def same(wire: dict[str, Any]) -> dict[str, Any]:
    """What two answers to one question have in common: all but when and under which number."""
    lists = [{**one, "age_hours": None} for one in wire["lists"]]
    return {**wire, "reference": None, "asked_at": None, "lists": lists}


def travellers() -> Iterator[dict[str, str]]:
    with (SAMPLES / "passengers.csv").open(newline="") as file:
        yield from csv.DictReader(file)


OPTIONS = {
    "surname": "--surname",
    "given": "--given",
    "dob": "--dob",
    "nationality": "--nationality",
}


def test_documents_are_answered_as_by_the_command(client: httpx.Client, serving: Serving) -> None:
    asked = 0
    for row in travellers():
        number, issuer = row["Passport No."], row["Issuing Country"]
        if not number or not issuer:
            continue
        holder = {"surname": row["Last Name"], "given": row["First Name(s)"]}
        holder = {key: value for key, value in holder.items() if value}
        question = {"number": number, "issuing_state": issuer, "holder": holder}
        told = client.post("/v1/document", json=question)
        words = [word for key, value in holder.items() for word in (OPTIONS[key], value)]
        command = serving.session("doc", number, "--issuer", issuer, *words, "--json")
        if command.code in (2, 3):
            assert told.status_code == 422
            continue
        assert same(told.json()) == same(command.json)
        msgspec.convert(told.json(), ScreeningAnswer)
        asked += 1
    assert asked > 20


def test_people_are_answered_as_by_the_command(client: httpx.Client, serving: Serving) -> None:
    verdicts = set()
    for line in (SAMPLES / "national-watchlist.jsonl").read_text().splitlines():
        record = json.loads(line)
        dob = next(iter(record.get("dobs", [])), "")
        question = {"name": record["name"], **({"dob": dob} if dob else {})}
        told = client.post("/v1/person", json=question).json()
        words = ("--dob", dob) if dob else ()
        assert same(told) == same(serving.session("person", record["name"], *words, "--json").json)
        msgspec.convert(told, ScreeningAnswer)
        verdicts.add(told["verdict"])
    assert "stop" in verdicts


def test_vehicles_are_answered_as_by_the_command(client: httpx.Client, serving: Serving) -> None:
    for plate, country in (("UT 123 AB", "UTO"), ("ZZ999", "UTO")):
        told = client.post("/v1/vehicle", json={"plate": plate, "country": country}).json()
        command = serving.session("vehicle", "--plate", plate, "--country", country, "--json")
        assert same(told) == same(command.json)
        msgspec.convert(told, ScreeningAnswer)


def test_a_zone_is_read(client: httpx.Client) -> None:
    zone = [
        "P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "K7654321<4UTO9001011F2904157<<<<<<<<<<<<<<<0",
    ]
    as_lines = client.post("/v1/document", json={"mrz": zone}).json()
    as_text = client.post("/v1/document", json={"mrz": "\n".join(zone)}).json()
    assert as_lines["query"]["mrz"]["format"] == "TD3"
    assert same(as_lines) == same(as_text)


def test_a_passenger_list_is_answered_as_by_the_command(
    client: httpx.Client, serving: Serving
) -> None:
    file = SAMPLES / "passengers.csv"
    told = client.post("/v1/batch", params={"name": file.name}, content=file.read_bytes())
    lines = [json.loads(line) for line in told.text.splitlines()]
    command = serving.session("batch", file, "--json").json_lines
    assert [same(one) for one in lines] == [same(one) for one in command]


def test_a_passenger_list_says_what_it_is_asked_for(client: httpx.Client, serving: Serving) -> None:
    content = (SAMPLES / "passengers.csv").read_bytes()
    told = client.post("/v1/batch", params={"direction": "transit"}, content=content)
    reference = json.loads(told.text.splitlines()[-1])["reference"]
    with Journal(serving.session.home / "journal") as journal:
        entry = journal.entry(int(reference.rpartition("/C")[2]))
    assert entry is not None
    assert entry.facts["direction"] == "transit"
    for params, status in (({"direction": "up"}, 422), ({"purpose": "gossip"}, 403)):
        assert client.post("/v1/batch", params=params, content=content).status_code == status


LONG = [
    ("a passenger list", "/v1/batch", 200, '"check": "batch"'),
    ("hits of a post", "/v1/exchange", 422, '"code": "unreadable"'),  # whole, and no such hits
]


@pytest.mark.parametrize(
    ("path", "status", "end"), [one[1:] for one in LONG], ids=[one[0] for one in LONG]
)
def test_what_is_long_may_come_over_a_slow_line(
    bare_session: Session, path: str, status: int, end: str
) -> None:
    session = loaded(bare_session, "service: {patience: 1}\n")
    content = (SAMPLES / "passengers.csv").read_bytes() + b"\n" * 12_000

    def slowly() -> Iterator[bytes]:
        for at in range(0, len(content), 4_000):
            time.sleep(0.5)  # faster than it has to be, and longer than patience in all
            yield content[at : at + 4_000]

    with Serving(session) as serving:
        token = serving.token_of_post() if path == "/v1/exchange" else serving.token()
        with serving.asking(token) as client:
            told = client.post(path, content=slowly())
        assert (told.status_code, end in told.text.splitlines()[-1]) == (status, True)


def test_a_parameter_that_is_none_is_not_passed_over(client: httpx.Client) -> None:
    told = client.post("/v1/batch?nme=flight.csv", content=LONG_LIST[:100])
    assert (told.status_code, told.json()["error"]["code"]) == (422, "unreadable")
    assert "nme: no such parameter" in told.text


def test_a_passenger_list_that_is_none(client: httpx.Client) -> None:
    told = client.post("/v1/batch", content=b"\x00\x01\x02")
    assert told.status_code == 422
    assert told.json()["error"]["code"] == "unreadable"


def test_lists_are_told(client: httpx.Client, serving: Serving) -> None:
    told = client.get("/v1/lists").json()
    msgspec.convert(told, ListsAnswer)
    command = serving.session("lists", "--json").json
    assert [one["name"] for one in told["lists"]] == [one["name"] for one in command["lists"]]


def test_each_search_is_entered_with_its_caller(client: httpx.Client, serving: Serving) -> None:
    told = client.post(
        "/v1/document", json={**LISTED, "direction": "exit", "operation": "SUMMER"}
    ).json()
    with Journal(serving.session.home / "journal") as journal:
        entry = journal.entry(int(told["reference"].rpartition("/C")[2]))
        assert journal.verify().faults == ()
    assert entry is not None
    facts = entry.facts
    assert told["reference"].startswith(f"{facts['at'][:10]}/GVA-03/")
    assert (facts["user"], facts["post"], facts["role"]) == ("anna", "GVA-03", "second-line")
    assert (facts["direction"], facts["operation"]) == ("exit", "SUMMER")
    assert len(facts["token"]) == 16


# -- who may ask ---------------------------------------------------------------------------------


def test_without_a_token_nobody_is_answered(serving: Serving) -> None:
    for token in ("", "abc", "a.b.c", "x" * 4000):
        with serving.asking(token) as client:
            told = client.post("/v1/document", json=LISTED)
        assert (told.status_code, told.json()["error"]["code"]) == (401, "unauthorized")
        assert told.headers["www-authenticate"] == "Bearer"
        msgspec.convert(told.json(), ErrorAnswer)


def test_a_token_without_a_signature_is_none(serving: Serving) -> None:
    import jwt

    said = jwt.decode(serving.token(), options={"verify_signature": False})
    forged = [
        jwt.encode(said, "", algorithm="none"),
        jwt.encode(said, "secret" * 10, algorithm="HS256"),
    ]
    for token in forged:
        with serving.asking(token) as client:
            assert client.get("/v1/lists").status_code == 401


def test_a_token_of_another_service_is_none(serving: Serving, tmp_path: Path) -> None:
    other = Session(tmp_path)
    issued = other("token", "issue", "--user", "anna", "--post", "GVA-03")
    with serving.asking(issued.out.strip()) as client:
        told = client.get("/v1/lists")
    assert told.json()["error"]["text"] == "the token is none of this service"


def test_a_token_that_was_revoked_counts_no_more(serving: Serving) -> None:
    token = serving.token(user="berta")
    with serving.asking(token) as client:
        assert client.get("/v1/lists").status_code == 200
        (known,) = [
            one
            for one in serving.session("token", "list", "--json").json_lines
            if one["user"] == "berta"
        ]
        assert token not in str(known)
        assert serving.session("token", "revoke", known["id"]).code == 0
        assert client.get("/v1/lists").json()["error"]["text"] == "the token was revoked"
    serving.session("token", "revoke", "0" * 16).failed(2, "no token has this id")


def test_a_token_that_counts_once_cannot_be_replayed(serving: Serving) -> None:
    with serving.asking(serving.token("--once")) as client:
        assert client.post("/v1/document", json=LISTED).status_code == 200
        for _ in range(4):  # whichever process it comes to
            told = client.post("/v1/document", json=LISTED)
            assert told.json()["error"]["text"] == "the token counts once, and was used"


def test_the_first_line_does_not_browse_by_name(serving: Serving) -> None:
    with serving.asking(serving.token(role="first-line")) as client:
        told = client.post("/v1/person", json={"name": "Jane Doe"})
        assert (told.status_code, told.json()["error"]["code"]) == (403, "role")
        assert client.post("/v1/document", json=LISTED).json()["verdict"] == "stop"


def test_a_purpose_has_to_be_allowed(serving: Serving) -> None:
    with serving.asking(serving.token("--purpose", "border", "--purpose", "visa")) as client:
        for purpose, status in (("visa", 200), ("gossip", 403)):
            told = client.post("/v1/document", json={**LISTED, "purpose": purpose})
            assert told.status_code == status
        assert told.json()["error"]["hint"] == "it allows: border, visa"


# -- what may be sent ----------------------------------------------------------------------------

WRONG = [
    ("no JSON", b"{", "the question cannot be read"),
    ("a list", b"[]", "Expected `object`"),
    ("an unknown key", b'{"nmber": "x"}', "unknown field `nmber`"),
    ("a number that is a number", b'{"number": 5}', "`$.number`"),
    ("a text that is too long", b'{"number": "' + b"x" * 300 + b'"}', "`$.number`"),
    ("nothing", b"{}", "neither a document number nor"),
    ("a deep one", b"[" * 50_000, "the question cannot be read"),
    ("half a character", b'{"number": "\xff"}', "the question cannot be read"),
    ("a direction that is none", b'{"number": "X1", "direction": "up"}', "direction: expected"),
]


@pytest.mark.parametrize(("content", "said"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_what_is_wrong_is_told_with_its_place(
    client: httpx.Client, content: bytes, said: str
) -> None:
    told = client.post("/v1/document", content=content)
    assert told.status_code == 422
    assert said in told.json()["error"]["text"]
    msgspec.convert(told.json(), ErrorAnswer)


FIELDS = [
    ("document", {"number": 5}, "number"),
    ("document", {"nmber": "x"}, "nmber"),
    ("document", {"number": "K1", "holder": {"dob": 5}}, "holder.dob"),
    ("document", {"number": "K1", "holder": {"gendr": "F"}}, "holder.gendr"),
    ("document", {"number": "!!"}, "number"),
    ("document", {"number": "K1", "issuing_state": "Nowhere"}, "issuing_state"),
    ("document", {"number": "K1", "direction": "up"}, "direction"),
    ("person", {"name": "Jane Doe", "dob": "soon"}, "dob"),
    ("person", {"name": "Jane Doe", "gender": "?"}, "gender"),
    ("person", {"name": "Jane Doe", "nationality": "Nowhere"}, "nationality"),
    ("person", {"name": "Jane Doe", "documents": [["K1", 5]]}, "documents[0][1]"),
    ("vehicle", {"vin": "!!"}, "vin"),
    ("vehicle", {"imo": "x"}, "imo"),
    ("vehicle", {"plate": "UT 1", "country": "Nowhere"}, "country"),
    ("document", {}, None),
    ("document", {"mrz": "P<UTO"}, None),
]


@pytest.mark.parametrize(("kind", "question", "field"), FIELDS)
def test_what_is_wrong_is_told_with_its_field(
    client: httpx.Client, kind: str, question: dict[str, Any], field: str | None
) -> None:
    told = client.post(f"/v1/{kind}", json=question)
    assert told.status_code == 422, told.text
    assert told.json()["error"].get("field") == field, told.text
    msgspec.convert(told.json(), ErrorAnswer)


def test_what_is_too_large_is_not_read(client: httpx.Client, serving: Serving) -> None:
    told = client.post("/v1/document", content=b"x" * 70_000)
    assert (told.status_code, told.json()["error"]["code"]) == (413, "too_large")

    def dripping() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 10_000

    with serving.asking() as other:
        assert other.post("/v1/document", content=dripping()).status_code == 413


PATHS = [("nowhere", "GET", "/v1/nowhere", 404), ("another method", "GET", "/v1/document", 405)]


@pytest.mark.parametrize(
    ("method", "path", "status"), [p[1:] for p in PATHS], ids=[p[0] for p in PATHS]
)
def test_what_is_not_there(client: httpx.Client, method: str, path: str, status: int) -> None:
    told = client.request(method, path)
    assert told.status_code == status
    msgspec.convert(told.json(), ErrorAnswer)


def test_who_is_slow_is_not_waited_for(bare_session: Session) -> None:
    session = loaded(bare_session, "service: {patience: 1}\n")
    with Serving(session) as serving, ExitStack() as end:
        head = f"POST /v1/document HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {serving.token()}"
        line = end.enter_context(socket.create_connection(("127.0.0.1", serving.port)))
        line.sendall(f"{head}\r\nContent-Length: 100\r\n\r\n{{".encode())
        line.settimeout(10)
        assert line.recv(100).startswith(b"HTTP/1.1 408")


def closed(line: socket.socket) -> bool:
    """Whether a line is closed without a word."""
    line.settimeout(10)
    try:
        return line.recv(100) == b""
    except ConnectionResetError:
        return True


def test_who_says_nothing_or_only_half_a_head_is_not_waited_for(bare_session: Session) -> None:
    session = loaded(bare_session, "service: {patience: 1}\n")
    with Serving(session) as serving, serving.asking() as client:
        place = ("127.0.0.1", serving.port)
        with (
            socket.create_connection(place) as silent,
            socket.create_connection(place) as half,
            socket.create_connection(place) as second,
        ):
            half.sendall(b"POST /v1/document HTTP/1.1\r\nHost: x\r\n")
            second.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while not answer.endswith(b"}"):
                answer += second.recv(1000)
            assert answer.startswith(b"HTTP/1.1 200")
            second.sendall(b"GET /v1/health HTTP/1.1\r\n")
            assert closed(silent)
            assert closed(half)
            assert closed(second)
        assert client.get("/v1/health").status_code == 200


def test_a_head_that_never_ends_is_not_read(client: httpx.Client, serving: Serving) -> None:
    with socket.create_connection(("127.0.0.1", serving.port)) as line:
        line.sendall(b"GET /v1/health HTTP/1.1\r\nHost: x\r\n")
        with suppress(OSError):  # it hangs up in the middle
            for number in range(40):
                line.sendall(f"X-{number}: ".encode() + b"x" * 1000 + b"\r\n")
        assert closed(line)
    fits = client.get("/v1/health", headers={"X-Long": "x" * 8000})
    assert fits.status_code == 200


LONG_LIST = b"name,number,issuing_state\n" + b"Joan Roe,K7654321,UTO\n" * 20_000


@contextmanager
def journal_in_use(session: Session) -> Iterator[None]:
    """While another process writes to the journal, no answer can be entered."""
    (volume,) = (session.home / "journal").glob("*.sqlite")
    with closing(sqlite3.connect(volume, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


ASKED = [("documents", "/v1/document", LISTED), ("people", "/v1/person", {"name": "Joan Roe"})]


@pytest.mark.parametrize(("path", "asked"), [a[1:] for a in ASKED], ids=[a[0] for a in ASKED])
def test_so_many_questions_wait_and_no_longer(
    bare_session: Session, path: str, asked: dict[str, str]
) -> None:
    session = loaded(bare_session, "service: {documents_waiting: 1, persons_waiting: 1, answer: 3}")
    with Serving(session) as serving, serving.asking() as client:

        def ask(_: int = 0) -> httpx.Response:
            return client.post(path, json=asked)

        assert ask().status_code == 200
        with journal_in_use(session), ThreadPoolExecutor(2) as threads:
            told = list(threads.map(ask, range(2)))
        assert {(one.status_code, one.headers["retry-after"]) for one in told} == {(503, "1")}
        texts = {one.json()["error"]["text"] for one in told}
        assert texts == {"too many questions wait", "no answer in time"}
        wait_for(lambda: ask().status_code == 200)


def test_so_many_passenger_lists_at_once_and_no_more(bare_session: Session) -> None:
    session = loaded(bare_session, "service: {rate: 1000, burst: 1000, batches: 1}\n")
    with Serving(session) as serving, serving.asking() as client, serving.asking() as other:

        def short() -> httpx.Response:
            return other.post("/v1/batch", content=LONG_LIST[:100])

        with client.stream("POST", "/v1/batch", content=LONG_LIST) as running:
            lines = running.iter_lines()
            next(lines)  # and whoever lets go of the others hangs up
            told = short()
            assert (told.status_code, told.json()["error"]["code"]) == (503, "busy")
            assert told.headers["retry-after"] == "5"
            assert other.post("/v1/document", json=LISTED).json()["verdict"] == "stop"
        wait_for(lambda: short().status_code == 200)  # who asked has hung up
        assert other.post("/v1/batch", content=b"\x00").status_code == 422
        assert short().status_code == 200


def test_who_does_not_take_the_answers_is_not_waited_for(bare_session: Session) -> None:
    session = loaded(bare_session, "service: {batches: 1, patience: 1}\n")
    with Serving(session) as serving, serving.asking() as client:
        head = f"POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {serving.token()}"
        with socket.create_connection(("127.0.0.1", serving.port)) as line:
            line.sendall(f"{head}\r\nContent-Length: {len(LONG_LIST)}\r\n\r\n".encode())
            line.sendall(LONG_LIST)

            def status() -> int:
                time.sleep(0.2)
                return client.post("/v1/batch", content=LONG_LIST[:100]).status_code

            wait_for(lambda: status() == 503)
            wait_for(lambda: status() == 200)
        assert client.get("/v1/ready").status_code == 200


def test_who_asks_too_often_is_told_to_wait(bare_session: Session) -> None:
    session = loaded(bare_session, "service: {rate: 1, burst: 3}\n")
    with Serving(session) as serving, serving.asking() as client, serving.asking() as other:
        statuses = [client.get("/v1/lists").status_code for _ in range(6)]
        assert statuses[:3] == [200] * 3
        assert 429 in statuses
        told = client.get("/v1/lists")
        assert (told.status_code, told.headers["retry-after"]) == (429, "1")
        assert other.get("/v1/lists").status_code == 200  # each caller has a share of their own


# -- how it runs ---------------------------------------------------------------------------------


def test_lists_are_swapped_without_a_dropped_request(bare_session: Session) -> None:
    session = loaded(bare_session)
    with Serving(session) as serving:
        token, ends = serving.token(), threading.Event()
        answers: list[tuple[int, str]] = []

        def ask() -> None:
            with serving.asking(token) as client:
                while not ends.is_set():
                    told = client.post("/v1/document", json=LISTED)
                    answers.append((told.status_code, told.json().get("verdict")))

        asking = [threading.Thread(target=ask) for _ in range(3)]
        for one in asking:
            one.start()
        for minutes in range(30, 25, -1):
            loading = session("load", "sltd", SAMPLES / "sltd.csv", "--as-of", ago(minutes=minutes))
            assert loading.code == 0, loading
        ends.set()
        for one in asking:
            one.join()
    assert len(answers) > 20
    assert set(answers) == {(200, "stop")}


def test_it_ends_when_it_is_told_to(bare_session: Session) -> None:
    session = loaded(bare_session)
    serving = Serving(session, workers=2)
    with serving.asking() as client:
        assert client.get("/v1/health").json()["service"] == "border-check"
        assert client.get("/v1/ready").json() == {"ready": True}
    assert serving.stop() == 0


def refuses(serving: Serving) -> bool:
    try:
        socket.create_connection(("127.0.0.1", serving.port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False


def test_whoever_comes_while_it_ends_is_refused_at_once(bare_session: Session) -> None:
    """Rather than kept waiting for the end: a server in front then asks another one."""
    body = json.dumps(LISTED).encode()
    with Serving(loaded(bare_session, "service: {patience: 60}\n"), workers=2) as serving:
        with socket.create_connection(("127.0.0.1", serving.port), timeout=60) as line:
            head = f"POST /v1/document HTTP/1.1\r\nAuthorization: Bearer {serving.token()}"
            more = f"Host: x\r\nContent-Length: {len(body)}\r\nExpect: 100-continue"
            line.sendall(f"{head}\r\n{more}\r\n\r\n".encode())
            assert b"100 Continue" in line.recv(100)
            serving.process.send_signal(signal.SIGTERM)
            wait_for(lambda: refuses(serving))
            assert serving.process.poll() is None
            line.sendall(body)
            answer = b"".join(iter(lambda: line.recv(1 << 16), b""))
        assert b'"verdict": "stop"' in answer
        assert serving.process.wait(timeout=20) == 0


def test_a_home_that_others_have_written_into_is_told_to_whoever_runs_it(
    bare_session: Session,
) -> None:
    session = loaded(bare_session)
    foreign = session.home / "lists" / "foreign"
    with Serving(session) as serving, serving.asking() as client:
        foreign.symlink_to("foreign")  # as unreadable to root as to everybody
        told = client.post("/v1/document", json=LISTED)
        assert (told.status_code, told.json()["error"]["code"]) == (503, "unavailable")
        assert str(session.home) not in told.text
        assert f"{foreign}: Too many levels" in serving.log
        foreign.unlink()
        assert client.post("/v1/document", json=LISTED).json()["verdict"] == "stop"
    foreign.symlink_to("foreign")
    command = [sys.executable, "-m", "border_check", "serve", "--port=0", f"--home={session.home}"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert f"error: {foreign}: Too many levels" in ended.stderr
    assert "error: the service ended again and again, last with 4" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_process_that_is_killed_is_started_anew(bare_session: Session) -> None:
    session = loaded(bare_session)
    with Serving(session) as serving:
        own = f"/proc/{serving.process.pid}/task/{serving.process.pid}/children"
        if not Path(own).exists():
            pytest.skip("no way to find its processes")
        child = int(Path(own).read_text().split()[0])
        import os
        import signal

        os.kill(child, signal.SIGKILL)
        with serving.asking() as client:
            for _ in range(100):
                try:
                    assert client.post("/v1/document", json=LISTED).json()["verdict"] == "stop"
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            else:
                pytest.fail(serving.log)


def test_what_cannot_be_entered_is_not_answered(bare_session: Session) -> None:
    session = loaded(bare_session)
    with Serving(session) as serving, serving.asking() as client:
        journal = session.home / "journal"
        if journal.exists():
            for file in journal.iterdir():
                file.unlink()
            journal.rmdir()
        journal.write_text("in the way")
        told = client.post("/v1/document", json=LISTED).json()
    assert (told["verdict"], told["hits"]) == ("not_checked", [])
    assert [one["code"] for one in told["problems"]] == ["journal"]


def test_neither_log_nor_figures_tell_who_was_searched(bare_session: Session) -> None:
    session = loaded(bare_session)
    with Serving(session) as serving, serving.asking() as client:
        client.post("/v1/document", json=LISTED)
        client.post("/v1/person", json={"name": "Zarou Tayibeli"})
        client.post("/v1/person", json={"nam": "Zarou Tayibeli"})
        client.get("/v1/Tayibeli")
        figures = client.get("/metrics").text
    log = serving.log
    told = [json.loads(line) for line in log.splitlines()]
    assert {one["status"] for one in told} >= {200, 422}
    assert all(one.keys() == {"at", "method", "path", "status", "ms", "token"} for one in told)
    assert 'border_check_verdicts_total{check="document",verdict="stop"} 1.0' in figures
    assert 'border_check_list_age_hours{list="sltd"' in figures
    for word in ("L8989217", "Tayibeli", "Zarou", "anna"):
        assert word not in log + figures


REFUSED = [
    ("to others without a certificate", ["--host", "0.0.0.0"], "others could listen"),
    ("a certificate without its key", ["--certificate", "x.pem"], "needs its key"),
    ("a certificate that is not there", ["--certificate", "x", "--key", "y"], "is not there"),
]


@pytest.mark.parametrize(("words", "said"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_it_is_not_served(session: Session, words: list[str], said: str) -> None:
    session("serve", *words).failed(2, said)


def test_a_port_that_is_taken(session: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        session("serve", "--port", port).failed(4, "Address already in use")


def test_its_own_description_holds(serving: Serving, client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert described["paths"].keys() == {
        *("/v1/document", "/v1/person", "/v1/vehicle", "/v1/batch"),
        *("/v1/lists", "/v1/health", "/v1/ready"),
        *("/v1/snapshots", "/v1/snapshots/{name}/{file}"),
        *("/v1/exchange", "/v1/exchange/{journal}"),
    }
    assert FAST in (serving.session.home / "config.yaml").read_text()
