"""`date`, `datetime` and `UTC`, as Python has them in C.

Before Python 3.12, `import datetime` first runs two thousand lines that it then throws away.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import UTC, date, datetime
else:
    try:
        from _datetime import date, datetime, timezone

        UTC = timezone.utc
    except ImportError:
        from datetime import UTC, date, datetime

__all__ = ["UTC", "date", "datetime"]
