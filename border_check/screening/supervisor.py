"""Codes by which a supervisor who is elsewhere lifts a hold, and their salted hashes.

The configuration keeps `scrypt:N:r:p:SALT:HASH` (RFC 7914), salt and hash in hexadecimal digits.
A code is told to an officer, who then knows it: it is to be changed once it was used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import scrypt
from hmac import compare_digest

from border_check.errors import UsageError
from border_check.values.record import NamedTuple

LEAST = 8
"""Characters of a code: with fewer, all of them could be tried by whoever has the configuration."""
MOST_TRIES = 5
"""Wrong codes for one hit, after which only another account can lift its hold."""

_COST, _BLOCK, _PARALLEL = 1 << 15, 8, 1
"""32 MB and about a tenth of a second for each try."""
_MEMORY = 1 << 27


def hashed(code: str) -> str:
    """The salted hash of a code, for the configuration; raises `UsageError` for a short one."""
    if len(code) < LEAST:
        raise UsageError(
            f"the code has {len(code)} characters, expected at least {LEAST}",
            hint="take several words, or figures that nobody can guess",
        )
    salt = os.urandom(16)
    return _written(code, _COST, _BLOCK, _PARALLEL, salt)


class Supervisor(NamedTuple):
    """A supervisor whose code was given."""

    name: str
    salt: str
    """Of the hash that it fits: an auditor sees whether that is one of the site's."""


def supervisor_with(code: str, supervisors: Iterable[tuple[str, str]]) -> Supervisor | None:
    """The supervisor whose code this is; None if it is nobody's. All are tried, whichever fits."""
    fitting = [
        Supervisor(name, known.split(":")[4]) for name, known in supervisors if _fits(code, known)
    ]
    return fitting[0] if fitting else None


def _fits(code: str, known: str) -> bool:
    _, cost, block, parallel, salt, _ = known.split(":")
    try:
        numbers = int(cost), int(block), int(parallel)
        return compare_digest(_written(code, *numbers, bytes.fromhex(salt)), known)
    except ValueError:  # a hash that `hashed` did not make fits no code
        return False


def _written(code: str, cost: int, block: int, parallel: int, salt: bytes) -> str:
    made = scrypt(code.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32)
    return f"scrypt:{cost}:{block}:{parallel}:{salt.hex()}:{made.hex()}"
