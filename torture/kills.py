"""The power goes at every system call that writes: what was acknowledged is there, nothing is half.

    python torture/kills.py --most 1000

A command is run under strace, which kills it with SIGKILL before the n-th of its calls that write,
for every n. Then it is looked at what is left, and the command is run again to its end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from border_check.journal.book import Journal

from figures import Figure, table
from places import LISTED, SAMPLES, loaded_home, quick

WRITING = (
    "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,rename,renameat,renameat2,"
    "unlink,unlinkat,rmdir,mkdir,mkdirat,ftruncate,truncate,fallocate,fsync,fdatasync,msync,"
    "link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,utimensat"
)
"""All calls that change what lies on the disk, or what an officer sees."""
_KILLED = (137, -9)


class Ran(NamedTuple):
    """A command that has ended, or was ended."""

    code: int
    out: str


class Place(NamedTuple):
    """Where a command is tried: a home and files of its own."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def run(self, *command: str, under: tuple[str, ...] = ()) -> Ran:
        """Run our command, perhaps under another one."""
        environment = {
            **os.environ,
            "BORDER_CHECK_HOME": str(self.home),
            "PYTHONDONTWRITEBYTECODE": "1",
            "COLUMNS": "80",
        }
        ours = [*under, sys.executable, "-m", "border_check", *command]
        done = subprocess.run(
            ours, env=environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        return Ran(done.returncode, done.stdout)

    def entries(self) -> list[dict[str, object]]:
        """The journal, whose chain has to hold."""
        with Journal(self.home / "journal") as journal:
            finding = journal.verify()
            assert not finding.faults, finding.faults
            return [{**entry.facts, "sequence": entry.sequence} for entry in journal.entries()]

    def answers(self, *command: str) -> list[tuple[str, tuple[str, ...]]]:
        """Verdict and hits of each answer of a command that gives JSON."""
        found = []
        for line in self.run(*command, "--json").out.splitlines():
            told = json.loads(line)
            if "hits" in told:
                hits = tuple(f"{hit['list']} {hit['record_id']}" for hit in told["hits"])
                found.append((str(told["verdict"]), hits))
        return found


class Trial(NamedTuple):
    """A command, and what must hold after it was killed."""

    name: str
    make: Callable[[Place], object]
    command: tuple[str, ...]
    holds: Callable[[Place, Place, Ran], object]
    """Of the place, the same without the command, and what it had printed; raises
    `AssertionError`."""

    def words(self) -> list[str]:
        """The command, as of now."""
        return [now() if word == "NOW" else word for word in self.command]


PERSON = ("person", "--surname", "TAYIBELI", "--given", "MOHAMED ZARU", "--dob", "1979-02-11")
DOCUMENT = ("doc", LISTED, "--issuer", "UTO")
TODAY = "today.jsonl"
HOUR = timedelta(hours=1)


def now(ago: timedelta = timedelta()) -> str:
    return (datetime.now(UTC) - ago).strftime("%Y-%m-%dT%H:%M:%SZ")


def the_next_list(place: Place) -> None:
    """The list of people of the next day: the one who is sought is sought no more."""
    lines = (SAMPLES / "national-watchlist.jsonl").read_text(encoding="utf-8").splitlines(True)
    kept = [line for line in lines if "TAYIBELI" not in line.upper()]
    assert len(kept) < len(lines)
    (place.folder / TODAY).write_text("".join(kept), encoding="utf-8")


def a_delta(place: Place) -> None:
    lines = (SAMPLES / "sltd.csv").read_text(encoding="utf-8").splitlines(True)
    fresh = lines[1].replace("S-0001", "S-9001").replace("L8989000", "K7654000")
    fresh = fresh.replace("L8989499", "K7654999")
    (place.folder / "delta.csv").write_text(lines[0] + fresh, encoding="utf-8")


def passengers(place: Place) -> None:
    shutil.copy(SAMPLES / "passengers.csv", place.folder / "passengers.csv")


def kept(place: Place) -> None:
    """Passengers that are kept, of whom one is listed no more."""
    passengers(place)
    place.run("batch", "passengers.csv", "--keep", "48h")
    the_next_list(place)
    done = place.run("load", "wanted", TODAY, "--as-of", now())
    assert done.code == 0, done


def an_inbox(place: Place) -> None:
    (place.folder / "inbox").mkdir()
    shutil.copy(SAMPLES / "flight.edi", place.folder / "inbox")


def old_or_new(before: object, after: object, found: object) -> None:
    assert found in (before, after), found


def a_search(place: Place, untouched: Place, killed: Ran) -> None:
    """What was answered is in the journal, once."""
    before, after = len(untouched.entries()), len(place.entries())
    assert after in (before, before + 1)
    if "STOP" in killed.out:
        assert after == before + 1, "an answer was given that is in no journal"
    assert place.answers(*DOCUMENT) == untouched.answers(*DOCUMENT)


def a_load(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """The old list, or the new one; and the load can be done again."""
    old, new = untouched.answers(*PERSON), [("proceed", ())]
    assert old != new
    old_or_new(old, new, place.answers(*PERSON))
    assert place.run("load", "wanted", TODAY, "--as-of", now()).code == 0
    assert place.answers(*PERSON) == new
    assert not list((place.home / "lists" / "wanted").glob(".building*"))


def a_delta_load(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    asked = ("doc", "K7654321", "--issuer", "UTO")
    new = [("stop", ("sltd S-9001",))]
    assert untouched.answers(*asked) != new
    old_or_new(untouched.answers(*asked), new, place.answers(*asked))
    assert place.run("load", "sltd", "delta.csv", "--delta", "--as-of", now()).code == 0
    assert place.answers(*asked) == new
    assert place.answers(*DOCUMENT) == untouched.answers(*DOCUMENT)


def a_way_back(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    new = untouched.answers(*PERSON)
    old = [("proceed", ())]
    found = place.answers(*PERSON)
    assert found == new or found[0][1], found
    if found == new == old:
        assert place.run("lists", "rollback", "wanted").code == 0
    assert place.answers(*PERSON)[0][1]


def a_batch(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """Gone on with, the results are those of a run that nobody cut off."""
    place.entries()
    place.run("batch", "passengers.csv", "--out", "results.csv", "--resume")
    untouched.run("batch", "passengers.csv", "--out", "whole.csv")
    assert _results(place.folder / "results.csv") == _results(untouched.folder / "whole.csv")
    (untouched.folder / "whole.csv").unlink()
    place.entries()


def _results(file: Path) -> list[str]:
    """Rows without their references."""
    rows = file.read_text(encoding="utf-8").splitlines()
    return [",".join(cell for at, cell in enumerate(row.split(",")) if at != 2) for row in rows]


def asked_again(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """Whatever changed is told, then or the next time, and nothing twice under two references."""
    place.run("rescreen")
    told = [one for one in place.entries() if one.get("rescreens") and one.get("stage") == "rows"]
    assert told, "nothing was told"
    withdrawn = {json.dumps(one["withdrawn"], sort_keys=True) for one in told if one["withdrawn"]}
    assert len(withdrawn) == 1, withdrawn
    assert json.loads(place.run("rescreen", "--json").out.splitlines()[-1])["asked_again"] == 0


def a_watched_folder(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """The list is done once, with its results."""
    place.run("batch", "--watch", "inbox", "--once")
    done = place.folder / "inbox" / "done" / "flight.edi"
    assert sorted(file.name for file in done.iterdir()) == [
        "flight.edi",
        "flight.edi.csv",
        "report.txt",
    ]
    assert not list((place.folder / "inbox").glob("[!.]*.*"))
    place.entries()


def erased_queries(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """The chain holds, and what was asked can be erased to the end."""
    before = len(untouched.entries())
    assert len(place.entries()) >= before
    assert place.run("journal", "erase", "--older-than", "1d").code == 0
    place.entries()


def a_rotation(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """No entry is gone, and the next search follows the last one."""
    before = len(untouched.entries())
    assert place.run(*DOCUMENT).code == 11
    assert len(place.entries()) == before + 1


def a_wipe(place: Place, untouched: Place, killed: Ran) -> None:  # noqa: ARG001
    """It can be run to its end: nothing is left, and the proof names all that was there."""
    place.run(*WIPE)
    assert not place.home.exists() or not any(place.home.iterdir())
    proof = json.loads((place.folder / "proof.json").read_text(encoding="utf-8"))
    assert proof["done"] is True
    names = {one["path"] for one in proof["files"]}
    lists = (untouched.home / "lists").glob("*/*.sqlite")
    assert {file.relative_to(untouched.home).as_posix() for file in lists} <= names


def nothing(place: Place) -> None:
    """Nothing has to be there."""


def another_volume(place: Place) -> None:
    assert place.run("journal", "rotate").code == 0


def with_a_way_back(place: Place) -> None:
    the_next_list(place)
    assert place.run("load", "wanted", TODAY, "--as-of", now()).code == 0


WIPE = ("wipe", "--to", "proof.json", "--without-export", "--yes")
TRIALS = (
    Trial("a search", nothing, DOCUMENT, a_search),
    Trial("a load", the_next_list, ("load", "wanted", TODAY, "--as-of", "NOW"), a_load),
    Trial(
        "a delta", a_delta, ("load", "sltd", "delta.csv", "--delta", "--as-of", "NOW"), a_delta_load
    ),
    Trial("a way back", with_a_way_back, ("lists", "rollback", "wanted"), a_way_back),
    Trial(
        "a passenger list", passengers, ("batch", "passengers.csv", "--out", "results.csv"), a_batch
    ),
    Trial("a passenger list, kept and asked again", kept, ("rescreen",), asked_again),
    Trial(
        "a folder that is watched",
        an_inbox,
        ("batch", "--watch", "inbox", "--once"),
        a_watched_folder,
    ),
    Trial("queries erased", nothing, ("journal", "erase", "--older-than", "1d"), erased_queries),
    Trial("the journal begun anew in another file", nothing, ("journal", "rotate"), a_rotation),
    Trial("a search after that", another_volume, DOCUMENT, a_search),
    Trial("a wipe", nothing, WIPE, a_wipe),
)


def kills(most: int, folder: Path) -> Iterator[Figure]:
    """Try every command, killed at so many of its calls at most."""
    if shutil.which("strace") is None:
        yield Figure("SIGKILL at calls that write", 0, 0, "not tried: strace is not installed")
        return
    template = Place(folder / "template")
    loaded_home(template.home)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for trial in TRIALS:
            untouched = fresh(template, folder / "untouched")
            trial.make(untouched)
            calls = _calls(trial, fresh(untouched, folder / "counted"))
            step = max(1, -(-calls // most))
            tries = pool.map(
                lambda n, trial=trial, untouched=untouched: _try(trial, untouched, folder, n),
                range(1, calls + 1, step),
            )
            faults = list(tries)
            bad = [fault for fault in faults if fault]
            note = f"of {calls} calls" + (f"; {bad[0]}" if bad else "")
            yield Figure(f"SIGKILL in {trial.name}", len(faults), len(faults) - len(bad), note)
            shutil.rmtree(untouched.folder)


def _calls(trial: Trial, place: Place) -> int:
    """How many calls that write the command makes, when nobody kills it."""
    log = place.folder / "calls"
    place.run(
        *trial.words(), under=("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={WRITING}")
    )
    with log.open(encoding="utf-8", errors="replace") as lines:
        count = sum("(" in line for line in lines)
    shutil.rmtree(place.folder)
    return count


def _try(trial: Trial, untouched: Place, folder: Path, number: int) -> str:
    """Kill the command at one call, and say what did not hold afterwards."""
    place = fresh(untouched, folder / f"killed-{number}")
    aside = fresh(untouched, folder / f"aside-{number}")
    inject = f"inject={WRITING}:signal=SIGKILL:when={number}"
    under = ("strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={WRITING}", "-e", inject)
    try:
        killed = place.run(*trial.words(), under=under)
        trial.holds(place, aside, killed)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"call {number}: {type(error).__name__}: {str(error) or where.line}"[:300]
    finally:
        for one in (place, aside):
            shutil.rmtree(one.folder, ignore_errors=True)
    return ""


def fresh(place: Place, folder: Path) -> Place:
    """A copy of a place."""
    shutil.copytree(place.folder, folder)
    return Place(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most", type=int, default=10_000, help="calls, of each command")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-", dir=quick()) as folder:
        sys.exit(table(kills(asked.most, Path(folder))))


if __name__ == "__main__":
    main()
