"""Whatever reads what comes from outside, each with inputs from which accidents begin.

An asker gets bytes, and a folder for what has to be read from a file. It may raise errors of ours,
which tell a user what is wrong, and nothing else; what must not be answered is an `AssertionError`.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import border_check
from border_check.at_rest import keys
from border_check.at_rest.sealed_file import SealedFile, seal
from border_check.cli.desk_feed import Feed
from border_check.configuration.reading import load_settings
from border_check.formats.safe_text import cell, plain
from border_check.icao.mrz import parse_mrz
from border_check.journal.book import Journal
from border_check.journal.entries import ORIGIN
from border_check.manifests.registry import open_manifest
from border_check.posts.store import Posts
from border_check.posts.wire import JOURNAL_LETTERS, messages_of, visit_to_wire
from border_check.screening.queries import document_query
from border_check.screening.screener import Screener
from border_check.service.visits import visit_of
from border_check.sources.registry import SOURCES, recognise
from border_check.values.json_text import from_json
from border_check.values.lists import ListDescription
from border_check.values.posts import Brought, Place, Visit
from border_check.values.screening import CheckKind, Verdict

from places import HOLDER, LISTED, SAMPLES, loaded_home

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
_LONGEST_SEED = 5_000
"""Bytes: an accident in a longer file is one in its beginning, and takes longer to be read."""
_MOST_ENTRIES = 200

ZONES = (
    b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    b"I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    b"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    b"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    b"IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<\n8806923102858CORINNE<<<<<<<6512068F6",
)
"""Specimens of Doc 9303, parts 4 to 7, and of the old French card."""
CONFIGURATION = b"""\
desk: {role: second-line, post: GVA-03, language: fr, threshold: 7.5}
lists:
  sltd: {required: true, stale_after: 24h, expires_after: 3d, action: hold, minimum: 100}
  wanted: {title: Wanted, owner: NCB, contact: {phone: "+1 555 0100"}}
