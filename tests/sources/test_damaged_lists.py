"""Lists with bytes changed, dropped or doubled: read, rejected or refused, never a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import BorderCheckError
from border_check.sources.interface import Part, Record, Rejected, SetAside
from border_check.sources.registry import SOURCES, recognise
from border_check.sources.uk_columns import SANCTIONS_LIST
from border_check.sources.whole import read_whole

NULLS = ",".join(["-0- "] * 6)
LISTS = {
    "sltd-csv": (
        "record_id,issuing_country,document_type,din,din_to,category,date_of_theft,status\n"
        "1,UTO,passport,L898902C3,,stolen,2024-05-02,active\n"
        "2,UTO,passport,L8989000,L8989499,stolen_blank,2024,active\n"
    ),
    "nominal-csv": (
        "id,name,aliases,dobs,passports,action\n"
        "1,Anna ERIKSSON,Ann|Anna E.,1974-08-12|1974,L898902C3:UTO,hold\n"
    ),
    "nominal-jsonl": json.dumps(
        {
            "id": "1",
            "name": "Anna ERIKSSON",
            "aliases": [{"name": "Ann", "strength": "weak"}],
            "dobs": ["1974-08-12"],
            "passports": [["L898902C3", "UTO"]],
        }
    ),
    "interpol-notices-json": json.dumps(
        {
            "entity_id": "2026/1",
            "name": "ERIKSSON",
            "date_of_birth": "1974/08/12",
            "arrest_warrants": [{"charge": "fraud", "issuing_country_id": "SE"}],
            "_links": {"self": {"href": "https://x/notices/v1/red/2026-1"}},
        }
    ),
    "ofac-csv": (
        f'1,"ERIKSSON, Anna","individual","UTO",-0- ,{NULLS},"DOB 12 Aug 1974; alt. DOB 1950 to'
        " 1953; POB Zenith; nationality Utopia; Passport L898902C3 (Utopia); a.k.a. 'ANN'.\"\r\n"
    ),
    "un-xml": (
        "<CONSOLIDATED_LIST dateGenerated='2026-11-21T23:00:04Z'><INDIVIDUALS><INDIVIDUAL>"
        "<REFERENCE_NUMBER>UTi.001</REFERENCE_NUMBER><FIRST_NAME>ANNA</FIRST_NAME>"
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Ann (Анна), born 1974</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS><INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1974</FROM_YEAR><TO_YEAR>1976"
        "</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DOCUMENT><NUMBER>Kuwaiti passport "
        "number X898902</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>"
        "</CONSOLIDATED_LIST>"
    ),
    "opensanctions-ftm": json.dumps(
        {
            "id": "NK-1",
            "schema": "Person",
            "properties": {"name": ["Anna ERIKSSON"], "birthDate": ["1974"], "lastName": ["E"]},
        }
    ),
    "opensanctions-csv": (
        "id,schema,name,aliases,birth_date,countries,identifiers,sanctions,last_seen\n"
        'NK-1,Person,Anna,"Ann;""A; B""",1974-08-12,se,X8989023,,2026-11-20T06:00:00\n'
    ),
    "russian-passports-csv": "PASSP_SERIES,PASSP_NUMBER\n0000,000017\n0000,000018\n",
    "czech-documents-xml": (
        '<doklady_neplatne posl_zmena="12.8.2010"><dotaz typ="OPs" cislo="000019" serie="AB"/>'
        '<odpoved aktualizovano="20.11.2026" evidovano="ano" evidovano_od="1.2.2015"/>'
        "</doklady_neplatne>"
    ),
    "eu-fsf-xml": (
        '<export generationDate="2026-11-20T00:00:00Z"><sanctionEntity logicalId="1"><subjectType '
        'code="person"/><nameAlias wholeName="Anna ERIKSSON" strong="false"/><birthdate '
        'yearRangeFrom="1974" yearRangeTo="1976"/><identification number="X898902, issued in '
        'Utopia" identificationTypeCode="passport"/></sanctionEntity></export>'
    ),
    "eu-fsf-csv": (
        "Date_file;Entity_logical_id;Subject_type;Naal_lastname;Naal_firstname;Naal_middlename;"
        "Naal_wholename;Entity_remark;Programme;Leba_numtitle;Birt_date;Birt_place;Birt_country\n"
        "20/11/2026;1;P;ERIKSSON;Anna;;Anna ERIKSSON;;UTO;;;;\n20/11/2026;1;P;;;;;;;;1974;Zenith;\n"
    ),
    "uk-csv": (
        f"Report Date: 20-Nov-2026\n{','.join(SANCTIONS_LIST.columns.values())}\n"
        "UTO0001,ANNA,,,,,ERIKSSON,Primary Name,Low,,Individual,00/00/1974,Utopia,X898902,"
        f'"(1) Utopia (2) X"{"," * (len(SANCTIONS_LIST.columns) - 15)}\n'
    ),
    "canada-xml": (
        "<data-set><record><Country>Utopia / Utopie</Country><LastName>ERIKSSON</LastName>"
        "<DateOfBirthOrShipBuildDate>1974 or 1975</DateOfBirthOrShipBuildDate><Item>1</Item>"
        "<Aliases>Ann; Russian: Анна / Ganna</Aliases></record></data-set>"
    ),
    "swiss-xml": (
        '<swiss-sanctions-list date="2026-11-20"><target ssid="1"><individual><identity><name>'
        '<name-part order="1"><value>Anna</value><spelling-variant script="CYRL">Анна'
        '</spelling-variant></name-part></name><day-month-year year="1974" month="8" day="12"/>'
        '<place-of-birth place-id="9"/></identity></individual></target><place ssid="9"/>'
        "</swiss-sanctions-list>"
    ),
    "reference-jsonl": json.dumps(
        {
            "id": "1",
            "issuer": "UTO",
            "type": "P",
            "layout": "TD3",
            "numbers": ["[K-M]#{7}"],
            "validity": [5, 10],
            "issued_from": "2019-03",
            "pictures": ["uto/page.png"],
            "certain": True,
        }
    ),
    "alert-jsonl": json.dumps(
        {
            "id": "1",
            "issuer": "UTO",
            "text": "the film",
            "ranges": [["L8990000", "L8990999"]],
            "mrz": {"failing": ["composite"], "weights": "137", "expiry_date": "####31"},
        }
    ),
    "vehicle-csv": (
        "record_id,vehicle_type,vin,plate,country,imo,category,date_of_theft,status\n"
        "1,car,5UTZZ21DXMZ000101,UT 101 AB|M 7:D,UTO,,stolen,2025-03-02,active\n"
        "2,vessel,,,,IMO 0012340,sought,2024,\n"
    ),
    "ofac-xml": (
        "<sdnList><publshInformation><Publish_Date>11/20/2026</Publish_Date><Record_Count>1"
        "</Record_Count></publshInformation><sdnEntry><uid>1</uid><lastName>ERIKSSON</lastName>"
        "<sdnType>Individual</sdnType><idList><id><idType>Passport</idType><idNumber>L898902C3"
        "</idNumber></id></idList><dateOfBirthList><dateOfBirthItem><dateOfBirth>circa 1974"
        "</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>"
    ),
    "ofac-xml, enhanced": (
        "<sanctionsData><publicationInfo><dataAsOf>2026-11-20T08:30:00-05:00</dataAsOf>"
        "</publicationInfo><entities><entity id='1'><generalInfo><entityType>Individual"
        "</entityType></generalInfo><names><name><isPrimary>true</isPrimary><translations>"
        "<translation><formattedLastName>ERIKSSON</formattedLastName></translation>"
        "</translations></name></names><features><feature><type>Birthdate</type><valueDate>"
        "<fromDateBegin>1974-01-01</fromDateBegin><toDateEnd>1974-12-31</toDateEnd></valueDate>"
        "</feature></features></entity></entities></sanctionsData>"
    ),
    "ofac-xml, advanced": (
        "<Sanctions><DateOfIssue><Year>2026</Year><Month>11</Month><Day>20</Day></DateOfIssue>"
        "<ReferenceValueSets><F><FeatureType ID='8'>Birthdate</FeatureType></F><P><PartySubType"
        " ID='4' PartyTypeID='1'/></P></ReferenceValueSets><DistinctParties><DistinctParty"
        " FixedRef='1'><Profile PartySubTypeID='4'><Identity><Alias Primary='true'>"
        "<DocumentedName><DocumentedNamePart><NamePartValue>ERIKSSON</NamePartValue>"
        "</DocumentedNamePart></DocumentedName></Alias></Identity><Feature FeatureTypeID='8'>"
        "<FeatureVersion><DatePeriod><Start><From><Year>1974</Year><Month>8</Month><Day>12</Day>"
        "</From></Start></DatePeriod></FeatureVersion></Feature></Profile></DistinctParty>"
        "</DistinctParties></Sanctions>"
    ),
    "us-csl-csv": (
        "source,entity_number,type,programs,name,title,alt_names,citizenships,dates_of_birth,"
        'nationalities,places_of_birth,ids\nSDN,1,Individual,UTO,"ERIKSSON, Anna",,Ann; Anna,SE,'
        '1974-08-12; circa 1976,SE,Zenith,"Passport, L898902C3, SE; Gender, Female"\n'
    ),
    "fbi-json": json.dumps(
        {
            "total": 1,
            "items": [
                {
                    "uid": "1",
                    "title": "ANNA ERIKSSON - ZENITH",
                    "subjects": ["ViCAP Missing Persons"],
                    "poster_classification": "missing",
                    "dates_of_birth_used": ["August 12, 1974"],
                    "aliases": ["Ann"],
                    "sex": "Female",
                    "age_max": 17,
                    "images": [{"thumb": "x"}],
                    "modified": "2026-11-18T12:00:00+00:00",
                }
            ],
        }
    ),
}
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from([0, 1, 40]),
        st.sampled_from([b"", b'"', b"'", b";", b",", b"\n", b"(", b"\0", b"\xff", b"9" * 5000])
        | st.binary(max_size=6)
        | st.text(max_size=6).map(str.encode),
    ),
    min_size=1,
    max_size=4,
)


def test_every_format_is_damaged_here() -> None:
    assert set(map(_format, LISTS)) == SOURCES.keys()


def _format(name: str) -> str:
    return name.partition(",")[0]


@pytest.mark.parametrize("name", LISTS)
@given(damage=DAMAGE)
@settings(max_examples=60, deadline=None)
def test_damage_is_answered_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, name: str, damage: list[tuple[int, int, bytes]]
) -> None:
    content = LISTS[name].encode()
    for place, dropped, added in damage:
        at = place % (len(content) + 1)
        content = content[:at] + added + content[at + dropped :]
    path: Path = tmp_path_factory.mktemp("damaged") / "list.dat"
    path.write_bytes(content)
    try:
        entries = read_whole(SOURCES[_format(name)], path).entries
    except BorderCheckError as error:
        assert "\n" not in error.message[:40]
    else:
        known = Record | Rejected | SetAside | Part
        assert all(isinstance(entry, known) for entry in entries)
    try:
        recognise(path)
    except BorderCheckError as error:
        assert error.hint
