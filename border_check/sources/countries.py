"""Countries as list publishers write them, to Doc 9303-3 codes.

A name is looked for as it stands, then without what is said around it ("former Soviet Union"), then
as the word for its people or things ("Congolese").
"""

from __future__ import annotations

from functools import lru_cache

from border_check.icao.states import find_state
from border_check.values.person import Nominal

_SHORTEST = 4
"""Shorter words are codes only in capitals: "na" is no Namibian, "and" is nobody from Andorra."""

# Words for people and things that the table of states does not have.
_DEMONYMS = {
    "albanian": "ALB", "angolan": "AGO", "argentine": "ARG", "argentinian": "ARG",
    "armenian": "ARM", "australian": "AUS", "austrian": "AUT", "azerbaijani": "AZE",
    "bahraini": "BHR", "bangladeshi": "BGD", "belgian": "BEL", "bolivian": "BOL", "bosnian": "BIH",
    "brazilian": "BRA", "bulgarian": "BGR", "burmese": "MMR", "burundian": "BDI",
    "cambodian": "KHM", "cameroonian": "CMR", "chadian": "TCD", "chilean": "CHL", "comorian": "COM",
    "congolese": "COD", "croatian": "HRV", "cypriot": "CYP", "danish": "DNK", "djiboutian": "DJI",
    "dutch": "NLD", "ecuadorian": "ECU", "eritrean": "ERI", "estonian": "EST", "ethiopian": "ETH",
    "filipino": "PHL", "finnish": "FIN", "gambian": "GMB", "georgian": "GEO", "ghanaian": "GHA",
    "greek": "GRC", "guatemalan": "GTM", "guinean": "GIN", "haitian": "HTI", "honduran": "HND",
    "hungarian": "HUN", "indonesian": "IDN", "irish": "IRL", "ivorian": "CIV", "jamaican": "JAM",
    "japanese": "JPN", "kazakh": "KAZ", "kosovar": "RKS", "kuwaiti": "KWT", "kyrgyz": "KGZ",
    "laotian": "LAO", "latvian": "LVA", "liberian": "LBR", "lithuanian": "LTU", "macedonian": "MKD",
    "malagasy": "MDG", "malaysian": "MYS", "maldivian": "MDV", "maltese": "MLT",
    "mauritanian": "MRT", "moldovan": "MDA", "mongolian": "MNG", "montenegrin": "MNE",
    "mozambican": "MOZ", "namibian": "NAM", "nepalese": "NPL", "nepali": "NPL", "nicaraguan": "NIC",
    "nigerien": "NER", "norwegian": "NOR", "omani": "OMN", "panamanian": "PAN", "paraguayan": "PRY",
    "peruvian": "PER", "philippine": "PHL", "portuguese": "PRT", "qatari": "QAT", "rwandan": "RWA",
    "salvadoran": "SLV", "senegalese": "SEN", "serbian": "SRB", "singaporean": "SGP",
    "slovak": "SVK", "slovene": "SVN", "slovenian": "SVN", "swedish": "SWE", "swiss": "CHE",
    "taiwanese": "TWN", "tajik": "TJK", "tanzanian": "TZA", "thai": "THA", "trinidadian": "TTO",
    "turkmen": "TKM", "ugandan": "UGA", "uruguayan": "URY", "uzbek": "UZB", "venezuelan": "VEN",
    "vietnamese": "VNM", "zambian": "ZMB", "zimbabwean": "ZWE",
    "south african": "ZAF", "south sudanese": "SSD", "north korean": "PRK", "south korean": "KOR",
    "sri lankan": "LKA", "costa rican": "CRI", "sierra leonean": "SLE",
}  # fmt: skip
# Codes of FollowTheMoney for states that are no more.
_CODES = {"suhh": "SUN", "yucs": "YUG", "cshh": "CSK", "csxx": "SCG", "ddde": "D"}
_OF_TWO = ("Congo",)  # in prose, either of two states: better no issuer than the wrong one
_AROUND = ("former ", "possibly ")


@lru_cache(maxsize=4096)
def state_of(text: str) -> str | None:
    """The code of a country as a publisher writes it; None where it is not known."""
    name = " ".join(text.split()).strip(" .,;:()[]")
    for words in _AROUND:
        name = name.removeprefix(words)
    if len(name) < _SHORTEST and not name.isupper():
        return None
    return find_state(name) or _DEMONYMS.get(name.lower())


def state_of_code(code: str) -> str | None:
    """The same for a code in lower or upper case; of "ua-cri" or "gb-sct" the first part tells."""
    return state_of(_CODES.get(code.lower(), code.partition("-")[0]).upper())


def state_within(text: str) -> str | None:
    """The country with which some words begin, as in "Libyan passport"."""
    words = "".join(" " if char in "(),;:" else char for char in text).split()[:4]
    runs = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((code for run in runs if run not in _OF_TWO and (code := state_of(run))), None)


def with_codes(nominal: Nominal) -> Nominal:
    """A record whose nationalities and issuers are codes, where what it says is known at all."""
    return nominal._replace(
        nationalities=tuple(state_of(written) or written for written in nominal.nationalities),
        documents=tuple(
            document._replace(issuing_state=state_of(written) or written)
            if (written := document.issuing_state)
            else document
            for document in nominal.documents
        ),
    )
