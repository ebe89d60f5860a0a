"""What a record asks of the officer, in the order in which one action wins over another."""

from __future__ import annotations

from border_check.values.str_enum import StrEnum


class ActionClass(StrEnum):
    """The action that a record asks for; earlier members win over later ones."""

    HOLD = "hold"
    PROTECT = "protect"
    REFUSE = "refuse"
    INQUIRE = "inquire"
    DISCREET = "discreet"
    INFORM = "inform"

    @property
    def rank(self) -> int:
        """0 for the class that wins over all others."""
        return list(ActionClass).index(self)
