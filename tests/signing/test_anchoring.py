"""Anchors that are made by themselves: when one is due, and what each new one shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from session import Session

from border_check.errors import BorderCheckError
from border_check.journal.book import Journal
from border_check.signing.anchoring import anchor_if_due
from border_check.signing.keys import new_key
from border_check.values.anchoring import Anchoring

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def anchoring(tmp_path: Path) -> Anchoring:
    new_key(tmp_path / "key")
    (tmp_path / "away").mkdir()
    return Anchoring(str(tmp_path / "away"), str(tmp_path / "key"), every=24)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal")
    journal.enter({"number": 1}, {})
    return journal


DUE = [
    ("none was made", None, {}, True),
    ("the newest is of today", timedelta(hours=23), {}, False),
    ("the newest is a day old", timedelta(hours=24), {}, True),
    ("wanted all the same", timedelta(hours=1), {"always": True}, True),
]


@pytest.mark.parametrize(("age", "how", "due"), [d[1:] for d in DUE], ids=[d[0] for d in DUE])
def test_when_one_is_due(
    anchoring: Anchoring, journal: Journal, age: timedelta | None, how: dict[str, bool], due: bool
) -> None:
    if age is not None:
        assert anchor_if_due(journal, "GVA-03", NOON - age, anchoring)
    made = anchor_if_due(journal, "GVA-03", NOON, anchoring, **how)
    assert (made is not None) is due
    if made is not None:
        assert made.name == "GVA-03-20261122T120000Z.json"


def test_a_journal_without_entries_is_not_anchored(anchoring: Anchoring, tmp_path: Path) -> None:
    assert anchor_if_due(Journal(tmp_path / "none"), "GVA-03", NOON, anchoring) is None


def test_posts_that_share_a_folder_do_not_mix(anchoring: Anchoring, journal: Journal) -> None:
    assert anchor_if_due(journal, "GVA-03", NOON, anchoring)
    assert anchor_if_due(journal, "GVA", NOON, anchoring)
    assert anchor_if_due(journal, "a/../b", NOON, anchoring)
    assert not anchor_if_due(journal, "GVA-03", NOON, anchoring)
    assert len([*Path(anchoring.folder).iterdir()]) == 3


def test_an_end_that_was_cut_off_since_is_told(
    anchoring: Anchoring, journal: Journal, tmp_path: Path
) -> None:
    journal.enter({"number": 2}, {})
    assert anchor_if_due(journal, "GVA-03", NOON - timedelta(days=1), anchoring)
    anew = Journal(tmp_path / "anew")
    anew.enter({"number": 1}, {})
    with pytest.raises(BorderCheckError, match=r"does not fit .*: the end is missing"):
        anchor_if_due(anew, "GVA-03", NOON, anchoring)


def test_a_folder_that_is_not_there(anchoring: Anchoring, journal: Journal) -> None:
    gone = anchoring._replace(folder=anchoring.folder + "/none")
    with pytest.raises(BorderCheckError, match="no anchors can be kept there"):
        anchor_if_due(journal, "GVA-03", NOON, gone)


# Whole sessions.


@pytest.fixture
def anchored(session: Session, anchoring: Anchoring) -> Session:
    """A desk whose journal is anchored by itself."""
    (session.home / "config.yaml").write_text(
        f"anchors: {{folder: {anchoring.folder}, key: {anchoring.key}}}\n"
    )
    session("doc", "L8989123", "--issuer", "UTO")
    return session


def test_a_shift_makes_one_and_only_one(anchored: Session, anchoring: Anchoring) -> None:
    assert anchored("shift", "open", "--officer", "A. Marsh").code == 0
    (made,) = Path(anchoring.folder).iterdir()
    anchored("shift", "close", "--hand-over", "B. Quill")
    assert [*Path(anchoring.folder).iterdir()] == [made]
    assert anchored("journal", "anchor", "--if-due").out == "no anchor is due\n"
    public = f"{anchoring.key}.pub"
    assert anchored("journal", "verify", "--anchor", made, "--key", public).code == 0


def test_what_cannot_be_anchored_is_a_warning(anchored: Session, anchoring: Anchoring) -> None:
    Path(anchoring.folder).rmdir()
    opened = anchored("shift", "open", "--officer", "A. Marsh")
    assert opened.code == 0
    assert "warning: the journal was not anchored" in opened.err
    anchored("journal", "anchor").failed(4, "no anchors can be kept there")


NO_PLACE = [
    ("nowhere", ["journal", "anchor"], "where to?"),
    ("without a key", ["journal", "anchor", "out.json"], "a file needs --key"),
    ("a file when due", ["journal", "anchor", "o", "--key", "k", "--if-due"], "a file needs"),
]


@pytest.mark.parametrize(("words", "said"), [n[1:] for n in NO_PLACE], ids=[n[0] for n in NO_PLACE])
def test_where_an_anchor_goes_has_to_be_said(session: Session, words: list[str], said: str) -> None:
    session(*words).failed(2, said)
