"""Lines with styles, held against what rich makes of them."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from border_check.formats.lines import Line, render

STYLES = ["bold", "dim", "green", "yellow", "red", "bold red", "bold white on red"]
STYLES += ["bold black on yellow", "bold white on magenta", "bold green", ""]


@pytest.mark.parametrize("style", STYLES)
def test_codes_are_those_of_rich(style: str) -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", highlight=False)
    console.print(Text.assemble(("[!!] STOP", style), "  listed"))
    line = Line.of(("[!!] STOP", style), "  listed")
    assert render([line], colour=True) == out.getvalue()
    assert render([line], colour=False) == "[!!] STOP  listed\n"


def test_lines_end_where_their_text_ends() -> None:
    assert render([Line("a  "), Line(), Line("b", "bold")], colour=False) == "a\n\nb\n"
