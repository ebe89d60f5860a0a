"""The command as a user types it, in a home of its own: exit code, standard output and error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from border_check.cli.start import run

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data" / "samples"


class Result(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one line of JSON that it printed."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def json_lines(self) -> list[Any]:
        """All lines of JSON that it printed."""
        return [json.loads(line) for line in self.out.splitlines()]

    def failed(self, code: int, *words: str) -> None:
        """Fail unless it ended with this error: told with a hint, and without a traceback."""
        assert self.code == code, self
        lines = [line for line in self.err.splitlines() if line and ": warning: " not in line]
        assert [line.partition(": ")[2].partition(": ")[0] for line in lines] == ["error", "hint"]
        assert all(line.startswith("border-check: ") for line in lines), self.err
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err


class Session(NamedTuple):
    """A folder to work in, and a home in it."""

    folder: Path

    @property
    def home(self) -> Path:
        """Where lists and journal are."""
        return self.folder / "home"

    def __call__(
        self, *arguments: str | Path, stdin: str | bytes = b"", home: Path | None = None
    ) -> Result:
        """Run a command in this process."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = StringIO(), StringIO()
        environment = {"BORDER_CHECK_HOME": str(home or self.home), "COLUMNS": "80"}
        with (
            patch.dict(os.environ, environment),
            patch.object(sys, "stdin", TextIOWrapper(BytesIO(given), encoding="utf-8")),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run([str(argument) for argument in arguments])
        return Result(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
        """Start a command in a process of its own."""
        environment = {**os.environ, "BORDER_CHECK_HOME": str(self.home)}
        return subprocess.Popen(
            [sys.executable, "-m", "border_check", *map(str, arguments)],
            env={**environment, **options.pop("env", {})},
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )

    def process(self, *arguments: str | Path, **options: Any) -> Result:
        """Run a command in a process of its own to its end."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate()
        return Result(process.returncode, out or "", err or "")

    def file(self, name: str, content: str | bytes) -> Path:
        """A file to work with."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def load(self, name: str, content: str, *options: str) -> Result:
        """Load a list that was current a moment ago, or as of a time of its own, be it older."""
        suffix = "jsonl" if content.startswith("{") else "csv"
        file = self.file(f"{name}.{suffix}", content)
        if "--as-of" in options:
            self("lists", "remove", name)  # nothing older takes the place of what is installed
        result = self("load", name, file, "--as-of", ago(minutes=48), *options)
        assert result.code == 0, result
        return result

    def kept(self) -> dict[str, bytes]:
        """What must not change when a command fails: the installed lists, byte by byte."""
        lists = self.home / "lists"
        return {
            str(file.relative_to(lists)): file.read_bytes()
            for file in sorted(lists.rglob("*"))
            if file.is_file() and not file.name.startswith(("lock", "rejects-refused"))
        }


def ago(**span: float) -> str:
    """A moment before now, as --as-of takes it."""
    return (datetime.now(UTC) - timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%SZ")


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something holds; fail where it does not come to that."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)
