"""OFAC's flat files: a main file, its companions, and their ways of writing."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.ofac_csv import OfacCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Sex

NULLS = ",".join(["-0- "] * 6)
ANNA = f'1,"ERIKSSON, Anna Maria","individual","UTO1] [UTO2","Doctor",{NULLS},"{{remarks}}"\r\n'
OTHERS = (
    f'2,"UTOPIA TRADING CO.",-0- ,"UTO1",-0- ,{NULLS},-0- \r\n'
    f'3,"MS SPECIMEN","vessel","UTO1",-0- ,{NULLS},-0- \r\n'
    f'4,"UT-89890","aircraft","UTO1",-0- ,{NULLS},-0- \r\n'
)
REMARKS = (
    "DOB 12 Aug 1974; alt. DOB 1975 to 1976; POB Zenith, Utopia; nationality Utopia; citizen"
    " Sweden; Gender Female; Passport L898902C3 (Utopia) expires 15 Apr 2012; National ID No."
    " 890-23 (Utopia); Tax ID No. 555 (Utopia); a.k.a. 'THE SPECIMEN'; a.k.a. 'ERIKSON, Ann';"
    " Linked To: UTOPIA TRADING CO."
)


def _sdn(remarks: str = REMARKS) -> str:
    return ANNA.format(remarks=remarks) + OTHERS + "\x1a"


def _load(folder: Path, name: str = "sdn.csv", **files: str) -> WholeList:
    for stem, content in files.items():
        (folder / f"{stem}.csv").write_text(content)
    return read_whole(OfacCsv(), folder / name)


def test_a_person_is_read_from_columns_and_remarks(tmp_path: Path) -> None:
    loaded = _load(tmp_path, sdn=_sdn())
    (anna,) = loaded.nominals
    assert (anna.record_id, anna.name) == ("1", "Anna Maria ERIKSSON")
    assert (anna.surname, anna.given) == ("ERIKSSON", "Anna Maria")
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1975), PartialDate(1976))
    assert anna.birthplaces == ("Zenith, Utopia",)
    assert (anna.nationalities, anna.sex) == (("UTO", "SWE"), Sex.FEMALE)
    assert anna.documents == (
        DocumentReference("L898902C3", "UTO", "passport"),
        DocumentReference("890-23", "UTO", "identity_card"),
    )
    assert anna.aliases == (
        Alias("THE SPECIMEN", "weak"),
        Alias("Ann ERIKSON", "weak", "ERIKSON", "Ann"),
    )
    assert dict(anna.extra) == {
        "program": "UTO1; UTO2",
        "title": "Doctor",
        "births_listed": "1975 to 1976",
        "remarks": REMARKS,
    }


def test_organisations_vessels_and_aircraft_are_counted(tmp_path: Path) -> None:
    loaded = _load(tmp_path, sdn=_sdn())
    assert loaded.set_aside == {"organisation": 1, "vessel": 1, "aircraft": 1}
    assert loaded.rejected == []


ALT = (
    '1,10,"aka","ERIKSEN, Ann",-0- \r\n1,11,"fka","THE SPECIMEN",-0- \r\n2,12,"aka","UTC",-0- \r\n'
)
ADD = '1,20,"1 Main Street","Zenith 10000","Utopia",-0- \r\n2,21,-0- ,-0- ,"Utopia",-0- \r\n'


def test_companions_beside_it_add_aliases_and_addresses(tmp_path: Path) -> None:
    loaded = _load(tmp_path, sdn=_sdn(), alt=ALT, add=ADD)
    (anna,) = loaded.nominals
    assert anna.aliases == (
        Alias("Ann ERIKSEN", "strong", "ERIKSEN", "Ann"),
        Alias("THE SPECIMEN", "strong"),
        Alias("Ann ERIKSON", "weak", "ERIKSON", "Ann"),
    )
    assert dict(anna.extra)["addresses"] == "1 Main Street, Zenith 10000, Utopia"
    assert loaded.warnings == (
        "no comments file beside sdn.csv: remarks longer than 1,000 characters are cut short",
    )


def test_remarks_go_on_in_the_comments_wherever_they_were_cut(tmp_path: Path) -> None:
    (whole,) = _load(tmp_path, sdn=_sdn()).nominals
    for cut in range(len(REMARKS)):
        comments = f'1,"{REMARKS[cut:]}"\r\n'
        (joined,) = _load(tmp_path, sdn=_sdn(REMARKS[:cut]), comments=comments).nominals
        assert joined == whole, f"cut after {REMARKS[:cut]!r}"


def test_a_folder_with_both_lists_keeps_their_companions_apart(tmp_path: Path) -> None:
    second = ANNA.replace("1,", "9,", 1).format(remarks="DOB 1974.")
    files = {
        "SDN.CSV": _sdn().encode(),
        "sdn_alt.csv": ALT.encode(),
        "cons_prim.csv": gzip.compress(second.encode()),
        "Cons_Alt.csv.gz": gzip.compress(b'9,10,"aka","ERICSSON, A.",-0- \r\n'),
        "README.md": b"two lists",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    loaded = read_whole(OfacCsv(), tmp_path)
    first, other = sorted(loaded.nominals, key=lambda nominal: nominal.record_id)
    assert (len(first.aliases), other.aliases[0].name) == (3, "A. ERICSSON")
    assert "README.md: not read, it is not of this format" in loaded.warnings


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sdn.zip", "w") as archive:
        archive.writestr("SDN.CSV", _sdn())
        archive.writestr("ALT.CSV", ALT)
    (anna,) = read_whole(OfacCsv(), tmp_path / "sdn.zip").nominals
    assert len(anna.aliases) == 3


def test_rows_of_companions_that_belong_to_nobody_are_rejected(tmp_path: Path) -> None:
    (rejected,) = _load(tmp_path, sdn=_sdn(), alt=ALT + '7,13,"aka","X",-0- \r\n').rejected
    assert str(rejected.place) == "alt.csv, line 4"
    assert rejected.reason == "belongs to an entry that sdn.csv does not have"
    assert isinstance(rejected.raw, dict)
    assert rejected.raw["alt_name"] == "X"


REJECTED = {
    "no number": ('x,"ERIKSSON, A","individual"', "ent_num"),
    "no name": ('7,-0- ,"individual"', "SDN_Name"),
    "a type nobody knows": ('7,"ERIKSSON, A","satellite"', "SDN_Type"),
}


@pytest.mark.parametrize(("start", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_that_cannot_be_used_is_rejected_with_its_cells(
    tmp_path: Path, start: str, field: str
) -> None:
    row = f'{start},"UTO1",-0- ,{NULLS},-0- \r\n'
    (rejected,) = _load(tmp_path, sdn=_sdn().rstrip("\x1a") + row).rejected
    assert (str(rejected.place), rejected.field) == ("sdn.csv, line 5", field)
    assert isinstance(rejected.raw, dict)
    assert rejected.raw["Program"] == "UTO1"


FACTS = [
    ("a range that is too wide is only shown", "DOB 1950 to 1970.", "births", ()),
    ("about a day is its year", "DOB circa 01 Jan 1961.", "births", (PartialDate(1961),)),
    ("a month", "DOB Feb 1965.", "births", (PartialDate(1965, 2),)),
    ("twice the same", "DOB 1965; alt. DOB 1965.", "births", (PartialDate(1965),)),
    ("a day that is none", "DOB 30 Feb 1965.", "births", ()),
    (
        "within a sentence about another identity",
        "(Data of a false passport: Alt. DOB: 12 August 1974; nationality: Swedish",
        "births",
        (PartialDate(1974, 8, 12),),
    ),
    ("two birthplaces", "POB A, Utopia; alt. POB B.", "birthplaces", ("A, Utopia", "B")),
    ("turned around", "nationality Korea, North.", "nationalities", ("PRK",)),
    ("an office is no sex", "Minister for Gender and Culture.", "sex", None),
    ("a quote inside an alias", "a.k.a. 'AL-'ANNA'.", "aliases", (Alias("AL-'ANNA", "weak"),)),
    ("documents of others", "Linked To: PASSPORT OFFICE 89890.", "documents", ()),
]


@pytest.mark.parametrize(
    ("remarks", "field", "value"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS]
)
def test_remarks(tmp_path: Path, remarks: str, field: str, value: object) -> None:
    (anna,) = _load(tmp_path, sdn=_sdn(remarks)).nominals
    assert getattr(anna, field) == value
    assert dict(anna.extra)["remarks"] == remarks


def test_a_nationality_that_is_not_known_is_kept_as_listed(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, sdn=_sdn("nationality Atlantis.")).nominals
    assert (anna.nationalities, dict(anna.extra)["nationality_listed"]) == ((), "Atlantis")


def test_aliases_alone_name_nobody(tmp_path: Path) -> None:
    (tmp_path / "alt.csv").write_text(ALT)
    assert OfacCsv().recognises(tmp_path)
    with pytest.raises(ListFileError, match=r"found alt\.csv alone") as refused:
        read_whole(OfacCsv(), tmp_path)
    assert "put sdn.csv beside" in (refused.value.hint or "")


def test_two_files_that_may_be_the_companion_are_not_guessed_between(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"alt\.csv and sdn_alt\.csv"):
        _load(tmp_path, sdn=_sdn(), alt=ALT, sdn_alt=ALT)


def test_a_column_more_is_another_format(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="no file with its 12 columns"):
        _load(tmp_path, sdn=_sdn().replace("\r\n", ",-0- \r\n"))


@pytest.mark.parametrize("cut", [20, 100, 300, len(REMARKS) + 90], ids=lambda cut: f"after {cut}")
def test_a_main_file_that_is_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    content = OTHERS + _sdn()
    with pytest.raises(ListFileError, match=r"sdn\.csv, line"):
        _load(tmp_path, sdn=content[: len(OTHERS) + cut])


def test_a_broken_companion_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"alt\.csv, line 1: expected 5 columns, found 2"):
        _load(tmp_path, sdn=_sdn(), alt="1,2\r\n")
