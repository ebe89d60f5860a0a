"""`border-check batch --watch DIR`: lists that land in a folder, each checked once."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import FrameType

from border_check.cli.batch_run import check_manifest
from border_check.cli.batch_via import require_centre
from border_check.cli.console import place_at
from border_check.cli.outfile import SUFFIXES, unfinished
from border_check.cli.streams import say, say_json, warn
from border_check.errors import BorderCheckError, Interrupted, ManifestError, UsageError
from border_check.formats.wire import SCHEMA
from border_check.manifests.inbox import DONE, FAILED, Inbox, Job
from border_check.values.screening import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given

_EVERY = 2.0
"""Seconds between two looks at the folder."""
_AGAIN_AFTER = 60.0
"""Seconds after which a list that could not be checked, for want of space or the like, is tried
again."""
_WORST_FIRST = (Verdict.STOP, Verdict.REFER, Verdict.NOT_CHECKED, Verdict.PROCEED)


def watch(given: Given) -> int:
    """Check what lands in a folder until the process is told to end; with --once, what is there.

    Returns the exit code of the worst list.
    """
    folder, once = Path(given["watch"]), bool(given.get("once"))
    form = f".{given.get('form', 'csv')}"
    if form not in SUFFIXES:
        raise UsageError(
            f"--form: found {given.get('form')!r:.40}, expected csv, jsonl or html",
            hint="it says how results are written",
        )
    require_centre(place_at(given, "batch"), given)  # what is wrong is told before a list is taken
    every = float(given.get("every", _EVERY))
    inbox, codes = Inbox(folder), list[int]()

    def work_off(job: Job) -> bool:
        return _worked_off(inbox, job, form, given, codes)

    with inbox.held(), _ended_by_signals():
        waiting, again_at = inbox.cut_off(), 0.0
        while True:
            if time.monotonic() >= again_at:
                waiting = [
                    job for job in waiting if not _worked_off(inbox, job, form, given, codes)
                ]
                again_at = time.monotonic() + _AGAIN_AFTER if waiting else 0.0
            waiting += [job for job in inbox.take() if not work_off(job)]
            if once and not inbox.is_waiting:
                return _worst(codes, is_all=not waiting)
            time.sleep(every)


def _worked_off(inbox: Inbox, job: Job, form: str, given: Given, codes: list[int]) -> bool:
    """Check one list, and move it away; whether that could be done."""
    error: BorderCheckError | None = None
    try:
        code = _checked(job, form, given)
    except Interrupted:
        raise
    except ManifestError as unreadable:
        code, error = unreadable.exit_code, unreadable
        text = f"{unreadable.message}\n{unreadable.hint}\n"
        (job.folder / "error.txt").write_text(text, encoding="utf-8")
    except BorderCheckError as later:
        warn(f"{job.file.name}: not checked, to be tried again: {later.message}")
        return False
    codes.append(code)
    where = FAILED if error is not None else DONE
    _tell(job, where, inbox.finish(job, where), code, error, as_json=bool(given.get("as_json")))
    return True


def _checked(job: Job, form: str, given: Given) -> int:
    """Check a list, or go on where a run was cut off; what is told goes into a file beside it."""
    out = job.folder / f"{job.file.name}{form}"
    report = job.folder / "report.txt"
    if out.exists():  # what was cut off was only the move
        return _code_in(report)
    options = {key: given[key] for key in ("home", "config", "language", "workers") if key in given}
    why = ("operation", "purpose", "direction", "via")
    options |= {key: given[key] for key in why if key in given}
    if unfinished(out).exists():
        options["resume"] = "yes"
    with report.open("w", encoding="utf-8") as told, redirect_stdout(told):
        return check_manifest({**options, "file": str(job.file), "out": str(out)})


def _code_in(report: Path) -> int:
    """The exit code that a report tells; NOT CHECKED where it was not written any more."""
    shapes = {"[!!]": Verdict.STOP, "[? ]": Verdict.REFER, "[  ]": Verdict.PROCEED}
    try:
        lines = report.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    found = (shapes[line[:4]] for line in lines if line[:4] in shapes)
    return next(found, Verdict.NOT_CHECKED).exit_code


def _tell(
    job: Job, where: str, target: Path, code: int, error: BorderCheckError | None, *, as_json: bool
) -> None:
    verdict = next((one for one in Verdict if one.exit_code == code), None)
    if as_json:
        say_json(
            {
                "schema": SCHEMA,
                "check": "file",
                "file": job.file.name,
                "state": where,
                "folder": str(target),
                **({"verdict": verdict} if verdict and error is None else {}),
                **({"error": error.message} if error is not None else {}),
            }
        )
        return
    what = error.in_one_line if error is not None else verdict.word if verdict else str(code)
    say(f"{where:<7} {job.file.name}: {what}")


def _worst(codes: list[int], *, is_all: bool) -> int:
    """The exit code of all lists together: their worst, as of the rows of one."""
    if not is_all:
        return BorderCheckError.exit_code
    for verdict in _WORST_FIRST:
        if verdict.exit_code in codes and verdict is not Verdict.PROCEED:
            return verdict.exit_code
    return max(codes, default=0)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End as with Ctrl-C when the system asks for it: what was answered can be gone on with."""

    def end(number: int, _: FrameType | None) -> None:
        raise Interrupted(f"ended by signal {number}; lists in working are gone on with")

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
