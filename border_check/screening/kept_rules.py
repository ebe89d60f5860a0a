"""What decides about the answers to a passenger list beside its rows, by digest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from border_check.matching import weights
from border_check.screening.kept_batches import KeptList
from border_check.screening.library import OpenList
from border_check.values.digest import sha256
from border_check.values.lists import ListKind
from border_check.values.settings import Settings


def digest_of_rules(settings: Settings, lists: Iterable[OpenList]) -> str:
    """Of the weights of matching, and of what configuration and lists say of how is to be asked."""
    decides = (
        {name: value for name, value in vars(weights).items() if name.isupper()},
        settings.desk.role,
        settings.thresholds,
        settings.sparse_issuer,
        settings.event,
        *(one.description for one in lists),
    )
    return sha256(repr(decides).encode()).hexdigest()


def digest_of_file(file: str) -> str:
    """Of the content of a file; empty where there is none."""
    try:
        return sha256(Path(file).read_bytes()).hexdigest()
    except OSError:
        return ""


def kept_lists(lists: Iterable[OpenList]) -> dict[str, KeptList]:
    """The lists as they stand now."""
    return {one.status.name: _kept(one) for one in lists}


def _kept(one: OpenList) -> KeptList:
    status, snapshot = one.status, one.snapshot
    if status.kind is not ListKind.NOMINALS or snapshot is None or not status.state.answers:
        return KeptList(status.version, status.state.answers)
    return KeptList(status.version, status.state.answers, snapshot.rarity.common())
