"""Certificates: whom the service shows itself to, and whom it lets in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from authority import Certificates, certificates_in
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx

from serving import Serving, loaded


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def secret(made: Certificates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service that lets nobody in without a certificate."""
    session = loaded(Session(tmp_path_factory.mktemp("secret")))
    certificate, key = map(str, made.of("service"))
    clients = str(made.of("authority")[0])
    options = ("--certificate", certificate, "--key", key, "--clients", clients)
    with Serving(session, *options) as serving:
        yield serving


def test_whom_the_authority_knows_is_let_in(secret: Serving, made: Certificates) -> None:
    assert secret.address.startswith("https://")
    with secret.asking(verify=made.trusting("client")) as client:
        told = client.post("/v1/document", json={"number": "L8989217", "issuing_state": "UTO"})
    assert told.json()["verdict"] == "stop"


@pytest.mark.parametrize("own", [None, "stranger"], ids=["no certificate", "of somebody else"])
def test_nobody_else_is(secret: Serving, made: Certificates, own: str | None) -> None:
    with secret.asking(verify=made.trusting(own)) as client, pytest.raises(httpx.HTTPError):
        client.get("/v1/health")


def test_a_client_does_not_trust_a_service_that_nobody_vouches_for(secret: Serving) -> None:
    with secret.asking() as client, pytest.raises(httpx.ConnectError, match=r"(?i)certificate"):
        client.get("/v1/health")


def test_a_token_is_needed_all_the_same(secret: Serving, made: Certificates) -> None:
    with secret.asking("", verify=made.trusting("client")) as client:
        assert client.get("/v1/lists").status_code == 401
