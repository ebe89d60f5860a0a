"""Checks of travel documents and persons against local copies of border lists."""

from __future__ import annotations

__version__ = "0.1.0"
