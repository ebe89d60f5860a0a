"""A post asks its centre while the line holds, and answers by itself when it does not."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Result, Session, ago

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from border_check.journal.book import Journal

from serving import Serving, centre_of, loaded

LISTED = ("doc", "L8989217", "--issuer", "UTO")
NEW = ("doc", "K7654000", "--issuer", "UTO")
"""A document that the centre alone has listed."""
PATIENCE = 2.0


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    session = loaded(Session(tmp_path_factory.mktemp("centre")))
    newer = session.folder / "newer.csv"
    lines = (SAMPLES / "sltd.csv").read_text().splitlines(keepends=True)
    more = lines[1].replace("S-0001", "S-9001").replace("L8989000", "K7654000")
    newer.write_text("".join([*lines, more.replace("L8989499", "K7654999")]))
    assert session("load", "sltd", newer, "--as-of", ago(minutes=5)).code == 0
    with Serving(session) as serving:
        yield serving


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with lists, which nobody has asked yet."""
    return loaded(Session(tmp_path_factory.mktemp("lists"))).home


@pytest.fixture
def post(bare_session: Session, centre: Serving, lists: Path) -> Session:
    """A post with lists of its own, which may ask the centre."""
    shutil.copytree(lists, bare_session.home)
    (bare_session.folder / "token").write_text(centre.token())
    use(bare_session, centre.address)
    return bare_session


def configured(session: Session, address: str, **more: Any) -> str:
    return centre_of(session, address, PATIENCE, **more)


def use(session: Session, address: str, **more: Any) -> None:
    (session.home / "config.yaml").write_text(configured(session, address, **more))


def codes(result: Result) -> list[str]:
    return [one["code"] for one in result.json["problems"]]


def test_the_centre_is_asked_where_it_is_wanted(post: Session, centre: Serving) -> None:
    here = post(*NEW, "--json")
    assert (here.code, codes(here)) == (0, [])
    there = post(*NEW, "--via", centre.address, "--json")
    assert (there.code, there.json["verdict"]) == (11, "stop")
    assert codes(there) == ["centre_answered"]
    with Journal(post.home / "journal") as journal:
        *_, last = journal.entries()
    assert (last.facts["check"], last.facts["of"]) == ("via", there.json["reference"])
    with Journal(centre.session.home / "journal") as journal:
        *_, last = journal.entries()
    assert (last.facts["check"], last.facts["user"]) == ("document", "anna")


def test_its_answer_is_shown_as_any_other(post: Session, centre: Serving) -> None:
    told = post(*LISTED, "--via", centre.address)
    assert told.out.startswith("[!!] STOP  DOCUMENT LISTED: STOLEN BLANK")
    assert f"answered by the centre, {centre.address}" in " ".join(told.out.split())
    person = post("person", "Zarou Tayibeli", "--dob", "1979-02-11", "--via", centre.address)
    assert person.code == 11
    assert "TAYIBELI" in person.out


@pytest.mark.parametrize(
    ("own", "end"),
    [("GVA-03", ""), ("GVA-04", ": the token says GVA-03, and this desk is GVA-04")],
)
def test_a_token_of_another_post_is_told(
    post: Session, centre: Serving, own: str, end: str
) -> None:
    (post.home / "config.yaml").write_text(
        f"desk: {{post: {own}}}\n" + configured(post, centre.address)
    )
    told = post(*LISTED, "--via", centre.address, "--json").json
    assert [one["text"] for one in told["problems"]] == [
        f"answered by the centre, {centre.address}{end}"
    ]


def test_what_it_asked_is_told_as_of_the_lists_here(post: Session, centre: Serving) -> None:
    here, there = post(*LISTED), post(*LISTED, "--via", centre.address)
    asked = [
        re.sub(r"\d+h\d\d", "", told.out[told.out.index("Asked ") :]) for told in (here, there)
    ]
    assert "TDAWN    WANTED" in asked[0]
    assert asked[1] == asked[0]


def test_by_configuration_it_is_asked_first(post: Session, centre: Serving) -> None:
    use(post, centre.address, always="true")
    assert post(*NEW).code == 11
    assert post(*NEW, "--via", "here").code == 0
    desk = post("desk", "--json", stdin="K7654000 UTO P\n")
    assert '"centre_answered"' in desk.out, desk


