"""OFAC's XML files: three editions, each of which tells what the flat files tell."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.shipped import data_folder
from border_check.sources.ofac_births import birth_in_words
from border_check.sources.ofac_csv import OfacCsv
from border_check.sources.ofac_xml import OfacXml
from border_check.sources.registry import recognise
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Nominal, Sex

NULLS = ",".join(["-0- "] * 6)
FLAT = (
    f'1,"ERIKSSON, Anna Maria","individual","UTO1] [UTO2","Doctor",{NULLS},"DOB 12 Aug 1974; alt.'
    " DOB circa 1976; alt. DOB 1980 to 1981; POB Zenith, Utopia; nationality Utopia; citizen"
    " Sweden; Gender Female; Passport L898902C3 (Utopia) expires 15 Apr 2012; National ID No."
    " 890-23 (Utopia); Tax ID No. 555 (Utopia); a.k.a. 'ERIKSON, Ann'; Linked To: UTC.\"\r\n"
    f'2,"UTOPIA TRADING CO.",-0- ,"UTO1",-0- ,{NULLS},-0- \r\n'
    f'3,"MS SPECIMEN","vessel","UTO1",-0- ,{NULLS},-0- \r\n'
    f'4,"UT-89890","aircraft","UTO1",-0- ,{NULLS},-0- \r\n'
)
ALT = '1,10,"aka","ERIKSEN, Ann",-0- \r\n'

OLD = "http://tempuri.org/sdnList.xsd"
NEW = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"


def _standard(person: str, *more: str, count: int = 4, namespace: str = f"{NEW}/XML") -> str:
    others = (
        "<sdnEntry><uid>2</uid><lastName>UTOPIA TRADING CO.</lastName><sdnType>Entity</sdnType>"
        "</sdnEntry><sdnEntry><uid>3</uid><lastName>MS SPECIMEN</lastName><sdnType>Vessel</sdnType>"
        "</sdnEntry><sdnEntry><uid>4</uid><lastName>UT-89890</lastName><sdnType>Aircraft</sdnType>"
        "</sdnEntry>"
    )
    return (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{namespace}">\n'
        "<publshInformation><Publish_Date>11/20/2026</Publish_Date>"
        f"<Record_Count>{count}</Record_Count></publshInformation>\n"
        f"<sdnEntry>{person}</sdnEntry>\n{others}{''.join(more)}</sdnList>\n"
    )


STANDARD = """
<uid>1</uid><firstName>Anna Maria</firstName><lastName>ERIKSSON</lastName><title>Doctor</title>
<sdnType>Individual</sdnType><remarks>Linked To: UTC.</remarks>
<programList><program>UTO1</program><program>UTO2</program></programList>
<idList>
  <id><idType>Gender</idType><idNumber>Female</idNumber></id>
  <id><idType>Passport</idType><idNumber>L898902C3</idNumber><idCountry>Utopia</idCountry>
      <expirationDate>15 Apr 2012</expirationDate></id>
  <id><idType>National ID No.</idType><idNumber>890-23</idNumber><idCountry>Utopia</idCountry></id>
  <id><idType>Tax ID No.</idType><idNumber>555</idNumber><idCountry>Utopia</idCountry></id>
  <id><idType>Secondary sanctions risk:</idType><idNumber>Passport rule 1234567</idNumber></id>
</idList>
<akaList>
  <aka><type>a.k.a.</type><category>weak</category><lastName>ERIKSON</lastName>
       <firstName>Ann</firstName></aka>
  <aka><type>a.k.a.</type><category>strong</category><lastName>ERIKSEN</lastName>
       <firstName>Ann</firstName></aka>
