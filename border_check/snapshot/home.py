"""Where everything of a desk lies: its lists, its journal, its configuration.

HOME/config.yaml                 optional
HOME/compiled/                   what was read of it, kept for the next check
HOME/trust.json                  whose signatures count; where lists come signed
HOME/lists/NAME/current          which version answers, by one line of JSON
HOME/lists/NAME/signed           which versions came signed, and by whom
HOME/lists/NAME/VERSION.sqlite   an immutable snapshot
HOME/lists/NAME/VERSION.documents  its index of documents, made from it
HOME/pooled/people.names         the index in which small lists are searched together
HOME/pictures/                   of genuine documents and counterfeits, put there by hand
HOME/event-over                  that the event is over for which the home was set up
HOME/cleared                     travellers whom two people have told apart from a record
HOME/recalled                    records that their owners have withdrawn, and lists still have
HOME/journal/                    what was asked and answered
"""

from __future__ import annotations

import os

from border_check.at_rest.homes import enter
from border_check.errors import KeyNeeded, SnapshotError, UsageError
from border_check.values.json_text import from_json
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


class Layer(NamedTuple):
    """A version that answers together with a delta above it, and how its files must look."""

    version: str
    size: int
    """Bytes."""
    sha256: str
    index_sha256: str


class Current(NamedTuple):
    """Which version of a list answers, and how its file must look."""

    version: str
    kind: str
    """A `ListKind`, known here so that it outlives damage to the file."""
    size: int
    """Bytes."""
    sha256: str
    previous: str | None = None
    index_sha256: str = ""
    """Of what the index of its documents says, sealed or not."""
    below: tuple[Layer, ...] = ()
    """If it is a delta: the versions below it, the base last."""
    confirmed: str | None = None
    """When its source last said that this is what it has, UTC; None where that is not known, and
    its own date alone says how old it is. It stands here since a snapshot never changes."""

    newer: str | None = None
    """After a rollback: the newest version that was gone back from, kept until the next load."""

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All versions that answer together, the newest first."""
        own = Layer(self.version, self.size, self.sha256, self.index_sha256)
        return (own, *self.below)


class Home:
    """The folder of one desk. Raises `KeyNeeded` for one that is encrypted, without its key, unless
    it may stay `locked`: for who tells what lies in it, or removes it, and reads none of it."""

    def __init__(self, path: str | os.PathLike[str], *, locked: bool = False) -> None:
        folder = os.fspath(path) or "."
        self.folder = folder.rstrip("/") or "/"
        try:
            enter(self.folder)
        except KeyNeeded:
            if not locked:
                raise

    @property
    def path(self) -> Path:
        """The folder as a `Path`, whose import a check need not wait for."""
        from pathlib import Path

        return Path(self.folder)

    @property
    def config(self) -> str:
        """The configuration that applies when none is named."""
        return f"{self.folder}/config.yaml"

    @property
    def compiled(self) -> str:
        """The folder of what was read of configurations, so that not every check reads YAML."""
        return f"{self.folder}/compiled"

    @property
    def journal(self) -> str:
        """The folder of the journal."""
        return f"{self.folder}/journal"

    @property
    def lists(self) -> str:
        """The folder of the lists, each in a folder of its own."""
        return f"{self.folder}/lists"

    @property
    def trust(self) -> str:
        """The file that says whose signatures count."""
        return f"{self.folder}/trust.json"

    def signed(self, name: str) -> str:
        """The file that says which versions of a list came signed."""
        return f"{self.folder}/lists/{self._checked(name)}/signed"

    def is_signed(self, name: str, version: str) -> bool:
        """Whether a version of a list came signed by those who are trusted here; raises
        `SnapshotError` where what says so cannot be read."""
        place = self.signed(name)
        try:
            with open(place, encoding="utf-8") as file:
                return version in from_json(file.read())["versions"]
        except FileNotFoundError:
            return False
        except (OSError, ValueError, LookupError, TypeError) as error:
            why = getattr(error, "strerror", None) or "damaged"
            raise SnapshotError(
                f"{place}: {why}", hint=f"install {name} again: border-check snapshot install FILE"
            ) from None

    @property
    def centre_silent(self) -> str:
        """The file that says that the centre did not answer, and when it is asked again."""
        return f"{self.folder}/centre-silent"

    @property
    def published(self) -> str:
        """The folder of the packages that posts may fetch."""
        return f"{self.folder}/published"

    @property
    def pulled(self) -> str:
        """The folder of what was fetched of packages so far."""
        return f"{self.folder}/pulled"

    @property
    def service(self) -> str:
        """The folder of the service: whose tokens count."""
        return f"{self.folder}/service"

    @property
    def pooled(self) -> str:
        """The index in which small lists are searched together, where there is one."""
        return f"{self.folder}/pooled/people.names"

    @property
    def cleared(self) -> str:
        """The file of travellers who were told apart from records."""
        return f"{self.folder}/cleared"

    @property
    def recalled(self) -> str:
        """The file of records that their owners have withdrawn."""
        return f"{self.folder}/recalled"

    @property
    def posts(self) -> str:
        """The file of what posts have brought to this centre, and of what it has for them."""
        return f"{self.folder}/posts/posts.sqlite"

    @property
    def exchange(self) -> str:
        """The file that whoever exchanges with the centre holds alone."""
        return f"{self.folder}/exchange.lock"

    @property
    def kept(self) -> str:
        """The folder of passenger lists that are kept, to be asked again."""
        return f"{self.folder}/kept"

    @property
    def pictures(self) -> str:
        """The folder of pictures of documents, to which lists of them refer."""
        return f"{self.folder}/pictures"

    @property
    def event_over(self) -> str:
        """The file that says that an event is over."""
        return f"{self.folder}/event-over"

    @property
    def warm(self) -> str:
        """The folder of the warm process, which nobody else may enter."""
        return f"{self.folder}/warm"

    @property
    def warm_socket(self) -> str:
        """Where the warm process is reached, if there is one."""
        return f"{self.warm}/socket"

    def list_folder(self, name: str) -> Path:
        """The folder of a list; raises `UsageError` for a name that cannot be one."""
        return self.path / "lists" / self._checked(name)

    def _checked(self, name: str) -> str:
        if not _can_name_list(name):
            raise UsageError(
                f"{name!r:.60} cannot name a list",
                hint="use small letters, digits, - and _, as in `sltd` or `un-sc`",
            )
        return name

    def list_names(self) -> list[str]:
        """All lists that were ever installed here, by name."""
        try:
            with os.scandir(f"{self.folder}/lists") as entries:
                folders = [entry.name for entry in entries if entry.is_dir()]
        except FileNotFoundError:
            return []
        return sorted(filter(_can_name_list, folders))

    def current(self, name: str) -> Current | None:
        """Which version of a list answers; None where none is installed.

        Raises `SnapshotError` when that cannot be read.
        """
        path = f"{self.folder}/lists/{self._checked(name)}/current"
        try:
            with open(path, encoding="utf-8") as file:
                found = Current(**from_json(file.read()))
            return found._replace(below=tuple(Layer(*one) for one in found.below))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise SnapshotError(
                f"{path}: cannot be read: {error}", hint=f"load the list again: load {name} FILE"
            ) from None

    def marks_of_current(self, name: str) -> tuple[int, ...]:
        """What changes whenever another version of a list answers; empty where none does."""
        try:
            found = os.stat(f"{self.folder}/lists/{self._checked(name)}/current")
        except OSError:
            return ()
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns

    def was_installed(self, name: str) -> bool:
        """Whether a list was installed and not removed, even if it can no longer answer."""
        if self.marks_of_current(name):
            return True
        try:
            files = os.listdir(f"{self.folder}/lists/{self._checked(name)}")
        except (FileNotFoundError, NotADirectoryError):
            return False
        return "current" in files or any(
            file.endswith(".sqlite") and file[0] != "." for file in files
        )

    def snapshot_file(self, name: str, version: str) -> Path:
        """The file of one version of a list."""
        return self.list_folder(name) / f"{version}.sqlite"

    def snapshot_place(self, name: str, version: str) -> str:
        """The same as text."""
        return f"{self.folder}/lists/{self._checked(name)}/{version}.sqlite"


def _can_name_list(name: str) -> bool:
    return bool(name) and not name.startswith((".", "-")) and _NAME_CHARACTERS.issuperset(name)


def default_home() -> str:
    """`BORDER_CHECK_HOME`, or a folder of the user's data."""
    named = os.environ.get("BORDER_CHECK_HOME")
    if named:
        return named
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.path.join(data, "border-check")
