"""Lists from the centre to a post: what is lacking, over a line that breaks; nothing unsigned."""

from __future__ import annotations

import json
import re
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Session, ago

pytest.importorskip("uvicorn")
pytest.importorskip("cryptography")
pytest.importorskip("zstandard")

from border_check.signing.publishing import Offer

from serving import FAST, Serving

LISTED = ("doc", "L8989217", "--issuer", "UTO")


def keyed(session: Session) -> Session:
    """A home that has keys, and says whose count."""
    place = session.folder
    place.mkdir(parents=True, exist_ok=True)
    for name in ("root", "lists"):
        made = session("snapshot", "key", "new", place / f"{name}.key", "--without-passphrase")
        assert made.code == 0, made
    trust = place / "trust.json"
    public = (place / "root.key.pub", place / "lists.key.pub")
    new = ("snapshot", "trust", "new", trust, "--root", public[0], "--snapshots", public[1])
    assert session(*new).code == 0
    assert session("snapshot", "trust", "sign", trust, "--key", place / "root.key").code == 0
    return session


@pytest.fixture
def centre(tmp_path: Path) -> Session:
    """A centre with two lists, which it publishes."""
    session = Session(tmp_path / "centre")
    session.home.mkdir(parents=True)
    (session.home / "config.yaml").write_text(FAST)
    keyed(session)
    load(session, "sltd", SAMPLES / "sltd.csv", 60)
    load(session, "wanted", SAMPLES / "national-watchlist.jsonl", 60)
    publish(session, "sltd", "wanted")
    return session


def load(session: Session, name: str, file: Path, minutes: int, *options: str) -> None:
    loaded = session("load", name, file, "--as-of", ago(minutes=minutes), *options)
    assert loaded.code == 0, loaded


def publish(session: Session, *names: str) -> None:
    key = session.folder / "lists.key"
    published = session("snapshot", "publish", *names, "--key", key)
    assert published.code == 0, published


def changed(session: Session) -> None:
    """One document more at the centre, as a delta."""
    lines = (SAMPLES / "sltd.csv").read_text().splitlines(keepends=True)
    more = lines[1].replace("S-0001", "S-9001").replace("L8989000", "K7654000")
    delta = session.folder / "delta.csv"
    delta.write_text(lines[0] + more.replace("L8989499", "K7654999"))
    load(session, "sltd", delta, 30, "--delta")
    publish(session, "sltd")


def post_of(folder: Path, centre: Session, serving: Serving, port: int | None = None) -> Session:
    """A post that trusts the centre and has nothing yet."""
    session = Session(folder)
    session.home.mkdir(parents=True)
    (folder / "token").write_text(serving.token())
    asked = session("snapshot", "trust", "install", centre.folder / "trust.json")
    (fingerprint,) = re.findall(r"--fingerprint ([0-9a-f]{32})", asked.err)
    trust = ("snapshot", "trust", "install", centre.folder / "trust.json")
    assert session(*trust, "--fingerprint", fingerprint).code == 0
    address = f"http://127.0.0.1:{port or serving.port}"
    (session.home / "config.yaml").write_text(
        f"require_signed: true\ncentre: {{address: {address}, token: {folder / 'token'}}}\n"
    )
    return session


def test_a_post_fetches_what_it_lacks(centre: Session, tmp_path: Path) -> None:
    with Serving(centre) as serving:
        post = post_of(tmp_path / "post", centre, serving)
        first = post("snapshot", "pull", "--json").json_lines
        assert [(one["list"], one["came"]) for one in first] == [
            ("sltd", "installed"),
            ("wanted", "installed"),
        ]
        assert post(*LISTED).code == 11
        assert post("person", "Zarou Tayibeli", "--dob", "1979-02-11").code == 11
        again = post("snapshot", "pull", "--json").json_lines
        assert {(one["came"], one["fetched"]) for one in again} == {("unchanged", 0)}
        assert post("doc", "K7654000", "--issuer", "UTO").code == 0
        changed(centre)
        (third,) = post("snapshot", "pull", "sltd", "--json").json_lines
        assert third["came"] == "changes"
        assert 0 < third["fetched"] < first[0]["fetched"]
        assert post("doc", "K7654000", "--issuer", "UTO").code == 11
        assert not [*(post.home / "pulled").iterdir()]
        assert "unknown" not in post("inventory", "--json").out
    assert "unknown" not in centre("inventory", "--json").out


