"""What was asked, sealed for those who may read it, wherever the files of the journal end up.

The box is that of age (age-encryption.org/v1: X25519, ChaCha20-Poly1305), so that an auditor can
open an exported entry with any tool for it. The chain covers the digest of the sealed text: it is
verified, and queries are erased, by people who cannot read what they verify and erase. Requests and
notes are not sealed, for those who decide on them have to read them.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.entries import SEALED, Entry
from border_check.values.json_text import canonical, from_json
from border_check.values.sealed_queries import SealedQueries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LONGEST_FILE = 1 << 16
_OTHERS_READ = 0o077


class Sealing:
    """Seals what is asked at a desk, and opens it where the desk has a key."""

    def __init__(self, queries: SealedQueries) -> None:
        self._queries = queries
        self._recipients: list[Any] | None = None
        self._identities: list[Any] | None = None

    def seal(self, query: Mapping[str, Any], room: int = 1) -> Mapping[str, Any]:
        """The box with a query, as long as for any other that has as many `room`s of bytes.

        Raises `JournalError`: a search that cannot be entered as the configuration says is not
        answered.
        """
        if not self._queries.recipients:
            return query
        try:
            age = _age()
            if self._recipients is None:
                self._recipients = [_recipient(age, one) for one in self._queries.recipients]
            said = canonical(query).encode()
            box = age.encrypt(said.ljust(-(-len(said) // room) * room), self._recipients)
        except BorderCheckError as error:
            raise JournalError(
                f"what was asked cannot be sealed: {error.message}", hint=error.hint
            ) from error
        return {SEALED: b64encode(box).decode()}

    def opened(self, entry: Entry) -> Entry:
        """An entry with its query as it was asked, where this desk has a key to it; raises
        `BorderCheckError` where the key cannot be read, or the box is damaged."""
        if self._queries.identity is None or not entry.is_sealed:
            return entry
        age = _age()
        if self._identities is None:
            self._identities = _identities(age, self._queries.identity)
        try:
            box = b64decode(from_json(entry.query or "")[SEALED], validate=True)
            query = age.decrypt(box, self._identities).decode().rstrip(" ")
        except age.DecryptError:  # it is sealed for others, or damaged: `verify` tells the two
            return entry
        except (ValueError, TypeError) as error:
            raise BorderCheckError(
                f"the query of entry {entry.sequence} is damaged: {error}",
                hint="see `border-check journal verify`, and call the auditor",
            ) from None
        return entry._replace(query=query)


def new_identity(path: str) -> str:
    """Write a new key to a new file that its owner alone may read; returns what others seal for.

    Raises `BorderCheckError`.
    """
    age = _age()
    identity = age.x25519.Identity.generate()
    public = str(identity.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BorderCheckError(
            f"{path}: cannot be made: {error.strerror}", hint="name another file"
        ) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {public}\n{identity}\n")
    return public


def _recipient(age: Any, text: str) -> Any:
    try:
        return age.x25519.Recipient.from_str(text)
    except age.RecipientError:
        raise BorderCheckError(
            f"{text:.16}… is no key of a recipient",
            hint="see sealed_queries in the configuration; `journal key` makes one",
        ) from None


def _identities(age: Any, path: str) -> list[Any]:
    """The keys in a file: a line each, beside comments."""
    try:
        if os.name == "posix" and os.stat(path).st_mode & _OTHERS_READ:
            raise BorderCheckError(f"{path}: others may read this key", hint=f"chmod 600 {path}")
        with open(path, encoding="utf-8") as file:
            found = list(_keys(age, file.read(_LONGEST_FILE).splitlines()))
    except (OSError, UnicodeDecodeError, age.IdentityError) as error:
        why = getattr(error, "strerror", None) or "it holds no key"
        raise BorderCheckError(
            f"{path}: cannot be read: {why}",
            hint="see sealed_queries in the configuration; `journal key` makes one",
        ) from None
    return found


def _keys(age: Any, lines: Iterable[str]) -> Iterable[Any]:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            yield age.x25519.Identity.from_str(line.strip())


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        raise BorderCheckError(
            "sealed queries need the extra `sealed`",
            hint="pip install 'border-check[sealed]'",
        ) from None
    return pyrage
