"""What a process does for an answer does not tell a discreet record from none.

The same question is asked in two homes that have equally many discreet records of equal length. It
meets one of them in the first home, and none in the second.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest
from session import Session
from watched import HITS, OTHERS, WATCHED, home_of, placed

import border_check
from border_check.at_rest import keys
from border_check.at_rest.homes import KEY_FILE, is_possible

ASKED = (
    *("a document", "a document in a series", "a document that looks like one"),
    *("a zone", "a holder of a listed document", "a plate", "a VIN that looks like one"),
    "a passenger list",
)
QUESTIONS = {
    **{name: HITS[name] for name in ASKED},
    "an answer in JSON": [*HITS["a zone"], "--json"],
}

OF_MEMORY = ("brk", "munmap", "mremap", "madvise", "mlock", "munlock")
"""Calls of the allocator, and `mmap` of no file. Their number depends on where the process lies in
memory, and changes when one question is asked twice."""
OF_THE_PROCESS = ("set_tid_address", "gettid", "getpid", "sysinfo")
"""Calls that return a number of the process, or how busy the machine is."""

_CHANGING = re.compile(
    r"^\d+ +"  # the process
    r"|0x[0-9a-f]+"  # addresses
    r"|\d{8}T\d{6}Z-\w+"  # versions of lists
    r"|(?:st_[acm]time|st_ino|tv_n?sec)=\d+"
)
_TELL = """
import os, sys
told = []
sys.addaudithook(lambda event, given: told.append((event, given)))
from border_check.cli.start import run
def leave(code):
    kept = {"open", "import", "os", "mmap", "sqlite3", "socket", "subprocess"}
    for event, given in tuple(told):
        if event.partition(".")[0] in kept:
            print(event, *(one for one in given if isinstance(one, str | int)), file=sys.stderr)
    sys.stderr.flush()
    os._exit(0)
leave(run(sys.argv[1:], leave=leave))
"""


class Homes(NamedTuple):
    """A home in which the questions meet discreet records, and one in which they meet none."""

    watched: Session
    another: Session
    key: Path | None


KINDS = {"plain": False, "encrypted": True}


@pytest.fixture(scope="module", params=[*KINDS.values()], ids=[*KINDS])
def homes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Homes:
    folder = tmp_path_factory.mktemp("homes")
    compile_dir(Path(border_check.__file__).parent, quiet=2)  # as the first import would
    made = Homes(Session(folder / "watched"), Session(folder / "another"), None)
    if not request.param:
        make_homes(folder)
        return made
    for library in ("cryptography", "sqlcipher3"):
        pytest.importorskip(library)
    key = folder / "key"
    keys.write_key(str(key), KEY)
    command = [sys.executable, "-c", _MAKE, str(Path(__file__)), str(folder), *sys.path]
    subprocess.run(command, env={KEY_FILE: str(key)}, check=True)
    return made._replace(key=key)


KEY = bytes(range(32))
_MAKE = """
import sys
sys.path[:0] = sys.argv[3:]
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
spec = spec_from_file_location("making", sys.argv[1])
making = module_from_spec(spec)
sys.modules["making"] = making
spec.loader.exec_module(making)
making.make_homes(Path(sys.argv[2]))
"""
"""A process that has the key from its start."""


def make_homes(folder: Path) -> None:
    """Make the two homes, encrypted where this process has a key."""

    def mark(home: Path) -> None:
        if is_possible():
            home.mkdir(mode=0o700)
            keys.mark(str(home), KEY, None)

    for name, records in (("watched", WATCHED), ("another", OTHERS)):
        session = home_of(folder / name, records, mark)
        session.folder.chmod(0o700)  # whatever the umask was when it was made
        with in_one_place(session) as here, patch("border_check.compiled._SETTLED", -1.0):
            here("doc", "K7654321", "--issuer", "UTO")  # what the first check makes is there


@pytest.fixture(scope="module")
def may_trace(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether strace is installed, and may do what it is for."""
    file = tmp_path_factory.mktemp("strace") / "calls"
    command = shutil.which("strace")
    return bool(command) and not subprocess.run([str(command), "-o", file, "true"]).returncode


class Done(NamedTuple):
    """What a process did, in the order in which it did it."""

    told: list[str]
    """What Python tells of: files, imports, connections, sockets, processes."""
    called: list[str]
    """What the system was asked for, where that can be seen."""


@contextmanager
def in_one_place(session: Session) -> Iterator[Session]:
    """A home, as long as it is asked, where all homes are when they are asked."""
    here = Session(session.folder.with_name("here"))
    session.folder.rename(here.folder)
    try:
        yield here
    finally:
        here.folder.rename(session.folder)


def done(session: Session, question: list[str], key: Path | None, *, may_trace: bool) -> Done:
    """Ask in a process of its own."""
    with in_one_place(session) as here:
        path = f"import sys; sys.path[:0] = {sys.path!r}"
        command = [sys.executable, "-S", "-c", f"{path}\n{_TELL}", *placed(here, question)]
        file = here.file("calls", "")
        if may_trace:
            left_out = ",".join((*OF_MEMORY, *OF_THE_PROCESS))
            command = [*f"strace -f -s 0 -e trace=!{left_out} -o".split(), str(file), *command]
        environment = {"BORDER_CHECK_HOME": str(here.home), "PYTHONHASHSEED": "0"}
        if key is not None:
            environment[KEY_FILE] = str(key)
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        calls = file.read_text().splitlines()
    return Done(
        [_CHANGING.sub("", line) for line in ended.stderr.splitlines()],
        [_CHANGING.sub("", call) for call in calls if "MAP_ANONYMOUS" not in call],
    )


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_is_the_same_call_for_call(homes: Homes, may_trace: bool, question: list[str]) -> None:
    hit, miss = (
        done(session, question, homes.key, may_trace=may_trace)
        for session in (homes.watched, homes.another)
    )
    assert any("journal.sqlite" in line for line in hit.told)
    assert hit.told == miss.told
    assert hit.called == miss.called
