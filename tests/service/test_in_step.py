"""What a machine has seen of the others counts for some seconds."""

from __future__ import annotations

from typing import Any, cast

import pytest

pytest.importorskip("starlette")

from border_check.database.rows import DatabaseError
from border_check.screening.screener import Screener
from border_check.service import in_step
from border_check.service.in_step import InStep
from border_check.service.register import TRUSTED, Register


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Nothing:
    """A screener and a register without anything that others have changed."""

    newest = None
    answers = True

    @property
    def recorder(self) -> Any:
        return self

    @property
    def chains(self) -> Any:
        return (("", self),)

    def refresh(self) -> None:
        if not self.answers:
            raise DatabaseError("the database: gone")


def test_it_is_kept_while_it_was_seen_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, others = Clock(), Nothing()
    monkeypatch.setattr(in_step, "time", clock)
    seen = InStep(cast(Screener, others), cast(Register, others))
    told = [seen.is_kept]
    seen.look()
    clock.now += TRUSTED
    told.append(seen.is_kept)
    others.answers = False
    with pytest.raises(DatabaseError):
        seen.look()
    clock.now += 0.1
    told.append(seen.is_kept)
    others.answers = True
    seen.look()
    told.append(seen.is_kept)
    assert told == [False, True, False, True]
