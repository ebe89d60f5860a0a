"""Two hosts on one machine, joined by a line that can be taken away.

Where the kernel lets us, each is a network namespace of its own, and the line between them a pair
of devices; elsewhere both are this host, and nobody can take the line away.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

_CENTRE, _POST = "10.77.0.1", "10.77.0.2"


class Hosts(NamedTuple):
    """A centre and a post."""

    name: str
    """Of the namespaces; empty where there are none."""

    @property
    def address(self) -> str:
        """Of the centre."""
        return _CENTRE if self.name else "127.0.0.1"

    def at(self, host: str) -> list[str]:
        """What stands before a command that is to run at "centre" or "post"."""
        return ["ip", "netns", "exec", f"{self.name}-{host}"] if self.name else []

    @property
    def can_be_parted(self) -> bool:
        """Whether there is a line to take away."""
        return bool(self.name)

    def part(self) -> None:
        """Take the line away: nothing comes through, and nobody is told."""
        self._line("down")

    def join(self) -> None:
        """Put it back."""
        self._line("up")

    def _line(self, state: str) -> None:
        if self.name:
            _ip("-n", f"{self.name}-post", "link", "set", "line", state)


@contextmanager
def two_hosts() -> Iterator[Hosts]:
    """A centre and a post, for the time of a `with` statement."""
    if not shutil.which("ip") or os.geteuid() or not _may_have_namespaces():
        yield Hosts("")
        return
    hosts = Hosts(f"bc{os.getpid()}")
    try:
        for host in ("centre", "post"):
            _ip("netns", "add", f"{hosts.name}-{host}")
        _ip("-n", f"{hosts.name}-centre", "link", "add", "line", "type", "veth", "peer", "name",
            "line", "netns", f"{hosts.name}-post")  # fmt: skip
        for host, address in (("centre", _CENTRE), ("post", _POST)):
            _ip("-n", f"{hosts.name}-{host}", "address", "add", f"{address}/30", "dev", "line")
            for device in ("lo", "line"):
                _ip("-n", f"{hosts.name}-{host}", "link", "set", device, "up")
        yield hosts
    finally:
        for host in ("centre", "post"):
            subprocess.run(
                ["ip", "netns", "delete", f"{hosts.name}-{host}"], check=False, capture_output=True
            )


def _may_have_namespaces() -> bool:
    name = f"bc{os.getpid()}-try"
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True)
    if made.returncode:
        return False
    _ip("netns", "delete", name)
    return True


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
