"""Lists that are signed at a centre and installed at a post, as both type it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from session import SAMPLES, Session, ago


@pytest.fixture
def centre(tmp_path: Path) -> Session:
    """A home with a list, keys, and a trust file that they signed."""
    session = Session(tmp_path / "centre")
    session.folder.mkdir()
    assert session("load", "sltd", SAMPLES / "sltd.csv", "--as-of", ago(hours=1)).code == 0
    place = session.folder
    for name in ("root.key", "lists.key"):
        made = session("snapshot", "key", "new", place / name, "--without-passphrase")
        assert made.code == 0, made
    trust = place / "trust.json"
    keys = ("--root", place / "root.key.pub", "--snapshots", place / "lists.key.pub")
    assert session("snapshot", "trust", "new", trust, *keys).code == 0
    assert session("snapshot", "trust", "sign", trust, "--key", place / "root.key").code == 0
    return session


@pytest.fixture
def post(tmp_path: Path, centre: Session) -> Session:
    """A home that trusts the centre, and asks nothing that is not signed."""
    session = Session(tmp_path / "post")
    session.folder.mkdir()
    trust = centre.folder / "trust.json"
    asked = session("snapshot", "trust", "install", trust)
    asked.failed(2, "are the root keys really")
    (fingerprint,) = re.findall(r"--fingerprint ([0-9a-f]{32})", asked.err)
    told = session("snapshot", "trust", "install", trust, "--fingerprint", fingerprint)
    assert told.code == 0, told
    (session.home / "config.yaml").write_text("require_signed: true\n")
    (session.home / "config.yaml").chmod(0o600)
    return session


def packed(centre: Session) -> Path:
    package = centre.folder / "sltd.bcs"
    assert centre("snapshot", "pack", "sltd", package).code == 0
    assert centre("snapshot", "sign", package, "--key", centre.folder / "lists.key").code == 0
    return package


def test_from_the_centre_to_the_post(centre: Session, post: Session) -> None:
    package = packed(centre)
    assert post("snapshot", "verify", package).code == 0
    installed = post("snapshot", "install", package, "--json")
    assert (installed.code, installed.json["list"], installed.json["records"]) == (0, "sltd", 40)
    assert post("doc", "L8989217", "--issuer", "UTO").code == 11
    post("snapshot", "install", package).failed(4, "is not newer than")


def test_nothing_else_is_installed_or_asked(centre: Session, post: Session) -> None:
    post("load", "sltd", SAMPLES / "sltd.csv").failed(4, "only signed snapshots")
    post("snapshot", "install", packed(centre))
    open_config = post.file("open.yaml", "desk: {post: GVA-03}\n")
    loaded = post("load", "sltd", SAMPLES / "sltd.csv", "--as-of", ago(), "--config", open_config)
    assert loaded.code == 0
    found = post("doc", "L8989217", "--issuer", "UTO", "--json")
    assert found.code == 20
    assert [one["state"] for one in found.json["lists"]] == ["unsigned"]
    assert "is not signed" in found.json["problems"][0]["text"]


def test_what_says_that_a_list_is_signed_may_be_damaged(centre: Session, post: Session) -> None:
    assert post("snapshot", "install", packed(centre)).code == 0
    (post.home / "lists" / "sltd" / "signed").write_text("{")
    found = post("doc", "L8989217", "--issuer", "UTO", "--json")
    assert found.code == 20
    assert [one["state"] for one in found.json["lists"]] == ["corrupt"]
    assert "signed: damaged" in found.json["problems"][0]["text"]


def test_secrets_are_in_no_output(centre: Session, tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    key = tmp_path / "secret.key"
    made = centre("snapshot", "key", "new", key, "--passphrase-file", passphrase)
    assert made.code == 0
    package = packed(centre)
    signed = centre("snapshot", "sign", package, "--key", key, "--passphrase-file", passphrase)
    assert signed.code == 0
    passphrase.write_text("shut\n")
    wrong = centre("snapshot", "sign", package, "--key", key, "--passphrase-file", passphrase)
    wrong.failed(3, "another passphrase")
    for result in (made, signed, wrong):
        assert "sesame" not in result.out + result.err
        assert "shut" not in result.out + result.err


def test_a_trust_file_of_revoked_keys_is_told(centre: Session, post: Session) -> None:
    post("snapshot", "install", packed(centre))
    place = centre.folder
    centre("snapshot", "key", "new", place / "fresh.key", "--without-passphrase")
    newer = place / "newer.json"
    keys = ("--root", place / "root.key.pub", "--snapshots", place / "fresh.key.pub")
    centre("snapshot", "trust", "new", newer, *keys, "--after", place / "trust.json")
    centre("snapshot", "trust", "sign", newer, "--key", place / "root.key")
    told = post("snapshot", "trust", "install", newer)
    assert (told.code, "sltd: no key that is trusted now" in told.err) == (0, True)
    assert post("doc", "L8989217", "--issuer", "UTO").code == 20
    assert post("snapshot", "trust", "show", "--json").json["version"] == 2


def test_a_passphrase_that_nobody_can_type_is_asked_for_by_name(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("border_check.cli.signing_keys.getpass", nobody)
    told = session("snapshot", "key", "new", session.folder / "lists.key")
    told.failed(2, "nobody is there to type it", "--passphrase-file FILE")
