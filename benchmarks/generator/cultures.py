"""The mix of cultures: who stands on lists, who travels, and how names are made in each of them.

The shares are stated, not measured: lists lean towards the regions that sanctions and notices name
most (as those of OFAC, the UN and INTERPOL do), travellers towards those who fly most. Whoever
needs another mix changes the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Manner(StrEnum):
    """What a full name is made of, in the order in which it is said."""

    SURNAME = "given names, surname"
    TWO_SURNAMES = "given names, the surnames of father and mother"
    PATRONYMIC = "given name, patronymic, surname"
    FATHERS = "given name, father's name, perhaps grandfather's, family name"
    SYLLABLES = "a given name of two syllables, surname"


class Culture(NamedTuple):
    """People whose names are made alike."""

    name: str
    listed: float
    """Per cent of the people on lists."""
    travelling: float
    """Per cent of travellers."""
    manner: Manner
    locales: tuple[str, ...]
    """Of Faker, whose names are used; each counts the same."""
    tail: float
    """Share of people whose surname is rare: composed, and in no list of names."""
    nationalities: Mapping[str, float]
    """Doc 9303-3 codes, with their weights."""


_SURNAME, _FATHERS, _PATRONYMIC = Manner.SURNAME, Manner.FATHERS, Manner.PATRONYMIC
_TWO, _SYLLABLES = Manner.TWO_SURNAMES, Manner.SYLLABLES

CULTURES = (
    Culture("arabic", 23, 7, _FATHERS, ("fr_DZ",), 0.4, {
        "SYR": 18, "IRQ": 18, "EGY": 12, "YEM": 9, "SAU": 9, "LBN": 9, "LBY": 6, "DZA": 6,
        "TUN": 5, "JOR": 4, "SDN": 4,
    }),
    Culture("persian", 6, 2, _SURNAME, (), 0.7, {"IRN": 85, "AFG": 15}),
    Culture("pakistani", 8, 4, _FATHERS, ("en_PK",), 0.3, {"PAK": 60, "AFG": 28, "BGD": 12}),
    Culture("indian", 3, 7, _SURNAME, ("en_IN",), 0.2, {"IND": 88, "NPL": 7, "LKA": 5}),
    Culture("turkish", 2, 3, _SURNAME, ("tr_TR",), 0.3, {"TUR": 95, "D": 5}),
    Culture("turkic", 4, 1, _SURNAME, ("az_AZ", "uz_UZ"), 0.3, {
        "UZB": 35, "TJK": 25, "AZE": 20, "KGZ": 20,
    }),
    Culture("russian", 13, 5, _PATRONYMIC, ("ru_RU",), 0.45, {"RUS": 82, "BLR": 9, "KAZ": 9}),
    Culture("ukrainian", 4, 2, _PATRONYMIC, ("uk_UA",), 0.3, {"UKR": 95, "MDA": 5}),
    Culture("caucasian", 1.5, 0.5, _SURNAME, ("ka_GE", "hy_AM"), 0.3, {"GEO": 55, "ARM": 45}),
    Culture("hispanic", 12, 9, _TWO, ("es_CO", "es_CL", "es_AR"), 0.15, {
        "MEX": 35, "COL": 22, "ESP": 15, "VEN": 10, "ARG": 8, "PER": 5, "SLV": 5,
    }),
    Culture("portuguese", 2, 4, _TWO, ("pt_BR", "pt_PT"), 0.3, {"BRA": 80, "PRT": 15, "AGO": 5}),
    Culture("english", 3, 12, _SURNAME, ("en_US", "en_NZ"), 0.35, {
        "USA": 45, "GBR": 35, "CAN": 9, "AUS": 7, "IRL": 4,
    }),
    Culture("french", 1.5, 4, _SURNAME, ("fr_FR", "fr_BE"), 0.5, {"FRA": 85, "BEL": 15}),
    Culture("german", 1, 5, _SURNAME, ("de_DE", "de_AT"), 0.5, {"D": 80, "AUT": 12, "CHE": 8}),
    Culture("italian", 1.5, 3, _SURNAME, ("it_IT",), 0.4, {"ITA": 100}),
    Culture("dutch", 0.5, 2.5, _SURNAME, ("nl_NL", "nl_BE"), 0.4, {"NLD": 75, "BEL": 25}),
    Culture("nordic", 0.5, 3, _SURNAME, ("sv_SE", "da_DK", "no_NO", "fi_FI"), 0.35, {
        "SWE": 40, "DNK": 22, "NOR": 20, "FIN": 18,
    }),
    Culture("central", 1, 3, _SURNAME, ("cs_CZ", "sk_SK", "hu_HU"), 0.4, {
        "CZE": 45, "HUN": 30, "SVK": 25,
    }),
    Culture("balkan", 2.5, 2, _SURNAME, ("hr_HR", "bg_BG", "mk_MK"), 0.4, {
        "SRB": 30, "BGR": 25, "BIH": 20, "HRV": 15, "MKD": 10,
    }),
    Culture("chinese", 3, 10, _SYLLABLES, ("zh_CN",), 0.0, {"CHN": 92, "SGP": 4, "MYS": 4}),
    Culture("korean", 2, 4, _SYLLABLES, ("ko_KR",), 0.0, {"KOR": 70, "PRK": 30}),
    Culture("vietnamese", 0.5, 2, _SURNAME, ("vi_VN",), 0.0, {"VNM": 100}),
    Culture("indonesian", 1, 2, _SURNAME, ("id_ID",), 0.3, {"IDN": 100}),
    Culture("west african", 2, 2, _SURNAME, ("yo_NG", "ig_NG", "ha_NG", "tw_GH"), 0.3, {
        "NGA": 75, "GHA": 25,
    }),
    Culture("east african", 1.5, 1, _SURNAME, ("en_KE", "sw"), 0.2, {
        "KEN": 50, "TZA": 25, "UGA": 15, "SOM": 10,
    }),
)  # fmt: skip