def test_what_is_published_again_is_not_made_again(centre: Session) -> None:
    folder = centre.home / "published" / "sltd"
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    publish(centre, "sltd")
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    changed(centre)
    offer = json.loads((folder / "offer.json").read_text())
    assert [bool(one["since"]) for one in offer["packages"]] == [False, True]
    changed_again = {file.name for file in folder.glob("*.bcs")}
    assert before.keys() - {"offer.json"} < changed_again  # for whoever is fetching it


class Cutting:
    """Somebody between post and centre who cuts every answer after so many bytes."""

    def __init__(self, port: int, most: int) -> None:
        self._centre, self.most = port, most
        self.lines = 0
        self.ends_after: int | None = None
        """Lines after which nobody is let through."""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Cutting:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            self.lines += 1
            if self.ends_after is not None and self.lines > self.ends_after:
                line.close()
                continue
            threading.Thread(target=self._pass_on, args=(line,), daemon=True).start()

    def _pass_on(self, line: socket.socket) -> None:
        centre = ("127.0.0.1", self._centre)
        with line, suppress(OSError), socket.create_connection(centre) as far:
            far.settimeout(2)
            far.sendall(line.recv(65536))
            left = self.most
            while left > 0 and (answer := far.recv(min(65536, left))):
                line.sendall(answer)
                left -= len(answer)


