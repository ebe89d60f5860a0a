"""`border-check reference`, and lists of guidance at a desk, as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from session import SAMPLES, Session, ago

from desk import REFERENCES


@pytest.fixture
def guided(session: Session) -> Session:
    """A home with the sample lists of reference documents and alerts, too."""
    for name in ("reference-documents", "counterfeit-alerts"):
        assert session("load", name, SAMPLES / f"{name}.jsonl", "--as-of", ago(hours=2)).code == 0
    return session


def test_the_lists(guided: Session) -> None:
    lines = guided("lists").out.splitlines()
    assert [line.split()[:3] for line in lines if line.endswith("not required")] == [
        ["counterfeit-alerts", "alerts", "ok"],
        ["reference-documents", "references", "ok"],
    ]
    assert guided("lists", "verify").code == 0
    shown = guided("lists", "show", "reference-documents").out
    assert "required  no" in shown
    assert "limits    stale after 2160 h, no answer after 8760 h" in shown
    assert guided("lists", "rebuild", "counterfeit-alerts").code == 0
    assert guided("lists", "remove", "counterfeit-alerts").code == 0


def test_a_list_of_another_name_is_as_little_waited_for(session: Session) -> None:
    session.load("our-refs", REFERENCES)
    (refs,) = [one for one in session("lists", "--json").json["lists"] if one["name"] == "our-refs"]
    assert refs["required"] is False
    assert "stale after 2160 h" in session("lists", "show", "our-refs").out


def test_deltas_are_not_for_them(guided: Session) -> None:
    file = SAMPLES / "counterfeit-alerts.jsonl"
    result = guided("load", "counterfeit-alerts", file, "--delta")
    result.failed(4, "deltas are for lists of documents, not of alerts")


def test_reference(guided: Session) -> None:
    result = guided("reference", "UTO", "P", "--series", "2009")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("GENUINE  UTO P (series 2009) Ordinary passport")
    wire = guided("reference", "UTO", "ID", "--json").json
    assert [one["record_id"] for one in wire["references"]] == ["UTO-ID-2021"]


def test_nothing_known(guided: Session) -> None:
    guided("reference", "UTO", "P", "--series", "x").failed(4, "knows UTO P (series x)")
    guided("reference", "Nowhere").failed(3, "issuing state: found 'Nowhere'")


def test_open(guided: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def viewer(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(typer, "launch", viewer)
    asked = ("reference", "UTO", "P", "--series", "2019", "--open")
    guided(*asked).failed(4, "none of 2 pictures is there")
    picture = guided.home / "pictures" / "uto" / "passport-2019-uv.png"
    picture.parent.mkdir(parents=True)
    picture.touch()
    result = guided(*asked)
    assert result.code == 0
    assert opened == [str(picture.resolve())]
    missing = picture.with_name("passport-2019-data-page.png")
    assert f"Pictures not there: {missing}" in result.out.splitlines()


def test_an_alert_by_its_number(guided: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def viewer(path: str) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(typer, "launch", viewer)
    picture = guided.home / "pictures" / "alerts" / "a-2026-07-background.png"
    picture.parent.mkdir(parents=True)
    picture.touch()
    asked = ("reference", "UTO", "--alert", "A-2026-07")
    result = guided(*asked, "--open")
    assert (result.code, result.err, opened) == (0, "", [str(picture.resolve())])
    lines = result.out.splitlines()
    assert lines[0].startswith("ALERT    UTO P")
    assert lines[0].endswith(" A-2026-07")
    assert f"Pictures {picture}" in lines
    assert "Number   L8995000-L8995999" in lines
    (alert,) = guided(*asked, "--json").json["alerts"]
    assert (alert["record_id"], alert["pictures"]) == ("A-2026-07", [str(picture)])


def test_an_alert_that_is_not_known(guided: Session) -> None:
    guided("reference", "UTO", "--alert", "A-1").failed(4, "'A-1' of 'UTO'", "A-2026-07")
    guided("reference", "QQQ", "--alert", "A-1").failed(4, "'A-1' of 'QQQ'")


@pytest.mark.parametrize("how", ["whole path", "link"])
def test_nothing_outside_of_the_pictures_is_opened(
    session: Session, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(typer, "launch", lambda path: pytest.fail(path))
    outside = session.file("secret.png", b"")
    named = str(outside)
    if how == "link":
        (session.home / "pictures").mkdir()
        (session.home / "pictures" / "link.png").symlink_to(outside)
        named = "link.png"
    session.load("refs", REFERENCES.replace("uto/p-2019.png", named))
    result = session("reference", "UTO", "P", "--open")
    result.failed(4, "none of 1 pictures is there; 1 would lie outside of")


def test_no_picture_and_no_viewer(guided: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    guided("reference", "UTO", "V", "--open").failed(4, "no picture is on record")
    picture: Path = guided.home / "pictures" / "uto" / "identity-card-2021-front.png"
    picture.parent.mkdir(parents=True)
    picture.touch()
    monkeypatch.setattr(typer, "launch", lambda _: 3)
    guided("reference", "UTO", "ID", "--open").failed(4, "no viewer of this system opened")


def test_doc_tells_and_the_exit_code_stands(guided: Session) -> None:
    wire = guided("doc", "X765432", "--issuer", "UTO", "--type", "P", "--json").json
    assert wire["verdict"] == "proceed"
    (prompt,) = [one for one in wire["problems"] if one["code"] == "number_unlike_reference"]
    assert (prompt["list"], prompt["field"]) == ("reference-documents", "number")
    assert guided("doc", "L8995123", "--issuer", "UTO", "--type", "P").code == 0


def test_the_journal_knows_what_was_prompted(guided: Session) -> None:
    guided("doc", "L8995123", "--issuer", "UTO", "--type", "P")
    (entry,) = guided("journal", "export").json_lines
    assert "resembles_alert" in entry["problems"]
    assert "counterfeit-alerts" in [one[0] for one in entry["lists"]]
