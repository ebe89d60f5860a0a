"""Passengers and crew as carriers send them."""

from __future__ import annotations

import pytest
from airline_messages import (
    ANNA,
    END,
    FLIGHT,
    FRAME,
    JAN,
    LIST,
    names,
    numbers,
    read,
    reading,
)


def test_everybody_is_read() -> None:
    anna, jan = read(LIST)
    assert dict(anna.query) == {
        "surname": "ERIKSSON",
        "given_names": "ANNA MARIA",
        "sex": "F",
        "birth_date": "1974-08-12",
        "nationality": "UTO",
        "document_type": "P",
        "number": "L898902C3",
        "issuing_state": "UTO",
        "expiry_date": "2031-04-15",
    }
    assert names([jan]) == ["O'NEIL JAN"]
    assert (anna.journey["role"], jan.journey["role"]) == ("passenger", "crew")
    assert anna.journey["reservation"] == "ZX81QQ"
    assert anna.journey["arrival_time"] == "2026-11-20T19:10"
    assert not anna.problems
    assert not jan.problems


def test_a_visa_is_no_first_document_and_is_not_lost() -> None:
    _, jan = read(LIST)
    assert jan.query["number"] == "K1234567"
    assert jan.query["other_documents"] == "V/V0000042/UTO"
    assert [one.number for one in jan.others] == ["V0000042"]
    assert jan.person is not None
    assert [one.number for one in jan.person.documents] == ["K1234567", "V0000042"]


def test_it_says_how_many_there_are_and_of_which_flight() -> None:
    opened = reading(LIST)
    assert opened.announced == 2
    assert opened.flight == {"flight": "UT688", "arrival_time": "2026-11-20"}


def test_several_messages_and_flights() -> None:
    second = FLIGHT.replace("UT688", "UT689").replace("UNH+1", "UNH+2")
    text = (
        FRAME + FLIGHT + ANNA + "CNT+42:1'UNT+19+1'" + second + JAN + "CNT+41:1'UNT+21+2'UNZ+2+7'"
    )
    opened = reading(text)
    assert opened.announced == 2
    assert opened.flight == {"flight": "UT688, UT689", "arrival_time": "2026-11-20"}
    anna, jan = opened.rows
    assert (anna.journey["flight"], jan.journey["flight"]) == ("UT688", "UT689")


ANNOUNCED = [
    ("parts of one list, each with its own count", (1, 1), 2),
    ("parts of one list, each with the count of all", (2, 2), 2),
    ("more than there are", (3, 1), 4),
]


@pytest.mark.parametrize(
    ("counts", "announced"), [case[1:] for case in ANNOUNCED], ids=[case[0] for case in ANNOUNCED]
)
def test_counts_of_several_messages(counts: tuple[int, int], announced: int) -> None:
    parts = [
        f"{FLIGHT}{one}CNT+42:{count}'UNT+20+1'"
        for one, count in zip((ANNA, JAN), counts, strict=True)
    ]
    assert reading(FRAME + "".join(parts)).announced == announced


FORMS = [
    ("no header at all", FLIGHT + ANNA + JAN + END),
    ("no group header", LIST.replace("UNG+", "XNG+")),
    ("one line", LIST.replace("\n", "")),
    ("line breaks of Windows", LIST.replace("\n", "\r\n")),
    ("a blank before each line", LIST.replace("\n", "\n ")),
    (
        "broken every 40 characters",
        "\n".join(LIST.replace("\n", "")[at : at + 40] for at in range(0, 2000, 40)),
    ),
    (
        "other separators",
        LIST.replace("?'", "\0")
        .replace("UNA:+.? '", "UNA|*.! ~")
        .replace(":", "|")
        .replace("+", "*")
        .replace("'", "~")
        .replace("\0", "'"),
    ),
    (
        "separators that nobody declares",
        LIST.replace("UNA:+.? '\n", "")
        .replace("?'", "\0")
        .replace("+", "*")
        .replace("'", "$")
        .replace("\0", "'"),
    ),
    (
        "an apostrophe turned by a word processor",
        LIST.replace("UNA:+.? '", "UNA:+.? \N{RIGHT SINGLE QUOTATION MARK}"),
    ),
    ("small tags", LIST.replace("NAD+FL", "nad+FL")),
    ("a blank behind a tag", LIST.replace("NAT+", "NAT +")),
    (
        "two of the ends missing",
        LIST.replace("NAT+2+UTO'", "NAT+2+UTO").replace("BGM+745'", "BGM+745"),
    ),
    ("no end of the message", LIST.replace("UNT+31+1'\n", "")),
    ("no counts", LIST.replace("CNT+42:2'\n", "")),
    (
        "sent in ISO 8859-1",
        LIST.replace("OPERATIONS DESK", "\N{LATIN CAPITAL LETTER U WITH DIAERESIS}").encode(
            "latin-1"
        ),
    ),
    ("marked as UTF-8", "\ufeff" + LIST),
]


