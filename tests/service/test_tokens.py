"""Tokens, as the service reads them and as the home keeps what is known of them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from session import Session

pytest.importorskip("jwt")

from border_check.service import register
from border_check.service.register import FolderRegister
from border_check.service.tokens import NotForIt, Refusal, Token, Tokens, issued, new_token, revoke
from border_check.values.settings import Role

MONTH = timedelta(days=30)


def token(folder: Path, *, once: bool = False) -> tuple[Token, str]:
    return new_token(folder, "anna", "GVA-03", Role.FIRST_LINE, ("border",), MONTH, once=once)


def read(tokens: Tokens, text: str, now: datetime) -> Token:
    return asyncio.run(tokens.read(text, now))


def test_a_token_counts_until_it_has_expired(tmp_path: Path) -> None:
    said, text = token(tmp_path)
    reading = Tokens(tmp_path)
    assert read(reading, text, said.expires) == said  # clocks differ a little
    for later in (timedelta(minutes=1), timedelta(days=400)):
        with pytest.raises(Refusal, match="has expired"):
            read(reading, text, said.expires + later)
        with pytest.raises(Refusal, match="has expired"):
            read(Tokens(tmp_path), text, said.expires + later)


STATES = [
    ("it counts", timedelta(), "", "counts"),
    ("its end, but for what clocks differ", MONTH + timedelta(seconds=29), "", "counts"),
    ("its end", MONTH + timedelta(seconds=31), "", "expired"),
    ("it was revoked", timedelta(), "revoked", "revoked"),
    ("it was spent", timedelta(), "spent", "spent"),
    ("it was revoked, and has ended", MONTH * 2, "revoked", "revoked"),
]


@pytest.mark.parametrize(
    ("later", "ended", "state"), [one[1:] for one in STATES], ids=[one[0] for one in STATES]
)
def test_whether_it_counts_is_told(
    tmp_path: Path, later: timedelta, ended: str, state: str
) -> None:
    said, text = token(tmp_path, once=True)
    register = FolderRegister(tmp_path)
    if ended == "revoked":
        revoke(register, said.id)
    elif ended == "spent":
        read(Tokens(tmp_path), text, datetime.now(UTC))
    now = said.expires - MONTH + later
    assert [one["state"] for one in issued(register, now)] == [state]
    try:
        read(Tokens(tmp_path), text, now)
    except Refusal:
        assert state != "counts"
    else:
        assert state == "counts"


def test_the_command_tells_what_counts(session: Session) -> None:
    said, _ = token(session.home / "service")
    assert session("token", "list").out.split()[5] == "counts"
    file = session.home / "service" / "issued" / said.id
    file.write_text(json.dumps({**said.facts(), "expires": "2026-01-01T00:00:00Z"}))
    assert session("token", "list").out.split()[5] == "expired"
    assert session("token", "list", "--json").json["state"] == "expired"


def test_a_token_whose_claims_were_changed_is_none(tmp_path: Path) -> None:
    _, text = token(tmp_path)
    header, claims, signature = text.split(".")
    _, other = token(tmp_path)
    for forged in (
        f"{header}.{other.split('.')[1]}.{signature}",
        f"{header}.{claims}.{signature[:-2]}AA",
        f"{header}.{claims}.",
    ):
        with pytest.raises(Refusal, match="none of this service"):
            read(Tokens(tmp_path), forged, datetime.now(UTC))


def test_one_that_was_spent_or_revoked_is_so_for_every_process(tmp_path: Path) -> None:
    (once, spent), (other, revoked) = token(tmp_path, once=True), token(tmp_path)
    now = datetime.now(UTC)
    assert read(Tokens(tmp_path), spent, now) == once
    with pytest.raises(Refusal, match="counts once"):
        read(Tokens(tmp_path), spent, now)
    reading = Tokens(tmp_path)
    assert read(reading, revoked, now) == other
    revoke(FolderRegister(tmp_path), other.id)
    with pytest.raises(Refusal, match="was revoked"):
        read(reading, revoked, now)


def test_what_ends_a_token_lasts_before_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (said, _), (_, once) = token(tmp_path), token(tmp_path, once=True)
    synced: list[str] = []
    monkeypatch.setattr(register, "sync_folder", lambda folder: synced.append(folder.name))
    revoke(FolderRegister(tmp_path), said.id)
    assert synced == ["revoked", tmp_path.name]
    read(Tokens(tmp_path), once, datetime.now(UTC))
    assert synced[2:] == ["spent", tmp_path.name]


def test_one_whose_issue_was_cut_off_is_in_nobodys_way(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = session.home / "service"
    token(folder)

    def power_cut(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(Path, "replace", power_cut)
        token(folder)
    assert len(list((folder / "issued").iterdir())) == 2
    assert len(issued(FolderRegister(folder), datetime.now(UTC))) == 1
    assert session("token", "list").code == 0


def test_one_for_exchanges_says_so(session: Session) -> None:
    issue = ("token", "issue", "--user", "post", "--post", "GVA-03")
    told = session(*issue, "--exchange", "--valid", "365d", "--json").json
    said = read(Tokens(session.home / "service"), told["token"], datetime.now(UTC))
    assert (said.exchange, said.to_exchange(), told["exchange"]) == (True, said, True)
    with pytest.raises(NotForIt, match="for exchanges alone"):
        said.to_ask()
    other = session(*issue, "--role", "second-line", "--json").json
    asking = read(Tokens(session.home / "service"), other["token"], datetime.now(UTC))
    assert asking.to_ask() == asking
    with pytest.raises(NotForIt, match="not for an exchange"):
        asking.to_exchange()
    listed = {one["id"]: one["exchange"] for one in session("token", "list", "--json").json_lines}
    assert listed == {told["id"]: True, other["id"]: False}
    lines = session("token", "list").out.splitlines()
    assert {told["id"], other["id"]} == {one.split()[0] for one in lines}
    assert {one.split()[0] for one in lines if " exchange " in one} == {told["id"]}


@pytest.mark.parametrize(
    "more", [("--once",), ("--role", "first-line"), ("--purpose", "visa")], ids=" ".join
)
def test_one_for_exchanges_is_for_nothing_else(session: Session, more: tuple[str, ...]) -> None:
    issue = ("token", "issue", "--user", "post", "--post", "GVA-03", "--exchange")
    session(*issue, *more).failed(2, "--exchange takes no")


def test_one_that_was_issued_before_there_were_such_is_none_of_them(session: Session) -> None:
    said, _ = token(session.home / "service")
    file = session.home / "service" / "issued" / said.id
    file.write_text(json.dumps({k: v for k, v in said.facts().items() if k != "exchange"}))
    assert session("token", "list", "--json").json["exchange"] is False


def test_one_that_the_register_does_not_know_does_not_count(tmp_path: Path) -> None:
    """As after an older copy of the home was put back."""
    said, text = token(tmp_path)
    (tmp_path / "issued" / said.id).unlink()
    with pytest.raises(Refusal, match="no such token"):
        read(Tokens(tmp_path), text, datetime.now(UTC))
