"""Whose a home is: what others could have written is refused, and what is made is closed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from session import Session

from desk import DOCUMENTS, NOMINALS

ASK = ("doc", "K7654321", "--issuer", "UTO")


@pytest.fixture(autouse=True)
def lax_umask() -> Iterator[None]:
    """As most systems have it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(session: Session) -> dict[str, str]:
    return {
        str(path.relative_to(session.home)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (session.home, *session.home.rglob("*"))
    }


def made(session: Session, home_mode: int | None) -> Session:
    if home_mode is not None:
        session.home.mkdir()
        session.home.chmod(home_mode)
    session.load("sltd", DOCUMENTS)
    session.load("wanted", NOMINALS)
    session(*ASK)
    session("warm", "--status")
    return session


@pytest.mark.parametrize("home_mode", [None, 0o700, 0o755], ids=["none yet", "closed", "readable"])
def test_all_that_is_made_is_its_owners(bare_session: Session, home_mode: int | None) -> None:
    found = modes(made(bare_session, home_mode))
    if home_mode is not None:
        del found["."]
    assert len(found) > 10
    assert {mode for mode in found.values() if int(mode, 8) & 0o077} == set()


def test_a_home_of_a_group_stays_one(bare_session: Session) -> None:
    found = modes(made(bare_session, 0o2770))
    assert found["journal/head"] == "0o660"
    assert not any(int(mode, 8) & 0o007 for mode in found.values())


@pytest.mark.parametrize("place", ["", "lists", "journal"])
def test_what_everybody_may_write_into_answers_nothing(session: Session, place: str) -> None:
    session(*ASK)
    (session.home / place).chmod(0o777)
    session(*ASK).failed(4, "everybody may write into it")


@pytest.mark.parametrize("place", ["lists", "journal"])
def test_what_leads_elsewhere_answers_nothing(session: Session, tmp_path: Path, place: str) -> None:
    session(*ASK)
    (session.home / place).rename(tmp_path / "elsewhere")
    (session.home / place).symlink_to(tmp_path / "elsewhere")
    session(*ASK).failed(4, "a symbolic link")


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
@pytest.mark.parametrize("named", [False, True], ids=["in the home", "named"])
def test_a_configuration_that_others_may_write(session: Session, mode: int, named: bool) -> None:
    file = session.folder / "desk.yaml" if named else session.home / "config.yaml"
    file.write_text("desk: {post: GVA-03}\n")
    file.chmod(mode)
    more = ("--config", file) if named else ()
    session(*ASK, *more).failed(3, "others than its owner may write it")
