"""Anchors of the journal: what it had come to at a moment, signed, and kept on another machine.

The chain of a journal shows what was changed in it, and not that it was made anew as a whole, nor
that its end is gone together with the file which says how long it was. An anchor elsewhere does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from border_check.errors import BorderCheckError, UnreadableInput, UsageError
from border_check.journal.chain import Chain
from border_check.signing.keys import PrivateKey
from border_check.signing.signatures import (
    RoleKeys,
    Signatures,
    from_json,
    require_signed,
    to_json,
)
from border_check.values.json_text import canonical

FORMAT = "border-check anchor 1"
_LONGEST = 1 << 16


class Anchor(NamedTuple):
    """The newest entry of a journal at a moment."""

    post: str
    at: str
    """UTC, ISO 8601 with Z."""
    sequence: int
    hash: str

    @property
    def content(self) -> bytes:
        """What is signed."""
        return canonical({"format": FORMAT, **self._asdict()}).encode()


def anchor_of(journal: Chain, post: str, at: str) -> Anchor:
    """The anchor of a journal as it stands; its chain is walked first.

    Raises `BorderCheckError` for one that is empty, or is not as it was written.
    """
    finding = journal.verify()
    if finding.faults:
        raise BorderCheckError(
            f"the journal is not anchored: {finding.faults[0]}",
            hint="keep the machine as it is and call the auditor",
        )
    newest = journal.entry(finding.entries)
    if newest is None:
        raise BorderCheckError("the journal has no entry to be anchored")
    return Anchor(post, at, newest.sequence, newest.hash)


def write_anchor(anchor: Anchor, key: PrivateKey, out: Path) -> None:
    """Sign an anchor into a new file; raises `UsageError` where there is one already."""
    signatures = {key.public.id: key.sign(anchor.content)}
    facts = {"signed": json.loads(anchor.content), "signatures": to_json(signatures)}
    try:
        with out.open("x", encoding="utf-8") as stream:
            stream.write(json.dumps(facts, indent=1) + "\n")
    except FileExistsError:
        raise UsageError(f"{out}: is there already", hint="name another file") from None
    except OSError as error:
        raise UsageError(f"{out}: cannot be written: {error.strerror}") from None


def read_anchor(file: Path, keys: RoleKeys) -> Anchor:
    """Read an anchor that one of these keys has signed.

    Raises `UnreadableInput`, and `SignatureError` where none of them has.
    """
    anchor, signatures = _read(file)
    require_signed(str(file), anchor.content, signatures, keys)
    return anchor


def _read(file: Path) -> tuple[Anchor, Signatures]:
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_LONGEST))
        said = found["signed"]
        if said.pop("format") != FORMAT:
            raise ValueError(f"expected {FORMAT!r}")
        anchor = Anchor(**said)
        if not isinstance(anchor.sequence, int):
            raise ValueError("its number is none")
        return anchor, from_json(found["signatures"])
    except OSError as error:
        raise UnreadableInput(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"{file}: no anchor: {error!s:.80}", hint="it is made with `journal anchor`"
        ) from None


def fault(journal: Chain, anchor: Anchor) -> str | None:
    """What an anchor shows of a journal whose chain holds; None where it fits."""
    entry = journal.entry(anchor.sequence)
    when = f"as was anchored {anchor.at}"
    if entry is None:
        return f"the end is missing: there was an entry {anchor.sequence}, {when}"
    if entry.hash != anchor.hash:
        return f"entry {anchor.sequence} is another one than {when}: the journal was made anew"
    return None
