"""`border-check load`: the figures, the date, the rejects, and lists that must not be installed."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from session import SAMPLES, Session, ago

from desk import DOCUMENTS, NOMINALS

FLAWED = """\
record_id,issuing_country,document_type,din,din_to,category,date_of_theft,reporting_country,\
review_date,status
D1,UTO,passport,K4720135,,lost,2023,UTO,2033-03-14,active
D2,UTO,passport,,,lost,2023,UTO,2033-03-14,active
D3,UTO,passport,K1000003,,lost,1985-02-30,UTO,2033-03-14,active
D4,UTO,passport,K1000004,,lost
D1,UTO,passport,K4720135,,lost,2023,UTO,2033-03-14,active
"""


def test_figures(bare_session: Session) -> None:
    result = bare_session.load("sltd", FLAWED, "--json")
    figures = result.json
    assert {key: figures[key] for key in ("list", "read", "kept", "merged", "rejected")} == {
        "list": "sltd",
        "read": 5,
        "kept": 1,
        "merged": 1,
        "rejected": 3,
    }
    assert figures["set_aside"] == {}
    assert Path(figures["rejects_file"]).is_file()


def test_report_names_the_first_rejects(bare_session: Session) -> None:
    out = bare_session.load("sltd", FLAWED).out
    assert out.startswith("sltd: 1 record answers, as of ")
    assert "    sltd.csv, line 3, din: no document number" in out
    assert "    sltd.csv, line 4, date_of_theft: '1985-02-30'" in out
    assert "    sltd.csv, line 5: expected 10 columns, found 6" in out


def test_corrected_rejects_are_added(bare_session: Session) -> None:
    file = Path(bare_session.load("sltd", FLAWED, "--json").json["rejects_file"])
    file.write_text(file.read_text().replace("1985-02-30", "1985-02-28"))
    again = bare_session("load", "sltd", file, "--add", "--json").json
    assert (again["read"], again["kept"], again["rejected"]) == (2, 1, 1)
    for number in ("K4720135", "K1000003"):
        assert bare_session("doc", number, "--issuer", "UTO").code == 11
    left = list(csv.DictReader(Path(again["rejects_file"]).read_text().splitlines()))
    assert [row["record_id"] for row in left] == ["D2"]
    assert left[0]["rejected_because"].endswith("line 2, din: no document number")


def test_what_is_added_keeps_the_date(bare_session: Session) -> None:
    first = bare_session("load", "sltd", bare_session.file("one.csv", DOCUMENTS), "--json",
                         "--as-of", ago(hours=20)).json  # fmt: skip
    row = "D9,UTO,passport,K7654321,,stolen,2026,UTO,2036-01-01,active\n"
    more = bare_session.file("two.csv", DOCUMENTS.splitlines(keepends=True)[0] + row)
    added = bare_session("load", "sltd", more, "--add", "--json").json
    assert (added["as_of"], added["kept"]) == (first["as_of"], 1)
    assert bare_session("lists", "--json").json["lists"][0]["records"] == 8


def packed(folder: Path, how: str) -> Path:
    """The same list as a file, a folder, an archive."""
    plain = folder / "list.csv"
    plain.write_text(DOCUMENTS)
    if how == "gzip":
        path = folder / "list.csv.gz"
        path.write_bytes(gzip.compress(plain.read_bytes()))
    elif how == "zip":
        path = folder / "list.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(plain, "list.csv")
    elif how == "folder":
        path = folder / "lists"
        path.mkdir()
        shutil.copy(plain, path)
    else:
        path = plain
    return path


@pytest.mark.parametrize("how", ["plain", "gzip", "zip", "folder"])
def test_what_can_be_loaded(bare_session: Session, how: str) -> None:
    path = packed(bare_session.folder, how)
    figures = bare_session("load", "sltd", path, "--as-of", ago(hours=1), "--json").json
    assert (figures["read"], figures["kept"]) == (7, 7)


def test_standard_input(bare_session: Session) -> None:
    result = bare_session("load", "sltd", "-", "--as-of", ago(hours=1), stdin=DOCUMENTS)
    assert result.code == 0


SAMPLE_LISTS = {
    "sltd": "sltd.csv",
    "local-alerts": "local-alerts.csv",
    "national-watchlist": "national-watchlist.jsonl",
    "red-notices": "red-notices",
    "un-sc": "un-sc.xml",
    "ofac-sdn": "ofac-sdn",
    "ofac-sdn-xml": "ofac-sdn-xml.xml",
    "us-csl": "us-csl.csv",
    "fbi-wanted": "fbi-wanted.json",
    "opensanctions": "opensanctions.json",
    "opensanctions-simple": "opensanctions-simple.csv",
    "eu-sanctions-csv": "eu-sanctions-csv.csv",
    "russian-passports": "russian-passports.csv",
    "czech-documents": "czech-documents",
}


def test_samples_load_whole(bare_session: Session) -> None:
    for name, file in SAMPLE_LISTS.items():
        figures = bare_session("load", name, SAMPLES / file, "--as-of", ago(hours=1), "--json").json
        accounted = figures["kept"] + figures["merged"] + sum(figures["set_aside"].values())
        assert (figures["read"], figures["rejected"]) == (accounted, 0), name
    states = {one["name"]: one["state"] for one in bare_session("lists", "--json").json["lists"]}
    assert states == dict.fromkeys(SAMPLE_LISTS, "ok")


def test_an_undated_file_is_as_old_as_it_was_written(bare_session: Session) -> None:
    file = bare_session.file("sltd.csv", DOCUMENTS)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    result = bare_session("load", "sltd", file, "--json")
    assert result.json["as_of"] == "2023-11-14T22:13:20Z"
    assert "border-check: warning: the file does not say of what date it is" in result.err
    assert bare_session("lists", "--json").json["lists"][0]["state"] == "expired"


def test_as_of_never_makes_a_dated_file_newer(bare_session: Session) -> None:
    result = bare_session("load", "un-sc", dated(bare_session), "--as-of", ago(hours=1), "--json")
    assert result.json["as_of"] == "2026-01-15T00:00:00Z"
    assert "--as-of is ignored" in result.err


def dated(session: Session) -> Path:
    text = (SAMPLES / "un-sc.xml").read_text(encoding="utf-8")
    head, _, rest = text.partition("<CONSOLIDATED_LIST")
    attributes, _, body = rest.partition(">")
    assert "dateGenerated" not in attributes
    return session.file(
        "un.xml",
        f'{head}<CONSOLIDATED_LIST dateGenerated="2026-01-15T00:00:00Z"{attributes}>{body}',
    )


def test_a_list_of_no_known_action_says_so(bare_session: Session) -> None:
    result = bare_session.load("mine", NOMINALS)
    assert "warning: mine: records that name no action" in result.err


REFUSED = [
    ("a missing file", "none.csv", None, [], 3, "none.csv: there is no such file"),
    ("an empty file", "list.csv", b"", [], 3, "list.csv: the file is empty"),
    ("a PDF named .csv", "list.csv", b"%PDF-1.7\n", [], 3, "expected a list, found a PDF"),
    (
        "a truncated gzip",
        "list.csv.gz",
        gzip.compress(DOCUMENTS.encode())[:200],
        [],
        3,
        "list.csv.gz: the compressed file is cut short",
    ),
    (
        "XML with entities",
        "list.xml",
        b'<!DOCTYPE l [<!ENTITY a "b">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>',
        [],
        3,
        "list.xml: the XML declares a document type or an entity",
    ),
    (
        "a wrong encoding",
        "list.csv",
        DOCUMENTS.replace("K4720135", "K47\xe920135").encode("latin-1"),
        [],
        3,
        "list.csv, line 3, byte 20: 0xe9 is not UTF-8",
    ),
    (
        "a renamed column",
        "list.csv",
        DOCUMENTS.replace("din,", "numero,", 1).encode(),
        [],
        3,
        "list.csv, line 1: expected one column 'din'",
    ),
    (
        "a row cut off at the end",
        "list.csv",
        DOCUMENTS.encode()[:-30],
        [],
        3,
        "list.csv, line 8: the file ends inside this row",
    ),
    ("headers alone", "list.csv", DOCUMENTS.encode().splitlines()[0], [], 4, "none of its 0"),
    ("no usable row", "list.csv", FLAWED.replace("K4720135", "").encode(), [], 4, "not installed"),
    ("a date to come", "list.csv", DOCUMENTS.encode(), ["--as-of", "2100-01-01"], 4, "yet"),
    ("no date", "list.csv", DOCUMENTS.encode(), ["--as-of", "soon"], 2, "--as-of: found 'soon'"),
    ("no format", "list.csv", DOCUMENTS.encode(), ["--format", "nope"], 2, "no list format 'nope'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "words"),
    [r[1:] for r in REFUSED],
    ids=[r[0] for r in REFUSED],
)
def test_what_cannot_be_loaded_leaves_everything_as_it_was(
    session: Session, name: str, content: bytes | None, options: list[str], code: int, words: str
) -> None:
    file = session.folder / name if content is None else session.file(name, content)
    before = session.kept()
    session("doc", "L8989123")
    session("load", "sltd", file, *options).failed(code, words)
    assert session.kept() == before
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    assert session("journal", "verify").out == "2 entries, none changed, none missing\n"


NAMES = ["SLTD", "../x", "", ".hidden", "a b", "x/y"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_cannot_be_a_folder(bare_session: Session, name: str) -> None:
    file = bare_session.file("list.csv", DOCUMENTS)
    bare_session("load", name, file).failed(2, "cannot name a list")


def test_expected_sizes_are_kept(session: Session) -> None:
    before = session.kept()
    config = session.file("config.yaml", "lists: {sltd: {minimum: 8, action: hold}}")
    file = session.file("sltd.csv", DOCUMENTS)
    session("load", "sltd", file, "--config", config, "--as-of", ago(hours=1)).failed(
        4, "sltd: not installed: it has 7 records, expected at least 8"
    )
    assert session.kept() == before


def test_another_kind_cannot_be_added(session: Session) -> None:
    file = session.file("wanted.jsonl", NOMINALS)
    session("load", "sltd", file, "--add").failed(4, "sltd: is a list of documents")


def test_nothing_can_be_added_to_nothing(bare_session: Session) -> None:
    file = bare_session.file("sltd.csv", DOCUMENTS)
    bare_session("load", "sltd", file, "--add").failed(4, "sltd: no such list is installed")


def test_half_a_character_in_json_stops_nothing(bare_session: Session) -> None:
    lines = [
        json.dumps({"id": "1", "name": "Zaru Tayibeli", "pob": "X\ud800", "k\ud800": "v"}),
        json.dumps({"id": "2", "name": "Zaru \ud800 Tayibeli"}),
    ]
    result = bare_session.load("mine", "\n".join(lines) + "\n", "--json")
    assert (result.json["kept"], result.json["rejected"]) == (1, 1)
    assert bare_session("person", "Zaru Tayibeli").code == 10
