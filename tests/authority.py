"""Certificates of an authority of our own, by openssl."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest


class Certificates(NamedTuple):
    """Of a service, a client whom the authority knows, and a stranger, in one folder."""

    folder: Path

    def of(self, name: str) -> tuple[Path, Path]:
        """Certificate and key of one of them."""
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    def trusting(self, client: str | None = None) -> ssl.SSLContext:
        """How somebody speaks who trusts the authority, and shows this certificate."""
        context = ssl.create_default_context(cafile=str(self.of("authority")[0]))
        if client:
            context.load_cert_chain(*map(str, self.of(client)))
        return context


def certificates_in(folder: Path) -> Certificates:
    """New ones; skips the test where openssl cannot make them."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make certificates")
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
    return Certificates(folder)
