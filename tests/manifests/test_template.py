"""An empty passenger list."""

from __future__ import annotations

import json
from datetime import date

import pytest

from border_check.manifests.registry import open_manifest
from border_check.manifests.template import COLUMNS, FORMS, template

FACTS = ("DOE", "JANE", "1990-01-01", "F", "UTO", "P", "K7654321", "UTO", "2030-01-01")


@pytest.mark.parametrize("form", FORMS)
def test_every_column_is_known_and_none_is_missing(form: str) -> None:
    filled = template(form) + ",".join(FACTS)
    if form == "jsonl":
        filled = json.dumps(dict(zip(json.loads(template(form)), FACTS, strict=True)))
    reading = open_manifest(filled.encode(), date(2026, 11, 22), name="list")
    (jane,) = reading.rows
    assert reading.warnings == ()
    assert set(jane.query.values()) == set(FACTS)
    assert len(jane.query) == len(COLUMNS)
    assert jane.problems == ()


def test_the_list_has_no_traveller() -> None:
    reading = open_manifest(template("csv").encode(), date(2026, 11, 22), name="list")
    assert list(reading.rows) == []
