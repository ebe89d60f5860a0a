"""What the journals of a centre have for posts."""

from __future__ import annotations

from pathlib import Path

from border_check.journal.recorder import Recorder
from border_check.posts.messages import POST_HIT, messages_in
from border_check.values.settings import Desk

AT = "2026-11-27T08:00:00Z"
STEP = {"check": POST_HIT, "journal": "1" * 16, "of": "x", "event": "step", "step": "ask"}


def test_only_what_is_new_is_found_again(tmp_path: Path) -> None:
    with Recorder(str(tmp_path / "journal"), Desk()) as recorder:
        seen: dict[str, int] = {}
        for facts in (STEP, {"check": "document"}, {"check": "recall", "list": "sltd"}):
            recorder.enter(AT, facts, {"note": "by phone"})
        assert _counts(recorder, seen) == {"1" * 16: 1, "": 1}
        assert _counts(recorder, seen) == {}
        recorder.enter(AT, {**STEP, "step": "answer"}, {"note": "it stands"})
        assert _counts(recorder, seen) == {"1" * 16: 1}


def test_what_flows_back_comes_from_no_other_entry(tmp_path: Path) -> None:
    with Recorder(str(tmp_path / "journal"), Desk()) as recorder:
        recorder.enter(AT, {**STEP, "event": "opened"}, {})
        recorder.enter(AT, {"check": "recall", "list": "sltd", "message": "r1"}, {})
        assert messages_in(recorder) == {}


def _counts(recorder: Recorder, seen: dict[str, int]) -> dict[str, int]:
    return {to: len(messages) for to, messages in messages_in(recorder, seen).items()}
