"""The bundle: installed by its own script, from nothing but itself, and not at all once changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path
from unittest.mock import patch

import bundle
import pytest

DEPENDENCY, PACKAGE = "needed-1.0-py3-none-any.whl", "border_check-9.9-py3-none-any.whl"
NO_NETWORK = ["unshare", "--net", "--map-root-user"]

pytestmark = pytest.mark.skipif(
    os.name != "posix" or shutil.which("sha256sum") is None, reason="the script is for POSIX"
)


def wheel(path: Path, module: str, code: str, *, command: str = "") -> None:
    """A wheel of one module."""
    name, version, *_ = path.name.split("-")
    info = f"{name}-{version}.dist-info"
    scripts = f"[console_scripts]\n{command} = {module}:main\n" if command else ""
    content = {
        f"{module}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": scripts,
    }
    record = "".join(f"{file},,\n" for file in (*content, f"{info}/RECORD"))
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**content, f"{info}/RECORD": record}.items():
            archive.writestr(file, text)


def stand_in(command: str, *arguments: str) -> None:
    """In place of pip, which would build the package and fetch what it needs."""
    if command == "wheel":
        code = "import needed\ndef main(): print(needed.SAYS)\n"
        made = Path(arguments[arguments.index("--wheel-dir") + 1], PACKAGE)
        wheel(made, "border_check", code, command="border-check")
        return
    folder = Path(arguments[arguments.index("--dest") + 1])
    folder.mkdir()
    wheel(folder / DEPENDENCY, "needed", "SAYS = 'installed'\n")
    digest = hashlib.sha256((folder / DEPENDENCY).read_bytes()).hexdigest()
    lock = Path(arguments[arguments.index("-r") + 1])
    lock.write_text(f"needed==1.0 --hash=sha256:{digest}\n")


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A bundle, made, carried to another machine and unpacked."""
    (tmp_path / "own.bcs").write_text("a list\n")
    with patch("bundle.pip", stand_in):
        bundle.gather(tmp_path / "made" / "border-check-bundle", [tmp_path / "own.bcs"], None)
    bundle.archive(tmp_path / "made" / "border-check-bundle", tmp_path / "bundle.tar.gz")
    with tarfile.open(tmp_path / "bundle.tar.gz") as archive:
        archive.extractall(tmp_path / "carried", filter="data")
    return tmp_path / "carried" / "border-check-bundle"


def install(unpacked: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """Run its script, where there is no network if that can be had."""
    can = shutil.which("unshare") and not subprocess.run([*NO_NETWORK, "true"]).returncode
    command = [*(NO_NETWORK if can else []), "sh", str(unpacked / "install.sh"), str(into)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def test_it_is_installed_from_itself_alone(unpacked: Path, tmp_path: Path) -> None:
    done = install(unpacked, tmp_path / "into")
    assert (done.returncode, done.stdout) == (0, "installed\n"), done.stderr
    assert (unpacked / "lists" / "own.bcs").read_text() == "a list\n"


CHANGED = [
    ("a wheel", f"wheels/{DEPENDENCY}"),
    ("the package", PACKAGE),
    ("the lock", bundle.LOCK),
    ("a list", "lists/own.bcs"),
    ("the script", "install.sh"),
]


@pytest.mark.parametrize("file", [c[1] for c in CHANGED], ids=[c[0] for c in CHANGED])
def test_nothing_of_a_bundle_that_was_changed_is_installed(
    unpacked: Path, tmp_path: Path, file: str
) -> None:
    with (unpacked / file).open("ab") as stream:
        stream.write(b"\n")
    done = install(unpacked, tmp_path / "into")
    assert done.returncode != 0
    assert not (tmp_path / "into").exists()


def test_a_wheel_that_the_lock_does_not_know_is_not_installed(
    unpacked: Path, tmp_path: Path
) -> None:
    """Even where whoever changed it wrote the sums anew."""
    wheel(unpacked / "wheels" / DEPENDENCY, "needed", "SAYS = 'something else'\n")
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(unpacked)}\n"
        for file in bundle.files(unpacked)
        if file.name != "SHA256SUMS"
    ]
    (unpacked / "SHA256SUMS").write_text("".join(sums))
    done = install(unpacked, tmp_path / "into")
    assert done.returncode != 0
    assert "HASHES" in done.stderr.upper()


def test_the_same_content_makes_the_same_archive(unpacked: Path, tmp_path: Path) -> None:
    contents = []
    for name in ("one.tar.gz", "other.tar.gz"):
        bundle.archive(unpacked, tmp_path / name)
        with tarfile.open(tmp_path / name) as archive:
            contents.append([(m.name, m.mtime, m.uid, m.mode, m.size) for m in archive])
    assert contents[0] == contents[1]
