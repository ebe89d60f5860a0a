"""Anchors that are made by themselves: one file each, named after post and time, in one folder.

Each new one is preceded by a look at the newest: what is gone from the journal since then is told
at the latest when the next is due.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from border_check.errors import BorderCheckError
from border_check.journal.chain import Chain
from border_check.signing.anchors import anchor_of, fault, read_anchor, write_anchor
from border_check.signing.keys import read_private
from border_check.signing.signatures import RoleKeys
from border_check.values.anchoring import Anchoring

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<post>.+)-(?P<at>\d{8}T\d{6}Z)\.json")


class _Made(NamedTuple):
    at: datetime
    file: Path


def anchor_if_due(
    journal: Chain, post: str, now: datetime, anchoring: Anchoring, *, always: bool = False
) -> Path | None:
    """Make an anchor where the newest is older than it may be, or `always`; None where none is due.

    Raises `BorderCheckError` where the journal does not fit the newest one, or is not as it was
    written, and where the folder cannot be read or written.
    """
    if journal.newest is None:
        return None
    newest = _newest(Path(anchoring.folder), post)
    if newest and not always and now - newest.at < timedelta(hours=anchoring.every):
        return None
    key = read_private(Path(anchoring.key))
    if newest is not None:
        _require_fit(journal, newest.file, RoleKeys({key.public.id: key.public}, 1))
    out = Path(anchoring.folder, f"{_safe(post)}-{now:{_STAMP}}.json")
    write_anchor(anchor_of(journal, post, f"{now:%Y-%m-%dT%H:%M:%SZ}"), key, out)
    return out


def _newest(folder: Path, post: str) -> _Made | None:
    try:
        names = [file for file in folder.iterdir() if file.is_file()]
    except OSError as error:
        raise BorderCheckError(
            f"{folder}: no anchors can be kept there: {error.strerror}",
            hint="see anchors in the configuration; is the medium there?",
        ) from None
    found = ((_NAME.fullmatch(file.name), file) for file in names)
    made = [
        _Made(datetime.strptime(name["at"], _STAMP).replace(tzinfo=UTC), file)
        for name, file in found
        if name and name["post"] == _safe(post)
    ]
    return max(made, default=None)


def _require_fit(journal: Chain, file: Path, keys: RoleKeys) -> None:
    found = fault(journal, read_anchor(file, keys))
    if found is not None:
        raise BorderCheckError(
            f"the journal does not fit {file}: {found}",
            hint="keep the machine as it is and call the auditor",
        )


def _safe(post: str) -> str:
    """The name of a post as a part of the name of a file."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", post)
