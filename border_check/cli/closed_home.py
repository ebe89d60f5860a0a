"""A home is its owner's: what others could have put there is refused, what is made is closed.

Everything that is written from then on, by whatever library, is for its owner alone, or for the
group too where the home, or the journal in it, belongs to a group on purpose (set-group-ID, as in
`chmod 2770`). Windows has no such modes: there the folder's own permissions must serve.
"""

from __future__ import annotations

import os

from border_check.errors import ConfigError, SnapshotError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.snapshot.home import Home

_OTHERS_WRITE = 0o002
_GROUP_OR_OTHERS_WRITE = 0o022
_SET_GROUP = 0o2000
_LINK, _TYPE = 0o120000, 0o170000
_OWNER_ALONE, _GROUP_TOO = 0o077, 0o007


def close_home(home: Home) -> None:
    """Refuse a home that everybody may write into or that leads elsewhere, and close what is made
    in it; raises `SnapshotError`."""
    if os.name != "posix":
        return
    modes = [mode for place in (home.folder, home.journal, home.lists) if (mode := _mode(place))]
    os.umask(_GROUP_TOO if any(mode & _SET_GROUP for mode in modes) else _OWNER_ALONE)


def require_own_configuration(file: str | os.PathLike[str]) -> None:
    """Raise `ConfigError` for a configuration that others than its owner may write: it says who may
    do what. One that is not there is left to whoever reads it."""
    if os.name != "posix":
        return
    try:
        mode = os.stat(file).st_mode
    except OSError:
        return
    if mode & _GROUP_OR_OTHERS_WRITE and mode & _TYPE == 0o100000:
        raise ConfigError(
            f"{os.fspath(file)}: others than its owner may write it",
            hint=f"it says who may do what: chmod go-w {os.fspath(file)}",
        )


def _mode(place: str) -> int:
    """The mode of a folder; 0 where there is none."""
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return 0
    except OSError:  # whoever opens it says why not
        return 0
    if mode & _TYPE == _LINK:
        raise SnapshotError(
            f"{place}: a symbolic link, expected a folder",
            hint="what lies behind it can be exchanged unseen: name the folder itself",
        )
    if mode & _OTHERS_WRITE:
        raise SnapshotError(
            f"{place}: everybody may write into it",
            hint=f"lists and journal would be anybody's: chmod o-w {place}",
        )
    return mode
