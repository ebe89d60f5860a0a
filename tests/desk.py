"""A desk with two small lists, for the tests that ask it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from border_check.screening.screener import Screener
from border_check.snapshot.guards import Guard, Lifted
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.sources.registry import recognise
from border_check.values.lists import ListDescription
from border_check.values.settings import Desk as DeskSettings
from border_check.values.settings import Role, Settings

NOMINALS = """\
{"id": "N1", "name": "Zaru Mohamed TAYIBELI", "surname": "TAYIBELI", "given": "Zaru Mohamed", \
"dobs": ["1971-03-04"], "nationality": ["UTO"], "gender": "male", "notice": "red", \
"passports": [["T5550001", "UTO"]], "aliases": [{"name": "Zarou Muhammad ELTAYIBLI"}]}
{"id": "N2", "name": "Quilla Vantrove OSTERMANE", "surname": "OSTERMANE", \
"given": "Quilla Vantrove", "dobs": ["2015-06-07"], "nationality": ["UTO"], "gender": "female", \
"notice": "yellow"}
{"id": "N3", "name": "Hjalmar Quist BRANDOVAR", "surname": "BRANDOVAR", \
"given": "Hjalmar Quist", "dobs": ["1965-11-30"], "gender": "male", "action": "discreet", \
"passports": [["D7770003", "UTO"]]}
{"id": "N4", "name": "Zaru Mohamed TAYIBELI", "surname": "TAYIBELI", "given": "Zaru Mohamed", \
"dobs": ["1980-10-11"], "misused_identity": true, "gender": "male"}
{"id": "N5", "name": "Ottoline FERENBACH", "surname": "FERENBACH", "given": "Ottoline", \
"dobs": ["1958-02-19"], "action": "inform"}
{"id": "N6", "name": "Wendelin KARSTADTER", "surname": "KARSTADTER", "given": "Wendelin", \
"dobs": ["1990-09-09"], "notice": "red", "expires": "2025-01-01"}
"""

DOCUMENTS = """\
record_id,issuing_country,document_type,din,din_to,category,date_of_theft,reporting_country,\
review_date,status
D1,UTO,passport,L8989000,L8989499,stolen_blank,2024-05-02,UTO,2034-05-02,active
D2,UTO,passport,K4720135,,lost,2023,UTO,2033-03-14,active
D3,UTO,passport,M3311846,,lost,2022-07-30,UTO,2032-07-30,recovered
D4,UTO,passport,M3302291,,stolen,2014-08-19,UTO,2024-08-19,active
D5,UTO,identity_card,D77340512688,,lost,2024-01-18,UTO,2034-01-18,active
D6,UTO,passport,U5550123,,lost,2022-10-28,UTO,2032-10-28,active
D7,UTO,travel_document,U5550123,,stolen,2024-04-07,UTO,2034-04-07,active
"""

VEHICLES = """\
record_id,vehicle_type,make,vin,plate,country,engine,part,registration,imo,category,\
date_of_theft,review_date,status,action
C1,car,Zephyr,5UTZZ21DXMZ000101,UT 101 AB,UTO,ZE1 000101,,,,stolen,2025-03-02,2035-03-02,active,
C2,truck,Borealis,UT0ZZZ77ZJU003003,UT 7780 T,UTO,,,,,stolen,2025-06-30,2035-06-30,active,hold
C3,car,Zephyr,5UTZZ21D7PZ000707,UT 707 DS,UTO,,,,,sought,2025-10-21,2035-10-21,active,discreet
C4,car,Zephyr,5UTZZ21D5FZ001515,UT 1515 R,UTO,,,,,stolen,2021-06-06,2031-06-06,recovered,
C5,car,Zephyr,5UTZZ21D3BZ001717,UT 1717 L,UTO,,,,,stolen,2014-03-03,2024-03-03,active,
C6,car,Zephyr,,UT 101 AB,XXA,,,,,stolen,2025-05-05,2035-05-05,active,
C7,part,Zephyr,,,,,GB-77120|AB-77121,,,stolen,2025-04-01,,active,
C8,vessel,Halcyon,,,UTO,HM 4411A,,UT-4411-K,IMO 0012340,stolen,2024-05-20,,active,
C9,plate,,,UT 909 PL,,,,,,lost,2024-02-11,,active,inform
"""

REFERENCES = """\
{"id": "R1", "issuer": "UTO", "type": "P", "title": "Ordinary passport", "series": "2019", \
"layout": "TD3", "numbers": ["[KL]#######"], "validity": [5, 10], "issued_from": "2019-03-01", \
"materials": ["polycarbonate data page"], "checks": ["tilt it: the star turns to gold"], \
"pictures": ["uto/p-2019.png"], "certain": true}
{"id": "R2", "issuer": "UTO", "type": "P", "series": "2009", "layout": "TD3", \
"numbers": ["T#######"], "validity": [10], "issued_from": "2009-06", "issued_to": "2019-02-28", \
"certain": true}
{"id": "R3", "issuer": "UTO", "type": "PD", "layout": "TD3", "numbers": ["D######"], \
"validity": [4], "cover": "black"}
"""

ALERTS = """\
{"id": "A1", "issuer": "UTO", "type": "P", "title": "printed data page", \
"text": "the background of the data page", "ranges": [["L8995000", "L8995999"]], \
"mrz": {"optional": "ZENITH7"}, "pictures": ["alerts/a1.png"]}
{"id": "A2", "issuer": "UTO", "type": "P", "text": "the portrait", "numbers": ["T66#####"], \
"expires": "2026-02-20"}
{"id": "A3", "issuer": "WQX", "text": "the issuer: there is no such state"}
"""


class Desk(NamedTuple):
    """A home with two small lists, 48 minutes old at the moment of the tests."""

    home: Path
    now: datetime

    def load(
        self, name: str, text: str, *, age: timedelta = timedelta(minutes=48), **described: Any
    ) -> LoadReport:
        """Install a list from the text of its file, in the format that it looks like."""
        file = self.home.parent / f"{name}.txt"
        file.write_text(text, encoding="utf-8")
        source = recognise(file)
        description = ListDescription(name, source.kind, **described)
        load = Load(description, source, file, self.now, as_of=self.now - age)
        # tests make lists older, too
        return install_list(Home(self.home), load._replace(lifted=Lifted(Guard.OLDER, "")))

    def screener(self, role: Role = Role.SECOND_LINE, **settings: Any) -> Screener:
        """A screener of this home whose clock stands still."""
        desk = DeskSettings(post="GVA-03", role=role)
        return Screener(self.home, Settings(desk=desk, **settings), clock=lambda: self.now)
