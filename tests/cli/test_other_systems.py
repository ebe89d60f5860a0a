"""What the core does without on a system that is not POSIX: as if its modules were not there."""

from __future__ import annotations

import subprocess
import sys

import pytest
from session import ROOT, SAMPLES, Session

_ELSEWHERE = """
import asyncio, os, subprocess, sys, types  # which look by these modules where they are
for name in ("fcntl", "pwd", "grp", "termios", "tty", "resource"):
    sys.modules[name] = None
for name in ("geteuid", "getuid", "fork", "fchmod", "getegid", "setsid"):
    if hasattr(os, name):
        delattr(os, name)
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *given: None)
from border_check.cli.start import run
sys.exit(run(sys.argv[1:]))
"""
COMMANDS = [
    (["doc", "L8989123", "--issuer", "UTO"], 11),
    (["person", "--surname", "TAYIBELI", "--given", "ZARU", "--dob", "1971-03-04"], 11),
    (["batch", str(SAMPLES / "passengers.csv"), "--out", "results.csv"], 11),
    (["lists"], 0),
    (["load", "national", str(SAMPLES / "national-watchlist.jsonl")], 0),
    (["inventory"], 0),
    (["hits"], 0),
    (["journal", "verify"], 0),
    (["config", "check", str(ROOT / "config.example.yaml")], 0),
]


@pytest.mark.parametrize(("words", "code"), COMMANDS, ids=[words[0] for words, _ in COMMANDS])
def test_the_core_runs(session: Session, words: list[str], code: int) -> None:
    session("doc", "L8989123", "--issuer", "UTO")
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, *words, "--home", str(session.home)],
        cwd=session.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Error" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
