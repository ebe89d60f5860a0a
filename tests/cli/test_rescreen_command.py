"""`batch --keep`, `rescreen` and `kept`: told after the flight was checked, and erased in time."""

from __future__ import annotations

import gzip
import json
import re
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from session import Session

from border_check.screening.kept_batches import KeptBatches
from border_check.snapshot.candidates.passengers import write_passengers
from border_check.values.json_text import canonical

from desk import DOCUMENTS, NOMINALS

MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO
TAYIBELI,ZAROU,1971-03-04,M,UTO,P,K1112223,UTO
FERENBACH,OTTOLINE,1958-02-19,F,UTO,P,K2223334,UTO
"""
MORE = '{"id": "N7", "name": "Jane DOE", "dobs": ["1990-01-01"], "notice": "red"}\n'
# Jane DOE is listed, TAYIBELI is no more, FERENBACH is no longer only told of
CHANGED = MORE + "".join(
    line.replace('"action": "inform"', '"action": "refuse"')
    for line in NOMINALS.splitlines(keepends=True)
    if '"N1"' not in line
)


@pytest.fixture
def manifest(session: Session) -> Path:
    return session.file("manifest.csv", MANIFEST)


def entries(session: Session) -> list[dict[str, Any]]:
    return session("journal", "export").json_lines


def told(lines: list[dict[str, Any]]) -> dict[int, tuple[list[str], list[str], list[str]]]:
    """By row, records that hit now, that hit otherwise, and that hit no more."""
    return {
        line["row"]: (
            [hit["record_id"] for hit in line["new"]],
            [one["hit"]["record_id"] for one in line["changed"]],
            [hit["record_id"] for hit in line["withdrawn"]],
        )
        for line in lines[:-1]
    }


def test_what_changed_after_the_flight_was_checked(session: Session, manifest: Path) -> None:
    assert session("batch", manifest, "--keep", "48h").code == 11
    session.load("wanted", CHANGED)
    result = session("rescreen", "--json")
    lines = result.json_lines
    assert told(lines) == {1: (["N7"], [], []), 3: ([], [], ["N1"]), 4: ([], ["N5"], [])}
    summary = lines[-1]
    assert (summary["new"], summary["changed"], summary["withdrawn"]) == (1, 1, 1)
    assert summary["rows_in"] == 4
    assert summary["notes"] == []
    assert result.code == 10
    assert lines[0]["rescreens"] == f"{summary['rescreens']}-1"
    # the new hit waits for the second line under the reference of this run
    assert session("hits", "show", lines[0]["reference"]).code == 0

    again = session("rescreen", "--json")
    assert again.code == 0
    assert told(again.json_lines) == {}
    assert again.json_lines[-1]["asked_again"] == 0


def test_what_is_released_is_what_was_told_last(session: Session, manifest: Path) -> None:
    batch = session("batch", manifest, "--keep", "48h", "--json").json_lines[-1]["reference"]
    session("batch", "review", batch, "2", "confirm")
    session("batch", "review", batch, "4", "not-identical")
    session.load("wanted", CHANGED)
    again = session("rescreen", "--json").json_lines[-1]["reference"]
    # DOE is new, FERENBACH hits otherwise; TAYIBELI was never reviewed, and hits no more
    result = session("batch", "release", batch, "--to", "Utopian Airways")
    result.failed(4, "no review: row 1, 4")
    listed = session("batch", "review", batch).out
    assert f"asked again under {again}" in listed.replace("\n", " ")
    assert f"{again}-1" in session("batch", "review", batch, "1").out
    session("batch", "review", batch, "1", "cannot-tell")
    session("batch", "review", batch, "4", "confirm")
    released = session("batch", "release", batch, "--to", "Utopian Airways", "--json").json_lines
    assert [row["outcome"] for row in released if "row" in row] == [
        "examine_on_arrival",
        "contact_before_boarding",
        "no_finding",
        "examine_on_arrival",
    ]


def test_documents_too(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    more = "D9,UTO,passport,K7654321,,stolen,2026-11-01,UTO,2034-05-02,active\n"
    session.load("sltd", DOCUMENTS.replace("D1,", "D8,") + more)
    result = session("rescreen", "--json")
    assert told(result.json_lines) == {1: (["D9"], [], []), 2: (["D8"], [], ["D1"])}


def test_report(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    session.load("wanted", CHANGED)
    result = session("rescreen")
    lines = result.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("[? ] REFER  travellers asked again: 3")
    assert [line.split()[:4] for line in lines if line[4:5].isdigit()] == [
        ["1", "NEW", "HIT", "DOE,"],
        ["4", "CHANGED", "FERENBACH,", "OTTOLINE"],
        ["3", "WITHDRAWN", "TAYIBELI,", "ZAROU"],
    ]


def test_killed_before_the_new_answers_were_kept(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    session.load("wanted", CHANGED)
    with patch.object(KeptBatches, "save", side_effect=KeyboardInterrupt):
        first = session("rescreen", "--json")
    assert first.code == 130
    second = session("rescreen", "--json")
    assert told(second.json_lines) == told(first.json_lines)
    assert second.json_lines[0]["reference"] == first.json_lines[0]["reference"]
    rows = [one for one in entries(session) if one.get("rescreens") and one["stage"] == "rows"]
    assert len(rows) == 1
    assert told(session("rescreen", "--json").json_lines) == {}


def kept_file(session: Session) -> Path:
    (file,) = (file for file in (session.home / "kept").iterdir() if not file.suffix)
    return file


@pytest.mark.parametrize("damage", ["missing", "a bit", "of others"])
def test_a_damaged_index_of_passengers_changes_no_answer(
    session: Session, manifest: Path, damage: str
) -> None:
    session("batch", manifest, "--keep", "48h")
    index = kept_file(session).with_suffix(".names")
    content = bytearray(index.read_bytes())
    if damage == "missing":
        index.unlink()
    elif damage == "a bit":
        content[len(content) // 2] ^= 1
        index.write_bytes(content)
    else:
        write_passengers(index, [])
    session.load("wanted", CHANGED)
    lines = session("rescreen", "--json").json_lines
    assert told(lines) == {1: (["N7"], [], []), 3: ([], [], ["N1"]), 4: ([], ["N5"], [])}


def test_kept_for_its_owner_alone_until_its_time(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep-until", "2099-01-01")
    (kept,) = session("kept", "--json").json["kept"]
    assert (kept["rows"], kept["until"]) == (4, "2099-01-01T00:00:00Z")
    names = sorted((session.home / "kept").iterdir())
    assert [file.suffix for file in names] == ["", ".names"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in names} == {0o600}


def test_erased_with_proof(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    file = kept_file(session)
    digest = sha256(file.read_bytes()).hexdigest()
    (erased,) = session("kept", "forget", file.name, "--json").json["erased"]
    assert not list((session.home / "kept").iterdir())
    (entry,) = (one for one in entries(session) if one["check"] == "kept")
    assert (entry["of"], entry["rows"], entry["sha256"]) == (erased["reference"], 4, digest)
    assert entry["gone"] is True
    session("kept", "forget", file.name).failed(2, "no such passenger list is kept")


def test_over_is_erased_by_whatever_touches_it(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    file = kept_file(session)
    _rewrite(file, until="2020-01-01T00:00:00Z")
    result = session("rescreen", "--json")
    assert result.json["kept"] == []
    assert not file.exists()
    (entry,) = (one for one in entries(session) if one["check"] == "kept")
    assert entry["because"] == "over"


def test_a_damaged_file_is_told_and_can_be_erased(session: Session, manifest: Path) -> None:
    session("batch", manifest, "--keep", "48h")
    file = kept_file(session)
    file.write_text(file.read_text().replace("DOE", "ROE"))
    session("rescreen").failed(4, "damaged", file.name)
    assert session("kept", "forget", file.name).code == 0
    assert session("rescreen").out == "no passenger list is kept\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--keep", "soon"), "expected a time span"),
        (("--keep", "0h"), "expected a time span"),
        (("--keep", "9999d"), "expected a time span"),
        (("--keep-until", "soon"), "expected a time"),
        (("--keep", "48h", "--keep-until", "2099-01-01"), "do not go together"),
        (("--keep", "48h", "--out", "x.csv", "--resume"), "keeps no passengers"),
    ],
)
def test_what_makes_no_sense(
    session: Session, manifest: Path, options: tuple[str, ...], words: str
) -> None:
    session("batch", manifest, *options).failed(2, words)
    assert not (session.home / "kept").exists()


def test_a_first_line_desk_keeps_nothing(session: Session, manifest: Path) -> None:
    config = session.file("desk.yaml", "desk:\n  role: first-line\n")
    session("batch", manifest, "--keep", "48h", "--config", config).failed(2, "first-line")
    session("rescreen", "--config", config).failed(2, "first-line")


def test_two_dates_of_the_un_list(session: Session, shared: Path, tmp_path: Path) -> None:
    """The list as it was before somebody was added and somebody withdrawn, and as it is."""
    file = next((shared / "data" / "lists" / "un").glob("*.xml.gz"), None)
    if file is None:
        pytest.skip("the UN list is not there")
    text = gzip.decompress(file.read_bytes()).decode()
    people = re.findall(r"<INDIVIDUAL>.*?</INDIVIDUAL>", text, re.S)
    before, after = tmp_path / "before.xml", tmp_path / "after.xml"
    before.write_text(text.replace(people[0], ""), encoding="utf-8")
    after.write_text(text.replace(people[1], ""), encoding="utf-8")
    limits = "{stale_after: 9999d, expires_after: 9999d}"
    (session.home / "config.yaml").write_text(f"lists: {{un-sc: {limits}}}\n")
    session("load", "un-sc", before)
    rows = [
        json.dumps({"name": _name(one), "number": f"K{at:07}"}) for at, one in enumerate(people[:9])
    ]
    manifest = session.file("m.jsonl", "\n".join(rows) + "\n")
    session("batch", manifest, "--keep", "48h")
    session("load", "un-sc", after)
    found = told(session("rescreen", "--json").json_lines)
    assert any(new for new, _, _ in found.values())
    assert any(gone for _, _, gone in found.values())


def _name(individual: str) -> str:
    parts = re.findall(r"<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>(.*?)</", individual)
    return " ".join(parts)


def _rewrite(file: Path, **facts: str) -> None:
    _, head, *rows = file.read_text().split("\n")
    text = "\n".join((canonical({**json.loads(head), **facts}), *rows))
    file.write_text(f"{sha256(text.encode()).hexdigest()}\n{text}")
