"""What most tests need: the real files where they are at hand, and a fixed moment."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and specimens, which is not part of the project."""
    folder = ROOT / os.environ.get("BORDER_CHECK_SHARED", "../shared")
    if not folder.is_dir():
        pytest.skip(f"no shared files at {folder}; set BORDER_CHECK_SHARED")
    return folder.resolve()


@pytest.fixture
def now() -> datetime:
    """The moment at which tests ask: 2026-11-22, 06:48:02 UTC."""
    return datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
