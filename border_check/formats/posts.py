"""What a centre knows of its posts, what was recalled, and what came of an exchange."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA
from border_check.screening.findings import elapsed
from border_check.values.exchanged import Exchanged
from border_check.values.posts import PostState, RecallState


def posts_report(states: Sequence[PostState], now: datetime) -> str:
    """A line for each journal of a post, and one for each of its lists that does not stand well."""
    if not states:
        return "no post has brought anything yet\n"
    lines = []
    for one in states:
        silent = (now - datetime.fromisoformat(one.heard)).total_seconds() / 3600
        who = " ".join(filter(None, (one.post, one.device, one.mark)))
        words = [f"heard of {elapsed(max(0.0, silent))} ago"]
        if one.put_back:
            words = ["its journal was put back, and does not have these entries any more"]
        if one.waiting:
            words.append(f"{one.waiting} not applied")
        if one.retired:
            words.append("retired")
        lines.append(f"{one.journal}  {who}: {', '.join(words)}")
        lines += [
            f"  {wire.get('name')}: {wire.get('state')}"
            for wire in one.lists
            if wire.get("state") != "ok"
        ]
    return "".join(f"{plain(line)}\n" for line in lines)


def posts_to_wire(states: Sequence[PostState]) -> dict[str, Any]:
    """The same in JSON, whole."""
    return {"schema": SCHEMA, "posts": [one._asdict() for one in states]}


def recalls_report(recalls: Sequence[RecallState]) -> str:
    """A line for each recall, and one for each post that has not applied it."""
    if not recalls:
        return "nothing was recalled\n"
    lines = []
    for one in recalls:
        told = f"applied at {len(one.applied)} of {len(one.applied) + len(one.missing)}"
        lines.append(f"{one.id}  {one.list} {one.record_id}, {one.at[:10]}, {one.user}: {told}")
        lines += [
            f"  not yet at {post.post} {post.device}, last heard of {post.heard}"
            for post in one.missing
        ]
    return "".join(f"{plain(line)}\n" for line in lines)


def recalls_to_wire(recalls: Sequence[RecallState]) -> dict[str, Any]:
    """The same in JSON; posts by the names of their journals."""
    found = [
        {
            **one._asdict(),
            "applied": [post.journal for post in one.applied],
            "missing": [post.journal for post in one.missing],
        }
        for one in recalls
    ]
    return {"schema": SCHEMA, "recalls": found}


def exchanged_report(done: Exchanged, *, counted: bool = True) -> str:
    """One line; where nothing is counted, it is the same whatever was done."""
    if not counted:
        return "done\n"
    told = f"brought {done.brought}, entered {done.steps} of the centre, recalled {done.recalls}"
    note = "; the centre was told that this journal was put back" if done.again else ""
    return f"{told}{note}\n"


def exchanged_to_wire(done: Exchanged, *, counted: bool = True) -> dict[str, Any]:
    """The same in JSON."""
    wire: dict[str, Any] = {"schema": SCHEMA, "done": True}
    if counted:
        wire |= {"brought": done.brought, "entered": done.steps, "recalled": done.recalls}
        wire |= {"put_back": done.again}
    return wire
