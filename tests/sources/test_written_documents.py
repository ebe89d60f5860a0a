"""Documents in prose: number, issuer and kind, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.sources.written_documents import read_document

DOCUMENTS = [
    ("OFAC", "Passport L898902C3 (Utopia)", ("L898902C3", "UTO", "passport")),
    (
        "dates after it are no numbers",
        "Passport L898902C3 (Utopia) issued 18 Jan 1984 expires 15 Apr 2012",
        ("L898902C3", "UTO", "passport"),
    ),
    ("a series of letters", "Passport UX 8989023 (Utopia)", ("UX 8989023", "UTO", "passport")),
    ("a series with a hyphen", "Passport UT-X 898902 (Utopia)", ("UT-X 898902", "UTO", "passport")),
    ("no issuer", "Passport 89890236", ("89890236", None, "passport")),
    ("spaces inside", "Passport 898 902 (Utopia)", ("898 902", "UTO", "passport")),
    ("a slash", "Passport 89/890 (Utopia)", ("89/890", "UTO", "passport")),
    ("the issuer without parentheses", "Passport X8989023 Utopia", ("X8989023", "UTO", "passport")),
    ("the issuer after a comma", "Passport R8989023, Utopia", ("R8989023", "UTO", "passport")),
    ("the issuer before", "Kuwaiti passport No. 89/8902", ("89/8902", "KWT", "passport")),
    ("joined to its No.", "Utopia passport no.08989023", ("08989023", "UTO", "passport")),
    ("in two parts", "Passport number 8989 No. 023611", ("8989 023611", None, "passport")),
    ("under a name", "Passport number 898902, issued under name X 1", ("898902", None, "passport")),
    ("French", "Numéro de passeport 898902361", ("898902361", None, "passport")),
    ("Spanish", "Número de pasaporte 898902361", ("898902361", None, "passport")),
    (
        "no passport, but nearly",
        "German travel document (“Reiseausweis”) A 8989023",
        ("A 8989023", "D", "travel_document"),
    ),
    ("provisional", "Provisional passport No.: 89890236", ("89890236", None, "emergency_passport")),
    ("cédula", "Cedula No. 89890236 (Utopia)", ("89890236", "UTO", "identity_card")),
    ("D.N.I.", "D.N.I. 89.890.236 (Utopia)", ("89.890.236", "UTO", "identity_card")),
    ("C.U.I.", "C.U.I. 8989023610000 (Utopia)", ("8989023610000", "UTO", "identity_card")),
    (
        "tazkira",
        "Afghan national identification card (tazkira) number 8989",
        ("8989", "AFG", "identity_card"),
    ),
    (
        "residence",
        "Residency Number 898-902-36 (Utopia)",
        ("898-902-36", "UTO", "residence_permit"),
    ),
    (
        "seafarer",
        "Seafarer's Identification Document UTO 89890 (Utopia)",
        ("UTO 89890", "UTO", "seaman_book"),
    ),
    ("visa", "VisaNumberID 8989023 (Utopia)", ("8989023", "UTO", "visa")),
    (
        "a note on the country",
        "Passport X898902 (Cabo Verde.  Previously Cape Verde.)",
        ("X898902", "CPV", "passport"),
    ),
    ("mostly letters", "Passport L89CDEFG (Utopia)", ("L89CDEFG", "UTO", "passport")),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_documents_are_read(text: str, expected: tuple[str, str | None, str]) -> None:
    document = read_document(text)
    assert document is not None
    assert tuple(document) == expected


NONE = [
    ("tax", "Tax ID No. 898902361000 (Utopia)"),
    ("C.U.I.T., a tax number", "C.U.I.T. 89-89023610-0 (Utopia)"),
    ("R.F.C.", "R.F.C. ERIA-740812 (Utopia)"),
    ("social security", "SSN 898-90-2361 (Utopia)"),
    ("driving", "Driver's License No. 898902 (Utopia)"),
    ("voter", "Electoral Registry No. 89890236 (Utopia)"),
    ("birth", "Birth Certificate Number 898"),
    ("ration", "Ration card no. 0898902"),
    ("military", "military identification number 898-90-23"),
    ("an office, no residence permit", "President since 1979"),
    ("no number but a date", "U.S.A. Passport issued 21 Jun 1992 in Zenith"),
    ("no number but a year", "Passport issued in 1993, under name of another"),
    ("no number but an address", "Identification Number 61 Main Street"),
    ("no number", "Holder of a Utopian passport"),
    ("a number of what", "Phone Number 89890236100"),
]


@pytest.mark.parametrize("text", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_what_is_no_document_is_none(text: str) -> None:
    assert read_document(text) is None


def test_a_field_of_its_own_tells_kind_and_issuer() -> None:
    assert read_document("123456", kind="Passport", issuer="UTO") == ("123456", "UTO", "passport")
    assert read_document("123456", kind="National Identification Number, Ration card") is None


@given(st.text(), st.text())
def test_no_text_breaks_the_reader(text: str, kind: str) -> None:
    document = read_document(f"Passport {text}", kind=kind)
    assert document is None or document.number
