"""Passenger lists as carriers send them, with whatever can go wrong in a cell, a row or a file."""

from __future__ import annotations

from hypothesis import strategies as st

ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"

NAMES = (
    *("DOE", "TAYIBELI", "O'NEIL", "VAN DER BERG", "ÉLAN", "Иванов", "李明", "محمد", "SURNAME"),
    *(
        "DOE/JANE",
        "DOE, JANE",
        "A<B",
        "<",
        "N/A",
        "FNU",
        "\u0640",
        "=1+1",
        "-",
        "Total",
        "X\u202eY",
    ),
    *("", "", " DOE ", "JEAN  LUC", "'t Hooft", "BRANDOVAR", 'said "Bo"', "+DOE", "a\nb", "name"),
)
DATES = (
    *("1990-01-01", "2030-12-31", "2026-11-22", "2026-11-23", "03/04/1985", "31/12/1990", "1985"),
    *("0000-00-00", "2020-02-30", "12AUG74", "bad", "", "1712-01-01", "2199-12-31", "12/31/1990"),
)
STATES = ("UTO", "Utopia", "DEU", "D", "XXQ", "Nowhere", "", "uto", "N/A")
CELLS = {
    "surname": NAMES,
    "given names": ("ZARU MOHAMED", "JANE", "Hjalmar Quist", *NAMES),
    "name": ("Jane DOE", "Zaru Mohamed TAYIBELI", *NAMES),
    "middle name": ("", "", "Q."),
    "sex": ("F", "M", "H", "x", "woman", "q", "", "<", " f"),
    "date of birth": ("1971-03-04", *DATES),
    "nationality": STATES,
    "document type": ("passport", "P", "number", "ID", "??", "", "visum", "p<"),
    "document number": (
        *("K7654321", "L8989123", "K4720135", "K472O135", "M3311846", "D7770003", "T5550001"),
        *("l8989123", "D77340512688", "U5550123", "", "NA", "12 34", "7.5E+08", "750000001.0"),
        *("K-7654321", "Ж1234567", "АВ123", "A" * 23, "UNKNOWN", "NULL", "0", "='1", "number"),
    ),
    "issuing state": STATES,
    "expiry": DATES,
    "place of birth": ("", "Łódź", "N/A", "a\u200bb"),
    "mrz": ("", "", "", ZONE, "torn", "N/A"),
    "remarks": ("", "x", "surname", '"'),
}


@st.composite
def manifests(draw: st.DrawFn) -> bytes:
    """The bytes of a list, most of which can be read."""
    columns = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=8, unique=True))
    if draw(st.booleans()) and "document number" not in columns:
        columns.append("document number")
    separator = draw(st.sampled_from(",;\t|"))
    is_tidy = draw(st.booleans())  # then every row has its cells, and few are in quotes
    rows = [separator.join(columns)]
    for _ in range(draw(st.integers(0, 40))):
        cells = [draw(_cell(CELLS[column], separator, is_tidy=is_tidy)) for column in columns]
        if not is_tidy and draw(st.integers(0, 9)) == 0:
            cells = draw(st.sampled_from(([], cells[:-1], [*cells, ""], [*cells, "x"], columns)))
        rows.append(separator.join(cells))
    end = draw(st.sampled_from(("\n", "\r\n")))
    text = draw(st.sampled_from(("", "\ufeff", "Flight XY123\n\n"))) + end.join(rows)
    return (text + draw(st.sampled_from(("", end)))).encode()


@st.composite
def _cell(draw: st.DrawFn, texts: tuple[str, ...], separator: str, *, is_tidy: bool) -> str:
    text = draw(st.sampled_from(texts[:3] if is_tidy and draw(st.booleans()) else texts))
    needs_quotes = separator in text or '"' in text or "\n" in text
    if needs_quotes and (is_tidy or draw(st.integers(0, 9))):
        return '"{}"'.format(text.replace('"', '""'))
    return f'"{text}"' if not is_tidy and draw(st.integers(0, 9)) == 0 else text
