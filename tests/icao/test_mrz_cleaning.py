"""What readers, scanners and keyboards make of a zone, and what is beyond repair."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from border_check.errors import MrzShapeError
from border_check.icao.cleaning import zone_lines

ONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
TWO = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)

READABLE: list[tuple[str, str | Sequence[str]]] = [
    ("lines", [ONE, TWO]),
    ("a text of lines", f"{ONE}\n{TWO}"),
    ("carriage returns", f"{ONE}\r\n{TWO}\r\n"),
    ("a tab between the lines", f"{ONE}\t{TWO}\t"),
    ("a line break written out", rf"{ONE}\n{TWO}"),
    ("one line", ONE + TWO),
    ("one line in a list", [ONE + TWO]),
    ("one line with a space between", f"{ONE} {TWO}"),
    ("empty lines around", ["", ONE, "", TWO, "  "]),
    ("lower case", f"{ONE}\n{TWO}".lower()),
    ("spaces around", [f"  {ONE} ", f"\u00a0{TWO}"]),
    ("spaces inside", [ONE.replace("<<", "< <"), TWO.replace("UTO", " U TO")]),
    ("« for two fillers", [ONE.replace("<<", "«"), TWO.replace("<<", "«")]),
    ("« for each filler", [ONE.replace("<", "«"), TWO.replace("<", "«")]),
    ("‹ for a filler", [ONE.replace("<", "‹"), TWO]),
    ("start and end of text", f"\x02{ONE}\r{TWO}\x03"),
    ("a keyboard wedge's sentinels", f"%{ONE}\n{TWO}?"),
    ("quotes of a paste", f"'{ONE}\n{TWO}'"),
    ("separators of a reader", f"\x1c{ONE}\x1d{TWO}\x1c"),
    ("a byte order mark", f"\ufeff{ONE}\n{TWO}"),
    ("direction marks", f"\u202a{ONE}\u202c\n{TWO}\u200e"),
]


@pytest.mark.parametrize("text", [row[1] for row in READABLE], ids=[row[0] for row in READABLE])
def test_readable(text: str | Sequence[str]) -> None:
    assert zone_lines(text) == (ONE, TWO)


@pytest.mark.parametrize("text", ["".join(CARD), "\n".join(CARD), "\t".join(CARD)])
def test_three_lines(text: str) -> None:
    assert zone_lines(text) == CARD


def test_two_lines_of_36_as_one() -> None:
    lines = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
    assert zone_lines("".join(lines)) == lines


BROKEN: list[tuple[str, str | Sequence[str], str]] = [
    ("nothing", "", "found nothing"),
    ("no lines", [], "found nothing"),
    ("only spaces", " \n ", "found nothing"),
    ("one line of two", ONE, "1 line(s) of 44 characters"),
    ("a character lost", [ONE, TWO[:-1]], "2 line(s) of 44, 43 characters"),
    ("a character too many", [ONE + "<", TWO], "2 line(s) of 45, 44 characters"),
    ("lines that make 88 together", [CARD[0], CARD[1], CARD[2][:28]], "30, 30, 28 characters"),
    ("four lines", [ONE, TWO, ONE, TWO], "4 line(s)"),
    ("three lines of 44", [ONE, TWO, TWO], "3 line(s)"),
    ("a sign that no zone has", [ONE[:-1] + "!", TWO], "line 1, position 44: found"),
    ("several of them", [ONE, "{}" + TWO[2:]], "U+007B, and 1 more"),
    ("a letter of another script", [ONE.replace("P", "Р", 1), TWO], "U+0420"),
    ("a letter that upper case would make one", [ONE, TWO.replace("L", "ı", 1)], "U+0131"),
    ("a digit of another script", [ONE, TWO.replace("8", "٨", 1)], "U+0668"),
    ("bytes that could not be decoded", [ONE, TWO.replace("8", "\udcff", 1)], "U+DCFF"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken_is_refused_with_what_was_found(text: str | Sequence[str], reason: str) -> None:
    with pytest.raises(MrzShapeError) as caught:
        zone_lines(text)
    assert reason in caught.value.message
    assert "expected" in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3
    assert "ERIKSSON" not in caught.value.message
