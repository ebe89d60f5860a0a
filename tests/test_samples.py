"""The shipped descriptions and samples: whole, named alike, invented, fit for their scenes."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from border_check.icao.mrz import parse_mrz
from border_check.icao.states import is_known
from border_check.references.genuine import of_the_type, unlike_genuine
from border_check.shipped import data_folder, descriptions
from border_check.sources.interface import Entry, Part, Record, Rejected
from border_check.sources.registry import SOURCES, recognise
from border_check.values.document import DocumentRecord, FraudType, RecordStatus, TravelDocument
from border_check.values.document_number import compact, in_series
from border_check.values.guidance import CounterfeitAlert, ReferenceDocument
from border_check.values.lists import ListDescription
from border_check.values.person import Nominal, NoticeColour
from border_check.values.vehicle import MarkKind, VehicleReason, VehicleRecord, VehicleType
from border_check.vehicles import vin

SAMPLES = data_folder() / "samples"
LISTS = {path.name.partition(".")[0]: path for path in sorted(SAMPLES.iterdir())}
for not_a_list in ("README", "flight", "passengers", "pairs", "reservations"):
    del LISTS[not_a_list]

NOT_PEOPLE = ("sltd", "smv", "reference-documents", "counterfeit-alerts")

INVENTED = frozenset(("UTO", "UNO", "XPO", "XXA", "XXB"))
"""The specimen state of Doc 9303, and codes of its section 5 that belong to no state."""

READ_AND_KEPT = {
    "fbi-wanted": (9, 6),
    "canada-sanctions": (5, 3),
    "czech-documents": (3, 2),
    "eu-sanctions": (6, 4),
    "eu-sanctions-csv": (10, 2),
    "counterfeit-alerts": (5, 5),
    "local-alerts": (12, 12),
    "national-watchlist": (24, 24),
    "notices": (180, 180),
    "ofac-sdn": (15, 10),
    "ofac-sdn-xml": (15, 10),
    "opensanctions": (20, 10),
    "opensanctions-simple": (14, 10),
    "red-notices": (26, 13),
    "russian-passports": (8, 8),
    "reference-documents": (6, 6),
    "sltd": (40, 40),
    "smv": (24, 24),
    "swiss-sanctions": (4, 1),
    "uk-sanctions": (9, 3),
    "un-sc": (13, 10),
    "us-csl": (12, 8),
}


def entries(name: str) -> list[Entry]:
    path = LISTS[name]
    return list(recognise(path).read(path, ListDescription(name)).entries)


def documents() -> dict[str, DocumentRecord]:
    return {
        entry.record_id: entry for entry in entries("sltd") if isinstance(entry, DocumentRecord)
    }


def people(name: str) -> dict[str, Nominal]:
    """The people of a list; of several entries on one person, the last."""
    return {entry.record_id: entry for entry in entries(name) if isinstance(entry, Nominal)}


def passengers() -> list[dict[str, str]]:
    with (SAMPLES / "passengers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("description", descriptions(), ids=[one.name for one in descriptions()])
def test_a_description_says_what_a_list_is_for(description: ListDescription) -> None:
    file = data_folder() / "lists" / f"{description.name}.yaml"
    assert file.is_file()
    assert description.format in SOURCES
    assert description.kind == SOURCES[description.format].kind
    assert description.title
    assert description.owner
    assert description.purpose
    assert description.action is not None
    assert description.stale_after < description.expires_after


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("sltd", "hold"),
        ("red-notices", "hold"),
        ("notices", "inquire"),
        ("un-sc", "refuse"),
        ("ofac-sdn", "inform"),
        ("ofac-sdn-xml", "inform"),
        ("us-csl", "inform"),
        ("fbi-wanted", "inquire"),
        ("eu-sanctions", "inform"),
        ("eu-sanctions-csv", "inform"),
        ("uk-sanctions", "inform"),
        ("canada-sanctions", "inform"),
        ("swiss-sanctions", "inform"),
        ("russian-passports", "hold"),
        ("czech-documents", "hold"),
        ("national-watchlist", "inquire"),
        ("smv", "inquire"),
        ("reference-documents", "inform"),
        ("counterfeit-alerts", "inform"),
    ],
)
def test_default_action_classes(name: str, action: str) -> None:
    assert {one.name: one.action for one in descriptions()}[name] == action


def test_every_sample_is_a_list_that_is_described() -> None:
    assert LISTS.keys() == READ_AND_KEPT.keys()
    assert LISTS.keys() <= {one.name for one in descriptions()}


@pytest.mark.parametrize("name", LISTS)
def test_a_sample_reads_whole_in_the_format_of_its_list(name: str) -> None:
    source = recognise(LISTS[name])
    assert source.name == {one.name: one.format for one in descriptions()}[name]
    reading = source.read(LISTS[name], ListDescription(name))
    found = [entry for entry in reading.entries if not isinstance(entry, Part)]
    assert [entry for entry in found if isinstance(entry, Rejected)] == []
    kept = {entry.record_id for entry in found if isinstance(entry, Record)}
    assert (len(found), len(kept)) == READ_AND_KEPT[name]
    assert reading.warnings == ()
    assert reading.as_of is None, "a sample is as old as the load says"


@pytest.mark.parametrize("name", [name for name in LISTS if name not in NOT_PEOPLE])
def test_nobody_on_a_sample_belongs_to_a_real_state(name: str) -> None:
    for person in people(name).values():
        issuers = {document.issuing_state for document in person.documents} - {None}
        assert issuers | set(person.nationalities) <= INVENTED, person.record_id
        assert "example" in (person.source_url or "example")


def test_no_document_on_a_sample_belongs_to_a_real_state() -> None:
    for record in documents().values():
        assert {record.issuing_state, record.reporting_state} <= INVENTED, record.record_id
    for row in passengers():
        assert {row["Nationality"], row["Issuing Country"]} - {"", None} <= INVENTED, row["Seat"]


def test_what_documents_look_like_tells_of_no_real_state() -> None:
    guides = [*entries("reference-documents"), *entries("counterfeit-alerts")]
    issuers = {
        one.issuing_state for one in guides if isinstance(one, ReferenceDocument | CounterfeitAlert)
    }
    assert {issuer for issuer in issuers if is_known(issuer)} <= INVENTED


def test_passports_of_the_samples_are_as_genuine_ones_look() -> None:
    genuine = [one for one in entries("reference-documents") if isinstance(one, ReferenceDocument)]
    for lines in scans():
        zone = parse_mrz(lines)
        number = compact(zone.number)
        shown = TravelDocument(
            number, zone.issuing_state, zone.document_code, None, zone.number_check_digit
        )
        ours = of_the_type(genuine, zone.issuing_state, zone.document_code)
        assert unlike_genuine(shown, zone, ours, date(2026, 11, 22)) == []


def vehicles() -> list[VehicleRecord]:
    return [entry for entry in entries("smv") if isinstance(entry, VehicleRecord)]


def test_no_vehicle_on_a_sample_belongs_to_a_real_state_or_was_ever_made() -> None:
    for record in vehicles():
        countries = {mark.country for mark in record.marks} | {record.reporting_state}
        assert countries - {None} <= INVENTED, record.record_id
        for mark in record.marks:
            if mark.kind is MarkKind.VIN:
                assert not vin.fails(mark.number), record.record_id
                assert "UT" in mark.number[:3] or len(mark.number) < vin.LENGTH
            if mark.kind is MarkKind.IMO:
                assert mark.number.startswith("00"), "no ship has such a number"


def test_a_vehicle_of_each_kind() -> None:
    found = vehicles()
    assert {one.type for one in found} >= set(VehicleType) - {VehicleType.OTHER}
    assert {one.reason for one in found} == set(VehicleReason)
    assert {mark.kind for one in found for mark in one.marks} == set(MarkKind)
    assert {one.action for one in found} >= {None, "hold", "protect", "discreet"}


def test_dates_of_the_documents_are_in_order() -> None:
    for record in documents().values():
        assert record.theft is None or record.theft.first_day().year <= 2026
        if record.issue and record.expiry:
            assert record.issue.first_day() < record.expiry.first_day(), record.record_id
        if record.theft and record.review:
            assert record.review.year == record.theft.year + 10, record.record_id


def test_stolen_blanks() -> None:
    blanks = documents()["S-0001"]
    assert blanks.fraud is FraudType.STOLEN_BLANK
    assert blanks.number_to is not None
    assert in_series("L8989123", blanks.number, blanks.number_to)
    assert not any(
        in_series(compact(record.number), blanks.number, blanks.number_to)
        for record in documents().values()
        if record.record_id != blanks.record_id
    )


@pytest.mark.parametrize(
    ("record_id", "asked"),
    [("S-0002", "K472O135"), ("S-0003", "K472G519")],
    ids=["letter O for 0, typed", "letter G for 6, scanned"],
)
def test_look_alikes_are_listed_in_their_other_form_only(record_id: str, asked: str) -> None:
    numbers = {record.number: record.record_id for record in documents().values()}
    assert asked not in numbers
    assert numbers[asked.replace("O", "0").replace("G", "6")] == record_id


def test_a_status_and_a_category_of_each_kind() -> None:
    assert {record.status for record in documents().values()} == set(RecordStatus)
    assert {record.fraud for record in documents().values()} == set(FraudType)


def test_the_people_of_the_scenes() -> None:
    watched = people("national-watchlist")
    assert watched["NW-0001"].documents[0][:2] == ("P3310478", "UTO")
    assert watched["NW-0001"].notice is NoticeColour.RED
    assert watched["NW-0002"].notice is NoticeColour.YELLOW
    assert watched["NW-0006"].action == "discreet"
    assert watched["NW-0007"].misused_identity
    assert (watched["NW-0007"].name, watched["NW-0007"].births) == (
        watched["NW-0008"].name,
        watched["NW-0008"].births,
    )
    colours = {person.notice for person in watched.values()}
    assert colours >= {NoticeColour.BLUE, NoticeColour.GREEN, NoticeColour.DIFFUSION}
    assert "UXi.001" in people("un-sc")


def test_twenty_notices_of_each_colour() -> None:
    found = people("notices").values()
    colours = Counter(one.notice for one in found)
    assert colours == dict.fromkeys(set(NoticeColour) - {NoticeColour.DIFFUSION}, 20)
    assert {one.notice for one in found if one.diffusion} >= {"red", "yellow", "blue", "green"}
    assert all(one.published and one.reference and one.owner and one.offence for one in found)
    lapsed = [one for one in found if one.expires and one.expires.first_day().year < 2026]
    assert len(lapsed) == 8  # of each colour but the United Nations' one


def test_the_remark_that_goes_on_in_the_comments_file_is_read_whole() -> None:
    assert "0071146" in [document.number for document in people("ofac-sdn")["900007"].documents]


def scans() -> list[list[str]]:
    """The zones of the README, each as its lines."""
    text = (SAMPLES / "README.md").read_text(encoding="utf-8").split("```")[1]
    blocks = text.strip().split("\n\n")
    return [[line[3:] for line in block.splitlines()] for block in blocks]


@pytest.mark.parametrize("lines", scans(), ids=[lines[0][:12] for lines in scans()])
def test_the_scans_of_the_readme_are_sound(lines: list[str]) -> None:
    assert parse_mrz(lines).failures == ()


def test_the_long_name_is_cut_short_in_its_zone() -> None:
    assert [parse_mrz(lines).truncated for lines in scans()] == [False, False, False, True, False]


def test_passengers() -> None:
    rows = passengers()
    numbers = [row["Passport No."] for row in rows]
    assert len(rows) == 51
    assert {"L8989217", "K472O135", "P3310478", "U4417205", "L898902C3", ""} <= set(numbers)
    whole = [number for number in numbers if number]
    assert len(whole) == len(set(whole)) == 49


def test_the_readme_names_every_sample() -> None:
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for path in SAMPLES.iterdir():
        assert f"`{path.name}" in text or path.name == "README.md", path.name
