"""A tour on invented lists: one scene for every kind of answer, each through the real checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from border_check.formats.batch import row_lines, summary_report
from border_check.formats.loading import load_report
from border_check.formats.terminal import report
from border_check.icao.writing import MrzFields, write_mrz
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener
from border_check.shipped import data_folder, describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.sources.registry import source_named
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Desk, Settings

LISTS = {
    "sltd": ("sltd.csv", "sltd-csv"),
    "national-watchlist": ("national-watchlist.jsonl", "nominal-jsonl"),
    "local-alerts": ("local-alerts.csv", "nominal-csv"),
    "red-notices": ("red-notices", "interpol-notices-json"),
    "un-sc": ("un-sc.xml", "un-xml"),
    "ofac-sdn": ("ofac-sdn", "ofac-csv"),
    "smv": ("smv.csv", "vehicle-csv"),
}
"""The lists of the demo's home: sample file or folder, and its format."""

MANIFEST = "passengers.csv"
POST = "GVA-03"
_FRESH = timedelta(minutes=48)
_LATE = timedelta(days=4, hours=2)


class Scene(NamedTuple):
    """One check of the tour."""

    title: str
    command: str
    """What an officer would type."""
    check: Callable[[Screener], Screening]


def _scan(title: str, fields: MrzFields) -> Scene:
    """A passport that is scanned: a reader types its zone into standard input."""
    lines = write_mrz("TD3", fields)
    command = "border-check doc --mrz - <<END\n" + "".join(f"{line}\n" for line in lines) + "END"
    return Scene(title, command, lambda screener: screener.document(mrz=lines))


_UNKNOWN = _scan(
    "A passport and a holder whom no list knows",
    MrzFields("P", "UTO", "Doe", "Jane", "K7654321", "UTO", "900101", "F", "310415"),
)
SCENES = (
    _scan(
        "A passport made from a stolen blank",
        MrzFields(
            "P", "UTO", "Eriksson", "Anna Maria", "L8989123", "UTO", "740812", "F", "310415"
        ),
    ),
    Scene(
        "A number typed with a letter O for a zero",
        "border-check doc K472O135 --issuer UTO --type P",
        lambda screener: screener.document("K472O135", "UTO", "P"),
    ),
    _scan(
        "A name spelt in another way, and cut short by the zone",
        MrzFields(
            "P", "UTO", "al Mutayrifawi Zahrandi", "Abdulrahman Khaldun", "W2217806", "UTO",
            "710304", "M", "330909",
        ),
    ),
    _UNKNOWN,
    Scene(
        "A car that was reported stolen, with the plates of another one",
        "border-check vehicle --vin 5UTZZ21DXMZ000101 --plate 'UT 303 XY' --country UTO",
        lambda screener: screener.vehicle(
            vin="5UTZZ21DXMZ000101", plate="UT 303 XY", country="UTO"
        ),
    ),
)  # fmt: skip


def tour(folder: Path, *, colour: bool) -> Iterator[str]:
    """Build a home in `folder`, and tell scene by scene what is asked and answered."""
    now = datetime.now(UTC)
    yield "Every list, number and person of this tour is invented; UTO is Utopia (Doc 9303-3).\n"
    home = Home(folder / "home")
    for name, (file, _) in LISTS.items():
        loaded = load_sample(home, name, now - _FRESH, now)
        yield f"$ border-check load {name} {file}\n{load_report(loaded)}"
    settings = Settings(desk=Desk(post=POST))
    with Screener(home.path, settings) as screener:
        for scene in SCENES:
            yield _told(scene, screener, colour=colour)
    late = Home(folder / "late")
    load_sample(late, "sltd", now - _LATE, now)
    with Screener(late.path, settings) as screener:
        yield _told(
            _UNKNOWN._replace(title="The same passport, at a desk that got no update for days"),
            screener,
            colour=colour,
        )
    yield _flight(home.path, settings, colour=colour)


def load_sample(home: Home, name: str, as_of: datetime, now: datetime) -> LoadReport:
    """Install one of the sample lists."""
    file, format_name = LISTS[name]
    source = source_named(format_name)
    description = describe(name, source.name, source.kind, Settings())
    path = data_folder() / "samples" / file
    return install_list(home, Load(description, source, path, now, as_of))


def _told(scene: Scene, screener: Screener, *, colour: bool) -> str:
    screening = scene.check(screener)
    rule = f"-- {scene.title} ".ljust(80, "-")
    return f"{rule}\n$ {scene.command}\n{report(screening, colour=colour)}"


def _flight(home: Path, settings: Settings, *, colour: bool) -> str:
    content = (data_folder() / "samples" / MANIFEST).read_bytes()
    with Screener(home, settings) as screener:
        reading = open_manifest(content, screener.now().date(), name=MANIFEST)
        batch = Batch(screener, MANIFEST, "")
        rows = list(batch.rows(reading.rows))
        summary = batch.summary()
    shown = [row for row in rows if row.screening.verdict is not Verdict.PROCEED]
    rule = "-- The passengers of a flight ".ljust(80, "-")
    lines = row_lines(shown, colour=colour) + summary_report(summary, colour=colour)
    return f"{rule}\n$ border-check batch {MANIFEST}\n{lines}"