def test_a_line_that_breaks_is_gone_on_with(centre: Session, tmp_path: Path) -> None:
    size = max(f.stat().st_size for f in (centre.home / "published" / "sltd").glob("*.bcs"))
    with Serving(centre) as serving, Cutting(serving.port, size // 4) as line:
        post = post_of(tmp_path / "post", centre, serving, line.port)
        (told,) = post("snapshot", "pull", "sltd", "--json").json_lines
        assert (told["came"], told["fetched"]) == ("installed", size)
        assert line.lines > 4  # what was offered, and each part
        assert post(*LISTED).code == 11


def test_what_came_is_kept_for_the_next_time(
    centre: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("border_check.centre.pulling._PAUSES", ())
    size = max(f.stat().st_size for f in (centre.home / "published" / "sltd").glob("*.bcs"))
    with Serving(centre) as serving, Cutting(serving.port, size // 2) as line:
        post = post_of(tmp_path / "post", centre, serving, line.port)
        line.ends_after = 2  # what is offered, and half of the package
        post("snapshot", "pull", "sltd").failed(4, "the line broke again and again")
        (part,) = (post.home / "pulled").iterdir()
        came = part.stat().st_size
        assert 0 < came < size
        line.ends_after = None
        (told,) = post("snapshot", "pull", "sltd", "--json").json_lines
        assert (told["came"], told["fetched"]) == ("installed", size - came)


TAMPERED = [("another package", b"x"), ("a package cut short", b"")]


@pytest.mark.parametrize("content", [t[1] for t in TAMPERED], ids=[t[0] for t in TAMPERED])
def test_what_was_changed_at_the_centre_is_not_installed(
    centre: Session, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("border_check.centre.pulling._PAUSES", (0.1,))
    folder = centre.home / "published" / "sltd"
    (file,) = folder.glob("*.bcs")
    file.write_bytes(content * file.stat().st_size or file.read_bytes()[:-10])
    with Serving(centre) as serving:
        post = post_of(tmp_path / "post", centre, serving)
        told = post("snapshot", "pull", "sltd")
    assert told.code == 4
    assert "sltd: not fetched" in told.out
    assert not (post.home / "lists" / "sltd" / "current").exists()


def test_what_others_signed_is_not_installed(centre: Session, tmp_path: Path) -> None:
    stranger = keyed(Session(tmp_path / "stranger"))
    (centre.folder / "lists.key").write_bytes((stranger.folder / "lists.key").read_bytes())
    load(centre, "sltd", SAMPLES / "sltd.csv", 10)
    publish(centre, "sltd")
    with Serving(centre) as serving:
        post = post_of(tmp_path / "post", centre, serving)
        told = post("snapshot", "pull", "sltd")
    assert told.code == 4
    assert "trusted" in told.err


def test_the_centre_is_not_asked_for_what_it_does_not_offer(
    centre: Session, tmp_path: Path
) -> None:
    with Serving(centre) as serving:
        post = post_of(tmp_path / "post", centre, serving)
        post("snapshot", "pull", "cars").failed(4, "the centre does not offer it")
    post("snapshot", "pull").failed(4, "does not say what it offers")
    post("snapshot", "pull", "--limit", "fast").failed(2, "--limit")


def test_paths_lead_nowhere_else(centre: Session) -> None:
    with Serving(centre) as serving, serving.asking() as client:
        (name,) = (file.name for file in (centre.home / "published" / "sltd").glob("*.bcs"))
        assert client.get(f"/v1/snapshots/sltd/{name}").status_code == 200
        part = client.get(f"/v1/snapshots/sltd/{name}", headers={"Range": "bytes=10-19"})
        assert (part.status_code, len(part.content)) == (206, 10)
        for path in (
            "sltd/offer.json",
            "sltd/..%2F..%2F..%2Fconfig.yaml",
            "..%2F..%2Fservice/tokens.key",
            f"wanted/{name}",
            "sltd/x.bcs",
        ):
            assert client.get(f"/v1/snapshots/{path}").status_code == 404
    with Serving(centre) as serving, serving.asking("") as client:
        assert client.get("/v1/snapshots").status_code == 401


BROKEN: list[tuple[str, Any]] = [
    ("no packages", {"packages": []}),
    ("only what changed", {"packages": [{"file": "a.bcs", "since": "v", "size": 1, "sha256": ""}]}),
    ("a path", {"packages": [{"file": "../a.bcs", "since": "", "size": 1, "sha256": ""}]}),
    ("another name", {"packages": [{"file": "a.exe", "since": "", "size": 1, "sha256": ""}]}),
    ("a size in words", {"packages": [{"file": "a.bcs", "since": "", "size": "x", "sha256": ""}]}),
    ("a list of a list", {"list": ["sltd"]}),
    ("no sequence", {"sequence": None}),
]


@pytest.mark.parametrize("changes", [b[1] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_an_offer_that_is_none(changes: dict[str, Any]) -> None:
    package = {"file": "v2.bcs", "since": "", "size": 9, "sha256": "00"}
    sound = {"list": "sltd", "version": "v2", "as_of": "x", "sequence": 1, "packages": [package]}
    assert Offer.of_json(sound).to_json() == {**sound, "packages": [package]}
    with pytest.raises(ValueError, match=r"offer|package"):
        Offer.of_json({**sound, **changes})


WANTED = [
    ("nothing is here", None, "whole.bcs"),
    ("what changed", "v1", "since-v1.bcs"),
    ("something else is here", "v0", "whole.bcs"),
    ("all of it is here", "v2", None),
]


@pytest.mark.parametrize(("here", "file"), [w[1:] for w in WANTED], ids=[w[0] for w in WANTED])
def test_which_package_fits(here: str | None, file: str | None) -> None:
    packages = [
        {"file": "whole.bcs", "since": "", "size": 900, "sha256": "00"},
        {"file": "since-v1.bcs", "since": "v1", "size": 9, "sha256": "01"},
    ]
    offer = Offer.of_json(
        {"list": "sltd", "version": "v2", "as_of": "x", "sequence": 1, "packages": packages}
    )
    found = offer.for_one_at(here)
    assert (found.file if found else None) == file
