"""At a first-line desk every output is that of a home without the discreet records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from session import Session
from watched import HITS, NOTES, OTHERS, WATCHED, home_of, placed

from desk import DOCUMENTS

QUESTIONS = {
    **HITS,
    **NOTES,
    "somebody who shares a name with them": [
        *("doc", "K1", "--issuer", "UTO", "--surname", "Tayibeli", "--given", "Zaru Mohamed"),
        *("--dob", "1971-03-04", "--explain"),
    ],
    "a document that nobody knows": ["doc", "K7654321", "--issuer", "UTO"],
    "results in CSV": ["batch", "MANIFEST", "--out", "OUT.csv"],
    "results in JSON lines": ["batch", "MANIFEST", "--out", "OUT.jsonl"],
    "a free name": ["person", "Hjalmar Quist Brandovar"],
    "all lists": ["lists"],
    "a list of documents": ["lists", "show", "sltd"],
    "a list of people": ["lists", "show", "wanted"],
    "a list of vehicles": ["lists", "show", "smv"],
    "open hits": ["hits"],
    "a hit": ["hits", "show", "1"],
    "protection": ["hits", "protection", "1"],
    "the journal": ["journal", "show"],
}
_CHANGING = re.compile(r"\d{8}T\d{6}Z-\w+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""Versions of lists, and moments."""


class Told(NamedTuple):
    """All that a question leaves behind for whoever asked it."""

    code: int
    out: str
    err: str
    written: dict[str, str]


def told(session: Session, *arguments: str) -> Told:
    code, out, err = session(*placed(session, list(arguments)))
    written = {
        file.name: _same_in_every_home(session, file.read_text())
        for file in sorted(session.folder.glob("out*"))
    }
    for name in written:
        (session.folder / name).unlink()
    return Told(code, _same_in_every_home(session, out), _same_in_every_home(session, err), written)


def _same_in_every_home(session: Session, text: str) -> str:
    return _CHANGING.sub("...", text).replace(str(session.folder), "FOLDER")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Session]:
    """A home with discreet records, and one without."""
    folder = tmp_path_factory.mktemp("homes")
    return home_of(folder / "watched", WATCHED), home_of(folder / "none", {})


@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["text", "JSON"])
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_of_every_output(
    homes: tuple[Session, Session], question: list[str], as_json: list[str]
) -> None:
    watched, none = homes
    assert told(watched, *question, *as_json) == told(none, *question, *as_json)


@pytest.mark.parametrize("question", HITS.values(), ids=HITS)
def test_the_second_line_is_told(homes: tuple[Session, Session], question: list[str]) -> None:
    watched, _ = homes
    config = watched.file("second.yaml", "desk: {post: GVA-04, role: second-line}")
    answer = watched(*placed(watched, question), "--config", config, "--json").out
    assert re.search(r'"record_id": "[DNC][78]"', answer)


def test_the_journal_takes_as_much_room(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("journals")
    sizes = []
    for session in (home_of(folder / "watched", WATCHED), home_of(folder / "other", OTHERS)):
        for question in HITS.values():
            session(*placed(session, question))
        sizes.append(
            {file.name: file.stat().st_size for file in (session.home / "journal").iterdir()}
        )
    assert sizes[0] == sizes[1]


def test_a_list_of_discreet_records_tells_of_no_issuer(tmp_path: Path) -> None:
    post = Session(tmp_path)
    post.home.mkdir()
    (post.home / "config.yaml").write_text(
        "desk: {role: first-line}\nsparse_issuer: 1\nlists: {watched: {action: discreet}}\n"
    )
    post.load("watched", DOCUMENTS)
    told = [post("doc", "K7654321", "--issuer", one, "--json").json for one in ("UTO", "XXA")]
    texts = [one["problems"][0]["text"].replace("Utopia", "X") for one in told]
    assert texts == [
        "WATCHED holds no records of X",
        "WATCHED holds no records of Stateless person",
    ]
