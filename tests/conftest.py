"""What most tests need: the real files where they are at hand, and a fixed moment."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from session import Session

from border_check.values.actions import ActionClass

import postgres
from desk import DOCUMENTS, NOMINALS, Desk
from golden import Golden
from list_server import ListServer

# Where a shell runs tests in the background, Ctrl-C is ignored, and so it would be by commands.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent

Officer = Callable[[str], None]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and specimens, which is not part of the project."""
    folder = ROOT / os.environ.get("BORDER_CHECK_SHARED", "../shared")
    if not folder.is_dir():
        pytest.skip(f"no shared files at {folder}; set BORDER_CHECK_SHARED")
    return folder.resolve()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL that runs for these tests alone."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("no PostgreSQL is installed here: Debian's package is postgresql")
    folder = Path(
        mkdtemp(prefix="bc-pg-")
    )  # its owner has to come in, and sockets have short names
    folder.chmod(0o755)
    server = postgres.Server(folder / "server", programs)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def database(postgres_server: postgres.Server) -> str:
    """The address of a database without any table."""
    return postgres_server.database()


@pytest.fixture
def now() -> datetime:
    """The moment at which tests ask: 2026-11-22, 06:48:02 UTC."""
    return datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)


@pytest.fixture
def bare_desk(tmp_path: Path, now: datetime) -> Desk:
    """A desk without any list."""
    return Desk(tmp_path / "home", now)


@pytest.fixture
def desk(bare_desk: Desk) -> Desk:
    """A desk with documents, whose class is hold, and nominals, whose class is inquire."""
    bare_desk.load("sltd", DOCUMENTS, action=ActionClass.HOLD)
    bare_desk.load("wanted", NOMINALS, action=ActionClass.INQUIRE)
    return bare_desk


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> Officer:
    """Says under whose account of the operating system what follows is done."""

    def become(name: str) -> None:
        monkeypatch.setattr("border_check.journal.recorder.account", lambda: name)

    return become


@pytest.fixture
def bare_session(tmp_path: Path) -> Session:
    """The command, in a home without any list."""
    return Session(tmp_path)


@pytest.fixture
def server() -> Iterator[ListServer]:
    """A server on this machine whose answers a test says."""
    with ListServer() as server:
        yield server


@pytest.fixture(scope="session")
def _loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the command has loaded the lists of `desk`, to be copied."""
    loaded = Session(tmp_path_factory.mktemp("loaded"))
    loaded.load("sltd", DOCUMENTS)
    loaded.load("wanted", NOMINALS)
    return loaded.home


@pytest.fixture
def session(bare_session: Session, _loaded_home: Path) -> Session:
    """The command, in a home with documents, whose class is hold, and nominals."""
    shutil.copytree(_loaded_home, bare_session.home)
    return bare_session


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are rewritten on demand only."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Expected output in files."""
    return Golden(bool(request.config.getoption("--update-golden")))
