"""Hostile input, at every parser, for as long as is asked; goes on where it was when it ended.

    python torture/fuzz.py --minutes 1

Every case follows from its parser and number alone. None may raise anything but an error of ours,
last longer than `LONGEST`, or change an answer in silence. What failed is kept beside the state.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple

from border_check.errors import BorderCheckError

from mutation import mutated
from parsers import Parser, parsers
from places import ROOT, quick

STATE = ROOT / "build" / "torture"
LONGEST = 5.0
"""Seconds that a case may take."""
_AT_A_TIME = 250


class Failed(NamedTuple):
    """A case that was not survived."""

    parser: str
    case: int
    why: str


class Fuzzing:
    """All parsers in turn, with how many cases each has behind it."""

    def __init__(self, state: Path = STATE) -> None:
        self._state = state
        self._file = state / "fuzz.json"
        self.cases: dict[str, int] = {}
        self.failed: list[Failed] = []
        if self._file.exists():
            self.cases = json.loads(self._file.read_text(encoding="utf-8"))

    def run(self, seconds: float) -> int:
        """Go on for so long; how many cases were tried."""
        before = sum(self.cases.values())
        end = time.monotonic() + seconds
        signal.signal(signal.SIGALRM, _too_long)
        with TemporaryDirectory(prefix="torture-", dir=quick()) as scratch:
            folder = Path(scratch)
            every = list(parsers(folder))
            while time.monotonic() < end:
                for parser in every:
                    self._some(parser, folder, min(end, time.monotonic() + seconds / len(every)))
                self._keep()
        return sum(self.cases.values()) - before

    def _some(self, parser: Parser, folder: Path, end: float) -> None:
        """Cases of one parser: each gets as much time as the others."""
        done = self.cases.get(parser.name, 0)
        turn = time.monotonic() + 1.0
        for case in range(done, done + _AT_A_TIME * 40):
            content = mutated(parser.seeds, random.Random(f"{parser.name} {case}"))
            self._try(parser, case, content, folder)
            self.cases[parser.name] = case + 1
            if case % 16 == 0 and time.monotonic() > min(end, turn):
                return

    def _try(self, parser: Parser, case: int, content: bytes, folder: Path) -> None:
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            parser.ask(content, folder)
        except BorderCheckError:
            pass
        except Exception as error:
            self._failed(parser, case, content, error)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _failed(self, parser: Parser, case: int, content: bytes, error: Exception) -> None:
        self.failed.append(Failed(parser.name, case, f"{type(error).__name__}: {error}"[:200]))
        self._state.mkdir(parents=True, exist_ok=True)
        name = f"failed-{parser.name.replace(' ', '-').replace(':', '')}-{case}"
        (self._state / f"{name}.bin").write_bytes(content)
        (self._state / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8")

    def _keep(self) -> None:
        self._state.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self.cases, indent=1), encoding="utf-8")
        fresh.replace(self._file)


def _too_long(signal_: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise TimeoutError(f"longer than {LONGEST} s")


def main() -> None:
    """Fuzz, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--state", type=Path, default=STATE)
    asked = parser.parse_args()
    fuzzing = Fuzzing(asked.state)
    tried = fuzzing.run(60 * asked.minutes)
    print("| parser | cases | failed |\n|---|---:|---:|")
    for name, count in fuzzing.cases.items():
        print(f"| {name} | {count:,} | {sum(one.parser == name for one in fuzzing.failed)} |")
    print(
        f"| all, {tried:,} of them now | {sum(fuzzing.cases.values()):,} | {len(fuzzing.failed)} |"
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| most memory resident, MiB | {most:,.0f} | |")
    for one in fuzzing.failed[:20]:
        print(f"{one.parser}, case {one.case}: {one.why}", file=sys.stderr)
    if fuzzing.failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
