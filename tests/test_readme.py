"""What the documents show is what happens: their console blocks are run and compared.

A line that starts with `$ ` is a command, with the rest of a heredoc or of a line that ends in a
backslash; what follows is what it prints. A command that does not end with 0 says so in a comment,
`# exit 11`. The blocks of one document share a folder and run in order. `pytest --update-golden`
writes down what is printed now, where it differs by more than the clock.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from border_check.cli.start import run

ROOT = Path(__file__).parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_HEREDOC = re.compile(r"<<\s*(['\"]?)(?P<end>\w+)\1")
_EXIT = re.compile(r"\s+# exit (?P<code>\d+)$", re.MULTILINE)

# What is different on every machine is written down as it might be on some desk.
_ELSEWHERE = (
    (re.compile(r"^(\d{6} \S+Z \S+) \S+", re.MULTILINE), r"\1 officer"),
    (re.compile(r'"user": "[^"]*"'), '"user": "officer"'),
    (re.compile(r"account than \w+,"), "account than officer,"),
    (re.compile(r'"device": "[^"]*"'), '"device": "desk-03"'),
    (re.compile(r"(\d\dZ at \S+ by) \w+"), r"\1 officer"),
    (re.compile(r"^( +(?:Log +)?\S+\dZ|Log +\S+\dZ) \w+", re.MULTILINE), r"\1 officer"),
    (re.compile(r"^By( +)\w+", re.MULTILINE), r"By\1officer"),
    (re.compile(r"^(SHIFT .*?) \([^)]+\)", re.MULTILINE), r"\1 (officer)"),
)
# What is different at every moment is not compared.
_PASSING = (
    (re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}"), "VERSION"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "TIME"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"), "TIME"),
    (re.compile(r"\d{4}-\d\d-\d\d(?=/[A-Z])"), "DAY"),
    (re.compile(r" *\b(\d+h\d\d|\d+d \d\dh)\b"), " AGE"),
    (re.compile(r'"age_hours": [\d.]+'), '"age_hours": AGE'),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"^border-check \d.*", re.MULTILINE), "border-check RELEASE"),
)


class Command(NamedTuple):
    """A command of a document, and what the document says that comes of it."""

    line: int
    """Where in the document it stands, counted from one."""
    typed: str
    """With its heredoc, without the note on its exit code."""
    code: int
    printed: str


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_commands_print_what_the_document_shows(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    _furnish(tmp_path, monkeypatch)
    shown = [*commands(document.read_text(encoding="utf-8"))]
    found = [command._replace(**result(command.typed, monkeypatch)._asdict()) for command in shown]
    if request.config.getoption("--update-golden"):
        _write(document, shown, found)
        return
    for expected, actual in zip(shown, found, strict=True):
        place = f"{document.name}, line {expected.line}: {expected.typed}"
        assert same_always(actual.printed) == same_always(expected.printed), place
        assert actual.code == expected.code, place


def _furnish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a reader: the sample data, and the commands on the path."""
    (folder / "data").symlink_to(ROOT / "data")
    programs = folder.with_name(f"{folder.name}-programs")
    programs.mkdir()
    for name, arguments in (("border-check", "-m border_check "), ("python3", "")):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("BORDER_CHECK_HOME", "home")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHONUTF8", "1")


def console_blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The fenced console blocks: the line after the fence, counted from one, and the text."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and line == "```console":
            start = number + 1
        elif start is not None and line == "```":
            yield start, lines[start - 1 : number - 1]
            start = None


def commands(text: str) -> Iterator[Command]:
    """The commands of all console blocks, in order."""
    for first, lines in console_blocks(text):
        at = 0
        while at < len(lines):
            start = at
            at = _end_of_command(lines, at)
            typed = "\n".join([lines[start].removeprefix("$ "), *lines[start + 1 : at]])
            told = _EXIT.search(typed)
            said = at
            while at < len(lines) and not lines[at].startswith("$ "):
                at += 1
            yield Command(
                line=first + start,
                typed=_EXIT.sub("", typed),
                code=int(told["code"]) if told else 0,
                printed="".join(f"{line}\n" for line in lines[said:at]),
            )


def _end_of_command(lines: list[str], at: int) -> int:
    """The line after a command that starts at `at`."""
    while lines[at].endswith("\\"):
        at += 1
    if heredoc := _HEREDOC.search(lines[at]):
        while lines[at] != heredoc["end"]:
            at += 1
    return at + 1


class Result(NamedTuple):
    """What came of a command."""

    code: int
    printed: str


def result(typed: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run a command: in this process where it is one of ours alone, else by bash, which is slow."""
    # Asked for so often that a shell for each would take most of the time.
    typed = typed.replace("$(date -u +%FT%TZ)", f"{datetime.now(UTC):%FT%TZ}")
    if setting := re.fullmatch(r"export (\w+)=(\S+)", typed):
        monkeypatch.setenv(*setting.groups())
        return Result(0, "")
    words = _plain_words(typed)
    ended = _run_by_bash(typed) if words is None else _run_here(words, typed, monkeypatch)
    printed = ended.printed
    for pattern, replacement in _ELSEWHERE:
        printed = pattern.sub(replacement, printed)
    return Result(ended.code, "".join(f"{line.rstrip()}\n" for line in printed.splitlines()))


def _plain_words(typed: str) -> list[str] | None:
    """The arguments of one border-check command; None for anything that takes a shell to read."""
    first, _, rest = typed.partition("\n")
    plain = _HEREDOC.sub("", first) if rest else first
    if not plain.startswith("border-check ") or set("$`*\\") & set(plain):
        return None
    lexer = shlex.shlex(plain, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words = list(lexer)
    return None if any(set(word) <= set("();<>|&") for word in words) else words[1:]


def _run_here(words: list[str], typed: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    entered = typed.partition("\n")[2].rpartition("\n")[0]
    output = StringIO()
    with monkeypatch.context() as patch, redirect_stdout(output), redirect_stderr(output):
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(entered.encode()), encoding="utf-8"))
        code = run(words)
    return Result(code, output.getvalue())


def _run_by_bash(typed: str) -> Result:
    ended = subprocess.run(
        ["bash", "-c", typed],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Result(ended.returncode, ended.stdout.decode())


def same_always(printed: str) -> str:
    """What was printed, without times, ages, versions and hashes."""
    for pattern, word in _PASSING:
        printed = pattern.sub(word, printed)
    return printed


def _write(document: Path, shown: list[Command], found: list[Command]) -> None:
    """Write what is printed now into the document, from its end: lines before stay in place."""
    lines = document.read_text(encoding="utf-8").splitlines()
    for old, new in reversed(list(zip(shown, found, strict=True))):
        typed = lines[old.line - 1 : old.line + old.typed.count("\n")]
        said = old.line - 1 + len(typed)
        end = said + len(old.printed.splitlines())
        if same_always(new.printed) != same_always(old.printed):
            lines[said:end] = new.printed.splitlines()
        if new.code != old.code:
            at = next(at for at, line in enumerate(typed, old.line - 1) if line[-1:] != "\\")
            lines[at] = _EXIT.sub("", lines[at]) + (f"  # exit {new.code}" if new.code else "")
    document.write_text("\n".join(lines) + "\n", encoding="utf-8")
