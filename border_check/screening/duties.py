"""Which command is whose, where the configuration says what the accounts are there for."""

from __future__ import annotations

from border_check.errors import BorderCheckError
from border_check.journal.recorder import account
from border_check.values.accounts import EVERYBODY, Duty, duties_of
from border_check.values.settings import Role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.values.settings import Settings

_SEARCH = frozenset((Duty.OFFICER, Duty.SECOND_LINE))
_FOLLOW = frozenset((Duty.SECOND_LINE,))
_DECIDE = frozenset((Duty.SECOND_LINE, Duty.LIST_MANAGER))
_LISTS = frozenset((Duty.LIST_MANAGER,))
_AUDIT = frozenset((Duty.AUDITOR,))

COMMANDS = {
    **dict.fromkeys(("doc", "vehicle", "batch", "desk", "warm"), _SEARCH),
    **dict.fromkeys(("shift", "degraded", "hits protection"), _SEARCH),
    **dict.fromkeys(("person", "hits", "watchlist"), _FOLLOW),
    **dict.fromkeys(("batch review", "batch release", "rescreen", "kept"), _FOLLOW),
    "requests": _DECIDE,
    **dict.fromkeys(("load", "update", "wipe", "snapshot", "encrypted", "serve"), _LISTS),
    **{f"lists {act}": _LISTS for act in ("remove", "rollback", "fold", "rebuild", "prune")},
    **{f"journal {act}": _AUDIT for act in ("show", "export", "erase", "anchor", "rotate", "key")},
    "journal copy": _AUDIT | _LISTS,
    "token": _LISTS,
    "posts": _FOLLOW,
    "exchange": _FOLLOW | _LISTS,
    "operations": _AUDIT | _FOLLOW,
    "inventory": _AUDIT | _LISTS,
    "evaluate": frozenset((Duty.TRAINER, Duty.SECOND_LINE)),
    **dict.fromkeys(("encrypted unlock", "encrypted status"), EVERYBODY),
    **dict.fromkeys(("lists", "journal", "reference", "compare", "config", "demo"), EVERYBODY),
}
"""By the words of a command, or the first of them, who may give it."""


def settings_of_account(settings: Settings, command: str) -> Settings:
    """The settings as they are for the account of the operating system that gives a command:
    whoever may give it as an officer alone is at a first-line desk, wherever it stands.

    Raises `BorderCheckError` where the command is not for that account.
    """
    if not settings.accounts:
        return settings
    own = account()
    duties = duties_of(own, settings.accounts)
    allowed = COMMANDS.get(command, COMMANDS[command.partition(" ")[0]])
    if not duties & allowed:
        raise BorderCheckError(
            f"{command}: not for {own} ({', '.join(sorted(duties))})",
            hint=f"the configuration leaves it to: {', '.join(sorted(allowed))}",
        )
    if duties & allowed > {Duty.OFFICER} or Duty.OFFICER not in duties:
        return settings
    return settings._replace(desk=settings.desk._replace(role=Role.FIRST_LINE))
