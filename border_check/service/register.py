"""What is known of each token that was issued: what it says, whether it was revoked or spent.

A home keeps it in files, several machines share it in PostgreSQL. Never a token itself.

HOME/service/issued/ID          what a token says, by its id
HOME/service/revoked/ID         that it counts no more
HOME/service/spent/ID           that one which counts once was used
"""

from __future__ import annotations

import json
import os
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from border_check.database.opening import database_of
from border_check.database.rows import DatabaseError, Tables
from border_check.errors import BorderCheckError
from border_check.snapshot.storage import sync_folder

_UNFINISHED = ".new-"
"""How the name of a file begins that is being written."""
_TABLES = Tables(
    "tokens",
    """CREATE TABLE IF NOT EXISTS token (
        id TEXT PRIMARY KEY, facts TEXT NOT NULL,
        revoked BIGINT NOT NULL, spent BIGINT NOT NULL)""",
)
REFRESHED = 1.0
"""Seconds after which it is looked again at what machines share."""
TRUSTED = 15.0
"""Seconds for which what was seen last holds while the database does not answer."""


class Register(ABC):
    """What is known of tokens, by their ids. All of it raises `BorderCheckError`."""

    @abstractmethod
    def add(self, identity: str, facts: dict[str, Any]) -> None:
        """Have a token known from now on, and wait until that lasts."""

    @abstractmethod
    def is_known(self, identity: str) -> bool:
        """Whether it was issued here."""

    @abstractmethod
    def is_revoked(self, identity: str) -> bool:
        """Whether it counts no more."""

    @abstractmethod
    def revoke(self, identity: str) -> None:
        """Have it count no more, and wait until that lasts: it has to outlive a power cut."""

    @abstractmethod
    def spend(self, identity: str) -> bool:
        """Have one that counts once be used; whether it was not before."""

    @abstractmethod
    def issued(self) -> list[dict[str, Any]]:
        """What each token says, and whether it was revoked or spent."""

    def may_wait(self, identity: str, *, once: bool) -> bool:  # noqa: ARG002 - files are at hand
        """Whether somebody else has to be asked about a token, who may keep us waiting."""
        return False

    def refresh(self) -> None:
        """Look again at what others may have changed, where that is not looked at each time."""
        return

    def close(self) -> None:
        """Let go of what keeps it."""
        return


class FolderRegister(Register):
    """In files of a home, looked at each time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, identity: str, facts: dict[str, Any]) -> None:
        """Have a token known from now on, whole or not at all: half of it would be in the way."""
        path = self._folder / "issued" / identity
        unfinished = path.with_name(f"{_UNFINISHED}{identity}")
        _write_new(unfinished, json.dumps(facts))
        unfinished.replace(path)
        sync_folder(path.parent)

    def is_known(self, identity: str) -> bool:
        """Whether it was issued here."""
        return identity.isalnum() and (self._folder / "issued" / identity).exists()

    def is_revoked(self, identity: str) -> bool:
        """Whether it counts no more."""
        return (self._folder / "revoked" / identity).exists()

    def revoke(self, identity: str) -> None:
        """Have it count no more, and wait until that lasts."""
        try:
            _write_new(self._folder / "revoked" / identity, "")
        except FileExistsError:
            return

    def spend(self, identity: str) -> bool:
        """Have one that counts once be used; whether it was not before."""
        try:
            _write_new(self._folder / "spent" / identity, "")
        except FileExistsError:
            return False
        return True

    def issued(self) -> list[dict[str, Any]]:
        """What each token says, and whether it was revoked or spent."""
        found = []
        for file in sorted((self._folder / "issued").glob("[!.]*")):
            facts = json.loads(file.read_text(encoding="utf-8"))
            for state in ("revoked", "spent"):
                facts[state] = (self._folder / state / file.name).exists()
            found.append(facts)
        return found


class SharedRegister(Register):
    """In PostgreSQL: a service looks at it every second, and not for each request."""

    def __init__(self, folder: Path, address: str) -> None:
        self._database = database_of(str(folder), address, _TABLES)
        self._one_at_a_time = threading.Lock()
        self._revoked: dict[str, bool] = {}
        self._seen = float("-inf")

    def add(self, identity: str, facts: dict[str, Any]) -> None:
        """Have a token known from now on."""
        self._do("INSERT INTO token VALUES (?, ?, 0, 0)", identity, json.dumps(facts))

    def is_known(self, identity: str) -> bool:
        """Whether it was issued; one that is new is looked for at once. Raises `DatabaseError`
        where nobody could look for too long."""
        if identity not in self._revoked:  # only what we have signed comes so far
            self.refresh()
        elif time.monotonic() - self._seen > TRUSTED:
            raise DatabaseError("the database has not told which tokens count any more")
        return identity in self._revoked

    def is_revoked(self, identity: str) -> bool:
        """Whether it counts no more, as far as was seen."""
        return self._revoked.get(identity, False)

    def revoke(self, identity: str) -> None:
        """Have it count no more."""
        self._do("UPDATE token SET revoked = 1 WHERE id = ?", identity)

    def spend(self, identity: str) -> bool:
        """Have one that counts once be used; whether it was not before, on any machine."""
        with self._one_at_a_time, self._database.writing() as ask:
            free = ask("SELECT 1 FROM token WHERE id = ? AND spent = 0", identity)
            ask("UPDATE token SET spent = 1 WHERE id = ?", identity)
        return bool(free)

    def issued(self) -> list[dict[str, Any]]:
        """What each token says, and whether it was revoked or spent."""
        with self._one_at_a_time, self._database.reading() as ask:
            rows = ask("SELECT facts, revoked, spent FROM token")
        return [
            {**json.loads(facts), "revoked": bool(revoked), "spent": bool(spent)}
            for facts, revoked, spent in rows
        ]

    def may_wait(self, identity: str, *, once: bool) -> bool:
        """Whether the database is asked: about a token that is new, or is to be spent."""
        return once or identity not in self._revoked

    def refresh(self) -> None:
        """Look at all tokens again; raises `DatabaseError`, and then what was seen last holds for
        some seconds."""
        with self._one_at_a_time, self._database.reading() as ask:
            found = ask("SELECT id, revoked FROM token")
            self._revoked = {name: bool(revoked) for name, revoked in found}
            self._seen = time.monotonic()

    def close(self) -> None:
        """Hang up."""
        with self._one_at_a_time:
            self._database.close()

    def _do(self, statement: str, *values: object) -> None:
        with self._one_at_a_time, self._database.writing() as ask:
            ask(statement, *values)


def register_of(folder: Path, database: str | None) -> Register:
    """The register of a home, or the one in the database of its configuration."""
    return SharedRegister(folder, database) if database else FolderRegister(folder)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there, and wait until it lasts. Raises `FileExistsError`, and
    `BorderCheckError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise
    except OSError as error:
        raise BorderCheckError(f"{path}: {error.strerror}", hint="see to the disk") from error
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)
