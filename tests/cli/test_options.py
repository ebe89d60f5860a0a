"""What holds for every command: help, version, --home, --config, --debug, colours and streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer
from session import Session

import border_check
from border_check.cli import console, streams
from border_check.cli.app import app

from desk import DOCUMENTS


def commands(command: Any, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield name
    for word, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*name, word))


COMMANDS = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS, ids=[" ".join(name) or "(none)" for name in COMMANDS])
def test_help_fits_a_screen_and_says_everything(
    bare_session: Session, name: tuple[str, ...]
) -> None:
    result = bare_session(*name, "--help")
    assert (result.code, result.err) == (0, "")
    assert all(len(line) <= 80 for line in result.out.splitlines())
    assert f"Usage: {' '.join(('border-check', *name))} " in result.out
    assert "Example: border-check " in result.out
    assert " . " not in result.out, "a text in brackets was taken for markup and lost"
    assert bare_session(*name, "-h").out == result.out


def test_version(bare_session: Session) -> None:
    result = bare_session("--version")
    assert (result.code, result.out) == (0, f"border-check {border_check.__version__}\n")


NO_COMMAND = [([], "border-check"), (["journal"], "border-check journal")]


@pytest.mark.parametrize(("arguments", "name"), NO_COMMAND)
def test_without_a_command_the_help_is_shown(
    bare_session: Session, arguments: list[str], name: str
) -> None:
    result = bare_session(*arguments)
    result.failed(2, "no command was given", f"see `{name} --help`")
    assert f"Usage: {name} " in result.out


UNKNOWN = [
    ("a command", ["frobnicate"], "No such command 'frobnicate'", "`border-check --help`"),
    ("a command of lists", ["lists", "nope"], "No such command", "`border-check lists --help`"),
    ("an option", ["doc", "--nope"], "No such option", "`border-check doc --help`"),
    ("no argument", ["load", "sltd"], "Missing argument 'PATH'", "`border-check load --help`"),
    ("no number", ["batch", "x", "--workers", "two"], "--workers", "`border-check batch --help`"),
    ("escape codes", ["\x1b[2Jx"], "No such command", "`border-check --help`"),
]


@pytest.mark.parametrize(
    ("arguments", "words", "hint"), [u[1:] for u in UNKNOWN], ids=[u[0] for u in UNKNOWN]
)
def test_what_is_not_known(
    bare_session: Session, arguments: list[str], words: str, hint: str
) -> None:
    result = bare_session(*arguments)
    result.failed(2, words, hint)
    assert "\x1b" not in result.err


PLACES = [
    ("before the command", ["--home", "HOME", "lists", "--json"]),
    ("after the command", ["lists", "--home", "HOME", "--json"]),
    ("before, of a command below", ["--home", "HOME", "lists", "show", "sltd", "--json"]),
    ("between", ["lists", "--home", "HOME", "show", "sltd", "--json"]),
    ("after all", ["lists", "show", "sltd", "--json", "--home", "HOME"]),
    ("with a sign", ["lists", "--home=HOME", "--json"]),
    ("the last one wins", ["--home", "elsewhere", "lists", "--home", "HOME", "--json"]),
]


@pytest.mark.parametrize("arguments", [p[1] for p in PLACES], ids=[p[0] for p in PLACES])
def test_home_outweighs_the_environment_wherever_it_stands(
    session: Session, arguments: list[str]
) -> None:
    given = [argument.replace("HOME", str(session.home)) for argument in arguments]
    result = session(*given, home=session.folder / "empty")
    assert "sltd" in [one["name"] for one in result.json["lists"]]
    assert not (session.folder / "empty").exists()


def test_config_before_and_after_the_command_and_in_the_home(session: Session) -> None:
    posts = {}
    for place in ("home", "before", "after"):
        posts[place] = session.file(f"{place}.yaml", f"desk: {{post: {place}}}")
    posts["home"].rename(session.home / "config.yaml")

    def post(*arguments: str | Path) -> str:
        reference: str = session(*arguments, "--json").json["reference"]
        return reference.split("/")[1]

    assert post("doc", "K7654321") == "home"
    assert post("--config", posts["before"], "doc", "K7654321") == "before"
    assert post("doc", "K7654321", "--config", posts["after"]) == "after"
    assert post("--config", posts["before"], "doc", "K1", "--config", posts["after"]) == "after"


# -- errors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [0, 1, 3], ids=["before", "between", "after"])
def test_debug_shows_where_an_error_arose(session: Session, where: int) -> None:
    arguments = ["load", "sltd", "none.csv"]
    arguments.insert(where, "--debug")
    result = session(*arguments)
    assert result.code == 3
    assert result.err.startswith("Traceback")
    assert result.err.splitlines()[-2].startswith("border-check: error: none.csv")


DEFECTS = [
    ("a defect", ZeroDivisionError("x"), 70, "ZeroDivisionError: x", "a defect of border-check"),
    ("a full disk", OSError(28, "No space left", "/x"), 4, "/x: No space left", "space"),
    ("the end of a file", EOFError("x"), 70, "EOFError: x", "a defect of border-check"),
    ("Ctrl-C", KeyboardInterrupt(), 130, "interrupted", "nothing is half done"),
]


@pytest.mark.parametrize(
    ("error", "code", "words", "hint"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS]
)
def test_what_nobody_foresaw(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    words: str,
    hint: str,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(console, "load_settings", fail)
    session("lists").failed(code, words, hint)


# -- colours and streams ---------------------------------------------------------------------------


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


COLOURS = [
    ("a terminal", Terminal(), {}, True),
    ("a pipe", StringIO(), {}, False),
    ("NO_COLOR", Terminal(), {"NO_COLOR": "1"}, False),
    ("an empty NO_COLOR says nothing", Terminal(), {"NO_COLOR": ""}, True),
    ("a dumb terminal", Terminal(), {"TERM": "dumb"}, False),
]


@pytest.mark.parametrize(
    ("stream", "environment", "expected"), [c[1:] for c in COLOURS], ids=[c[0] for c in COLOURS]
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch, stream: StringIO, environment: dict[str, str], expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert streams.colourful(stream) is expected


def test_output_is_plain_in_a_pipe(session: Session) -> None:
    for command in (
        ["lists"],
        ["doc", "L8989123"],
        ["person", "Zaru Tayibeli"],
        ["journal", "show"],
    ):
        assert "\x1b" not in session(*command).out


def test_a_closed_standard_input_is_an_error(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session.TextIOWrapper", lambda *_, **__: None)
    for command in (["doc", "-"], ["person", "-"], ["batch", "-"], ["load", "sltd", "-"]):
        session(*command).failed(2, "standard input is closed")


def test_letters_that_a_locale_lacks_stop_no_answer(session: Session) -> None:
    result = session.process("person", "Jürgen Łódź", env={"PYTHONIOENCODING": "ascii"})
    assert (result.code, result.err) == (0, "")
    assert "J\\xfcrgen" in result.out
    plain = {"PYTHONIOENCODING": "ascii"}
    in_json = session.process("person", "Jürgen Łódź 😀", "--json", env=plain)
    assert in_json.json["query"]["name"] == "Jürgen Łódź 😀"


def test_nobody_who_listens_keeps_the_gate_shut(session: Session) -> None:
    process = session.start("doc", "K7654321", "--issuer", "UTO")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate()
    assert (process.returncode, err) == (4, "")


def test_a_closed_standard_output_leaves_the_exit_code(session: Session) -> None:
    command = [sys.executable, "-m", "border_check", "doc", "L8989123", "--issuer", "UTO"]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        env={**os.environ, "BORDER_CHECK_HOME": str(session.home)},
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (11, b"")


def test_arguments_that_are_no_text(session: Session) -> None:
    bad = "Jos\udce9"
    session("person", bad).failed(3, "an argument is not UTF-8: byte 4 is 0xe9")
    session("doc", bad).failed(3, "an argument is not UTF-8")
    session("person", "--surname", bad).failed(3, "surname: not text")
    assert not (session.home / "journal").exists()


def test_a_file_whose_name_is_no_text_is_a_file(session: Session) -> None:
    name = session.folder / "list\udce9.csv"
    name.write_text(DOCUMENTS)
    assert session("load", "sltd", name).code == 0
    assert session("batch", name).code == 11
    assert session("journal", "verify").code == 0
    assert session("journal", "export").json_lines[0]["file"] == "list\udce9.csv"


def test_the_installed_command_is_the_same(session: Session) -> None:
    script = Path(sys.executable).parent / "border-check"
    if not script.exists():
        pytest.skip("border-check is not installed beside this Python")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == session.process("--version").out


ANYWHERE = [
    ("before the command", ["--home", "elsewhere", "lists"]),
    ("after it", ["lists", "--home", "elsewhere"]),
    ("in one word", ["lists", "--home=elsewhere"]),
    ("after one that asks no list", ["compare", "A B", "A B", "--home", "elsewhere"]),
]


@pytest.mark.parametrize("arguments", [a[1] for a in ANYWHERE], ids=[a[0] for a in ANYWHERE])
def test_the_home_may_stand_anywhere(bare_session: Session, arguments: list[str]) -> None:
    assert bare_session(*arguments).code == 0


def test_a_home_without_its_folder_is_refused(bare_session: Session) -> None:
    assert bare_session("lists", "--home").code == 2


def test_what_comes_after_two_dashes_is_no_option(bare_session: Session) -> None:
    assert bare_session("compare", "--", "--home", "--config").code == 0
