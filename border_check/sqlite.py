"""SQLite as Python has it in C, without the adapters for dates that the standard wrapper adds.

They are deprecated, nothing here uses them, and for their sake the wrapper imports `datetime`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection, Error, OperationalError, connect
else:
    try:
        from _sqlite3 import Connection, Error, OperationalError, connect
    except ImportError:
        from sqlite3 import Connection, Error, OperationalError, connect

__all__ = ["Connection", "Error", "OperationalError", "connect"]
