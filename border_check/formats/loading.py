"""What a load did, in figures."""

from __future__ import annotations

from typing import Any

from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, present
from border_check.snapshot.install import LoadReport
from border_check.snapshot.wide_series import Held

WAITING = "  over-wide series wait for a second person (`requests`):"
HELD = "{place}: {issuing_state} {first}-{last}, {width:,} numbers; {request}"
KEPT = "  they are kept in:"
_TOLD = 10


def load_to_wire(report: LoadReport) -> dict[str, Any]:
    """The figures, in the shape of the JSON contract."""
    counts = report.counts
    return present(
        {
            "schema": SCHEMA,
            "list": report.list,
            "version": report.version,
            "as_of": report.as_of,
            "read": counts.read,
            "kept": counts.kept,
            "merged": counts.merged,
            "set_aside": dict(counts.set_aside),
            "rejected": counts.rejected,
            "over_wide": [_held_to_wire(one) for one in report.held] or None,
            "replaced": report.replaced,
            "deltas": report.deltas or None,
            "rejects_file": str(report.rejects_files[0]) if report.rejects_files else None,
        }
    )


def load_report(report: LoadReport) -> str:
    """The figures, for people."""
    counts = report.counts
    aside = ", ".join(f"{count:,} {kind}" for kind, count in sorted(counts.set_aside.items()))
    answering = "1 record answers" if report.records == 1 else f"{report.records:,} records answer"
    lines = [
        f"{report.list}: {answering}, as of {report.as_of}",
        f"  version   {report.version}",
        f"  read      {counts.read:,} entries",
        f"  kept      {counts.kept:,} records",
        f"  merged    {counts.merged:,} into a record of the same id",
        f"  set aside {sum(counts.set_aside.values()):,}{f': {aside}' if aside else ''}",
        f"  rejected  {counts.rejected:,}",
    ]
    if report.replaced is not None:
        lines.insert(4, f"  replaced  {report.replaced:,} records of before, of the same id")
        lines.insert(2, f"  delta     number {report.deltas} over the base")
    lines += [f"    {plain(reason)}" for reason in report.first_rejects]
    if counts.rejected > len(report.first_rejects):
        lines.append(f"    and {counts.rejected - len(report.first_rejects):,} more")
    if report.held:
        lines += [WAITING, *(f"    {plain(_held(one))}" for one in report.held[:_TOLD])]
        if len(report.held) > _TOLD:
            lines.append(f"    and {len(report.held) - _TOLD:,} more")
    if report.rejects_files:
        again = "--add" if report.replaced is None else "--delta"
        lines.append(f"  correct them and `load {again}`:" if counts.rejected else KEPT)
        lines += [f"    {file}" for file in report.rejects_files]
    return "\n".join(lines) + "\n"


def _held(one: Held) -> str:
    record = one.record
    return HELD.format(
        place=one.place,
        issuing_state=record.issuing_state or "",
        first=record.number,
        last=record.number_to,
        width=record.width,
        request=one.request,
    )


def _held_to_wire(one: Held) -> dict[str, Any]:
    record = one.record
    return present(
        {
            "place": str(one.place),
            "record_id": record.record_id,
            "issuing_state": record.issuing_state,
            "first": record.number,
            "last": record.number_to,
            "width": record.width,
            "request": one.request or None,
        }
    )