def test_nothing_is_asked_of_anybody_else(post: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"http://127.0.0.1:{other.getsockname()[1]}"
        post(*LISTED, "--via", address).failed(2, "not the centre of the configuration")
        other.settimeout(0.2)
        with pytest.raises(TimeoutError):
            other.accept()


NOT_AN_ADDRESS = [
    ("plain http to others", "http://centre.example"),
    ("a path", "https://centre.example/x"),
    ("a password", "https://a:b@centre.example"),
    ("a file", "file:///etc/passwd"),
    ("no host", "https://"),
    ("no port", "https://centre.example:x"),
]


@pytest.mark.parametrize(
    "address", [n[1] for n in NOT_AN_ADDRESS], ids=[n[0] for n in NOT_AN_ADDRESS]
)
def test_an_address_that_is_none(post: Session, address: str) -> None:
    use(post, f"'{address}'")
    post(*LISTED).failed(3, "centre.address: found")


# -- the line ------------------------------------------------------------------------------------

Line = Callable[[socket.socket], None]


def hangs_up(line: socket.socket) -> None:
    line.close()


def is_silent(line: socket.socket) -> None:
    time.sleep(PATIENCE + 1)
    line.close()


def sends(content: bytes) -> Line:
    def answer(line: socket.socket) -> None:
        line.recv(65536)
        line.sendall(content)
        line.close()

    return answer


BROKEN: list[tuple[str, Line | None]] = [
    ("nobody listens", None),
    ("hangs up", hangs_up),
    ("says nothing", is_silent),
    ("half an answer", sends(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"schema"')),
    ("no HTTP", sends(b"220 mail.example ESMTP\r\n")),
    ("another page", sends(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")),
    ("another JSON", sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")),
    ("no answer to a check", sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
    ("a fault of its own", sends(b"HTTP/1.1 502 Bad\r\nContent-Length: 2\r\n\r\n{}")),
]


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a centre that does not answer as it should."""
    server = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    answer: Line | None = request.param
    if answer is None:
        server.close()
        yield address
        return

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            try:
                answer(line)
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    yield address
    server.close()


@pytest.mark.parametrize(
    "broken", [b[1] for b in BROKEN], indirect=True, ids=[b[0] for b in BROKEN]
)
def test_where_the_centre_is_silent_the_lists_here_answer(post: Session, broken: str) -> None:
    use(post, broken, always="true")
    told = post(*LISTED, "--json")
    assert (told.code, told.json["verdict"]) == (11, "stop")
    assert codes(told) == ["centre_silent"]
    assert all(one["age_hours"] >= 1 for one in told.json["lists"])


def test_that_the_lists_here_have_answered_is_shown(post: Session) -> None:
    use(post, "http://127.0.0.1:9", always="true")
    reason = "answered by the lists here, for the centre did not answer"
    assert reason in " ".join(post(*LISTED).out.split())


def test_a_silent_centre_is_left_alone_for_a_while(post: Session, centre: Serving) -> None:
    use(post, "http://127.0.0.1:9", always="true")
    assert "silent before" not in post(*LISTED, "--json").out
    assert "it was silent before" in post(*LISTED, "--json").out
    use(post, centre.address, always="true")
    assert "it was silent before" in post(*LISTED, "--json").out
    (post.home / "centre-silent").write_text("1 0.0\n")  # as after the pause
    assert codes(post(*NEW, "--json")) == ["centre_answered"]
    assert not (post.home / "centre-silent").exists()


def test_a_desk_goes_on_when_the_line_drops_and_comes_back(bare_session: Session) -> None:
    far = loaded(Session(bare_session.folder / "far"))
    serving = Serving(far)
    (bare_session.folder / "token").write_text(serving.token())
    post = loaded(bare_session, configured(bare_session, serving.address, always="true"))
    from border_check.centre.via import ViaCentre
    from border_check.configuration.reading import load_settings

    settings = load_settings(post.home / "config.yaml")
    assert settings.centre is not None
    with ViaCentre(str(post.home), settings, settings.centre) as desk:
        first = desk.document("L8989217", "UTO", "P")
        serving.stop()
        begin = time.perf_counter()
        second = desk.document("L8989217", "UTO", "P")
        assert time.perf_counter() - begin < PATIENCE + 1
    assert [one.problems[-1].code for one in (first, second)] == [
        "centre_answered",
        "centre_silent",
    ]
    assert first.hits[0].record_id == second.hits[0].record_id


def test_what_is_wrong_with_a_question_is_told_as_ever(post: Session, centre: Serving) -> None:
    post("doc", "!", "--issuer", "UTO", "--via", centre.address).failed(3)
    post("doc", "--via", centre.address).failed(3, "neither a document number")


def test_a_token_that_counts_no_more_leaves_the_lists_here(post: Session, centre: Serving) -> None:
    (post.folder / "token").write_text("expired.or.revoked")
    told = post(*LISTED, "--via", centre.address, "--json")
    assert (told.code, codes(told)) == (11, ["centre_silent"])
    assert "it refuses" in told.json["problems"][0]["text"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(None, "the token of this post cannot be read", id="gone"),
        pytest.param("", "it holds no token", id="empty"),
    ],
)
def test_without_a_token_the_lists_here_answer(
    post: Session, centre: Serving, content: str | None, why: str
) -> None:
    (post.folder / "token").unlink()
    if content is not None:
        (post.folder / "token").write_text(content)
    told = post(*LISTED, "--via", centre.address, "--json")
    assert (told.code, codes(told)) == (11, ["centre_silent"])
    assert why in told.json["problems"][0]["text"]


def test_a_centre_that_could_not_check_is_not_the_last_word(post: Session, tmp_path: Path) -> None:
    bare = Session(tmp_path / "bare")
    bare.home.mkdir(parents=True)
    with Serving(bare) as serving:
        (post.folder / "token").write_text(serving.token())
        use(post, serving.address, always="true")
        told = post("doc", "K7654321", "--issuer", "UTO", "--json")
    assert (told.code, codes(told)) == (0, ["centre_silent"])


def test_what_cannot_be_entered_here_is_not_answered(post: Session, centre: Serving) -> None:
    (post.home / "journal").write_text("in the way")
    told = post(*LISTED, "--via", centre.address, "--json")
    assert (told.code, told.json["hits"], codes(told)) == (20, [], ["journal"])
