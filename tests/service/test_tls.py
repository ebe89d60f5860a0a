"""Certificates: whom the service shows itself to, and whom it lets in."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx

from serving import Serving, loaded


class Made(NamedTuple):
    """Certificates of an authority of our own: for the service, and for a client."""

    folder: Path

    def of(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    def trusting(self, client: str | None = None) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.of("authority")[0]))
        if client:
            context.load_cert_chain(*map(str, self.of(client)))
        return context


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make certificates")
    folder = tmp_path_factory.mktemp("certificates")
    base = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "3650"]  # fmt: skip
    for name, subject, more in (
        ("authority", "/CN=Authority", ["-addext", "basicConstraints=critical,CA:TRUE"]),
        ("stranger", "/CN=Stranger", []),
        ("service", "/CN=localhost", ["-addext", "subjectAltName=IP:127.0.0.1"]),
        ("client", "/CN=GVA-03", []),
    ):
        signed = ["-CA", "authority.pem", "-CAkey", "authority.key"]
        by = signed if name in ("service", "client") else []
        command = [*base, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", subject]
        done = subprocess.run([*command, *more, *by], cwd=folder, capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"openssl cannot make a certificate: {done.stderr[-200:]!r}")
    return Made(folder)


@pytest.fixture(scope="module")
def secret(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service that lets nobody in without a certificate."""
    session = loaded(Session(tmp_path_factory.mktemp("secret")))
    certificate, key = map(str, made.of("service"))
    clients = str(made.of("authority")[0])
    options = ("--certificate", certificate, "--key", key, "--clients", clients)
    with Serving(session, *options) as serving:
        yield serving


def test_whom_the_authority_knows_is_let_in(secret: Serving, made: Made) -> None:
    assert secret.address.startswith("https://")
    with secret.asking(verify=made.trusting("client")) as client:
        told = client.post("/v1/document", json={"number": "L8989217", "issuing_state": "UTO"})
    assert told.json()["verdict"] == "stop"


@pytest.mark.parametrize("own", [None, "stranger"], ids=["no certificate", "of somebody else"])
def test_nobody_else_is(secret: Serving, made: Made, own: str | None) -> None:
    with secret.asking(verify=made.trusting(own)) as client, pytest.raises(httpx.HTTPError):
        client.get("/v1/health")


def test_a_client_does_not_trust_a_service_that_nobody_vouches_for(secret: Serving) -> None:
    with secret.asking() as client, pytest.raises(httpx.ConnectError, match=r"(?i)certificate"):
        client.get("/v1/health")


def test_a_token_is_needed_all_the_same(secret: Serving, made: Made) -> None:
    with secret.asking("", verify=made.trusting("client")) as client:
        assert client.get("/v1/lists").status_code == 401