</akaList>
<nationalityList><nationality><country>Utopia</country></nationality></nationalityList>
<citizenshipList><citizenship><country>Sweden</country></citizenship></citizenshipList>
<dateOfBirthList>
  <dateOfBirthItem><dateOfBirth>circa 1976</dateOfBirth><mainEntry>false</mainEntry>
  </dateOfBirthItem>
  <dateOfBirthItem><dateOfBirth>12 Aug 1974</dateOfBirth><mainEntry>true</mainEntry>
  </dateOfBirthItem>
  <dateOfBirthItem><dateOfBirth>1980 to 1981</dateOfBirth><mainEntry>false</mainEntry>
  </dateOfBirthItem>
</dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><placeOfBirth>Zenith, Utopia</placeOfBirth></placeOfBirthItem>
</placeOfBirthList>
"""


def _birth(
    first: str, last: str, *, main: bool = False, about: bool = False, value: str = ""
) -> str:
    return (
        f"<feature><type>Birthdate</type><value>{value}</value><valueDate>"
        f"<fromDateBegin>{first}</fromDateBegin><toDateEnd>{last}</toDateEnd>"
        f"<isApproximate>{str(about).lower()}</isApproximate></valueDate>"
        f"<isPrimary>{str(main).lower()}</isPrimary></feature>"
    )


def _feature(kind: str, value: str) -> str:
    return f"<feature><type>{kind}</type><value>{value}</value></feature>"


def _name(last: str, first: str, *, main: bool = False, weak: bool = False) -> str:
    return (
        f"<name><isPrimary>{str(main).lower()}</isPrimary>"
        f"<isLowQuality>{str(weak).lower()}</isLowQuality><translations>"
        f"<translation><isPrimary>true</isPrimary><script>Latin</script>"
        f"<formattedFirstName>{first}</formattedFirstName>"
        f"<formattedLastName>{last}</formattedLastName>"
        f"<formattedFullName>{last}, {first}</formattedFullName>"
        "</translation></translations></name>"
    )


def _document(kind: str, number: str) -> str:
    return (
        f"<identityDocument><type>{kind}</type><documentNumber>{number}</documentNumber>"
        "<issuingCountry>Utopia</issuingCountry></identityDocument>"
    )


def _entity(number: int, kind: str, inside: str) -> str:
    return (
        f'<entity id="{number}"><generalInfo><entityType>{kind}</entityType><title>Doctor</title>'
        f"</generalInfo><sanctionsPrograms><sanctionsProgram>UTO1</sanctionsProgram>"
        f"<sanctionsProgram>UTO2</sanctionsProgram></sanctionsPrograms>{inside}</entity>"
    )


def _enhanced(*entities: str) -> str:
    return (
        f'<sanctionsData xmlns="{NEW}/ENHANCED_XML"><publicationInfo>'
        "<dataAsOf>2026-11-20T08:30:00.1234567-05:00</dataAsOf></publicationInfo><referenceValues>"
        '<referenceValue refId="7"><type>Country</type><value>Sweden</value></referenceValue>'
        f"</referenceValues><entities>{''.join(entities)}</entities></sanctionsData>"
    )


NAMES = (
    _name("ERIKSON", "Ann", weak=True)
    + _name("ERIKSSON", "Anna Maria", main=True)
    + _name("ERIKSEN", "Ann")
)
ENHANCED = (
    f"<names>{NAMES}</names><features>"
    + _birth("1976-01-01", "1976-12-31", about=True)
    + _birth("1974-08-12", "1974-08-12", main=True, value="12 Aug 1974")
    + _birth("1980-01-01", "1981-12-31")
    + _feature("Place of Birth", "Zenith, Utopia")
    + _feature("Nationality Country", "Utopia")
    + "<feature><type>Citizenship Country</type><valueRefId>7</valueRefId></feature>"
    + _feature("Gender", "Female")
    + "</features><identityDocuments>"
    + _document("Passport", "L898902C3")
    + _document("National ID No.", "890-23")
    + _document("Tax ID No.", "555")
    + "</identityDocuments>"
)
OTHER_ENTITIES = tuple(
    _entity(number, kind, f"<names>{_name('OTHER', '', main=True)}</names>")
    for number, kind in ((2, "Entity"), (3, "Vessel"), (4, "Aircraft"))
)


def _period(first: str, last: str, *, about: bool = False) -> str:
    def day(text: str) -> str:
        return "".join(
            f"<{name}>{int(part)}</{name}>"
            for name, part in zip(("Year", "Month", "Day"), text.split("-"), strict=True)
        )

    start, end = day(first), day(last)
    return (
        f'<DatePeriod><Start Approximate="{str(about).lower()}">'
        f"<From>{start}</From><To>{start}</To></Start><End><From>{end}</From><To>{end}</To></End></DatePeriod>"
    )


def _fact(kind: int, inside: str) -> str:
    return f'<Feature FeatureTypeID="{kind}"><FeatureVersion>{inside}</FeatureVersion></Feature>'


def _alias(kind: int, last: str, first: str, *, main: bool = False, weak: bool = False) -> str:
    return (
        f'<Alias AliasTypeID="{kind}" Primary="{str(main).lower()}"'
        f' LowQuality="{str(weak).lower()}"><DocumentedName>'
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="52" ScriptID="215">{first}'
        "</NamePartValue></DocumentedNamePart><DocumentedNamePart>"
        f'<NamePartValue NamePartGroupID="51" ScriptID="215">{last}</NamePartValue>'
        "</DocumentedNamePart></DocumentedName></Alias>"
    )


GROUPS = (
    "<NamePartGroups>"
    '<MasterNamePartGroup><NamePartGroup ID="51" NamePartTypeID="1520"/></MasterNamePartGroup>'
    '<MasterNamePartGroup><NamePartGroup ID="52" NamePartTypeID="1521"/></MasterNamePartGroup>'
    "</NamePartGroups>"
)
ALIASES = (
    _alias(1400, "ERIKSON", "Ann", weak=True)
    + _alias(1403, "ERIKSSON", "Anna Maria", main=True)
    + _alias(1400, "ERIKSEN", "Ann")
)
ADVANCED = (
    f'<Profile ID="1001" PartySubTypeID="4"><Identity ID="71">{ALIASES}{GROUPS}</Identity>'
    + _fact(8, _period("1974-08-12", "1974-08-12"))
    + _fact(8, _period("1976-01-01", "1976-12-31", about=True))
    + _fact(8, _period("1980-01-01", "1981-12-31"))
    + _fact(9, '<VersionLocation LocationID="500"/>')
    + _fact(10, '<VersionLocation LocationID="501"/>')
    + _fact(11, '<VersionLocation LocationID="502"/>')
    + _fact(26, "<VersionDetail>Doctor</VersionDetail>")
    + _fact(224, '<VersionDetail DetailReferenceID="91527"/>')
    + "</Profile>"
)
REFERENCES = """
<ReferenceValueSets>
  <CountryValues><Country ID="1" ISO2="UT">Utopia</Country><Country ID="2">Sweden</Country>
  </CountryValues>
  <DetailReferenceValues><DetailReference ID="91527">Female</DetailReference>
  </DetailReferenceValues>
  <FeatureTypeValues>
    <FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="9">Place of Birth</FeatureType>
    <FeatureType ID="10">Nationality Country</FeatureType>
    <FeatureType ID="11">Citizenship Country</FeatureType>
    <FeatureType ID="26">Title</FeatureType><FeatureType ID="224">Gender</FeatureType>
  </FeatureTypeValues>
  <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
    <IDRegDocType ID="1584">National ID No.</IDRegDocType>
    <IDRegDocType ID="1596">Tax ID No.</IDRegDocType></IDRegDocTypeValues>
  <LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
  <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>
    <NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
  <PartySubTypeValues>
    <PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
    <PartySubType ID="2" PartyTypeID="4">Aircraft</PartySubType>
    <PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
    <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
  <ScriptValues><Script ID="215">Latin</Script><Script ID="220">Cyrillic</Script></ScriptValues>
