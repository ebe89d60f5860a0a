from __future__ import annotations

from collections.abc import Sequence

import pytest

from border_check.errors import ConfigError, ListFileError
from border_check.sources.column_map import ColumnMap, fit

KNOWN = ("id", "number", "issuer", "name", "note")
HEADER = ("Key", "SERIES", "NO", " Family Name ", "Given", "A+B", "rejected_because")


def fitted(columns: Sequence[tuple[str, str]], header: Sequence[str] = HEADER) -> ColumnMap:
    return fit(columns, header, known=KNOWN, mandatory=("number",), file="list.csv, line 1")


ROW = ("7", "0012", "034567", "ERIKSSON", "Anna", "x", "no reason")
VALUES = [
    ("one column", "NO", "034567"),
    ("case and spaces of a heading do not matter", "family name", "ERIKSSON"),
    ("two columns joined, leading zeros kept", "SERIES+NO", "0012034567"),
    ("the same text in every row", "=UTO", "UTO"),
    ("text between two columns", "Family Name+=, +Given", "ERIKSSON, Anna"),
    ("a heading with a plus sign is one column", "A+B", "x"),
    ("text after a column", "Key+=/A", "7/A"),
]


@pytest.mark.parametrize(
    ("expression", "value"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES]
)
def test_values(expression: str, value: str) -> None:
    assert fitted([("number", expression)]).read(ROW) == {"number": value}


def test_without_a_map_fields_are_found_by_their_own_names() -> None:
    columns = fitted([], ("NUMBER", "shelf", "issuer"))
    assert columns.read((" 12 ", "", "UTO")) == {"number": "12", "issuer": "UTO"}
    assert columns.field("name") is None


def test_columns_that_no_field_takes_are_kept_but_for_the_reason_of_a_reject() -> None:
    columns = fitted([("number", "SERIES+NO"), ("name", "Family Name")])
    assert columns.extra(ROW) == (("Key", "7"), ("Given", "Anna"), ("A+B", "x"))
    assert columns.extra(("", "1", "2", "", " ", "", "")) == ()


@pytest.mark.parametrize(
    ("series", "number", "torn"),
    [("0012", "034567", False), ("0012", "", True), (" ", "034567", True), ("", "", False)],
    ids=["both", "no number", "no series", "neither"],
)
def test_a_value_out_of_two_columns_is_torn_when_one_is_empty(
    series: str, number: str, *, torn: bool
) -> None:
    field = fitted([("number", "SERIES+NO")]).field("number")
    assert field is not None
    assert field.is_torn(("", series, number, "", "", "", "")) is torn


MISTAKES = [
    ("a field that does not exist", [("nubmer", "NO")], "no field 'nubmer'", "'number'"),
    ("a field mapped twice", [("number", "NO"), ("number", "Key")], "'number' is mapped twice", ""),
    ("a mandatory field left out", [("name", "Given")], "nothing is mapped to number", '"=RUS"'),
]


@pytest.mark.parametrize(
    ("columns", "message", "hint"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_map_that_makes_no_sense(columns: list[tuple[str, str]], message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        fitted(columns)
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


RENAMED = [
    ("a renamed column", ["nummer", "issuer"], "no column of that name", "the nearest is 'nummer'"),
    ("nothing like it", ["x", "y"], "among 'x', 'y'", "map the columns"),
    ("two columns of that name", ["number", "Number"], "two columns", ""),
]


@pytest.mark.parametrize(
    ("header", "message", "hint"), [row[1:] for row in RENAMED], ids=[row[0] for row in RENAMED]
)
def test_a_heading_that_does_not_fit(header: list[str], message: str, hint: str) -> None:
    with pytest.raises(ListFileError) as caught:
        fitted([], header)
    assert caught.value.message.startswith("list.csv, line 1: expected one column 'number'")
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_mapped_column_that_the_file_lacks_names_the_nearest() -> None:
    with pytest.raises(ListFileError, match="expected one column 'SERIE'") as caught:
        fitted([("number", "SERIE+NO")])
    assert caught.value.hint == "the nearest is 'SERIES'"
