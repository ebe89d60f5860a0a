"""The home in which all is tried: a list of documents, one of people, and some searches."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from border_check.screening.screener import Screener
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.sources.registry import recognise
from border_check.values.settings import Settings

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data" / "samples"
LISTED = "L8989217"
"""Number of a document, inside a series that was stolen."""
HOLDER = {"surname": "TAYIBELI", "given": "MOHAMED ZARU", "dob": "1979-02-11"}
"""Somebody who is sought."""


def loaded_home(path: Path) -> Path:
    """A new home with both lists, and a journal of some entries."""
    os.umask(0o077)
    path.mkdir(parents=True)
    load(path, "sltd", SAMPLES / "sltd.csv")
    load(path, "wanted", SAMPLES / "national-watchlist.jsonl")
    with Screener(path, clock=lambda: datetime.now(UTC) - timedelta(days=2)) as screener:
        for number in (LISTED, "K7654321", "K1234567"):
            screener.document(number, "UTO", "P", holder=HOLDER)
    return path


def load(
    home: Path, name: str, file: Path, *, minutes: int = 30, delta: bool = False
) -> LoadReport:
    """Install a list, as of some minutes ago."""
    source, now = recognise(file), datetime.now(UTC)
    description = describe(name, source.name, source.kind, Settings())
    moment = now - timedelta(minutes=minutes)
    return install_list(Home(home), Load(description, source, file, now, as_of=moment, delta=delta))


def quick() -> str | None:
    """A folder in memory, where there is one."""
    place = Path("/dev/shm")
    return str(place) if place.is_dir() else None