</ReferenceValueSets>
<Locations>
  <Location ID="500"><LocationCountry CountryID="1"/><LocationPart LocPartTypeID="1454">
    <LocationPartValue Primary="true"><Value>Zenith</Value></LocationPartValue></LocationPart>
  </Location>
  <Location ID="501"><LocationCountry CountryID="1"/></Location>
  <Location ID="502"><LocationCountry CountryID="2"/></Location>
</Locations>
<IDRegDocuments>
  <IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="71" IssuedBy-CountryID="1">
    <IDRegistrationNo>L898902C3</IDRegistrationNo></IDRegDocument>
  <IDRegDocument ID="2" IDRegDocTypeID="1584" IdentityID="71">
    <IDRegistrationNo>890-23</IDRegistrationNo><IssuedBy CountryID="1"/></IDRegDocument>
  <IDRegDocument ID="3" IDRegDocTypeID="1596" IdentityID="71" IssuedBy-CountryID="1">
    <IDRegistrationNo>555</IDRegistrationNo></IDRegDocument>
  <IDRegDocument ID="4" IDRegDocTypeID="1571" IdentityID="72" IssuedBy-CountryID="1">
    <IDRegistrationNo>K7654321</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>
"""
PROGRAMS = """
<SanctionsEntries><SanctionsEntry ID="1" ProfileID="1001">
  <SanctionsMeasure SanctionsTypeID="1"><Comment>UTO1</Comment></SanctionsMeasure>
  <SanctionsMeasure SanctionsTypeID="1"><Comment>UTO2</Comment></SanctionsMeasure>
  <SanctionsMeasure SanctionsTypeID="2"><Comment>Block</Comment></SanctionsMeasure>
