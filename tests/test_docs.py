"""What the documents promise is there, and what is there is in the documents."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from session import ago

import border_check
from border_check import errors
from border_check.cli.app import app
from border_check.cli.batch import BATCH
from border_check.cli.ending import EXIT_DEFECT, EXIT_INTERRUPTED
from border_check.cli.start import run
from border_check.matching.document import Note
from border_check.matching.vehicle import VehicleNote
from border_check.references.genuine import Difference
from border_check.screening.within import NOTES
from border_check.sources.interface import Rejected
from border_check.sources.registry import SOURCES, recognise
from border_check.values.lists import ListDescription, ListState
from border_check.values.screening import Verdict

ROOT = Path(__file__).parent.parent
PACKAGE = Path(border_check.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LISTS = (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


# -- commands --------------------------------------------------------------------------------------


def _commands(command: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every command and group below `command`, with its help."""
    for word, below in sorted(getattr(command, "commands", {}).items()):
        yield f"{name} {word}", below.help or ""
        yield from _commands(below, f"{name} {word}")


COMMANDS = dict(_commands(typer.main.get_command(app), "border-check"))
OF_TWO_WORDS = {f"border-check batch {word}" for word in BATCH.second_words}
LEAVES = [
    name
    for name in COMMANDS
    if not any(other.startswith(f"{name} ") for other in COMMANDS.keys() - OF_TWO_WORDS)
]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does_in_one_sentence_and_shows_how(name: str) -> None:
    sentence, *rest = COMMANDS[name].strip().split("\n\n")
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert any(part.startswith(f"Example: {name}") for part in rest)


@pytest.mark.parametrize("name", LEAVES)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"| `{name}` |" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `(border-check [a-z ]+)` \| ", README, re.MULTILINE))
    assert named <= COMMANDS.keys()


NEEDS_MORE = {
    "border-check batch release": "a passenger list that was checked",
    "border-check batch review": "a passenger list that was checked",
    "border-check degraded close": "degraded mode that is open",
    "border-check degraded open": "a list that is too old",
    "border-check desk": "somebody who scans",
    "border-check exchange": "a centre",
    "border-check encrypted new": "another medium for the key",
    "border-check encrypted read": "a home that is encrypted",
    "border-check encrypted unlock": "a home that is encrypted",
    "border-check evaluate": "pairs of its own",
    "border-check hits clear": "a ruling before it",
    "border-check hits code": "a code on standard input",
    "border-check hits lift": "another account than the one that searched",
    "border-check hits unclear": "a traveller whom two people told apart",
    "border-check journal anchor": "a key",
    "border-check kept forget": "a passenger list that is kept",
    "border-check posts retire": "a post",
    "border-check requests approve": "a request of somebody else",
    "border-check requests reject": "a request",
    "border-check requests revoke": "a request that was approved",
    "border-check requests show": "a request",
    "border-check shift close": "a shift that is open",
    "border-check shift show": "a shift that is open",
    "border-check watchlist add": "a day that has not come yet",
    "border-check watchlist withdraw": "a record that two people put there",
    "border-check serve": "somebody who stops it",
    "border-check token revoke": "a token",
    "border-check snapshot publish": "a key",
    "border-check snapshot pull": "a centre",
    "border-check snapshot install": "a package that is signed, and somebody who is trusted",
    "border-check snapshot key new": "a passphrase that is typed in",
    "border-check snapshot key show": "a key",
    "border-check snapshot sign": "a package and a key",
    "border-check snapshot trust install": "a trust file",
    "border-check snapshot trust new": "keys",
    "border-check snapshot trust show": "a trust file that is installed",
    "border-check snapshot trust sign": "a trust file and a key",
    "border-check snapshot verify": "a package, and somebody who is trusted",
    "border-check wipe": "somebody who confirms it",
}
"""Examples that a folder with the sample data cannot run, and why."""


