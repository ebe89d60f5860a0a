"""Into files: line by line, packed where the name ends in .gz, equal bytes for equal content."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO


def write_jsonl(path: str, records: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with _opened(path) as file:
        for record in records:
            file.write(f"{encode(record)}\n")


def write_csv(path: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table with headers."""
    with _opened(path) as file:
        write_rows(file, columns, rows)


def write_rows(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The same into an open file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def write_bytes(path: str, parts: Iterable[bytes]) -> None:
    """Text that is ready, piece by piece."""
    with _opened_bytes(path) as file:
        for part in parts:
            file.write(part)


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    """A file to write text to; - is standard output."""
    if path == "-":
        yield sys.stdout
        return
    with _opened_bytes(path) as raw, io.TextIOWrapper(raw, encoding="utf-8") as text:
        yield text


@contextmanager
def _opened_bytes(path: str) -> Iterator[Any]:
    """A file to write to, packed if it says so; - is standard output."""
    if path == "-":
        yield sys.stdout.buffer
        return
    with Path(path).open("wb") as raw:
        if not path.endswith(".gz"):
            yield raw
            return
        # Neither a time nor a name in its header: they would differ from run to run.
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as packed:
            yield packed
