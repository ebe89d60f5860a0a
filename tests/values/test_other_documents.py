"""Documents of a traveller beside the first, in one text and back."""

from __future__ import annotations

import pytest

from border_check.values.document import TravelDocument, other_documents, told_of_others

DOCUMENTS = (TravelDocument("V0071144", "XXA", "V"), TravelDocument("K1"), TravelDocument("7", "D"))


def test_they_come_back_as_they_were_told() -> None:
    assert told_of_others(DOCUMENTS) == "V/V0071144/XXA, /K1/, /7/D"
    assert other_documents(told_of_others(DOCUMENTS)) == DOCUMENTS


@pytest.mark.parametrize("text", ["", "K1", "P//UTO", "a/b/c/d"])
def test_what_was_not_told_so_is_left_out(text: str) -> None:
    assert other_documents(text) == ()
