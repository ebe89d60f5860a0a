"""What is taken from a server: all of a list or nothing, and never for longer than it may take."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import SourceError, Unreachable
from border_check.updating.download import Download, Known
from border_check.updating.intake import Taken, require_unpacked
from border_check.values.origin import Origin

from list_server import Answer, ListServer, chunked, raw, sends, unless_known

LIST = b"record_id,issuing_country,din,category\nD1,UTO,L8989000,lost\n" * 100
HEAD = b"HTTP/1.1 200 OK\r\n"
NOTHING = Known()
SOON: dict[str, Any] = {"read_timeout": 0.1, "total_timeout": 0.4}


class Taking:
    """Takes a list from a server, and keeps how long was waited."""

    def __init__(self, server: ListServer, room: Path, now: datetime) -> None:
        self.server, self.room, self.now = server, room, now
        self.waited: list[float] = []

    def __call__(self, known: Known = NOTHING, target: str = "/sltd.csv", **limits: Any) -> Taken:
        origin = Origin(self.server.at(target), **{"attempts": 1, "read_timeout": 10.0, **limits})
        return Download(origin, lambda: self.now, self.waited.append).take(known, self.room)


@pytest.fixture
def taking(server: ListServer, tmp_path: Path, now: datetime) -> Taking:
    return Taking(server, tmp_path, now)


@pytest.mark.parametrize(
    "answer",
    [sends(LIST), chunked(LIST[:1000], LIST[1000:])],
    ids=["of a known length", "in chunks"],
)
def test_a_sound_list(taking: Taking, answer: Answer) -> None:
    taking.server.says(answer)
    taken = taking()
    assert taken.path == taking.room / "sltd.csv"
    assert taken.path.read_bytes() == LIST
    assert taken.path.stat().st_mode & 0o777 == 0o600
    assert taken.confirmed == taking.now
    (asked,) = taking.server.asked
    assert asked.headers["Host"] == f"127.0.0.1:{taking.server.port}"
    assert asked.headers["If-None-Match"] is None
    assert asked.headers["Authorization"] is None


def fixed(answer: Answer) -> Callable[[ListServer], Answer]:
    """An answer that needs nothing of its server."""
    return lambda _: answer


FAULTS: list[tuple[str, Callable[[ListServer], Answer], str]] = [
    ("no answer", lambda server: server.stalls(), "did not answer in time"),
    ("half a header", lambda server: server.stalls(b"HTTP/1.1 200"), "did not answer in time"),
    (
        "a header that never ends",
        lambda server: server.drips(HEAD + b"X-Slow: ", 0.02),
        "did not answer in time",
    ),
    (
        "a body that stalls",
        lambda server: server.stalls(HEAD + b"Content-Length: 6000\r\n\r\n" + LIST[:100]),
        "did not answer in time",
    ),
    (
        "a body that drips",
        lambda server: server.drips(HEAD + b"Content-Length: 6000\r\n\r\n", 0.02),
        "did not answer in time",
    ),
    ("a cut body", fixed(sends(LIST[:-5], Content_Length=len(LIST))), "ended after"),
    ("cut chunks", fixed(chunked(LIST, ended=False)), "ended before all of the list"),
    ("a connection that ends", fixed(raw(b"")), "no answer as HTTP has it"),
    ("no HTTP", fixed(raw(b"SSH-2.0-OpenSSH\r\n\r\n")), "no answer as HTTP has it"),
    (
        "a header that is too long",
        fixed(raw(HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n")),
        "no answer as HTTP",
    ),
    ("an error that may pass", fixed(sends(status=503)), "answered 503"),
    ("too many questions", fixed(sends(status=429)), "answered 429"),
]


@pytest.mark.parametrize(("answer", "told"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_what_may_pass(taking: Taking, answer: Callable[[ListServer], Answer], told: str) -> None:
    taking.server.says(answer(taking.server))
    limits: dict[str, Any] = SOON if told == "did not answer in time" else {}
    with pytest.raises(Unreachable, match=told):
        taking(NOTHING, "/sltd.csv", **limits)


REFUSED: list[tuple[str, Answer, str]] = [
    ("not there", sends(b"<html>", status=404), "answered 404"),
    ("nobody let in", sends(status=401), "answered 401"),
    ("nothing", sends(status=204, Content_Length=None), "answered 204"),
    ("a part", sends(LIST, status=206), "answered 206"),
    ("unchanged, which was not asked", sends(status=304), "answered 304"),
    ("no length", sends(LIST, Content_Length=None), "does not say how long"),
    ("packed in another way", sends(LIST, Content_Encoding="br"), "packs what it sends"),
    ("a redirect to nowhere", sends(status=302), "does not say where"),
    ("to plain http", sends(status=302, Location="http://ncb.example/x"), "not asked: http://ncb"),
    ("to a file", sends(status=301, Location="file:///etc/passwd"), "not asked: file"),
    ("to a user", sends(status=307, Location="https://me:hunter2@ncb.example/"), "not asked"),
    ("in a circle", sends(status=308, Location="/sltd.csv"), "sends on more than 5 times"),
    ("too much, announced", sends(b"", Content_Length=10**12), "has 1,000,000,000,000 bytes"),
    ("too much, in chunks", chunked(*[LIST] * 4), "does not end after 20,000 bytes"),
]


@pytest.mark.parametrize(("answer", "told"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_not_tried_again(taking: Taking, answer: Answer, told: str) -> None:
    taking.server.says(answer)
    with pytest.raises(SourceError, match=told) as raised:
        taking(attempts=3, largest=20_000)
    assert not isinstance(raised.value, Unreachable)
    assert not taking.waited
    assert "hunter2" not in raised.value.in_one_line
    assert len(taking.server.asked) == (6 if "more than 5" in told else 1)


def test_what_passes_is_tried_again(taking: Taking) -> None:
    cut = sends(LIST[:50], Content_Length=len(LIST))
    taking.server.says(sends(status=500), cut, sends(LIST))
    taken = taking(attempts=3, total_timeout=60.0)
    assert taken.path is not None
    assert taken.path.read_bytes() == LIST
    assert taking.waited == [2.0, 4.0]


def test_what_does_not_pass_ends(taking: Taking) -> None:
    taking.server.says(sends(status=500))
    with pytest.raises(Unreachable, match=r"answered 500 Said \(asked 3 times\)"):
        taking(attempts=3, total_timeout=60.0)
    assert len(taking.server.asked) == 3


def test_a_server_says_when_to_come_again(taking: Taking) -> None:
    taking.server.says(sends(status=503, Retry_After=7), sends(LIST))
    taking(attempts=2, total_timeout=60.0)
    assert taking.waited == [7.0]


@pytest.mark.parametrize("seconds", [50, 100_000], ids=["after all is over", "tomorrow"])
def test_nobody_waits_for_what_would_come_too_late(taking: Taking, seconds: int) -> None:
    taking.server.says(sends(status=503, Retry_After=seconds))
    with pytest.raises(Unreachable, match="answered 503"):
        taking(attempts=5, total_timeout=40.0)
    assert (len(taking.server.asked), taking.waited) == (1, [])


def test_a_server_that_is_not_there(tmp_path: Path, now: datetime) -> None:
    with ListServer() as gone:
        origin = Origin(gone.at(), attempts=1)
    with pytest.raises(Unreachable, match="cannot be reached: Connection refused"):
        Download(origin, lambda: now).take(Known(), tmp_path)


def test_a_redirect_on_the_way(taking: Taking) -> None:
    taking.server.paths["/old.csv"] = sends(status=301, Location="/new.csv?key=1#part")
    taking.server.paths["/new.csv?key=1"] = sends(LIST)
    taken = taking(target="/old.csv")
    assert taken.path is not None
    assert taken.path.name == "old.csv"  # as the configuration has it


ASKED = [
    ("", "/"),
    ("?key=1", "/?key=1"),
    ("/list of names.csv", "/list%20of%20names.csv"),
    ("/list%20of%20names.csv#part", "/list%20of%20names.csv"),
    ("/sé.csv?a=b&c=d/e", "/s%C3%A9.csv?a=b&c=d/e"),
]


@pytest.mark.parametrize(("target", "asked"), ASKED)
def test_how_an_address_is_asked(taking: Taking, target: str, asked: str) -> None:
    taking.server.says(sends(LIST))
    taking(target=target)
    assert taking.server.asked[0].target == asked


def test_only_what_is_new_comes(taking: Taking) -> None:
    taking.server.says(unless_known('"one"', LIST, Last_Modified="Sun, 22 Nov 2026 06:00:00 GMT"))
    first = taking()
    assert (first.etag, first.last_modified) == ('"one"', "Sun, 22 Nov 2026 06:00:00 GMT")
    again = taking(Known(first.etag, first.last_modified))
    assert again.path is None
    assert again.confirmed == taking.now
    headers = taking.server.asked[1].headers
    assert headers["If-Modified-Since"] == "Sun, 22 Nov 2026 06:00:00 GMT"
    assert taking(Known('"none"')).path is not None


@pytest.mark.parametrize("status", [200, 304])
def test_what_a_cache_kept_is_as_old_as_that(taking: Taking, status: int) -> None:
    taking.server.says(sends(LIST if status == 200 else b"", status=status, Age=3600))
    taken = taking(Known('"one"'))
    assert taken.confirmed == taking.now - timedelta(hours=1)


@pytest.mark.parametrize("age", ["-5", "soon", "9" * 30, ""])
def test_an_age_that_is_none(taking: Taking, age: str) -> None:
    taking.server.says(sends(LIST, Age=age))
    assert taking().confirmed == taking.now


NAMES = [
    ("/lists/sltd.csv.gz?key=1", "sltd.csv.gz"),
    ("/a/..%2f..%2fetc%2fpasswd", "etc_passwd"),
    ("/", "list"),
    ("/%2e%2e", "list"),
    ("/.hidden", "hidden"),
    ("/Liste%20(2026).csv", "Liste_2026_.csv"),
]


@pytest.mark.parametrize(("target", "name"), NAMES)
def test_the_file_is_named_as_formats_know_it(taking: Taking, target: str, name: str) -> None:
    taking.server.says(sends(LIST))
    taken = taking(target=target)
    assert taken.path == taking.room / name
    assert "key" not in taken.name


# -- secrets ---------------------------------------------------------------------------------------


def token(folder: Path, content: str, mode: int = 0o600) -> str:
    file = folder / "token"
    file.write_text(content)
    file.chmod(mode)
    return str(file)


SHOWN = [("hunter2\n", "Bearer hunter2"), ("Basic bWU6aHVudGVyMg==", "Basic bWU6aHVudGVyMg==")]


@pytest.mark.parametrize(("content", "header"), SHOWN)
def test_a_token_is_shown_to_the_source(taking: Taking, content: str, header: str) -> None:
    taking.server.says(sends(LIST))
    taking(token_file=token(taking.room, content))
    assert taking.server.asked[0].headers["Authorization"] == header


def test_a_token_is_shown_to_nobody_else(taking: Taking) -> None:
    with ListServer() as other:
        other.says(sends(LIST))
        taking.server.says(sends(status=302, Location=other.at()))
        taking(token_file=token(taking.room, "hunter2"))
        assert other.asked[0].headers["Authorization"] is None


BAD_TOKENS = [
    ("read by all", "hunter2", 0o644, "may be read by others"),
    ("empty", "\n", 0o600, "expected a token of one line"),
    ("two lines", "hunter2\nX-More: 1", 0o600, "expected a token of one line"),
    ("no ASCII", "hunter2é", 0o600, "expected a token of one line"),
]


@pytest.mark.parametrize(
    ("content", "mode", "told"), [b[1:] for b in BAD_TOKENS], ids=[b[0] for b in BAD_TOKENS]
)
def test_a_bad_token_is_not_told(taking: Taking, content: str, mode: int, told: str) -> None:
    with pytest.raises(SourceError, match=told) as raised:
        taking(token_file=token(taking.room, content, mode))
    assert "hunter2" not in raised.value.in_one_line
    assert not taking.server.asked


def test_what_stands_behind_a_question_mark_is_not_told(taking: Taking) -> None:
    taking.server.says(sends(status=404))
    with pytest.raises(SourceError) as raised:
        taking(target="/sltd.csv?key=hunter2")
    assert "/sltd.csv" in raised.value.message
    assert "hunter2" not in raised.value.in_one_line


def test_the_environment_names_no_proxy(taking: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    taking.server.says(sends(LIST))
    assert taking().path


# -- what comes of it ------------------------------------------------------------------------------


def test_a_gzip_bomb(tmp_path: Path) -> None:
    file = tmp_path / "bomb.csv.gz"
    file.write_bytes(gzip.compress(b"0" * 20_000_000, 9))
    assert file.stat().st_size < 20_000
    with pytest.raises(SourceError, match="unpacks to more than 1,000,000 bytes"):
        require_unpacked(file, 1_000_000, "here")


def test_an_archive_of_bombs(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, b"0" * 600_000)
    with pytest.raises(SourceError, match="unpacks to more than 1,000,000 bytes"):
        require_unpacked(file, 1_000_000, "here")


def test_a_body_that_is_packed_on_the_way_is_unpacked_when_it_is_read(taking: Taking) -> None:
    taking.server.says(sends(gzip.compress(LIST), Content_Encoding="gzip"))
    taken = taking()
    assert taken.path is not None
    assert gzip.decompress(taken.path.read_bytes()) == LIST
    require_unpacked(taken.path, len(LIST), "here")
    with pytest.raises(SourceError, match="unpacks to more"):
        require_unpacked(taken.path, len(LIST) - 1, "here")
