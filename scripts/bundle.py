"""One archive from which border-check is installed on a machine without a network: `make bundle`.

It has the wheel of the package, the wheels of all that it needs, by their hashes, signed lists if
some are named, and a script that installs them: `sh install.sh FOLDER`.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
LOCK = "requirements.lock"
_ON = 1_700_000_000
"""The moment of every file in the archive, so that the same content makes the same bytes."""

INSTALL = """\
#!/bin/sh
# Installs border-check into a folder, from what lies beside this script and nothing else.
#   sh install.sh /opt/border-check [HOME]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
into=${1:?name the folder to install into}
(cd "$here" && sha256sum --check --quiet SHA256SUMS)
python3 -m venv "$into"
"$into/bin/python" -m pip install --quiet --disable-pip-version-check --no-index \\
  --find-links "$here/wheels" --require-hashes -r "$here/requirements.lock"
"$into/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \\
  "$here"/border_check-*.whl
if [ $# -gt 1 ]; then
  if [ -f "$here/trust.json" ] && [ ! -f "$2/trust.json" ]; then
    echo "Compare the fingerprint with what the owner of the root keys says, then:"
    "$into/bin/border-check" snapshot trust install "$here/trust.json" --home "$2" || true
  else
    for list in "$here"/lists/*.bcs; do
      [ -e "$list" ] && "$into/bin/border-check" snapshot install "$list" --home "$2"
    done
  fi
fi
"$into/bin/border-check" --version
"""


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "border-check-bundle.tar.gz")
    parser.add_argument("--list", type=Path, action="append", default=[], help="a signed list")
    parser.add_argument("--trust", type=Path, help="a trust file")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="bundle-") as scratch:
        folder = Path(scratch) / "border-check-bundle"
        gather(folder, asked.list, asked.trust)
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        archive(folder, asked.out)
    print(f"{asked.out}: {asked.out.stat().st_size:,} bytes")


def gather(folder: Path, lists: list[Path], trust: Path | None) -> None:
    """Put all that belongs to it into a folder."""
    (folder / "lists").mkdir(parents=True)
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    shutil.copy(ROOT / LOCK, folder / LOCK)
    wheels = ("--only-binary", ":all:", "--dest", str(folder / "wheels"))
    pip("download", "--require-hashes", "-r", str(folder / LOCK), *wheels)
    for one in lists:
        shutil.copy(one, folder / "lists")
    if trust is not None:
        shutil.copy(trust, folder / "trust.json")
    (folder / "install.sh").write_text(INSTALL, encoding="utf-8")
    (folder / "install.sh").chmod(0o755)
    sums = [f"{_digest(file)}  {file.relative_to(folder)}\n" for file in files(folder)]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def pip(*arguments: str) -> None:
    """Run pip of this environment."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def files(folder: Path) -> list[Path]:
    """All files in a folder, in order."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def archive(folder: Path, out: Path) -> None:
    """Pack a folder; the same content makes the same archive, but for the time in gzip's head."""
    with tarfile.open(out, "w:gz") as tar:
        for file in files(folder):
            entry = tar.gettarinfo(file, f"{folder.name}/{file.relative_to(folder)}")
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = _ON, 0, 0, "", ""
            with file.open("rb") as content:
                tar.addfile(entry, content)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    main()
