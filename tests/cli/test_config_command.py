"""`border-check config check`: everything that is wrong, told at once, each with its weight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from session import Session

from border_check.cli.start import run

from desk import DOCUMENTS

CALL = "contacts: {ncb: {name: NCB Utopia}}\n"
BROKEN = """\
desk: {role: boss, pots: A, direction: up}
thresholds: {first_line: x}
lists:
  sltd: {required: 1, stale_after: soon, kind: documents}
  wanted: {source: here.csv}
sparse_issuer: -1
event: {name: CUP}
"""
TOLD = [
    "desk.role: found 'boss'",
    "unknown key desk.pots",
    "desk.direction: found 'up'",
    "lists.sltd.required: found 1",
    "lists.sltd.stale_after: found 'soon'",
    "lists.wanted.source: expected an https",
    "sparse_issuer: found -1",
    "event: lists is missing",
]


def config(session: Session, text: str) -> Path:
    session.home.mkdir(exist_ok=True)
    file = session.home / "config.yaml"
    file.write_text(text)
    file.chmod(0o600)
    return file


def test_every_key_that_cannot_be_read(session: Session) -> None:
    config(session, BROKEN)
    result = session("config", "check")
    result.failed(3, f"keys that cannot be read: {len(TOLD)}")
    out = " ".join(result.out.split())
    for told in TOLD:
        assert told in out
    assert all(len(line) <= 80 for line in result.out.splitlines()[1:])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("thresholds: {first_line: 1}", "thresholds.first_line: found 1.0"),
        ("thresholds: {first_line: x}", "thresholds.first_line: found 'x'"),
        ("desk: {purposes: [visa]}", "desk.purpose: found 'border_control'"),
        ("[1, 2]", "found [1, 2], expected keys and values"),
    ],
)
def test_what_holds_between_keys(session: Session, text: str, told: str) -> None:
    config(session, text)
    result = session("config", "check", "--json")
    assert result.code == 3
    (found,) = result.json["found"]
    assert found["weight"] == "error"
    assert told in found["text"]


def test_a_purpose_among_its_purposes(session: Session) -> None:
    config(session, CALL + "desk: {purposes: [visa, entry], purpose: visa}")
    assert session("config", "check").code == 0


def test_a_file_that_is_none(session: Session) -> None:
    config(session, "desk: [")
    session("config", "check").failed(3, "line 1")
    session("config", "check", session.folder / "nowhere.yaml").failed(3, "no such file")


def test_no_configuration(session: Session) -> None:
    session("config", "check").failed(2, "there is no configuration")


def test_one_that_is_sound(session: Session) -> None:
    file = config(session, CALL)
    assert session("config", "check").out == f"{file}: as it should be\n"
    assert session("config", "check", "--json").json["found"] == []
    assert session("config", "check", file, home=session.folder / "other").code == 0


FAULTS = [
    ("second_journal: /nowhere/journal", "second_journal: /nowhere/journal cannot be written to"),
    ("update: {token_file: /nowhere/token}", "sltd.update.token_file: /nowhere/token cannot be"),
    ("update: {ca_file: /nowhere/ca}", "sltd.update.ca_file: /nowhere/ca cannot be read"),
    ("update: {checksum: /nowhere/sum}", "sltd.update.checksum: /nowhere/sum cannot be read"),
    ("update: {token_file: TOKEN}", "may be read by others chmod 600"),
]


@pytest.mark.parametrize(("text", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_what_will_fail_later(session: Session, text: str, told: str) -> None:
    token = session.file("token", "secret")
    token.chmod(0o644)
    if text.startswith("update"):
        text = f"lists: {{sltd: {{{text.replace('TOKEN', str(token))}}}}}"
    config(session, CALL + text)
    result = session("config", "check")
    result.failed(4, "lacks what it needs: 1")
    assert told in " ".join(result.out.split())
    assert "secret" not in result.out


WARNINGS = [
    ("", "contacts.ncb: nobody is named"),
    (CALL + "lists: {un-sc: {}}", "lists.un-sc: is not installed"),
    (CALL + "lists: {sltd: {source: /media/none}}", "/media/none is not there now"),
    (
        CALL + "event: {name: C, lists: [sltd, wanted], ends: '2026-01-01T00:00:00Z'}",
        "the event C is over border-check wipe",
    ),
    (CALL + "event: {name: C, lists: [sltd], ends: '2036-01-01T00:00:00Z'}", "wanted lies in"),
    (
        CALL + "event: {name: C, lists: [sltd, wanted, un], ends: '2036-01-01T00:00:00Z'}",
        "un is not installed",
    ),
]


@pytest.mark.parametrize(("text", "told"), WARNINGS, ids=[told for _, told in WARNINGS])
def test_what_may_be_meant(session: Session, text: str, told: str) -> None:
    config(session, text)
    result = session("config", "check")
    assert (result.code, result.err) == (0, "")
    assert told in " ".join(result.out.split())


def test_whoever_may_write_it_is_told(session: Session) -> None:
    config(session, CALL).chmod(0o666)
    assert "may be written by others" in " ".join(session("config", "check").out.split())


Shell = Callable[..., str]


@pytest.fixture
def shell(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """What the command says to a shell that asks it, by the variables of its environment."""

    def ask(**variables: str) -> str:
        with monkeypatch.context() as patch:
            patch.setenv("BORDER_CHECK_HOME", str(session.home))
            for name, value in variables.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                run([])
        assert ended.value.code == 0
        return capsys.readouterr().out

    return ask


def offered(shell: Shell, line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    last = str(len(line.split(" ")) - 1)
    answer = shell(_BORDER_CHECK_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=last)
    return answer.split()


COMPLETED = [
    ("lists show s", ["sltd"]),
    ("lists rollback w", ["wanted"]),
    ("lists prune ", ["sltd", "wanted"]),
    ("load w", ["wanted"]),
    ("update sltd w", ["wanted"]),
    ("load sltd file --format ofac-", ["ofac-csv", "ofac-xml"]),
    ("--home nowhere lists show s", []),
]


@pytest.mark.parametrize(("line", "names"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_a_shell_completes(session: Session, shell: Shell, line: str, names: list[str]) -> None:
    assert offered(shell, f"border-check {line}") == names
    assert not (session.home / "journal").exists()


def test_lists_are_those_of_the_home_that_is_named(session: Session, shell: Shell) -> None:
    other = Session(session.folder / "other")
    other.folder.mkdir()
    other.load("elsewhere", DOCUMENTS)
    line = f"border-check --home {other.home} lists rollback e"
    assert offered(shell, line) == ["elsewhere"]


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_what_a_shell_has_to_read(shell: Shell, name: str) -> None:
    assert "border-check" in shell(_BORDER_CHECK_COMPLETE=f"source_{name}")
