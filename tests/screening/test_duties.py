"""Each command is left to whoever is there for it, where the configuration says who is."""

from __future__ import annotations

import pytest
from conftest import Officer
from session import Session

from border_check import open as open_screener
from border_check.cli.app import app
from border_check.errors import BorderCheckError
from border_check.screening.duties import COMMANDS

ACCOUNTS = """
accounts:
  anna: officer
  berta: [second-line]
  carl: [list-manager]
  dora: auditor
  emil: [trainer]
"""
ALLOWED = {
    ("doc", "K7654321"): {"anna", "berta", "nobody"},
    ("person", "Joan Roe"): {"berta"},
    ("vehicle", "--plate", "UT1", "--country", "UTO"): {"anna", "berta", "nobody"},
    ("batch", "FLIGHT"): {"anna", "berta", "nobody"},
    ("batch", "review", "000001"): {"berta"},
    ("batch", "release", "000001", "--to", "UA"): {"berta"},
    ("hits",): {"berta"},
    ("hits", "cleared"): {"berta"},
    ("hits", "protection", "000001"): {"anna", "berta", "nobody"},
    ("watchlist", "list"): {"berta"},
    ("lists", "rollback", "sltd"): {"carl"},
    ("load", "more", "LIST"): {"carl"},
    ("update", "sltd", "--from", "LIST"): {"carl"},
    ("journal", "show"): {"dora"},
    ("journal", "export"): {"dora"},
    ("journal", "copy", "COPY"): {"carl", "dora"},
    ("journal", "erase", "--older-than", "90d"): {"dora"},
    ("operations",): {"berta", "dora"},
    ("inventory",): {"carl", "dora"},
    ("lists",): {"anna", "berta", "carl", "dora", "emil", "nobody"},
    ("lists", "verify"): {"anna", "berta", "carl", "dora", "emil", "nobody"},
    ("journal", "verify"): {"anna", "berta", "carl", "dora", "emil", "nobody"},
}
EVERYBODY = ("anna", "berta", "carl", "dora", "emil", "nobody")


@pytest.fixture
def post(session: Session) -> Session:
    (session.home / "config.yaml").write_text(ACCOUNTS)
    session.file("flight.csv", "name,number,issuing_state\nJoan Roe,K7654321,UTO\n")
    session.file("list.jsonl", '{"id": "1", "name": "Max Moe"}\n')
    return session


def given(post: Session, command: tuple[str, ...]) -> list[str]:
    places = {"FLIGHT": post.folder / "flight.csv", "LIST": post.folder / "list.jsonl"}
    places["COPY"] = post.folder / "copy"
    return [str(places.get(word, word)) for word in command]


@pytest.mark.parametrize("account", EVERYBODY)
@pytest.mark.parametrize("command", ALLOWED, ids=" ".join)
def test_who_may(post: Session, officer: Officer, command: tuple[str, ...], account: str) -> None:
    officer(account)
    result = post(*given(post, command))
    refused = f": not for {account}" in result.err or "first-line desk" in result.err
    assert refused is (account not in ALLOWED[command]), result


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> Officer:
    def become(name: str) -> None:
        for module in ("journal.recorder", "screening.duties"):
            monkeypatch.setattr(f"border_check.{module}.account", lambda: name)

    return become


def test_every_command_is_somebodys() -> None:
    commands = {str(one.name).partition(" ")[0] for one in app.registered_commands}
    groups = {str(one.name) for one in app.registered_groups}
    assert {words.partition(" ")[0] for words in COMMANDS} == commands | groups


def test_without_a_word_of_accounts_all_is_as_it_was(session: Session, officer: Officer) -> None:
    officer("whoever")
    assert session("journal", "show").code == 0
    assert session("hits").code == 0


def test_an_officer_is_at_the_first_line_wherever_the_desk_stands(
    post: Session, officer: Officer
) -> None:
    officer("anna")
    post("person", "Joan Roe").failed(4, "person: not for anna (officer)")
    with open_screener(post.home) as screener:
        assert screener.settings.desk.role == "first-line"


def test_the_library_keeps_to_it(post: Session, officer: Officer) -> None:
    officer("dora")
    with pytest.raises(BorderCheckError, match="doc: not for dora"):
        open_screener(post.home)


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        ("[list-manager, auditor]", "auditor and list-manager, and never both"),
        ("[boss]", "expected one of officer"),
        ("[]", "a list of texts"),
        ("{a: b}", "a list of texts"),
    ],
)
def test_what_no_account_can_be(session: Session, duties: str, words: str) -> None:
    (session.home / "config.yaml").write_text(f"accounts: {{anna: {duties}}}\n")
    session("lists").failed(3, "accounts.anna", words)
