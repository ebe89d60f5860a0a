"""Where everything of a desk lies: its lists, its journal, its configuration.

HOME/config.yaml                 optional
HOME/lists/NAME/current          which version answers, by one line of JSON
HOME/lists/NAME/VERSION.sqlite   an immutable snapshot
HOME/journal/                    what was asked and answered
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from border_check.errors import SnapshotError, UsageError
from border_check.values.record import NamedTuple

_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


class Current(NamedTuple):
    """Which version of a list answers, and how its file must look."""

    version: str
    kind: str
    """A `ListKind`, known here so that it outlives damage to the file."""
    size: int
    """Bytes."""
    sha256: str
    previous: str | None = None


class Home:
    """The folder of one desk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def config(self) -> Path:
        """The configuration that applies when none is named."""
        return self.path / "config.yaml"

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return self.path / "journal"

    def list_folder(self, name: str) -> Path:
        """The folder of a list; raises `UsageError` for a name that cannot be one."""
        if not _can_name_list(name):
            raise UsageError(
                f"{name!r:.60} cannot name a list",
                hint="use small letters, digits, - and _, as in `sltd` or `un-sc`",
            )
        return self.path / "lists" / name

    def list_names(self) -> list[str]:
        """All lists that were ever installed here, by name."""
        try:
            with os.scandir(self.path / "lists") as entries:
                folders = [entry.name for entry in entries if entry.is_dir()]
        except FileNotFoundError:
            return []
        return sorted(filter(_can_name_list, folders))

    def current(self, name: str) -> Current | None:
        """Which version of a list answers; None where none is installed.

        Raises `SnapshotError` when that cannot be read.
        """
        path = self.list_folder(name) / "current"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return Current(**content)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise SnapshotError(
                f"{path}: cannot be read: {error}", hint=f"load the list again: load {name} FILE"
            ) from None

    def was_installed(self, name: str) -> bool:
        """Whether a list was installed and not removed, even if it can no longer answer."""
        folder = self.list_folder(name)
        installed = (file.name[0] != "." for file in folder.glob("*.sqlite"))
        return (folder / "current").exists() or any(installed)

    def snapshot_file(self, name: str, version: str) -> Path:
        """The file of one version of a list."""
        return self.list_folder(name) / f"{version}.sqlite"


def _can_name_list(name: str) -> bool:
    return bool(name) and not name.startswith((".", "-")) and _NAME_CHARACTERS.issuperset(name)


def default_home() -> Path:
    """`BORDER_CHECK_HOME`, or a folder of the user's data."""
    named = os.environ.get("BORDER_CHECK_HOME")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "border-check"
