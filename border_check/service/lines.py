"""A passenger list over the network: the file in, a line for each row out, and the totals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from border_check.formats.batch import row_to_wire, summary_to_wire
from border_check.formats.wire import to_json
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener
from border_check.service.clerk import Caller
from border_check.snapshot.home import Home
from border_check.snapshot.pool import may_pay


def batch_lines(screener: Screener, caller: Caller, name: str, content: bytes) -> Iterator[str]:
    """The lines of JSON that `batch --json` prints, as they are answered.

    Raises `ManifestError` before the first one.
    """
    behalf = screener.on_behalf(caller.desk, caller.entered)
    reading = open_manifest(content, behalf.now().date(), name=name)
    lines = content.count(b"\n")
    travellers = max(lines, reading.announced or 0)
    home = Home(screener.home)
    if may_pay(home, travellers):
        from border_check.snapshot.pooling import pool_lists

        pool_lists(home, travellers)
    run = Batch(
        behalf,
        name,
        hashlib.sha256(content).hexdigest(),
        announced=reading.announced,
        lines=lines,
        arrival=reading.arrival,
    )
    for rows in run.answers(reading.stretches):
        for row in rows.rows():
            yield to_json(row_to_wire(row)) + "\n"
    yield to_json(summary_to_wire(run.summary())) + "\n"
