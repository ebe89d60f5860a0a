"""Whom an update believes: certificates, and what a proxy gets to see."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import SourceError, Unreachable
from border_check.updating.download import Download, Known
from border_check.updating.intake import Taken
from border_check.values.origin import Origin

from list_server import ListServer, Request, sends

LIST = b"record_id,issuing_country,din,category\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that vouches for itself, with its key behind it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    made = subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", "key.pem", "-out", "one.pem", "-days", "3650",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"openssl cannot make a certificate: {made.stderr[-200:]!r}")
    return folder / "one.pem"


@pytest.fixture
def secret(certificate: Path) -> Iterator[ListServer]:
    """A server with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    with ListServer(context) as server:
        server.says(sends(LIST))
        yield server


def take(source: str, room: Path, now: datetime, **limits: Any) -> Taken:
    origin = Origin(source, **{"attempts": 2, "read_timeout": 10.0, **limits})
    return Download(origin, lambda: now, lambda _: None).take(Known(), room)


def test_a_certificate_that_is_trusted(
    secret: ListServer, certificate: Path, tmp_path: Path, now: datetime
) -> None:
    taken = take(secret.at(), tmp_path, now, ca_file=str(certificate))
    assert taken.path is not None
    assert taken.path.read_bytes() == LIST


def test_one_that_nobody_vouches_for(secret: ListServer, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(SourceError, match="its certificate is not trusted: self") as raised:
        take(secret.at(), tmp_path, now)
    assert not isinstance(raised.value, Unreachable)  # it does not pass
    assert not secret.asked


def test_one_of_another_host(
    secret: ListServer, certificate: Path, tmp_path: Path, now: datetime
) -> None:
    source = secret.at().replace("127.0.0.1", "localhost")
    with pytest.raises(SourceError, match="certificate is not trusted: Hostname mismatch"):
        take(source, tmp_path, now, ca_file=str(certificate))


def _answer_plainly(listening: socket.socket) -> None:
    """Say what a server without TLS says to a handshake."""
    with listening, listening.accept()[0] as line:
        line.recv(4096)
        line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_a_server_without_any(tmp_path: Path, now: datetime) -> None:
    plain = socket.create_server(("127.0.0.1", 0))
    answering = threading.Thread(target=_answer_plainly, args=(plain,))
    answering.start()
    source = f"https://127.0.0.1:{plain.getsockname()[1]}/sltd.csv"
    with pytest.raises(Unreachable, match="cannot be reached: "):
        take(source, tmp_path, now, attempts=1)
    answering.join()


@pytest.mark.parametrize("content", [None, "no certificate"], ids=["not there", "no certificate"])
def test_certificates_that_cannot_be_read(
    secret: ListServer, tmp_path: Path, now: datetime, content: str | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SourceError, match=r"ca\.pem: cannot be read as certificates"):
        take(secret.at(), tmp_path, now, ca_file=str(file))


def test_from_https_to_plain_http(
    secret: ListServer, server: ListServer, certificate: Path, tmp_path: Path, now: datetime
) -> None:
    secret.says(sends(status=302, Location=server.at()))
    with pytest.raises(SourceError, match="sends on to what is not asked: http://127"):
        take(secret.at(), tmp_path, now, ca_file=str(certificate))
    assert not server.asked


# -- through a proxy -------------------------------------------------------------------------------


def passes(line: socket.socket, request: Request) -> None:
    """What a proxy does: it connects, and hands on what it cannot read."""
    host, _, port = request.target.rpartition(":")
    with socket.create_connection((host, int(port))) as onwards:
        line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = threading.Thread(target=_hand_on, args=(onwards, line))
        back.start()
        _hand_on(line, onwards)
        back.join()


def _hand_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while content := one.recv(4096):
            other.sendall(content)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


def test_a_proxy_that_is_named(
    secret: ListServer, server: ListServer, certificate: Path, tmp_path: Path, now: datetime
) -> None:
    server.says(passes)
    token = tmp_path / "token"
    token.write_text("hunter2")
    token.chmod(0o600)
    limits = {"ca_file": str(certificate), "proxy": server.at(""), "token_file": str(token)}
    assert take(secret.at(), tmp_path, now, **limits).path
    (seen,) = server.asked
    assert (seen.method, seen.target) == ("CONNECT", f"127.0.0.1:{secret.port}")
    assert "hunter2" not in str(seen)
    assert secret.asked[0].headers["Authorization"] == "Bearer hunter2"


def test_a_proxy_that_refuses(
    secret: ListServer, server: ListServer, certificate: Path, tmp_path: Path, now: datetime
) -> None:
    server.says(sends(status=407))
    limits = {"ca_file": str(certificate), "proxy": server.at("")}
    with pytest.raises(Unreachable, match="the proxy answered 407"):
        take(secret.at(), tmp_path, now, **limits)
    assert not secret.asked
