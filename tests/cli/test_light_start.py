"""What a document check that hits nothing may import. Time varies; what is imported does not."""

from __future__ import annotations

import subprocess
import sys
from unittest.mock import patch

import pytest
from session import Session, ago

from desk import ALERTS, DOCUMENTS, REFERENCES, VEHICLES

FROM_THE_LIBRARY = {
    "__future__": "annotations are not evaluated",
    "_collections": "functools; field getters of named tuples",
    "_datetime": "the moment of the check, ages of lists",
    "_functools": "the library's SQLite imports functools",
    "_json": "reads what is installed, and descriptions of lists",
    "_operator": "functools",
    "_sha2": "the chain of the journal (Python 3.12 and later)",
    "_sha256": "the chain of the journal (before 3.12)",
    "_sqlite3": "lists and journal",
    "_bisect": "bisect",
    "_struct": "struct",
    "bisect": "a key among those of its page",
    "collections": "functools",
    "collections.abc": "annotations that are read when running",
    "functools": "the library's SQLite imports it",
    "gc": "is switched off for the time of one check",
    "itertools": "collections",
    "keyword": "collections",
    "math": "sums of points",
    "operator": "collections",
    "pwd": "whose search it was",
    "reprlib": "collections",
    "struct": "numbers in the index of documents",
    "types": "functools",
    "zlib": "checksums of what is read",
}
FROM_THE_PACKAGE = {
    "": "",
    "at_rest": "homes reading",
    "cli": "batch closed_home console definitions doc ending person start streams vehicle",
    "compiled": "",
    "configuration": "keys reading sections single",
    "errors": "",
    "formats": "asked cells lines safe_text speech terminal wording words",
    "icao": "check_digit document_codes states tables",
    "journal": "book chain entries head opening reading recorder reserve volumes writing",
    "language": "",
    "matching": "confusable",
    "screening": "actions documents entering findings library persons queries screener verdict",
    "snapshot": "document_block document_facts document_index document_key document_rows home "
    "opening pool reader record_reference row_check schema sorted_keys",
    "sqlite": "",
    "values": "actions databases dates digest document document_number held_open json_text lists "
    "moments record screening settings str_enum",
}
OURS = {
    ".".join(filter(None, ("border_check", package, module)))
    for package, modules in FROM_THE_PACKAGE.items()
    for module in ("", *modules.split())
}

