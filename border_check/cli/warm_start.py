"""A warm process started in the background, where the configuration says `warm: auto`."""

from __future__ import annotations

import os
import sys
import time

from border_check.cli.warm_talk import connected
from border_check.snapshot.home import Home

_AGAIN_SECONDS = 60
"""A process that did not come up is not tried again at every check."""


def start_unless_tried(home: Home) -> None:
    """Start one, unless there is one or one was tried a moment ago; nothing depends on it."""
    tried = f"{home.warm}/tried"
    if _runs(home):
        return
    try:
        if os.path.exists(tried) and time.time() - os.stat(tried).st_mtime < _AGAIN_SECONDS:
            return
        os.makedirs(home.warm, mode=0o700, exist_ok=True)
        with open(tried, "w", encoding="utf-8"):
            os.utime(tried)
        _spawn(home)
    except OSError:
        return


def _spawn(home: Home) -> None:
    command = [sys.executable, "-m", "border_check", "--home", os.path.abspath(home.folder), "warm"]
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere, setsid=True)


def _runs(home: Home) -> bool:
    """Whether one takes connections, even if it would not answer this version."""
    try:
        line = connected(home.warm)
    except (OSError, ImportError, AttributeError):
        return False
    if line is not None:
        line.close()
    return line is not None
