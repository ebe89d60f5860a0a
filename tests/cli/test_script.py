"""The script that is installed as `border-check`."""

from __future__ import annotations

import runpy
from pathlib import Path
from unittest.mock import patch

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "border-check"


def test_it_runs_the_command() -> None:
    with patch("border_check.__main__.main") as main:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    main.assert_called_once_with()


def test_a_process_that_shares_the_work_runs_no_command_of_its_own() -> None:
    with patch("border_check.__main__.main") as main:
        runpy.run_path(str(SCRIPT), run_name="__mp_main__")
    main.assert_not_called()
