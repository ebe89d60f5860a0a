"""What is installed, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from border_check.formats.cells import WIDTH, fit, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.icao.states import state_name
from border_check.screening.findings import age
from border_check.screening.library import OpenList
from border_check.snapshot.pruning import Pruned
from border_check.sources.interface import Source
from border_check.values.lists import ListKind, ListState, ListStatus

_STYLE = {ListState.OK: "green", ListState.STALE: "yellow"}
_MOST_ISSUERS = 20
_LIFTED = "loaded although it was refused: {request}"
_FREED = "{list}: files deleted: {files}, bytes freed: {size}"
_WOULD_BE_FREED = "{list}: files to be deleted: {files}, bytes to be freed: {size}"


def lists_table(statuses: Iterable[ListStatus], *, colour: bool = False) -> str:
    """One line a list: name, kind, state, age, records."""
    lines = [Line(f"{'list':<20} {'kind':<10} {'state':<9} {'age':>8} {'records':>13}", "bold")]
    for status in statuses:
        known_age = age(status) if status.age_hours is not None else "-"
        records = f"{status.records:,}" if status.records is not None else "-"
        line = Line.of(
            fit(plain(status.name), 20),
            f" {status.kind:<10} ",
            (f"{status.state:<9}", _STYLE.get(status.state, "bold red")),
            f" {known_age:>8} {records:>13}",
            "" if status.required else "  not required",
        )
        lines.append(line)
        if status.detail:
            lines += [Line(f"  {line}") for line in wrapped(plain(status.detail), WIDTH - 2)]
    if len(lines) == 1:
        return "no list is installed; load one: border-check load LIST PATH\n"
    return render(lines, colour=colour)


def list_details(one: OpenList) -> str:
    """One list in full."""
    status, description = one.status, one.description
    facts = {
        "list": status.name,
        "title": status.shown,
        "kind": status.kind,
        "state": status.state,
        "owner": description.owner,
        "purpose": description.purpose,
        "required": "yes" if status.required else "no",
        "action": description.action or "",
        "version": status.version or "",
        "request": _lifted_by(one),
        **_layers(one),
        "as of": f"{status.as_of} ({age(status)} old)" if status.as_of else "",
        "dated": _date_of(one),
        "limits": f"stale after {description.stale_after:g} h, "
        f"no answer after {description.expires_after:g} h",
        "records": f"{status.records:,}" if status.records is not None else "",
        "fault": status.detail or "",
    }
    lines = [f"{key:<9} {plain(value)}" for key, value in facts.items() if value]
    counted = status.kind is not ListKind.VEHICLES and status.records is not None
    if one.snapshot is not None and counted:
        lines += ["", *_issuers(one.snapshot.issuer_records())]
    return "\n".join(lines) + "\n"


def list_to_wire(one: OpenList) -> dict[str, Any]:
    """One list in full: as all lists, with the versions that answer together, newest first."""
    known = status_to_wire(one.status)
    if one.snapshot is not None:
        known["layers"] = [
            present(
                {
                    "version": layer.version,
                    "as_of": layer.as_of,
                    "records": one.records_of(layer),
                    "request": layer.request or None,
                }
            )
            for layer in one.snapshot.layers
        ]
    return {"schema": SCHEMA, "lists": [known]}


def _lifted_by(one: OpenList) -> str:
    request = one.snapshot.request if one.snapshot is not None else ""
    return _LIFTED.format(request=request) if request else ""


def pruned_report(pruned: Iterable[Pruned], *, dry_run: bool) -> str:
    """What went of each list, or would go, and how many bytes that is."""
    words = _WOULD_BE_FREED if dry_run else _FREED
    lines = []
    for one in pruned:
        size = f"{sum(size for _, size in one.files):,}"
        lines.append(words.format(list=plain(one.list), files=len(one.files), size=size))
        lines += [f"  {plain(name)}" for name, _ in one.files]
    return "".join(f"{line}\n" for line in lines) or lists_table(())


def pruned_to_wire(pruned: Iterable[Pruned], *, dry_run: bool) -> dict[str, Any]:
    """The same, each file with its bytes."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "lists": [
            {
                "name": one.list,
                "bytes": sum(size for _, size in one.files),
                "files": [{"name": name, "bytes": size} for name, size in one.files],
            }
            for one in pruned
        ],
    }


def faults_report(faults: Mapping[str, str | None]) -> str:
    """What a verification found, one line a list."""
    lines = [f"{name}: {plain(fault or 'as it was installed')}\n" for name, fault in faults.items()]
    return "".join(lines) or lists_table(())


def faults_to_wire(faults: Mapping[str, str | None]) -> dict[str, Any]:
    """What a verification found; a list without a fault has none."""
    return {
        "schema": SCHEMA,
        "lists": [present({"name": name, "fault": fault}) for name, fault in faults.items()],
    }


def formats_to_wire(sources: Iterable[Source]) -> dict[str, Any]:
    """All formats."""
    return {
        "schema": SCHEMA,
        "formats": [
            {"name": source.name, "kind": source.kind, "summary": source.summary}
            for source in sources
        ],
    }


def formats_table(sources: Iterable[Source]) -> str:
    """A format with its kind, and what its files look like."""
    lines = []
    for source in sources:
        first, *more = wrapped(source.summary, WIDTH - 34)
        lines.append(f"{source.name:<22} {source.kind:<10} {first}")
        lines += [f"{'':<34}{line}" for line in more]
    return "\n".join(lines) + "\n"


def _date_of(one: OpenList) -> str:
    """The date of the list itself, where its source confirmed it since."""
    if one.snapshot is None or one.snapshot.as_of == one.status.as_of:
        return ""
    return f"{one.snapshot.as_of}; its source has confirmed it since"


def _layers(one: OpenList) -> dict[str, str]:
    """What lies below a delta, and how many deltas there are."""
    if one.snapshot is None or len(one.snapshot.layers) == 1:
        return {}
    base, *deltas = reversed(one.snapshot.layers)
    records = one.records_of(base)
    return {
        "base": base.version if records is None else f"{base.version}, with {records:,} records",
        "deltas": f"{len(deltas)}, the first of {deltas[0].as_of}",
    }


def _issuers(records: dict[str, int]) -> list[str]:
    ordered = sorted(records.items(), key=lambda item: (-item[1], item[0]))
    lines = ["documents by issuing state"] if ordered else ["no documents"]
    for state, count in ordered[:_MOST_ISSUERS]:
        name = state_name(state) or "" if state else "issuer not named"
        lines.append(f"  {state or '-':<4} {count:>13,}  {name}")
    if len(ordered) > _MOST_ISSUERS:
        rest = sum(count for _, count in ordered[_MOST_ISSUERS:])
        lines.append(f"  {len(ordered) - _MOST_ISSUERS} more with {rest:,}")
    return lines
