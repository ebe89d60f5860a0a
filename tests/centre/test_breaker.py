"""When a silent centre is asked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.centre.breaker import Breaker


def test_pauses_grow_up_to_a_minute_and_end_with_an_answer(tmp_path: Path) -> None:
    breaker = Breaker(str(tmp_path / "silent"))
    assert breaker.lets_through(1000.0)
    pauses = []
    for _ in range(8):
        breaker.failed(1000.0)
        pauses.append(next(s for s in range(1, 100) if breaker.lets_through(1000.0 + s)))
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    breaker.answered()
    assert breaker.lets_through(1000.0)
    breaker.answered()  # with nothing to forget


def test_what_one_process_knows_all_know(tmp_path: Path) -> None:
    one, other = (Breaker(str(tmp_path / "silent")) for _ in range(2))
    one.failed(1000.0)
    assert not other.lets_through(1001.0)
    other.answered()
    assert one.lets_through(1001.0)


DAMAGED = [("empty", ""), ("words", "no idea"), ("one number", "3"), ("bytes", "\x00\xff\x00")]


@pytest.mark.parametrize("content", [d[1] for d in DAMAGED], ids=[d[0] for d in DAMAGED])
def test_a_file_that_says_nothing_keeps_nobody_from_asking(tmp_path: Path, content: str) -> None:
    (tmp_path / "silent").write_text(content)
    breaker = Breaker(str(tmp_path / "silent"))
    assert breaker.lets_through(1000.0)
    breaker.failed(1000.0)
    assert not breaker.lets_through(1001.0)


def test_a_clock_that_was_put_back_does_not_make_a_pause_of_years(tmp_path: Path) -> None:
    breaker = Breaker(str(tmp_path / "silent"))
    breaker.failed(1e9)
    assert breaker.lets_through(1000.0)


def test_a_home_that_cannot_be_written_is_asked_each_time(tmp_path: Path) -> None:
    breaker = Breaker(str(tmp_path / "none" / "silent"))
    breaker.failed(1000.0)
    assert breaker.lets_through(1001.0)
