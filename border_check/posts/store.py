"""The rows of what posts have brought, and of what is for them.

post        each journal that was heard of, and how far it was gone through
brought     its entries about hits; an entry is known by its hash, and there once
message     entries that posts are to make in their journals
confirmed   which home has made which of them: it brought that entry, too
"""

from __future__ import annotations

from collections.abc import Iterable

from border_check.database.opening import database_of
from border_check.database.rows import Tables
from border_check.errors import BorderCheckError
from border_check.values.held_open import HeldOpen
from border_check.values.json_text import canonical, from_json
from border_check.values.posts import EVERYBODY, Brought, Message, Place, PostState, Visit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.database.rows import Ask

_TABLES = Tables(
    "posts",
    """CREATE TABLE IF NOT EXISTS post (
        journal TEXT PRIMARY KEY, home TEXT NOT NULL, post TEXT NOT NULL,
        device TEXT NOT NULL, mark TEXT NOT NULL,
        sequence BIGINT NOT NULL, hash TEXT NOT NULL, branches BIGINT NOT NULL,
        retired BIGINT NOT NULL, heard TEXT NOT NULL, lists TEXT NOT NULL,
        day TEXT NOT NULL, searches TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS brought (
        hash TEXT PRIMARY KEY, journal TEXT NOT NULL, sequence BIGINT NOT NULL, at TEXT NOT NULL,
        body TEXT NOT NULL, query TEXT, salt TEXT, query_digest TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS brought_by_journal ON brought (journal, sequence)",
    """CREATE TABLE IF NOT EXISTS message (
        number BIGINT PRIMARY KEY, id TEXT UNIQUE NOT NULL, journal TEXT NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, query TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS confirmed (
        message TEXT NOT NULL, home TEXT NOT NULL, PRIMARY KEY (message, home))""",
)
_AT_ONCE = 25
"""Messages that a post is given at one time, so that they are there in time over a poor line."""
_FOR_IT = "(m.journal = p.journal OR (m.journal = '' AND p.mark = '' AND p.retired = 0))"
"""Whether a message is for a journal: what is for everybody goes to no second medium."""
_UNCONFIRMED = """NOT EXISTS (
    SELECT 1 FROM confirmed c WHERE c.message = m.id AND c.home = p.home)"""
_STATES = f"""
SELECT p.journal, p.post, p.device, p.mark, p.retired, p.heard, p.lists, p.day, p.searches,
    (SELECT count(*) FROM message m WHERE {_FOR_IT} AND {_UNCONFIRMED})
FROM post p ORDER BY p.post, p.device, p.journal"""


class NotIts(BorderCheckError):
    """A journal that belongs to another post than the one that speaks for it."""

    usual_hint = "each post has a token of its own"


class Posts(HeldOpen):
    """What the centre keeps of its posts: in a file of its home, or in the database that several
    machines share. Raises `DatabaseError` where that cannot be read or written."""

    def __init__(self, path: str, address: str | None = None) -> None:
        self._database = database_of(path, address, _TABLES)

    def close(self) -> None:
        """Let go of it."""
        self._database.close()

    # -- from posts --------------------------------------------------------------------------------

    def place(self, journal: str, post: str) -> Place | None:
        """How far a journal of a post was gone through; None where it is not known.

        Raises `NotIts`.
        """
        with self._database.reading() as ask:
            _require_its(ask, journal, post)
            found = ask(
                "SELECT sequence, hash FROM post WHERE journal = ? AND sequence > 0", journal
            )
        return Place(*found[0]) if found else None

    def take(self, visit: Visit, post: str, at: str) -> None:
        """Keep what a post brings; what was there before is there once. Raises `NotIts`."""
        with self._database.writing() as ask:
            _require_its(ask, visit.journal, post)
            if visit.home != visit.journal:
                _require_its(ask, visit.home, post, known=True)
            ask(
                "INSERT INTO post VALUES (?, ?, ?, ?, ?, 0, '', 0, 0, ?, '[]', '', '{}') "
                "ON CONFLICT (journal) DO UPDATE SET heard = excluded.heard, retired = 0, "
                "home = excluded.home",
                *(visit.journal, visit.home, post, visit.device, visit.mark, at),
            )
            if visit.anew:
                _set_aside(ask, visit.journal)
            for entry in visit.entries:
                _keep(ask, visit, entry)
            if visit.upto is not None:
                reached = "UPDATE post SET sequence = ?, hash = ? WHERE journal = ?"
                ask(reached, *visit.upto, visit.journal)
            if visit.lists is not None:
                ask(
                    "UPDATE post SET lists = ?, day = ?, searches = ? WHERE journal = ?",
                    *(canonical(list(visit.lists)), visit.day, canonical(dict(visit.searches))),
                    visit.journal,
                )

    # -- for posts ---------------------------------------------------------------------------------

    def messages(self, home: str) -> list[Message]:
        """What a home has not confirmed of what is for its journals, the oldest first, some at a
        time."""
        with self._database.reading() as ask:
            found = ask(
                f"SELECT m.id, m.author, m.body, m.query FROM message m, post p "
                f"WHERE p.home = ? AND {_FOR_IT} AND {_UNCONFIRMED} "
                f"ORDER BY m.number LIMIT {_AT_ONCE}",
                home,
            )
        return [_message(*row) for row in found]

    def send(self, journal: str, messages: Iterable[Message]) -> None:
        """Have messages for a journal, or for `EVERYBODY`; what was sent before is there once."""
        with self._database.writing() as ask:
            for one in messages:
                ask(
                    "INSERT INTO message SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? "
                    "FROM message WHERE true ON CONFLICT (id) DO NOTHING",
                    *(one.id, journal, one.user, one.at, canonical(dict(one.body))),
                    canonical(dict(one.query)),
                )

    # -- for the centre ----------------------------------------------------------------------------

    def states(self) -> list[PostState]:
        """All journals that were heard of, by post and device; of one that was put back, the
        entries that it lost are told as a journal of their own."""
        with self._database.reading() as ask:
            states = [_state(*row) for row in ask(_STATES)]
            known = {state.journal: state for state in states}
            aside = ask("SELECT DISTINCT journal FROM brought WHERE journal LIKE '%.%'")
        for (name,) in aside:
            whole = known[name.partition(".")[0]]
            lost = whole._replace(journal=name, lists=(), searches={}, waiting=0, put_back=True)
            states.append(lost)
        return states

    def entries(self, journal: str) -> list[Brought]:
        """What a journal has brought, oldest first; without what binds it to entries before."""
        with self._database.reading() as ask:
            found = ask(
                "SELECT sequence, body, query, salt, query_digest, hash, '' FROM brought "
                "WHERE journal = ? ORDER BY sequence, hash",
                journal,
            )
        return [Brought(*row) for row in found]

    def sent(self, journal: str) -> list[Message]:
        """All messages that were sent to a journal, or to `EVERYBODY`, oldest first."""
        with self._database.reading() as ask:
            found = ask(
                "SELECT id, author, body, query FROM message WHERE journal = ? ORDER BY number",
                journal,
            )
        return [_message(*row) for row in found]

    def confirmed(self, message: str) -> set[str]:
        """The homes that have confirmed a message."""
        with self._database.reading() as ask:
            return {
                home for (home,) in ask("SELECT home FROM confirmed WHERE message = ?", message)
            }

    def erase(self, hashes: Iterable[str], messages: Iterable[str]) -> int:
        """Erase what was asked in these entries, and what is noted in these messages; how many of
        them had anything."""
        count = 0
        with self._database.writing() as ask:
            for table, key, names in (("brought", "hash", hashes), ("message", "id", messages)):
                blank = "query = NULL, salt = NULL" if table == "brought" else "query = '{}'"
                for name in names:
                    ask(f"UPDATE {table} SET {blank} WHERE {key} = ?", name)
                    count += 1
        for table in ("brought", "message"):
            self._database.forget(table)
        return count

    def retire(self, journal: str) -> bool:
        """Expect a journal no longer to confirm what is for everybody, until it is heard of again;
        whether it was known. What it brought stays."""
        with self._database.writing() as ask:
            known = ask("SELECT 1 FROM post WHERE journal = ?", journal)
            ask("UPDATE post SET retired = 1 WHERE journal = ?", journal)
        return bool(known)


def _require_its(ask: Ask, journal: str, post: str, *, known: bool = False) -> None:
    """Raise `NotIts` where another post has brought that journal, or, with `known`, nobody has."""
    found = ask("SELECT post FROM post WHERE journal = ?", journal)
    if (found and found[0][0] != post) or (known and not found):
        raise NotIts(f"the journal {journal:.16} is that of another post")


def _set_aside(ask: Ask, journal: str) -> None:
    """Keep what a journal brought under a name of its own: it does not have all of it any more.
    What it still has it brings again; what it has made of messages, too."""
    ((branches,),) = ask("SELECT branches + 1 FROM post WHERE journal = ?", journal)
    ask(
        "UPDATE post SET branches = ?, sequence = 0, hash = '' WHERE journal = ?", branches, journal
    )
    ask("UPDATE brought SET journal = ? WHERE journal = ?", f"{journal}.{branches}", journal)
    ask("DELETE FROM confirmed WHERE home = ?", journal)


def _keep(ask: Ask, visit: Visit, entry: Brought) -> None:
    facts = from_json(entry.body)
    ask(
        "INSERT INTO brought VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (hash) DO UPDATE SET journal = excluded.journal",
        *(entry.hash, visit.journal, entry.sequence, str(facts.get("at", "")), entry.body),
        *(entry.query, entry.salt, entry.query_digest),
    )
    if "message" in facts:
        ask(
            "INSERT INTO confirmed VALUES (?, ?) ON CONFLICT DO NOTHING",
            *(str(facts["message"]), visit.home),
        )


def _message(name: str, user: str, body: str, query: str) -> Message:
    return Message(name, user, from_json(body), from_json(query))


def _state(
    journal: str,
    post: str,
    device: str,
    mark: str,
    retired: int,
    heard: str,
    lists: str,
    day: str,
    searches: str,
    waiting: int,
) -> PostState:
    told = tuple(from_json(lists))
    counts = from_json(searches)
    return PostState(
        journal, post, device, mark, bool(retired), heard, told, day, counts, int(waiting)
    )


__all__ = ["EVERYBODY", "NotIts", "Posts"]
