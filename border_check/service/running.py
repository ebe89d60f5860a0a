"""Running the service: TLS, several processes on one port, and an end that drops nobody."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple

import uvicorn

from border_check.errors import BorderCheckError, UsageError
from border_check.service.port import Port
from border_check.values.service import COUNTED_IN, ServiceRules
from border_check.values.settings import Settings

_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_MOST_FAILURES = 5
"""Processes that may end one after the other, each soon after it began."""
_SETTLED = 60.0
"""Seconds after which a process that ends did begin well: it is started anew, however often."""
_GRACE = 20
"""Seconds that requests have to end once the service is told to stop."""
_LOOKS_EVERY = 1.0
"""Seconds after which a process looks whether the one that watches it is still there."""
_KEPT_OPEN = 75
"""Seconds for which a line is held open that nobody uses."""


class Where(NamedTuple):
    """Where the service listens, and how it is known there."""

    host: str
    port: int
    workers: int = 1
    certificate: Path | None = None
    key: Path | None = None
    clients: Path | None = None
    """Certificates of whoever vouches for clients; with them, nobody else is let in."""


def run(home: Path, settings: Settings, where: Where, ready: Callable[[str], None]) -> None:
    """Serve a home until stopped (SIGTERM, SIGINT); `ready` is told where, once a process answers.

    Raises `UsageError` for what would let others listen, and `BorderCheckError` where the port
    cannot be had, or no process of it lives.
    """
    _require_safe(where)
    port = Port(where.host, where.port, where.workers)
    scheme = "https" if where.certificate else "http"
    address = f"{scheme}://{where.host}:{port.getsockname()[1]}"
    told: list[str] = []

    def answers(*_: object) -> None:
        if not told:
            told.append(address)
            ready(address)
            _tell_systemd()

    signal.signal(signal.SIGUSR1, answers)
    shared = mkdtemp(prefix="border-check-service-")
    os.environ[COUNTED_IN] = shared
    try:
        worker = partial(_forked, home, settings, where, port, os.getpid())
        _watch(where.workers, worker, port.close)
    finally:
        rmtree(shared, ignore_errors=True)


def _forked(home: Path, settings: Settings, where: Where, port: Port, parent: int) -> int:
    child = port.fork()
    if child:
        return child
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGUSR1):
            signal.signal(number, signal.SIG_DFL)
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        _serve(home, settings, where, port, lambda: os.kill(parent, signal.SIGUSR1))
        os._exit(0)
    except BorderCheckError as error:
        print(f"border-check: error: {error.in_one_line}", file=sys.stderr, flush=True)
        os._exit(error.exit_code)
    except BaseException as error:
        print(f"border-check: defect: {error!r}", file=sys.stderr, flush=True)
        os._exit(70)


def _end_with(parent: int) -> None:
    """End in good order once whoever started this process is gone: nobody would start it anew, and
    whoever starts the service again could not have its port."""
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


def _serve(
    home: Path,
    settings: Settings,
    where: Where,
    port: Port,
    ready: Callable[[], object],
) -> None:
    from border_check.service.app import Service
    from border_check.service.heads import impatient

    patience = (settings.service or ServiceRules()).patience
    service = Service(home, settings, 1 / where.workers, ready)
    service.open()
    config = uvicorn.Config(
        service.application(),
        access_log=False,
        log_level="warning",
        lifespan="on",
        server_header=False,
        date_header=False,
        backlog=1,
        timeout_keep_alive=_KEPT_OPEN,
        timeout_graceful_shutdown=_GRACE,
        http=impatient(patience),
        ssl_certfile=where.certificate,
        ssl_keyfile=where.key,
        ssl_ca_certs=str(where.clients) if where.clients else None,
        ssl_cert_reqs=ssl.CERT_REQUIRED if where.clients else ssl.CERT_NONE,
    )
    if config.is_ssl:
        config.load()
        assert config.ssl is not None
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    uvicorn.Server(config).run(sockets=[port])


def _watch(number: int, again: Callable[[], int], let_go: Callable[[], object]) -> None:
    """Start so many processes, and anew what ends by itself; pass on that all is to end, and wait
    for that. `let_go` is called first then."""
    children: list[int] = []
    since: dict[int, float] = {}
    ending: list[bool] = []  # a signal may come while another one is being handled

    def end(*_: object) -> None:
        ending.append(True)
        let_go()
        for child in children:
            try:
                os.kill(child, signal.SIGTERM)
            except ProcessLookupError:
                continue

    def start() -> None:
        child = again()
        children.append(child)
        since[child] = time.monotonic()
        if ending:  # told so meanwhile, when nobody knew of the new one
            end()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    failed = 0
    for _ in range(number):
        start()
    while children:
        try:
            child, status = os.wait()
        except ChildProcessError:
            return
        if child not in children:  # of whoever became this process by `exec`
            continue
        children.remove(child)
        code = os.waitstatus_to_exitcode(status)
        if ending:
            continue
        lived = time.monotonic() - since.pop(child)
        failed = failed + 1 if lived < _SETTLED else 1
        if failed > _MOST_FAILURES:
            end()
            raise BorderCheckError(
                f"the service ended again and again, last with {code}",
                hint="what it wrote before that says why",
            )
        start()


def _tell_systemd() -> None:
    """Say that questions are answered, where this is a unit of `Type=notify` (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        line.send(b"READY=1")


def _require_safe(where: Where) -> None:
    if where.certificate is None and where.host not in _LOOPBACK:
        raise UsageError(
            f"{where.host}: without a certificate others could listen",
            hint="--certificate FILE --key FILE; or 127.0.0.1, behind a server that has one",
        )
    if (where.certificate is None) is not (where.key is None) or (
        where.clients and where.certificate is None
    ):
        raise UsageError("a certificate needs its key, and clients a certificate to be checked by")
    for file in (where.certificate, where.key, where.clients):
        if file is not None and not file.is_file():
            raise UsageError(f"{file}: is not there")
