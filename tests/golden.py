"""Expected output in files, rewritten only on demand: pytest --update-golden."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "golden"


class Golden(NamedTuple):
    """Holds text against the file that says how it must be."""

    update: bool

    def holds(self, name: str, text: str) -> None:
        """Fail unless `text` is the content of the file."""
        file = FOLDER / name
        if self.update:
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), f"differs from {file}"