ASK = """
import os, sys  # as the site of every Python does
before = set(sys.modules)
from border_check.cli.start import run
code = run(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


def imported(session: Session, *arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{ASK}", *arguments],
        env={"BORDER_CHECK_HOME": str(session.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), set(modules)


@pytest.mark.parametrize("configured", [False, True], ids=["no configuration", "a configuration"])
def test_a_document_that_no_list_knows(session: Session, configured: bool) -> None:
    arguments = ["doc", "K7654321", "--issuer", "UTO", "--type", "P"]
    if configured:
        file = session.home / "config.yaml"
        file.write_text("desk: {post: GVA-03}\n")
        with patch("border_check.compiled._SETTLED", -1.0):
            session("lists")  # reads the configuration, and keeps what it says
    code, modules = imported(session, *arguments)
    assert code == 0
    assert {name for name in modules if name.startswith("border_check")} <= OURS
    library = {name for name in modules - OURS if not name.startswith("encodings.")}
    assert library <= FROM_THE_LIBRARY.keys()


OF_A_VEHICLE = {
    "formats": "vehicle",
    "screening": "vehicle_queries vehicles",
    "snapshot": "vehicle_tables",
    "values": "vehicle",
    "vehicles": "imo look_alikes marks vin",
}


def test_a_vehicle_that_no_list_knows(session: Session) -> None:
    session.load("smv", VEHICLES)
    code, modules = imported(session, "vehicle", "--plate", "UT 1", "--country", "UTO")
    assert code == 0
    own = {f"border_check.{at}.{one}" for at, all_ in OF_A_VEHICLE.items() for one in all_.split()}
    ours = {name for name in modules if name.startswith("border_check")}
    assert ours <= OURS | own | {"border_check.vehicles"}
    library = {name for name in modules - ours if not name.startswith("encodings.")}
    assert library <= FROM_THE_LIBRARY.keys()


def test_a_list_with_a_delta(session: Session) -> None:
    file = session.home.parent / "changes.csv"
    file.write_text(DOCUMENTS.replace("K4720135", "K4720136"))
    assert session("load", "sltd", str(file), "--delta", "--as-of", ago(minutes=30)).code == 0
    code, modules = imported(session, "doc", "K7654321", "--issuer", "UTO", "--type", "P")
    assert code == 0
    ours = {name for name in modules if name.startswith("border_check")}
    assert ours <= OURS | {"border_check.snapshot.replaced"}
    library = {name for name in modules - ours if not name.startswith("encodings.")}
    assert library <= FROM_THE_LIBRARY.keys()


FIRST_LINE = "desk: {role: first-line}\ncontacts: {ncb: {name: our NCB}}"
OF_GUIDANCE = {
    "references": "genuine number_hints",
    "screening": "guidance",
    "snapshot": "guidance_tables",
    "values": "guidance number_mask",
}


@pytest.mark.parametrize(
    ("issuer", "more"),
    [("UTO", {"border_check.references.alerts"}), ("FRA", set())],
    ids=["an issuer with alerts", "an issuer without"],
)
def test_a_document_at_a_desk_with_guidance(session: Session, issuer: str, more: set[str]) -> None:
    session.load("refs", REFERENCES)
    session.load("fakes", ALERTS)
    code, modules = imported(session, "doc", "K7654321", "--issuer", issuer, "--type", "P")
    assert code == 0
    own = {f"border_check.{at}.{one}" for at, all_ in OF_GUIDANCE.items() for one in all_.split()}
    ours = {name for name in modules if name.startswith("border_check")}
    assert ours <= OURS | own | more | {"border_check.references"}
    library = {name for name in modules - ours if not name.startswith("encodings.")}
    assert library <= FROM_THE_LIBRARY.keys()


OF_A_DISCREET_RECORD = [
    (
        "a vehicle, beside one that nobody knows",
        ["vehicle", "--plate", "UT 707 DS", "--country", "UTO"],
        ["vehicle", "--plate", "UT 1", "--country", "UTO"],
    ),
    (
        "its document, beside one that nobody knows",
        ["doc", "D7770003", "--issuer", "UTO"],
        ["doc", "K7654321", "--issuer", "UTO"],
    ),
    (
        "its holder, beside somebody whom nobody knows",
        ["doc", "K1", "--surname", "BRANDOVAR", "--given", "Hjalmar Quist"],
        ["doc", "K1", "--surname", "DOE", "--given", "Jane"],
    ),
]


@pytest.mark.parametrize(
    ("discreet", "unknown"),
    [o[1:] for o in OF_A_DISCREET_RECORD],
    ids=[o[0] for o in OF_A_DISCREET_RECORD],
)
def test_a_discreet_record_does_not_show_in_what_is_imported(
    session: Session, discreet: list[str], unknown: list[str]
) -> None:
    session.load("smv", VEHICLES)
    (session.home / "config.yaml").write_text(FIRST_LINE)
    assert imported(session, *discreet) == imported(session, *unknown)


def test_what_the_warm_process_answers_needs_no_list(session: Session) -> None:
    with session.start("warm") as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            code, modules = imported(session, "doc", "K7654321", "--issuer", "UTO")
        finally:
            process.terminate()
    assert code == 0
    assert "border_check.cli.warm_client" in modules
    spared = {"_sqlite3", "datetime", "_datetime", "collections", "functools", "enum", "socket"}
    spared |= {"border_check.configuration.reading", "border_check.screening"}
    assert not spared & modules


HEAVY = {"typer", "rich", "pydantic", "sqlite_utils", "yaml", "numpy", "rapidfuzz", "anyascii"}
HEAVIER = [
    (
        "a document that is listed",
        ["doc", "L8989123", "--issuer", "UTO", "--type", "P"],
        11,
        HEAVY | {"json", "re", "typing", "dataclasses", "pathlib", "border_check.names"},
    ),
    (
        "an answer in JSON",
        ["doc", "K7654321", "--issuer", "UTO", "--json"],
        0,
        HEAVY | {"typing", "dataclasses", "pathlib"},
    ),
    (
        "an error of the query",
        ["doc", "K1", "--issuer", "Nowhere"],
        3,
        HEAVY | {"json", "re", "typing", "sqlite3"},
    ),
    (
        "a passenger list",
        ["batch", "MANIFEST"],
        0,
        {"typer", "rich", "pydantic", "sqlite_utils", "yaml", "numpy", "multiprocessing"},
    ),
    (
        "a person, searched by name",
        ["person", "Jane Doe"],
        0,
        {"typer", "rich", "pydantic", "sqlite_utils", "yaml", "anyascii", "importlib.resources"},
    ),
]


@pytest.mark.parametrize(
    ("arguments", "code", "spared"), [h[1:] for h in HEAVIER], ids=[h[0] for h in HEAVIER]
)
def test_what_others_are_spared(
    session: Session, arguments: list[str], code: int, spared: set[str]
) -> None:
    manifest = str(session.file("m.csv", "number,issuing_state\nK7654321,UTO\n"))
    given = [manifest if argument == "MANIFEST" else argument for argument in arguments]
    ended, modules = imported(session, *given)
    assert ended == code
    assert spared & modules == set()
