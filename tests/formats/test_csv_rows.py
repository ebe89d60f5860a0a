"""Results as CSV, many rows at a time: byte by byte what row after row gives."""

from __future__ import annotations

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy_manifests import manifests

from border_check.errors import ManifestError
from border_check.formats.batch import CsvRows, row_to_csv
from border_check.manifests import content
from border_check.manifests.registry import open_manifest
from border_check.screening import batch as batches
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener
from border_check.values.actions import ActionClass
from border_check.values.settings import Desk as DeskSettings
from border_check.values.settings import Settings

from desk import DOCUMENTS, Desk

NOW = datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
POSTS = ("GVA-03", 'A, "B"', "=1", "two  spaces", "Zürich")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk") / "home", NOW)
    desk.load("sltd", DOCUMENTS, action=ActionClass.HOLD)
    return desk


@settings(max_examples=80, deadline=None)
@given(
    text=manifests(),
    post=st.sampled_from(POSTS),
    rows=st.sampled_from((3, 500)),
    listed=st.booleans(),
)
def test_many_at_a_time_as_one_by_one(
    documents: Desk, text: bytes, post: str, rows: int, listed: bool
) -> None:
    home = documents.home if listed else documents.home.parent / "no home"
    settings = Settings(desk=DeskSettings(post=post))
    write = CsvRows()
    with (
        patch.object(content, "BLOCK", 200),
        patch.object(batches, "BLOCK", rows),
        Screener(home, settings, clock=lambda: NOW) as screener,
    ):
        try:
            reading = open_manifest(text, NOW.date(), "m.csv")
        except ManifestError:
            return
        for answer in Batch(screener, "m.csv", "").answers(reading.stretches):
            assert write(answer) == "".join(map(row_to_csv, answer.rows()))


def test_without_an_entry_there_is_no_reference(documents: Desk) -> None:
    (documents.home.parent / "other" / "journal").mkdir(parents=True)
    (documents.home.parent / "other" / "journal" / "journal.sqlite").mkdir()
    with Screener(documents.home.parent / "other", clock=lambda: NOW) as screener:
        reading = open_manifest(b"number\nK1\nK2\n", NOW.date(), "m.csv")
        (answer,) = Batch(screener, "m.csv", "").answers(reading.stretches)
    assert answer.reference == ""
    assert CsvRows()(answer) == "".join(map(row_to_csv, answer.rows()))
    assert CsvRows()(answer).startswith("1,2,,not_checked,")
