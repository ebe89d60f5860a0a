"""A check of one document starts a process: what it imports is time an officer waits."""

from __future__ import annotations

import subprocess
import sys

SLOW = {"typing", "dataclasses", "re", "csv", "json", "inspect", "pathlib", "unicodedata"}


def test_reading_a_zone_imports_nothing_slow() -> None:
    code = (
        "import sys; before = set(sys.modules)\n"
        "import border_check.icao.mrz, border_check.icao.states, border_check.icao.document_codes\n"
        "border_check.icao.states.same_issuer('D', 'DEU')\n"
        "print(*(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not SLOW & set(run.stdout.split())