thresholds: {first-line: 9, second-line: 6}
accounts: {officer: [anna], auditor: [bob]}
contacts: {ncb: {name: our NCB, phone: "112"}}
"""
KEYS = b"L8989123 UTO P\r\n\x1b[A\x7fh\rq\r!\r" + ZONES[0] + b"\r\x02" + ZONES[1] + b"\x03\r\n"


class Parser(NamedTuple):
    """One reader of input."""

    name: str
    seeds: list[bytes]
    ask: Callable[[bytes, Path], object]


def parsers(folder: Path) -> Iterator[Parser]:
    """All of them; what they need is made in a folder."""
    manifests = [file.read_bytes() for file in sorted(SAMPLES.glob("*.edi"))]
    tables = [(SAMPLES / "passengers.csv").read_bytes()]
    texts = [b"Anna Maria ERIKSSON", "Иван Кузякин".encode(), "محمد بن سلمان".encode(), *ZONES]
    yield Parser("machine readable zone", list(ZONES), _zone)
    yield Parser("keys of a desk", [KEYS], _keys)
    yield Parser("JSON", [(SAMPLES / "national-watchlist.jsonl").read_bytes()[:600]], _json)
    yield Parser("names", texts, _names)
    yield Parser("what is printed", texts, _printed)
    yield Parser("airline messages", manifests, _manifest)
    yield Parser("passenger tables", [one[:_LONGEST_SEED] for one in tables], _manifest)
    yield Parser("configuration", [CONFIGURATION], _configuration)
    for name, seeds in _lists().items():
        yield Parser(f"list: {name}", seeds, _list_of(name))
    yield Parser("list of any format", [one for some in _lists().values() for one in some], _any)
    home = loaded_home(folder / "home")
    for file in sorted(home.rglob("lists/*/*")):
        if file.suffix in (".sqlite", ".documents", ".names"):
            what = f"snapshot: {file.parent.name} {file.suffix}"
            yield Parser(what, [file.read_bytes()], _snapshot(home, file))
    yield Parser("journal", [(home / "journal" / "journal.sqlite").read_bytes()], _journal(home))
    yield Parser("what a post brings", [_visit(home)], _visited)
    yield Parser("what a centre tells", [TOLD], _told)
    yield Parser("sealed file", [_sealed()], _sealed_file)
    yield Parser("key of a home", [KEY.hex().encode()], _key)
    yield Parser("mark of an encrypted home", [_mark(folder)], _marked)


def _lists() -> dict[str, list[bytes]]:
    """By format, samples that are one file."""
    found: dict[str, list[bytes]] = {}
    for file in sorted(SAMPLES.iterdir()):
        if file.is_file() and file.suffix in (".csv", ".xml", ".json", ".jsonl"):
            try:
                source = recognise(file)
            except border_check.BorderCheckError:
                continue  # no list: passengers, pairs
            content = file.read_bytes()
            lines = content[:_LONGEST_SEED].rpartition(b"\n")[0] + b"\n"
            whole = source.name.endswith(("xml", "json")) or "interpol" in source.name
            found.setdefault(source.name, []).append(content if whole else lines)
    return found


def _zone(content: bytes, _: Path) -> None:
    zone = parse_mrz(content.decode("latin-1"))
    assert zone.valid in (True, False)


def _keys(content: bytes, _: Path) -> None:
    for by_hand in (True, False):
        feed = Feed(by_hand=by_hand)
        for start in range(0, len(content), 7):
            feed.take(content[start : start + 7])
        feed.silence()
        feed.end()


def _json(content: bytes, _: Path) -> None:
    try:
        from_json(content.decode("utf-8", "replace"))
    except ValueError:  # told by whoever asks
        return


def _names(content: bytes, _folder: Path) -> None:
    one, _, other = content.decode("utf-8", "replace").partition("\n")
    found = border_check.compare(
        {"name": one[:200]}, {"name": other[:200] or "Anna Maria ERIKSSON"}
    )
    assert 0.0 <= found.score <= 1.0


def _printed(content: bytes, _: Path) -> None:
    text = content.decode("utf-8", "surrogateescape")
    shown = plain(text)
    isolates = ("\u2068", "\u2069")
    for character in shown.strip("".join(isolates)):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn"), repr(shown)
    assert not cell(text).lstrip("\u2068").startswith(("=", "+", "-", "@"))


def _manifest(content: bytes, _: Path) -> None:
    for row in open_manifest(content, TODAY).rows:
        assert row.row > 0


def _configuration(content: bytes, folder: Path) -> None:
    file = folder / "config.yaml"
    file.write_bytes(content)
    file.chmod(0o600)
    load_settings(file)


def _list_of(name: str) -> Callable[[bytes, Path], None]:
    source = SOURCES[name]

    def ask(content: bytes, folder: Path) -> None:
        file = folder / "list"
        file.write_bytes(content)
        reading = source.read(file, ListDescription("fuzzed", source.kind))
        for _ in islice(reading.entries, _MOST_ENTRIES):
            pass

    return ask


def _any(content: bytes, folder: Path) -> None:
    file = folder / "list"
    file.write_bytes(content)
    recognise(file)


def _snapshot(home: Path, file: Path) -> Callable[[bytes, Path], None]:
    """The file in place of the one that is there: no question may lose its hit in silence."""

    def ask(content: bytes, _folder: Path) -> None:
        whole = file.read_bytes()
        try:
            file.write_bytes(content)
            for number, holder in ((LISTED, None), ("K7654321", HOLDER)):
                with Screener(home) as screener:
                    query = document_query(number, "UTO", "P", holder, TODAY)
                    outcome, _ = screener.look(CheckKind.DOCUMENT, query, screener.now())
                    assert outcome.verdict is not Verdict.PROCEED, f"{file.name}: a hit was lost"
        finally:
            file.write_bytes(whole)

    return ask


def _journal(home: Path) -> Callable[[bytes, Path], None]:
    with Journal(home / "journal") as journal:
        before = list(journal.entries())

    def ask(content: bytes, folder: Path) -> None:
        place = folder / "journal"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        (place / "journal.sqlite").write_bytes(content)
        with Journal(place) as journal:
            finding = journal.verify()
            if not finding.faults and finding.entries == len(before):
                assert list(journal.entries()) == before, "an entry was changed in silence"

    return ask


KEY = bytes(range(32))
CONTENT = b"TAYIBELI;MOHAMED ZARU;1979-02-11\n" * 700
"""More than a block of it."""


def _visit(home: Path) -> bytes:
    """What the post of a home brings."""
    with Journal(home / "journal") as journal:
        entries = list(journal.entries())
    before = (ORIGIN, *(entry.hash for entry in entries))
    brought = tuple(Brought(*one, before=own) for one, own in zip(entries, before, strict=False))
    name = entries[0].hash[:JOURNAL_LETTERS]
    place = Place(entries[-1].sequence, entries[-1].hash)
    visit = Visit(name, name, "desk", "", brought, place, lists=(), day="2026-11-26")
    return json.dumps(visit_to_wire(visit)).encode()


def _visited(content: bytes, folder: Path) -> None:
    visit = visit_of(content)
    shutil.rmtree(folder / "posts", ignore_errors=True)  # of the case before
    with Posts(str(folder / "posts" / "posts.sqlite")) as posts:
        posts.take(visit, "GVA-03", "2026-11-26T12:00:00Z")
        (state,) = posts.states()
        assert len(posts.entries(state.journal)) == len({one.hash for one in visit.entries})


TOLD = json.dumps(
    [
        {
            "id": "2026-11-26/CENTRE/000001.0123abcd",
            "user": "berta",
            "body": {"check": "hit", "of": "x", "event": "step", "at": "2026-11-26T12:00:00Z"},
            "query": {"note": "by phone"},
        }
    ]
).encode()


def _told(content: bytes, _: Path) -> None:
    try:
        found = messages_of(json.loads(content))
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    for one in found:
        assert isinstance(one.at, str)


def _sealed() -> bytes:
    into = BytesIO()
    seal(BytesIO(CONTENT), into, KEY)
    return into.getvalue()


def _sealed_file(content: bytes, folder: Path) -> None:
    file = folder / "sealed"
    file.write_bytes(content)
    with file.open("rb") as stream:
        try:
            read = SealedFile(stream.fileno(), KEY).whole()
        except ValueError:
            return
    assert read == CONTENT, "something else was read from it"


def _key(content: bytes, folder: Path) -> None:
    file = folder / "key"
    file.write_bytes(content)
    file.chmod(0o600)
    try:
        read = keys.read_key(str(file))
    except border_check.BorderCheckError:
        return
    assert len(read) == len(KEY)


def _mark(folder: Path) -> bytes:
    place = folder / "marked"
    place.mkdir()
    keys.mark(str(place), KEY, b"open sesame")
    return (place / "encrypted").read_bytes()


def _marked(content: bytes, folder: Path) -> None:
    (folder / "encrypted").write_bytes(content)
    (folder / "right").write_text(KEY.hex())
    (folder / "right").chmod(0o600)
    try:
        assert keys.key_of_home(str(folder), str(folder / "right")) == KEY
    except border_check.BorderCheckError:
        return
