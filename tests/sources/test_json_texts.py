"""JSON: objects on lines, and documents."""

from __future__ import annotations

from io import StringIO

import pytest

from border_check.errors import ListFileError
from border_check.sources.interface import Rejected
from border_check.sources.json_texts import JsonObject, as_text, read_document, read_lines


def test_objects_know_their_lines_and_blank_lines_are_none() -> None:
    first, second = read_lines(StringIO('{"a": 1}\n\n {"b": 2}'), "x")
    assert isinstance(first, JsonObject)
    assert isinstance(second, JsonObject)
    assert (first.place.number, second.place.number) == (1, 3)
    assert second.raw == '{"b": 2}'


BROKEN = {
    "no JSON": "{a: 1}",
    "a list": '["a"]',
    "null": "null",
    "too deep": "[" * 99_999,
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_line_is_rejected_and_the_next_one_read(line: str) -> None:
    broken, sound = read_lines(StringIO(f'{line}\n{{"a": 1}}\n'), "x")
    assert isinstance(broken, Rejected)
    assert broken.raw == line
    assert isinstance(sound, JsonObject)


def test_a_file_that_ends_inside_an_object_was_cut_short() -> None:
    with pytest.raises(ListFileError, match="line 2: the file ends inside an object"):
        list(read_lines(StringIO('{"a": 1}\n{"b": "c'), "x"))


def test_a_document_of_many_lines_is_no_json_lines() -> None:
    with pytest.raises(ListFileError, match="one JSON object a line"):
        list(read_lines(StringIO('[\n{"a": 1}\n]\n'), "x"))


@pytest.mark.parametrize("content", ['{"a": [1,', "", "[" * 99_999], ids=["cut", "empty", "deep"])
def test_a_broken_document_is_told(content: str) -> None:
    with pytest.raises(ListFileError, match=r"^x"):
        read_document(StringIO(content), "x")


def test_values_become_one_line_of_text() -> None:
    assert as_text(" two\n lines ") == "two lines"
    assert as_text(["BRO", "BLA"]) == "BRO, BLA"
    assert as_text({"é": 1}) == '{"é": 1}'
