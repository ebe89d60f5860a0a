"""Every document of a traveller is asked about, the visa as well as the passport."""

from __future__ import annotations

from airline_messages import FLIGHT, FRAME, JAN
from session import Session


def test_a_listed_visa_stops_its_holder(session: Session) -> None:
    listed = JAN.replace("V0000042", "L8989123")  # as a blank of the sample desk
    file = session.file("flight.edi", f"{FRAME}{FLIGHT}{listed}UNT+20+1'\n")
    row, _ = session("batch", file, "--json").json_lines
    assert row["query"]["number"] == "K1234567"
    assert [hit["list"] for hit in row["hits"]] == ["sltd"]
    assert row["hits"][0]["evidence"][0]["query"] == "L8989123"


def test_a_hit_on_another_document_is_found_again(session: Session) -> None:
    listed = JAN.replace("V0000042", "L8989123")
    file = session.file("flight.edi", f"{FRAME}{FLIGHT}{listed}UNT+20+1'\n")
    session("batch", file)
    (case,) = session("hits", "--json").json_lines
    shown = session("hits", "show", case["reference"], "--json").json
    assert shown["gone"] == []
