"""The benchmark of alarms, at a size that takes a moment."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from session import SAMPLES

pytest.importorskip("faker")

ALARMS = Path(__file__).parents[2] / "benchmarks" / "alarms.py"


def test_two_tables_with_a_column_for_each_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = str(SAMPLES / "national-watchlist.jsonl")
    given = ["--list", "200:20", "--list", "50:10", "--real", real, "--lowest", "5"]
    monkeypatch.setattr(sys, "argv", [str(ALARMS), *given])
    runpy.run_path(str(ALARMS), run_name="__main__")
    printed = capsys.readouterr()
    full, alone = printed.out.strip().split("\n\n")
    for table, title in ((full, "full record"), (alone, "name alone")):
        heading, rule, *rows = table.splitlines()
        assert heading.startswith(f"| points, {title} | national-watchlist.jsonl, 24 persons (20 ")
        assert "| generated, 200 persons (20 travellers) | generated, 50 persons (10 " in heading
        assert {row.count("|") for row in (rule, *rows)} == {5}
        assert sum("(second line)" in row or "(first line)" in row for row in rows) == 2
    assert "CPU s" in printed.err
