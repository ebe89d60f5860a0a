"""`border-check shift`, as a post uses it over a day."""

from __future__ import annotations

from session import Session
from zones import LISTED, UNLISTED, sent


def test_a_day_at_a_post(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {post: GVA-03, shift: required}")
    session("desk", stdin=sent(UNLISTED)).failed(4, "no shift is open at GVA-03", "shift open")
    opened = session("shift", "open", "--officer", "A. Marsh")
    assert opened.code == 0
    assert "Lists read whole, each of which finds its own records: 2." in opened.out
    assert session("desk", stdin=sent(UNLISTED, LISTED)).code == 11
    assert "1 STOP, 0 REFER, 0 NOT CHECKED, 1 PROCEED" in session("shift").out
    assert session("shift", "show").out == session("shift").out
    session("shift", "close").failed(4, "not closed: 1 hit is open", "--hand-over")
    closed = session("shift", "close", "--hand-over", "B. Quill", "--json").json
    assert closed["shift"]["to"] == "B. Quill"
    assert [one["reference"][-6:] for one in closed["shift"]["open"]] == ["000003"]
    session("shift").failed(4, "no shift is open")
    handed = session("shift", "open", "--officer", "B. Quill", "--json").json
    assert handed["shift"]["handed_over"]["officer"] == "A. Marsh"
    assert [one["state"] for one in handed["lists"]] == ["ok", "ok"]
    assert handed["journal"]["faults"] == []
    told = session("journal", "show").out
    assert "shift open A. Marsh" in told
    assert "shift close A. Marsh" in told
    assert session("journal", "verify").code == 0


def test_what_is_damaged_is_an_error_after_its_report(session: Session) -> None:
    (file,) = (session.home / "lists" / "sltd").glob("*.sqlite")
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1])
    result = session("shift", "open", "--officer", "A. Marsh")
    result.failed(4, "the shift is open, and something is damaged")
    assert "DAMAGED  sltd" in result.out
    assert "NOT CHECKED" in result.out
    assert session("shift").code == 0
