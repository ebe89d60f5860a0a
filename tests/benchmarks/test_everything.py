"""Everything that is measured, at a size that says nothing: only that it works."""

from __future__ import annotations

import sys
from pathlib import Path

import everything
import pytest


def test_a_small_run_of_all_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "build" / "bench.md"
    monkeypatch.setattr(sys, "argv", ["everything.py", "--size", "small", "--out", str(out)])
    everything.main()
    heading, *sections = out.read_text(encoding="utf-8").split("\n## ")
    assert heading.startswith("Measured on 20")
    assert [section.splitlines()[0] for section in sections] == [
        part.title for part in everything.PARTS if part.small is not None
    ]
    for section in sections:
        assert section.count("\n|") > 2, section
