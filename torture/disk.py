"""The disk is full, and files that may not be read: nothing is half, and nobody is waved through.

    python torture/disk.py --steps 40

Commands run on a disk of their own of which so many bytes are free, and are run again when there is
room. It takes root to mount such a disk, and another user to be refused a file.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from border_check.values.screening import Verdict

from figures import Figure, table
from flips import answers, questions
from kills import TRIALS, Place, Trial, fresh
from places import loaded_home

_MIB = 1 << 20
_DISK = 24 * _MIB
_STEP = 4096
_NOBODY = 65534


def disk(steps: int, folder: Path) -> Iterator[Figure]:
    """Fill the disk, and take permissions away."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield Figure("a full disk, a file that may not be read", 0, 0, "not tried: not root")
        return
    template = Place(folder / "template")
    loaded_home(template.home)
    for trial in TRIALS:
        untouched = fresh(template, folder / "untouched")
        trial.make(untouched)
        yield _filled(trial, untouched, folder / "disk", steps)
        shutil.rmtree(untouched.folder)
    yield _unreadable(template, folder)


def _filled(trial: Trial, untouched: Place, disk_: Path, steps: int) -> Figure:
    """Run a command with ever more room, from none on, until it has enough."""
    faults, tried, failed = [], 0, 0
    for step in range(steps):
        with _mounted(disk_):
            place = fresh(untouched, disk_ / "place")
            aside = fresh(untouched, disk_.with_name("aside"))
            ballast = disk_ / "ballast"
            _fill(ballast, step * step * _STEP)
            ran = place.run(*trial.words())
            ballast.unlink()
            tried += 1
            failed += ran.code == 4
            try:
                trial.holds(place, aside, ran)
            except Exception as error:
                where = traceback.extract_tb(error.__traceback__)[-1]
                room = step * step * _STEP // 1024
                faults.append(f"{room} KiB free: {str(error) or where.line}"[:200])
            shutil.rmtree(aside.folder)
    note = f"refused: {failed}" + (f"; {faults[0]}" if faults else "")
    return Figure(f"a full disk in {trial.name}", tried, tried - len(faults), note)


@contextmanager
def _mounted(place: Path) -> Iterator[None]:
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK},mode=0700", "tmpfs", str(place)]
    subprocess.run(mount, check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _fill(ballast: Path, free: int) -> None:
    """Leave so many bytes of the disk."""
    with ballast.open("wb", buffering=0) as file:
        room = os.statvfs(ballast)
        whole = room.f_bavail * room.f_frsize - free
        block = bytes(_STEP)
        for _ in range(whole // _STEP):
            file.write(block)


def _unreadable(template: Place, folder: Path) -> Figure:
    """Each file and folder of a home in turn may not be read, by a user who is not root."""
    place = fresh(template, folder / "unreadable")
    shutil.chown(place.folder, _NOBODY)
    for one in place.folder.rglob("*"):
        shutil.chown(one, _NOBODY)
    for one in (folder, *folder.parents):
        if one != Path("/") and one.owner() == "root" and "torture-" in one.name:
            one.chmod(0o711)
    asked = questions()
    sound = answers(template.home, asked)
    faults, tried = [], 0
    for one in sorted((place.home / "lists").rglob("*")):
        if one.name.startswith("lock"):
            continue
        before = one.stat().st_mode
        one.chmod(0)
        verdicts = _asked_as_nobody(place.home)
        one.chmod(before)
        tried += 1
        wrong = [
            (found, other.verdict)
            for found, other in zip(verdicts, sound, strict=True)
            if found == Verdict.PROCEED and other.verdict is not Verdict.PROCEED
        ]
        if wrong:
            faults.append(f"{one.relative_to(place.home)}: {wrong[0]}")
    return Figure("a file that may not be read", tried, tried - len(faults), "; ".join(faults[:1]))


def _asked_as_nobody(home: Path) -> list[str]:
    """The verdicts that another user gets, in a process of their own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
            told = " ".join(str(one.verdict) for one in answers(home, questions()))
        except BaseException as error:
            told = f"{type(error).__name__} " * len(questions())
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    found = os.read(reading, 4096).decode().split()
    os.close(reading)
    os.waitpid(child, 0)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--steps", type=int, default=40, help="sizes of what is free, of each command"
    )
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-") as folder:
        sys.exit(table(disk(asked.steps, Path(folder))))


if __name__ == "__main__":
    main()
