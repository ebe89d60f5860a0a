"""All passenger list formats, and the one that fits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from border_check.manifests.content import Content, is_workbook, open_content
from border_check.manifests.csvfile import Csv
from border_check.manifests.edifact.interchange import Edifact
from border_check.manifests.interface import Manifest, Reading
from border_check.manifests.jsonl import JsonLines

MANIFESTS: tuple[Manifest, ...] = (JsonLines(), Edifact(), Csv())
"""Asked in this order whether they recognise a file; the last one takes any text."""


def open_manifest(source: Path | bytes, asked: date, name: str | None = None) -> Reading:
    """Open a passenger list of any format, which is seen from its content.

    `source` is a file, or the bytes that came through standard input; `asked` is the day of the
    check, and `name` what messages call the list. Reading its rows needs no memory for the file,
    and never raises for what stands in a row.

    Raises `ManifestError` when it is no passenger list: missing, empty, another kind of file, or
    without headers that are known. One with headers and no rows has no rows.
    """
    shown = name or (str(source) if isinstance(source, Path) else "standard input")
    content = open_content(source, shown)
    head = content.head()
    if is_workbook(head):
        return _read_workbook(content, asked)
    manifest = next(each for each in MANIFESTS if each.recognises(head))
    return manifest.read(content, asked)


def _read_workbook(content: Content, asked: date) -> Reading:
    """A sheet is read as CSV; openpyxl is imported for nothing else."""
    from border_check.manifests.workbook import as_csv

    sheet, told = as_csv(content)
    reading = Csv().read(sheet, asked)
    return reading._replace(format="xlsx", warnings=(told, *reading.warnings))
