"""What lies in a home and what was removed of it, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, present
from border_check.keeping.inventory import Kept
from border_check.keeping.wiping import Wiped
from border_check.screening.findings import elapsed

_TOTAL = "{files} files, {size} bytes; personal data in {personal} of them"
_WIPED = "{home}: wiped at {at}: {files} files, {size} bytes removed"
_LEFT = "left, since border-check did not write it: {path}"
_HEAD = f"{'kind':<13} {'list':<16} {'bytes':>13} {'personal':<8} {'age':>8}  sha-256"
_DIGEST = 16
"""Figures of a digest that are shown; all of them are in the JSON."""


def inventory_report(home: str, kept: Iterable[Kept], *, colour: bool) -> str:
    """Two lines a file: what it is, and where."""
    return render(_lines(home, tuple(kept)), colour=colour)


def inventory_to_wire(home: str, kept: Iterable[Kept]) -> dict[str, Any]:
    """The same with whole digests."""
    return {"schema": SCHEMA, "home": home, "files": [_to_wire(one) for one in kept]}


def wiped_report(wiped: Wiped) -> str:
    """What was removed, and what was left."""
    size = f"{sum(one.size for one in wiped.removed):,}"
    home, files = plain(wiped.home), f"{len(wiped.removed):,}"
    lines = [_WIPED.format(home=home, at=wiped.at, files=files, size=size)]
    lines += [_LEFT.format(path=plain(path)) for path in wiped.left]
    return "".join(f"{line}\n" for line in lines)


def wiped_to_wire(wiped: Wiped) -> dict[str, Any]:
    """The same, with the inventory of what was removed."""
    return {
        **inventory_to_wire(wiped.home, wiped.removed),
        "wiped_at": wiped.at,
        "left": list(wiped.left),
    }


def _lines(home: str, kept: tuple[Kept, ...]) -> Iterator[Line]:
    yield Line(_HEAD, "bold")
    for one in kept:
        personal = {True: "yes", False: "no", None: "unknown"}[one.personal]
        yield Line(
            f"{one.kind:<13} {fit(plain(one.list), 16)} {one.size:>13,} {personal:<8} "
            f"{elapsed(one.age_hours):>8}  {one.sha256[:_DIGEST]}"
        )
        yield Line(f"  {plain(one.path)}", "dim")
    size = f"{sum(one.size for one in kept):,}"
    personal_files = sum(one.personal is True for one in kept)
    yield Line(plain(home))
    yield Line(_TOTAL.format(files=f"{len(kept):,}", size=size, personal=f"{personal_files:,}"))


def _to_wire(one: Kept) -> dict[str, Any]:
    return present(one._asdict())
