"""JSON without `json`, held against `json`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.values.json_text import canonical, from_json
from border_check.values.screening import Verdict

TEXTS = st.text(st.characters(exclude_categories=[]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


def by_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    return text


@given(st.dictionaries(TEXTS, VALUES))
def test_canonical_text_is_that_of_json(value: dict[str, Any]) -> None:
    if "Infinity" not in by_json(value):
        assert canonical(value) == by_json(value)


@given(VALUES)
def test_what_json_writes_is_read(value: Any) -> None:
    assert from_json(json.dumps(value)) == value
    assert from_json(f" \n{json.dumps(value, indent=1)}\t") == value


def test_words_of_ours_are_texts() -> None:
    assert canonical({"verdict": Verdict.STOP, "pair": (1, 2.5)}) == (
        '{"pair":[1,2.5],"verdict":"stop"}'
    )


NO_JSON = ["", "{", "nul", '{"a": 1} x', '{"a" 1}', '"\x01"', "[1,]", "{'a': 1}"]


@pytest.mark.parametrize("text", NO_JSON)
def test_what_is_no_json_is_an_error(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


def test_what_has_no_form_is_an_error() -> None:
    with pytest.raises(TypeError):
        canonical({"a": object()})