@pytest.mark.parametrize("text", [form[1] for form in FORMS], ids=[form[0] for form in FORMS])
def test_however_it_is_written(text: str | bytes) -> None:
    travellers = read(text)
    assert names(travellers) == ["ERIKSSON ANNA MARIA", "O'NEIL JAN"]
    assert numbers(travellers) == ["L898902C3", "K1234567"]


DAMAGED = [
    (
        "another sign behind the name of the message",
        FLIGHT.replace("PAXLST:D", "PAXLST\N{RIGHT SINGLE QUOTATION MARK}D") + ANNA + JAN,
        ["ERIKSSON ANNA MARIA", "O'NEIL JAN"],
    ),
    (
        "a name without its tag",
        LIST.replace("NAD+FM", "NXD+FM"),
        ["ERIKSSON ANNA MARIA", "O'NEIL JAN"],
    ),
    (
        "a name that is gone",
        LIST.replace("NAD+FM+++O?'NEIL:JAN'\n", ""),
        ["ERIKSSON ANNA MARIA", ""],
    ),
    (
        "a document before any name",
        FRAME + FLIGHT + ANNA.split("\n", 1)[1] + JAN,
        ["", "O'NEIL JAN"],
    ),
    (
        "a party that has no code",
        LIST.replace("NAD+FM", "NAD+"),
        ["ERIKSSON ANNA MARIA", "O'NEIL JAN"],
    ),
    (
        "a name in one piece",
        LIST.replace("O?'NEIL:JAN", "JAN O?'NEIL"),
        ["ERIKSSON ANNA MARIA", "JAN O'NEIL"],
    ),
    (
        "cut off in the second",
        LIST[: LIST.index("NAT+2+XXA")],
        ["ERIKSSON ANNA MARIA", "O'NEIL JAN"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED]
)
def test_nobody_is_lost_where_it_is_damaged(text: str, expected: list[str]) -> None:
    assert names(read(text)) == expected


def test_facts_of_two_are_never_put_together() -> None:
    anna, nobody = read(LIST.replace("NAD+FM+++O?'NEIL:JAN'\n", ""))
    assert (anna.query["number"], nobody.query["number"]) == ("L898902C3", "K1234567")
    assert [problem.code for problem in nobody.problems] == ["segment_missing"]
    assert "other_documents" not in anna.query


def test_damage_is_told_with_the_number_of_the_segment() -> None:
    text = LIST.replace("BGM+745'", "B?M+745'").replace("NAT+2+XXA'\n", "NAT+2+XXA\n")
    assert reading(text).warnings == (
        "segment 4 (line 5): it has no tag",
        "segment 25 NAT (line 26): its end is missing",
    )


DATES = [
    ("YYMMDD", "740812", "1974-08-12"),
    ("CCYYMMDD", "19740812:102", "1974-08-12"),
    ("with a time", "197408120000:203", "1974-08-12"),
    ("of this century", "240812", "2024-08-12"),
    ("later than today: of the last one", "261123", "1926-11-23"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in DATES], ids=[case[0] for case in DATES]
)
def test_birth_dates(text: str, expected: str) -> None:
    anna, _ = read(LIST.replace("DTM+329:740812", f"DTM+329:{text}"))
    assert anna.query["birth_date"] == expected


def test_a_date_that_is_none_is_told() -> None:
    anna, _ = read(LIST.replace("DTM+329:740812", "DTM+329:741345"))
    assert [problem.code for problem in anna.problems] == ["unreadable_date"]
    assert "birth_date" not in anna.query