def test_every_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BORDER_CHECK_HOME", "home")
    shutil.copytree(ROOT / "data", "data", copy_function=shutil.copy)  # as of now, each file
    Path("sltd.csv").write_bytes(Path("data/samples/sltd.csv").read_bytes())
    Path("home").mkdir()
    Path("home/config.yaml").write_text(f"lists: {{sltd: {{source: {tmp_path}/sltd.csv}}}}")
    for moment in (ago(hours=9), ago(hours=1)):  # two, so that there is a way back
        assert run(["load", "sltd", "data/samples/sltd.csv", "--as-of", moment]) == 0
    for _ in range(5):  # hits, for the commands that follow them
        assert run(["doc", "L8989123", "--issuer", "UTO"]) == Verdict.STOP.exit_code
    answers = {verdict.exit_code for verdict in Verdict}
    for name in sorted(LEAVES, key=lambda name: name.endswith("remove")):
        example = COMMANDS[name].partition("Example: ")[2].partition("\n\n")[0]
        if name not in NEEDS_MORE:
            code = run(shlex.split(example)[1:])
            assert code in answers, f"{example}: {code}, {capsys.readouterr().err}"


# -- exit codes ------------------------------------------------------------------------------------


def _errors(base: type[errors.BorderCheckError]) -> Iterator[type[errors.BorderCheckError]]:
    yield base
    for below in base.__subclasses__():
        yield from _errors(below)


def test_the_table_of_exit_codes_is_complete() -> None:
    table = dict(re.findall(r"^\| `(\d+)` \| (?:`([A-Z ]+)`)?", README, re.MULTILINE))
    words = {str(verdict.exit_code): verdict.word for verdict in Verdict}
    others = {str(error.exit_code) for error in _errors(errors.BorderCheckError)}
    others |= {str(EXIT_DEFECT), str(EXIT_INTERRUPTED)}
    assert table == {**dict.fromkeys(others, ""), **words}


# -- lists -----------------------------------------------------------------------------------------


def _sections() -> dict[str, str]:
    """The sections of lists.md by their heading."""
    parts = re.split(r"^### (\S+)$", LISTS.partition("\n## Formats\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_format_has_its_section_and_its_place_in_the_readme() -> None:
    assert list(_sections()) == list(SOURCES)
    assert [name for name in SOURCES if f"`{name}`" not in README] == []


@pytest.mark.parametrize("name", SOURCES)
def test_the_example_of_a_format_is_read_by_it(name: str, tmp_path: Path) -> None:
    example = re.search(r"```\w+\n(.*?)```", _sections()[name], re.DOTALL)
    assert example
    file = tmp_path / "sdn.csv"  # a name that matters to one format only
    file.write_text(example[1], encoding="utf-8")
    source = recognise(file)
    assert source.name == name
    entries = list(source.read(file, ListDescription("")).entries)
    assert entries
    assert not [entry for entry in entries if isinstance(entry, Rejected)]


# -- JSON ------------------------------------------------------------------------------------------


def _codes() -> Iterator[str]:
    """Every code that a problem can have, gathered from the code itself."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                if called.strip("_").lower() == "problem":
                    yield from _texts(node.args[0])
    yield from Note
    yield from VehicleNote
    yield from NOTES
    yield from Difference
    yield from (f"list_{state}" for state in ListState if not state.answers)


def _texts(node: ast.expr) -> list[str]:
    """The texts that an expression may come to: itself, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_code_of_a_problem_is_explained_and_no_other() -> None:
    table = JSON.partition("\n## Problems\n")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", " ".join(cells))) == set(_codes())


# -- the rest --------------------------------------------------------------------------------------


def test_every_part_of_the_house_has_its_line() -> None:
    parts = [path.parent.name for path in PACKAGE.glob("*/__init__.py")]
    house = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for part in parts:
        assert f"| `border_check/{part}` |" in README
        assert re.search(rf"\b{part}\b", house), part


@pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        file = document.parent / path if path else document
        assert file.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
            assert heading in slugs, target
