"""The interface for other programs: `open`, its checks, and `compare`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from session import Session

import border_check
from border_check import Verdict

ZONE = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2",
]
QUERY = {"name": "Zarou Tayibeli", "dob": "1971-03-04", "nationality": "UTO", "gender": "male"}


def test_a_document_by_number(session: Session) -> None:
    with border_check.open(session.home) as screener:
        result = screener.document(number="L8989123", issuing_state="UTO", document_type="P")
    assert result.verdict is Verdict.STOP
    (hit,) = result.hits
    assert (hit.list, hit.record_id, hit.grade) == ("sltd", "D1", "exact")
    assert hit.points == pytest.approx(sum(piece.points for piece in hit.evidence))
    assert 0 < hit.score <= 1
    assert hit.record["category"] == "stolen_blank"


@pytest.mark.parametrize("zone", [ZONE, "\n".join(ZONE)], ids=["lines", "text"])
def test_a_document_by_its_zone(session: Session, zone: str | list[str]) -> None:
    with border_check.open(str(session.home)) as screener:
        assert screener.document(mrz=zone).hits[0].record_id == "D1"


def test_a_person(session: Session) -> None:
    with border_check.open(session.home) as screener:
        result = screener.person(QUERY)
    assert result.verdict is Verdict.STOP
    assert result.hits[0].record_id == "N1"
    points = [hit.points for hit in result.hits if hit.grade == "possible"]
    assert points == sorted(points, reverse=True)


def test_every_search_is_in_the_journal(session: Session) -> None:
    with border_check.open(session.home) as screener:
        screener.person(QUERY)
        screener.document("K7654321")
    assert session("journal", "verify").out == "2 entries, none changed, none missing\n"


def test_the_default_home_is_that_of_the_environment(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDER_CHECK_HOME", str(session.home))
    with border_check.open() as screener:
        assert [status.name for status in screener.statuses()] == ["sltd", "wanted"]


def test_the_configuration_of_the_home_holds(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {role: first-line}")
    with border_check.open(session.home) as screener:
        with pytest.raises(border_check.BorderCheckError, match="first-line"):
            screener.person(QUERY)
        named = session.file("other.yaml", "desk: {post: OTHER}")
    with border_check.open(session.home, config=named) as screener:
        assert "/OTHER/" in screener.person(QUERY).reference


def test_a_home_without_lists_is_not_checked(tmp_path: Path) -> None:
    with border_check.open(tmp_path / "new") as screener:
        assert screener.document("K7654321").verdict is Verdict.NOT_CHECKED
        assert screener.person({"name": "Jane Doe"}).verdict is Verdict.NOT_CHECKED


def test_compare_is_monotone_and_explains_itself() -> None:
    query = {"surname": "TAYIBELI", "given": "Zaru Mohamed", "dob": "1971-03-04"}
    record = {"id": "1", "name": "Zaru Mohamed TAYIBELI", "dobs": ["1971-03-04"], "more": "kept"}
    same = border_check.compare(query, record)
    other = border_check.compare({**query, "dob": "1988-10-10"}, record)
    assert same.score > other.score
    assert (same.points > other.points) == (same.score > other.score)
    assert same.alert
    assert same.evidence
    assert sum(piece.points for piece in same.evidence) == pytest.approx(same.points)


def test_a_candidate_may_be_in_the_keys_of_a_query() -> None:
    match = border_check.compare(QUERY, QUERY)
    assert match.alert
    assert match.score > 0.9


def test_empty_is_absent() -> None:
    bare = border_check.compare({"name": "Jane Doe"}, {"name": "Jane Doe"})
    empty = {"name": "Jane Doe", "dob": "", "nationality": "", "gender": "", "documents": []}
    assert border_check.compare(empty, empty) == bare


REFUSED = [
    ("an unknown key", {"name": "A B", "nom": "C"}, "unknown key in the query: nom", 2),
    ("an impossible date", {"name": "A B", "dob": "1985-02-30"}, "dob: expected a day", 3),
    ("an unknown state", {"name": "A B", "nationality": "Atlantis"}, "nationality", 3),
    ("a list for a name", {"name": ["A", "B"]}, "name: expected text, found list", 3),
    ("documents that are none", {"name": "A B", "documents": [1]}, "documents: expected", 3),
]


@pytest.mark.parametrize(
    ("query", "words", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_query_is_refused_by_name(query: dict[str, object], words: str, code: int) -> None:
    with pytest.raises(border_check.BorderCheckError, match=words) as raised:
        border_check.compare(query, {"name": "A B"})
    assert raised.value.exit_code == code
    assert raised.value.hint


def test_what_is_public_is_there_and_imported_late() -> None:
    for name in border_check.__all__:
        assert getattr(border_check, name) is not None
    with pytest.raises(AttributeError):
        border_check.nothing  # noqa: B018
    script = (
        "import sys, border_check; print(len([m for m in sys.modules if 'border_check.' in m]))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout == "0\n"
