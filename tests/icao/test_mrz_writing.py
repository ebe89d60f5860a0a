"""Zones written from fields, and read again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import UsageError
from border_check.icao.mrz import parse_mrz
from border_check.icao.writing import MrzFields, name_field, write_mrz

SPECIMEN = MrzFields(
    document_code="P",
    issuing_state="UTO",
    surname="Eriksson",
    given_names="Anna Maria",
    number="L898902C3",
    nationality="UTO",
    birth_date="740812",
    sex="F",
    expiry_date="120415",
    optional_1="ZE184226B",
)


def test_the_passport_specimen() -> None:
    assert write_mrz("TD3", SPECIMEN) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


def test_the_card_specimen_with_a_long_number() -> None:
    fields = SPECIMEN._replace(
        document_code="I", surname="Stevenson", given_names="Peter John", number="D23145890734",
        birth_date="340712", sex="M", expiry_date="950712", optional_1="",
    )  # fmt: skip
    assert write_mrz("TD1", fields) == (
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<JOHN<<<<<<<<<",
    )


NILAVA = ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG")
BENNELONG = ("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO")
TREVOR = ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR")

NAMES = [  # Doc 9303-3 §4.6, Doc 9303-4 §4.2.3 and Doc 9303-6 §4.2.3
    ("usual", ("ERIKSSON", "ANNA MARIA"), 39, "ERIKSSON<<ANNA<MARIA"),
    ("hyphen", ("SMITH-JONES", "SUSIE MARGARET"), 39, "SMITH<JONES<<SUSIE<MARGARET"),
    ("apostrophe", ("O'CONNOR", "ENYA SIOBHAN"), 39, "OCONNOR<<ENYA<SIOBHAN"),
    ("comma", ("ERIKSSON", "ANNA, MARIA"), 39, "ERIKSSON<<ANNA<MARIA"),
    ("several parts", ("VAN DER MUELLEN", "MARTIN"), 39, "VAN<DER<MUELLEN<<MARTIN"),
    ("no secondary identifier", ("ARKFREITH", ""), 39, "ARKFREITH"),
    ("given name alone", ("", "ARKFREITH"), 39, "ARKFREITH"),
    ("national letters", ("Müller", "Jörg"), 39, "MUELLER<<JOERG"),
    ("a full field", TREVOR, 39, "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
    ("cut to an initial", NILAVA, 39, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
    ("cut further", NILAVA, 31, "NILAVADHANANANDA<<CHAYAPA<DEJ<K"),
    ("primary identifier cut", BENNELONG, 31, "BENNELONG<WOOLOOMOOLOO<W<W<<D<P"),
    ("too many initials", ("A B C D E F", "G H"), 8, "A<B<C<D"),
    ("no name", ("", ""), 5, "<<<<<"),
]


@pytest.mark.parametrize(
    ("names", "length", "field"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_name_fields(names: tuple[str, str], length: int, field: str) -> None:
    assert name_field(*names, length) == field.ljust(length, "<")


def test_the_language_of_a_name_counts() -> None:
    assert name_field("Гнатюк", "Юрій", 20).startswith("GNATIUK<<IURII<")
    assert name_field("Гнатюк", "Юрій", 20, "ukr").startswith("HNATIUK<<YURII<")


REFUSED = [
    ("no such format", "TD4", SPECIMEN, "TD4"),
    ("a number too long", "TD3", SPECIMEN._replace(number="L898902C34"), "number"),
    ("a number too long for a card", "TD1", SPECIMEN._replace(number="A" * 23), "optional_1"),
    ("a sign that no zone has", "TD3", SPECIMEN._replace(optional_1="a"), "U+0061"),
    ("a state of four letters", "TD3", SPECIMEN._replace(issuing_state="UTOP"), "issuing_state"),
    ("a letter without transliteration", "TD3", SPECIMEN._replace(surname="王"), "U+738B"),
]


@pytest.mark.parametrize(
    ("name", "fields", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_written_is_refused(name: str, fields: MrzFields, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        write_mrz(name, fields)
    assert reason in caught.value.message


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
word = st.text(LETTERS, min_size=1, max_size=6)
dates = st.dates().map(lambda day: day.strftime("%y%m%d"))
fields = st.builds(
    MrzFields,
    document_code=st.sampled_from(["P", "ID", "AC"]),
    issuing_state=st.sampled_from(["UTO", "D", "RKS"]),
    surname=st.lists(word, min_size=1, max_size=2).map(" ".join),
    given_names=st.lists(word, max_size=2).map(" ".join),
    number=st.text(LETTERS + "0123456789", min_size=1, max_size=9),
    nationality=st.sampled_from(["UTO", "XXA", "D"]),
    birth_date=dates,
    sex=st.sampled_from(["F", "M", "<"]),
    expiry_date=dates,
    optional_1=st.text(LETTERS + "0123456789", max_size=6),
    optional_2=st.just(""),
)


@given(st.sampled_from(["TD1", "TD2", "TD3", "MRVA", "MRVB"]), fields, st.data())
@settings(deadline=None)
def test_what_is_written_is_read(name: str, written: MrzFields, data: st.DataObject) -> None:
    if name == "TD1":
        number = data.draw(st.text(LETTERS + "0123456789", min_size=1, max_size=16))
        written = written._replace(number=number)
    if name.startswith("MRV"):
        written = written._replace(document_code="V")
    mrz = parse_mrz("".join(write_mrz(name, written)))
    assert (mrz.format, mrz.failures) == (name, ())
    for field in MrzFields._fields:
        assert getattr(mrz, field) == getattr(written, field), field


@given(fields)
@settings(deadline=None)
def test_the_french_card_comes_back_too(written: MrzFields) -> None:
    written = written._replace(
        document_code="ID", issuing_state="FRA", nationality="FRA", number="880692310285"
    )
    mrz = parse_mrz(write_mrz("FRA_ID", written))
    assert (mrz.format, mrz.failures) == ("FRA_ID", ())
    assert (mrz.surname, mrz.given_names) == (written.surname, written.given_names)
