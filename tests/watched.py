"""Homes that are equal but for their discreet records, and what is asked in each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from session import Session

from border_check.icao.writing import MrzFields, write_mrz

FIRST_LINE = "desk: {post: GVA-03, role: first-line}\ncontacts: {ncb: {name: our NCB}}\n"

KNOWN = {
    "sltd": """\
record_id,issuing_country,document_type,din,din_to,category,date_of_theft,reporting_country,\
review_date,status,action
D1,UTO,passport,L8989000,L8989499,stolen_blank,2024-05-02,UTO,2034-05-02,active,hold
D2,UTO,passport,K4720135,,lost,2023,UTO,2033-03-14,active,hold
D3,UTO,passport,M3311846,,lost,2022-07-30,UTO,2032-07-30,recovered,hold
""",
    "wanted": """\
{"id": "N1", "name": "Zaru Mohamed TAYIBELI", "surname": "TAYIBELI", "given": "Zaru Mohamed", \
"dobs": ["1971-03-04"], "nationality": ["UTO"], "gender": "male", "notice": "red", \
"passports": [["T5550001", "UTO"]]}
{"id": "N2", "name": "Quilla Vantrove OSTERMANE", "surname": "OSTERMANE", \
"given": "Quilla Vantrove", "dobs": ["2015-06-07"], "gender": "female", "notice": "yellow"}
""",
    "smv": """\
record_id,vehicle_type,make,vin,plate,country,category,date_of_theft,review_date,status,action
C1,car,Zephyr,5UTZZ21DXMZ000101,UT 101 AB,UTO,stolen,2025-03-02,2035-03-02,active,hold
C2,truck,Borealis,UT0ZZZ77ZJU003003,UT 7780 T,UTO,stolen,2025-06-30,2035-06-30,active,hold
""",
}
"""Lists by name, without any discreet record."""

WATCHED = {
    "sltd": """\
D7,UTO,passport,Q4410028,,lost,2024-02-02,UTO,2034-02-02,active,discreet
D8,UTO,passport,R7701000,R7701499,stolen_blank,2024-02-02,UTO,2034-02-02,active,discreet
""",
    "wanted": """\
{"id": "N7", "name": "Hjalmar Quist BRANDOVAR", "surname": "BRANDOVAR", \
"given": "Hjalmar Quist", "dobs": ["1965-11-30"], "gender": "male", "action": "discreet", \
"passports": [["D7770003", "UTO"]]}
{"id": "N8", "name": "Selma TAYIBELI", "surname": "TAYIBELI", "given": "Selma", \
"dobs": ["1969-02-01"], "gender": "female", "action": "discreet"}
""",
    "smv": """\
C7,car,Zephyr,5UTZZ21D7PZ000707,UT 707 DS,UTO,sought,2025-10-21,2035-10-21,active,discreet
""",
}
"""Discreet records to be added to them."""

_IN_THEIR_PLACE = {
    "Q4410028": "Q4439917",
    "R77010": "R88030",
    "R77014": "R88034",
    "BRANDOVAR": "MANDELOOR",
    "Hjalmar Quist": "Torvald Brisk",
    "1965-11-30": "1958-02-14",
    "D7770003": "D9390004",
    "Selma TAYIBELI": "Norma TAYIBELI",
    '"Selma"': '"Norma"',
    "1969-02-01": "1944-10-09",
    "5UTZZ21D7PZ000707": "5UTZZ21D1PZ000909",
    "UT 707 DS": "UT 939 DX",
}


def _others(text: str) -> str:
    for one, other in _IN_THEIR_PLACE.items():
        text = text.replace(one, other)
    return text


OTHERS = {name: _others(text) for name, text in WATCHED.items()}
"""As many of the same length, none of which answers a question of `HITS`."""

ZONE = "\n".join(
    write_mrz(
        "TD3",
        MrzFields(
            document_code="P",
            issuing_state="UTO",
            surname="BRANDOVAR",
            given_names="HJALMAR QUIST",
            number="D7770003",
            nationality="UTO",
            birth_date="651130",
            sex="M",
            expiry_date="310101",
        ),
    )
)
MANIFEST = """\
Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer
DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO
BRANDOVAR,HJALMAR QUIST,1965-11-30,M,UTO,P,D7770003,UTO
TAYIBELI,ZARU MOHAMED,1971-03-04,M,UTO,P,K1112223,UTO
ROE,RICHARD,1985-02-03,M,UTO,P,Q4410028,UTO
ROE,ANN,1986-02-03,F,UTO,P,L8989123,UTO
"""

_HOLDER = ["--surname", "BRANDOVAR", "--given", "Hjalmar Quist", "--dob", "1965-11-30"]

HITS = {
    "a document": ["doc", "Q4410028", "--issuer", "UTO", "--type", "P"],
    "a document in a series": ["doc", "R7701033", "--issuer", "UTO"],
    "a document, of no issuer": ["doc", "Q4410028"],
    "a document that looks like one": ["doc", "Q44I0028", "--issuer", "UTO"],
    "the document of a person": ["doc", "D7770003", "--issuer", "UTO"],
    "a zone": ["doc", "--mrz", ZONE],
    "a holder, keyed": ["doc", "K1", "--issuer", "UTO", *_HOLDER],
    "a holder of a listed document": ["doc", "K4720135", "--issuer", "UTO", *_HOLDER],
    "a plate": ["vehicle", "--plate", "UT 707 DS", "--country", "UTO"],
    "a VIN": ["vehicle", "--vin", "5UTZZ21D7PZ000707"],
    "a VIN that looks like one": ["vehicle", "--vin", "5UTZZ21D7PZOOO7O7"],
    "a passenger list": ["batch", "MANIFEST"],
}
"""Questions that meet a discreet record."""

NOTES = {
    "a number of another issuer": ["doc", "Q4410028", "--issuer", "XXA"],
    "a plate of another country": ["vehicle", "--plate", "UT 707 DS", "--country", "XXA"],
}
"""Questions to which another record would be no hit, but worth a note."""


def home_of(
    folder: Path, discreet: Mapping[str, str], before: Callable[[Path], object] = lambda _: None
) -> Session:
    """A first-line desk whose lists have these discreet records; before they are loaded, something
    is done to its home."""
    folder.mkdir()
    session = Session(folder)
    before(session.home)
    for name, known in KNOWN.items():
        session.load(name, known + discreet.get(name, ""))
    (session.home / "config.yaml").write_text(FIRST_LINE)
    session.file("manifest.csv", MANIFEST)
    return session


def placed(session: Session, arguments: list[str]) -> list[str]:
    """A question with the files of this home in it: MANIFEST is read, OUT written."""
    files = {"MANIFEST": "manifest.csv", "OUT.csv": "out.csv", "OUT.jsonl": "out.jsonl"}
    return [str(session.folder / files[one]) if one in files else one for one in arguments]