</SanctionsEntry></SanctionsEntries>
"""


def _party(number: int, inside: str) -> str:
    return f'<DistinctParty FixedRef="{number}">{inside}</DistinctParty>'


def _advanced(*parties: str) -> str:
    return (
        f'<Sanctions xmlns="{NEW}/ADVANCED_XML"><DateOfIssue><Year>2026</Year><Month>11</Month>'
        f"<Day>20</Day></DateOfIssue>{REFERENCES}"
        f"<DistinctParties>{''.join(parties)}</DistinctParties>{PROGRAMS}</Sanctions>"
    )


OTHER_PARTIES = tuple(
    _party(number, f'<Profile ID="{number}" PartySubTypeID="{kind}"/>')
    for number, kind in ((2, 3), (3, 1), (4, 2))
)
EDITIONS = {
    "standard, old namespace": _standard(STANDARD, namespace=OLD),
    "standard": _standard(STANDARD),
    "enhanced": _enhanced(_entity(1, "Individual", ENHANCED), *OTHER_ENTITIES),
    "advanced": _advanced(_party(1, ADVANCED), *OTHER_PARTIES),
}


def _load(folder: Path, content: str) -> WholeList:
    (folder / "sdn.xml").write_text(content, encoding="utf-8")
    return read_whole(OfacXml(), folder / "sdn.xml")


@pytest.fixture
def flat(tmp_path: Path) -> WholeList:
    """The same person and the same others, from the flat files."""
    (tmp_path / "flat").mkdir()
    (tmp_path / "flat" / "sdn.csv").write_text(FLAT)
    (tmp_path / "flat" / "alt.csv").write_text(ALT)
    return read_whole(OfacCsv(), tmp_path / "flat" / "sdn.csv")


def _without_texts(nominal: Nominal) -> Nominal:
    texts = ("remarks", "ids_listed")
    return nominal._replace(extra=tuple(one for one in nominal.extra if one[0] not in texts))


@pytest.mark.parametrize("content", EDITIONS.values(), ids=EDITIONS.keys())
def test_an_edition_tells_of_a_person_what_the_flat_files_tell(
    tmp_path: Path, flat: WholeList, content: str
) -> None:
    loaded = _load(tmp_path, content)
    assert loaded.rejected == []
    assert list(map(_without_texts, loaded.nominals)) == list(map(_without_texts, flat.nominals))
    assert loaded.set_aside == flat.set_aside == {"organisation": 1, "vessel": 1, "aircraft": 1}
    (anna,) = loaded.nominals
    assert anna.documents == (
        DocumentReference("L898902C3", "UTO", "passport"),
        DocumentReference("890-23", "UTO", "identity_card"),
    )
    assert anna.births == (
        PartialDate(1974, 8, 12), PartialDate(1976), PartialDate(1980), PartialDate(1981),
    )  # fmt: skip
    assert anna.sex is Sex.FEMALE


AS_OF = {
    "standard": "2026-11-20T00:00:00Z",
    "enhanced": "2026-11-20T13:30:00Z",
    "advanced": "2026-11-20T00:00:00Z",
}


@pytest.mark.parametrize(("edition", "as_of"), AS_OF.items(), ids=AS_OF.keys())
def test_an_edition_carries_its_date(tmp_path: Path, edition: str, as_of: str) -> None:
    assert _load(tmp_path, EDITIONS[edition]).as_of == as_of


def test_of_several_files_the_oldest_date_counts(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(EDITIONS["standard"].replace("11/20/2026", "11/21/2026"))
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(EDITIONS["advanced"].encode()))
    loaded = read_whole(OfacXml(), tmp_path)
    assert loaded.as_of == "2026-11-20T00:00:00Z"
    assert len(loaded.entries) == 8
    undated = EDITIONS["enhanced"].replace("dataAsOf", "dataFor")
    (tmp_path / "c.xml").write_text(undated)
    assert read_whole(OfacXml(), tmp_path).as_of is None


def test_the_samples_of_both_formats_hold_the_same_people() -> None:
    samples = data_folder() / "samples"
    flat = read_whole(OfacCsv(), samples / "ofac-sdn")
    loaded = read_whole(OfacXml(), samples / "ofac-sdn-xml.xml")
    assert list(map(_without_texts, loaded.nominals)) == list(map(_without_texts, flat.nominals))
    assert loaded.set_aside == flat.set_aside


@pytest.mark.parametrize("content", EDITIONS.values(), ids=EDITIONS.keys())
def test_an_edition_is_told_by_its_root(tmp_path: Path, content: str) -> None:
    prefixed = content.replace("xmlns=", "xmlns:o=")
    for name in ("sdnList", "sdnEntry", "sanctionsData", "Sanctions"):
        prefixed = prefixed.replace(f"<{name} ", f"<o:{name} ").replace(
            f"</{name}>", f"</o:{name}>"
        )
        prefixed = prefixed.replace("<sdnEntry>", "<o:sdnEntry>")
    for text in (content, prefixed):
        loaded = _load(tmp_path, text)
        assert recognise(tmp_path / "sdn.xml").name == "ofac-xml"
        assert (len(loaded.entries), loaded.warnings) == (4, ())


def test_a_file_that_counts_other_entries_than_it_holds_says_so(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _standard(STANDARD, count=5))
    assert loaded.warnings == ("sdn.xml: says that it has 5 entries, holds 4",)


def test_what_the_reader_does_not_know_is_kept(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _standard(f"{STANDARD}<listedBy>Office <b>9</b></listedBy>"))
    extra = dict(loaded.nominals[0].extra)
    assert extra["listedBy"] == "Office 9"
    assert extra["ids_listed"].startswith(
        "Gender Female; Passport L898902C3 (Utopia) expires 15 Apr 2012; "
    )
    entity = _entity(1, "Individual", ENHANCED.replace("Gender", "Height"))
    (anna,) = _load(tmp_path, _enhanced(entity)).nominals
    assert (dict(anna.extra)["Height"], anna.sex) == ("Female", None)


CYRILLIC = _alias(1403, "ЭРИКССОН", "Анна", main=True).replace('ScriptID="215"', 'ScriptID="220"')


def test_a_name_in_another_script_is_an_alias_wherever_it_stands(tmp_path: Path) -> None:
    party = _party(1, ADVANCED.replace(ALIASES, CYRILLIC + ALIASES))
    (anna,) = _load(tmp_path, _advanced(party)).nominals
    assert (anna.name, anna.aliases[0]) == (
        "Anna Maria ERIKSSON",
        Alias("Анна ЭРИКССОН", "strong", "ЭРИКССОН", "Анна"),
    )
    russian = (
        "<translations><translation><script>Cyrillic</script><formattedFullName>ЭРИКССОН, Анна"
        "</formattedFullName></translation>"
    )
    names = NAMES.replace("<translations>", russian)
    entity = _entity(1, "Individual", ENHANCED.replace(NAMES, names))
    (anna,) = _load(tmp_path, _enhanced(entity)).nominals
    assert anna.name == "Anna Maria ERIKSSON"
    assert Alias("Анна ЭРИКССОН", "strong", "ЭРИКССОН", "Анна") in anna.aliases


def test_without_the_groups_of_a_name_its_first_part_is_the_surname(tmp_path: Path) -> None:
    parts = "".join(
        f"<DocumentedNamePart><NamePartValue>{part}</NamePartValue></DocumentedNamePart>"
        for part in ("ERIKSSON", "Anna", "Maria")
    )
    alias = f'<Alias Primary="true"><DocumentedName>{parts}</DocumentedName></Alias>'
    party = _party(1, f'<Profile PartySubTypeID="4"><Identity>{alias}</Identity></Profile>')
    (anna,) = _load(tmp_path, _advanced(party)).nominals
    assert (anna.name, anna.surname, anna.given) == (
        "Anna Maria ERIKSSON", "ERIKSSON", "Anna Maria",
    )  # fmt: skip


BIRTHS = [
    ("one day", "1974-08-12", "1974-08-12", "12 Aug 1974"),
    ("a day of one digit", "1974-08-02", "1974-08-02", "02 Aug 1974"),
    ("the whole of a year", "1974-01-01", "1974-12-31", "1974"),
    ("the whole of a month", "1976-02-01", "1976-02-29", "Feb 1976"),
    ("years", "1950-01-01", "1953-12-31", "1950 to 1953"),
    ("months", "1950-03-01", "1950-04-30", "Mar 1950 to Apr 1950"),
    ("days", "1950-03-02", "1950-03-09", "02 Mar 1950 to 09 Mar 1950"),
    ("the first day of a year, and no more", "1974-01-01", "1974-01-01", "01 Jan 1974"),
    ("a year without days", "1974", "1974", "1974"),
]


@pytest.mark.parametrize(
    ("first", "last", "words"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_a_period_of_births_in_the_words_of_the_flat_files(
    first: str, last: str, words: str
) -> None:
    start, end = PartialDate.parse(first), PartialDate.parse(last)
    assert birth_in_words(start, end, about=False) == words
    assert birth_in_words(start, end, about=True) == f"circa {words}"


REJECTED = {
    "standard, no uid": (_standard(STANDARD.replace("<uid>1</uid>", "")), "uid"),
    "standard, no type": (_standard(STANDARD.replace("Individual", "")), "sdnType"),
    "standard, another type": (_standard(STANDARD.replace("Individual", "Comet")), "sdnType"),
    "standard, no name": (_standard("<uid>1</uid><sdnType>Individual</sdnType>"), "lastName"),
    "enhanced, no id": (_enhanced(_entity(1, "Individual", ENHANCED).replace(' id="1"', "")), "id"),
    "enhanced, another type": (_enhanced(_entity(1, "Comet", ENHANCED)), "entityType"),
    "enhanced, no primary name": (
        _enhanced(_entity(1, "Individual", ENHANCED.replace("true", "false"))),
        "names",
    ),
    "enhanced, a birth that is no day": (
        _enhanced(_entity(1, "Individual", ENHANCED.replace("1980-01-01", "1980-02-30"))),
        "valueDate",
    ),
    "advanced, no number": (
        _advanced(_party(1, ADVANCED).replace(' FixedRef="1"', "")),
        "FixedRef",
    ),
    "advanced, no profile": (_advanced(_party(1, "")), "Profile"),
    "advanced, a sub-type nobody knows": (
        _advanced(_party(1, ADVANCED.replace('PartySubTypeID="4"', 'PartySubTypeID="9"'))),
        "PartySubTypeID",
    ),
    "advanced, no primary name": (
        _advanced(_party(1, ADVANCED.replace('Primary="true"', 'Primary="false"'))),
        "Alias",
    ),
    "advanced, a birth that is no day": (
        _advanced(_party(1, ADVANCED.replace("<Day>12</Day>", "<Day>32</Day>"))),
        "DatePeriod",
    ),
}


@pytest.mark.parametrize(("content", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_an_entry_that_cannot_be_used_is_rejected(tmp_path: Path, content: str, field: str) -> None:
    loaded = _load(tmp_path, content)
    (rejected,) = loaded.rejected
    assert loaded.nominals == []
    assert (str(rejected.place), rejected.field) == ("sdn.xml, element 1", field)
    assert str(rejected.raw).startswith("<")


def test_an_entry_that_is_rejected_counts_among_the_others(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _standard(STANDARD, "<sdnEntry><uid>5</uid></sdnEntry>"))
    assert [str(one.place) for one in loaded.rejected] == ["sdn.xml, element 5"]


RENAMED = {
    "standard, births": (_standard(STANDARD), "dateOfBirthList", "birthDateList"),
    "standard, an item": (_standard(STANDARD), "idNumber", "identityNumber"),
    "enhanced, documents": (EDITIONS["enhanced"], "identityDocuments", "idDocuments"),
    "enhanced, a number": (EDITIONS["enhanced"], "documentNumber", "documentNo"),
    "advanced, features": (EDITIONS["advanced"], "Feature", "PartyFeature"),
}


@pytest.mark.parametrize(("content", "old", "new"), RENAMED.values(), ids=RENAMED.keys())
def test_a_renamed_element_is_told_by_both_names(
    tmp_path: Path, content: str, old: str, new: str
) -> None:
    renamed = content.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    renamed = renamed.replace(f"<{old} ", f"<{new} ")
    with pytest.raises(ListFileError, match=rf"sdn\.xml, element 1: .*{old}.*{new}"):
        _load(tmp_path, renamed)


def test_a_file_of_changes_is_no_list(tmp_path: Path) -> None:
    changes = EDITIONS["enhanced"].replace('<entity id="1"', '<entity id="1" action="remove"')
    with pytest.raises(ListFileError, match="a file of changes") as refused:
        _load(tmp_path, changes)
    assert "whole list" in (refused.value.hint or "")


@pytest.mark.parametrize("content", EDITIONS.values(), ids=EDITIONS.keys())
def test_a_list_that_is_cut_short_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    with pytest.raises(ListFileError, match=r"sdn\.xml, line \d+, column \d+"):
        _load(tmp_path, content[:-90])


@pytest.mark.parametrize("content", EDITIONS.values(), ids=EDITIONS.keys())
def test_hostile_xml_is_refused(tmp_path: Path, content: str) -> None:
    root = re.sub(r"<\?xml.*\?>", "", content)
    hostile = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>{root}'
    with pytest.raises(ListFileError, match="document type or an entity"):
        _load(tmp_path, hostile)


def test_other_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected OFAC's list in XML"):
        _load(tmp_path, "<export><entity/></export>")
    with pytest.raises(ListFileError, match="found wrapper"):
        _load(tmp_path, "<wrapper><sdnList><sdnEntry/></sdnList></wrapper>")
