"""What docs/deploy.md tells to be written is right: units, commands, and the server in front."""

from __future__ import annotations

import re
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from authority import Certificates, certificates_in
from session import Session, wait_for

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx

from border_check.cli.app import app

from serving import FAST, Serving, loaded

TEXT = (Path(__file__).parent.parent / "docs" / "deploy.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`(/etc/[^`]+)`[^\n]*(?:\n[^`\n]*)*?\n```\w+\n(.*?)```", TEXT, re.DOTALL))
UNITS = {Path(name).name: text for name, text in FILES.items() if name.count("/") == 4}
PROGRAM = "/opt/border-check/bin/border-check"
LISTED = {"number": "L8989217", "issuing_state": "UTO"}


def test_units_are_as_systemd_reads_them(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd is installed here")
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace(PROGRAM, "/bin/true"))
    assert UNITS.keys() >= {"border-check@.service", "border-check-lists.timer"}
    named = [
        name.replace("@.", "@8480.") for name in UNITS if name.endswith((".service", ".timer"))
    ]
    (tmp_path / "border-check@8480.service").symlink_to("border-check@.service")
    done = subprocess.run(
        [program, "verify", "--man=no", *named], cwd=tmp_path, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if "border-check" in line] == []


COMMANDS = sorted(
    set(
        re.findall(r"(?:^|bin/|& |`)border-check ((?:[a-z]+ )?[a-z][^`#\n&|]*)", TEXT, re.MULTILINE)
    )
)


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_are_there_with_their_options(line: str) -> None:
    words = shlex.split(line)
    command = typer.main.get_command(app)
    while isinstance(command, typer.core.TyperGroup) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    known = {option for one in command.params for option in one.opts}
    assert command.name != "border-check", line
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known


# -- nginx in front ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Of a centre."""
    return loaded(Session(tmp_path_factory.mktemp("centre")), f"{FAST}desk: {{post: CENTRE}}\n")


@pytest.fixture
def nodes(home: Session) -> Iterator[list[Serving]]:
    """Two on one home."""
    with Serving(home) as first, Serving(home) as second:
        yield [first, second]


@pytest.fixture
def front(tmp_path: Path, nodes: list[Serving], certificates: Certificates) -> Iterator[str]:
    """The address of an nginx that has been told what the document says."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("no nginx is installed here: Debian's package is nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = FILES["/etc/nginx/conf.d/border-check.conf"]
    service = certificates.of("service")
    for says, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "127.0.0.1:8480": f"127.0.0.1:{nodes[0].port}",
        "127.0.0.1:8481": f"127.0.0.1:{nodes[1].port}",
        "/etc/nginx/centre.pem": str(service[0]),
        "/etc/nginx/centre.key": str(service[1]),
        "/etc/nginx/posts.pem": str(certificates.of("authority")[0]),
    }.items():
        assert says in told
        told = told.replace(says, here)
    scratch = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    own = f"daemon off; error_log {tmp_path}/error; pid {tmp_path}/pid; events {{}}"
    (tmp_path / "nginx.conf").write_text(f"{own} http {{ access_log off; {scratch}\n{told}\n}}\n")
    command = [program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error")]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: _is_heard(port) or running.poll() is not None)
        assert running.poll() is None, (tmp_path / "error").read_text()
        yield f"https://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGQUIT)
        running.wait(timeout=20)


def _is_heard(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def client(front: str, nodes: list[Serving], certificates: Certificates) -> Iterator[httpx.Client]:
    """A system with a certificate and a token."""
    with nodes[0].asking(base_url=front, verify=certificates.trusting("client")) as client:
        yield client


def test_questions_come_through(client: httpx.Client) -> None:
    assert client.post("/v1/document", json=LISTED).json()["verdict"] == "stop"
    rows = b"name,number,issuing_state\n" + b"Joan Roe,K7654321,UTO\n" * 5_000
    lines = client.post("/v1/batch", content=rows).text.splitlines()
    assert len(lines) == 5_001
    assert client.get("/metrics").status_code == 403
    assert client.post("/v1/document", content=b" " * 100_000).status_code == 413
    assert client.post("/v1/exchange", content=b" " * 100_000).status_code == 403


def test_nobody_without_a_certificate(
    front: str, nodes: list[Serving], certificates: Certificates
) -> None:
    with nodes[0].asking(base_url=front, verify=certificates.trusting()) as client:
        assert client.post("/v1/document", json=LISTED).status_code == 400


def test_the_duty_desk_works_through_it(
    front: str, nodes: list[Serving], certificates: Certificates
) -> None:
    """Its forms are the page's own, and its cookie goes over TLS alone."""
    verify = certificates.trusting("client")
    with nodes[0].asking("", base_url=front, verify=verify, headers={"Origin": front}) as client:
        assert client.get("/desk").status_code == 303
        told = client.post("/desk/sign-in", data={"token": nodes[0].token()})
        assert told.status_code == 303
        assert "Secure" in told.headers["set-cookie"]
        assert "Hits that wait" in client.get("/desk?lang=en").text


@pytest.mark.parametrize("end", [Serving.stop, Serving.kill], ids=["in good order", "killed"])
def test_a_node_that_ends_costs_no_answer(
    client: httpx.Client, nodes: list[Serving], end: object
) -> None:
    assert callable(end)
    verdicts = []
    for number in range(60):
        if number == 20:
            end(nodes[1])
        verdicts.append(client.post("/v1/document", json=LISTED).json()["verdict"])
    assert verdicts == ["stop"] * 60
