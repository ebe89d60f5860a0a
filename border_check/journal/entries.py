"""What one entry of the journal says, and the chain that holds the entries together.

The hash of an entry covers its number, its body, the digest of its query and the hash before it.
The query itself is not covered, only its salted digest: it can be erased when it must be, and the
chain still proves that nothing else was touched.
"""

from __future__ import annotations

from border_check.errors import BorderCheckError
from border_check.values.digest import sha256
from border_check.values.json_text import from_json
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ORIGIN = "0" * 64
"""Hash before the first entry."""

SEALED = "sealed"
"""The key of a query that is sealed."""
SEALED_BEGIN = f'{{"{SEALED}":'


class Entry(NamedTuple):
    """One line of the journal."""

    sequence: int
    body: str
    """JSON: when, where, who, for what, which lists, verdict and records shown."""
    query: str | None
    """JSON of what was asked; None once erased."""
    salt: str | None
    query_digest: str
    hash: str

    @property
    def facts(self) -> dict[str, Any]:
        """The body, parsed; raises `BorderCheckError` where it is damaged."""
        try:
            found = from_json(self.body)
        except ValueError as error:
            raise BorderCheckError(
                f"entry {self.sequence} of the journal is damaged: {error}",
                hint="see `border-check journal verify`, and call the auditor",
            ) from None
        return found if isinstance(found, dict) else {}

    @property
    def asked(self) -> Any:
        """What was asked, parsed; None once erased, and where it is sealed for others."""
        if self.query is None or self.is_sealed:
            return None
        return from_json(self.query)

    @property
    def is_sealed(self) -> bool:
        """Whether what was asked stands in a box (`border_check.journal.sealing`)."""
        return self.query is not None and self.query.startswith(SEALED_BEGIN)


def digest_query(salt: str, query: str) -> str:
    """Digest of a query. The salt keeps short queries from being guessed after their erasure."""
    return sha256(f"{salt}\n{query}".encode()).hexdigest()


def chain_hash(before: str, sequence: int, body: str, query_digest: str) -> str:
    """Hash of an entry that follows the one whose hash is `before`."""
    return sha256(f"{before}\n{sequence}\n{query_digest}\n{body}".encode()).hexdigest()


def fault(entry: Entry, expected_sequence: int, before: str) -> str | None:
    """What is wrong with an entry, given the one before it; None when nothing is."""
    if entry.sequence != expected_sequence:
        missing = f"{expected_sequence}" + (
            f" to {entry.sequence - 1}" if entry.sequence > expected_sequence + 1 else ""
        )
        return f"entry {missing} is missing"
    if entry.hash != chain_hash(before, entry.sequence, entry.body, entry.query_digest):
        return f"entry {entry.sequence} was changed"
    if entry.query is not None and entry.query_digest != digest_query(
        entry.salt or "", entry.query
    ):
        return f"the query of entry {entry.sequence} was changed"
    return None
