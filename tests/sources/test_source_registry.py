"""Formats by name and by content, and files that no format may read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from border_check.errors import ListFileError, UsageError
from border_check.sources.eu_columns import V1_0
from border_check.sources.interface import Source
from border_check.sources.registry import SOURCES, recognise, source_named
from border_check.sources.uk_columns import SANCTIONS_LIST
from border_check.sources.whole import read_whole

NULLS = ",".join(["-0- "] * 8)
UK = len(SANCTIONS_LIST.columns)
SAMPLES = {
    "sltd-csv": "record_id,issuing_country,document_type,din,category\n1,UTO,P,L898902C3,stolen\n",
    "nominal-csv": "id;name;dobs\n1;Anna ERIKSSON;1974\n",
    "nominal-jsonl": '{"id": "1", "name": "Anna ERIKSSON"}\n',
    "interpol-notices-json": '{"entity_id": "2026/1", "name": "ERIKSSON", "_links": {}}\n',
    "ofac-csv": f'1,"ERIKSSON, Anna","individual","UTO",{NULLS}\r\n',
    "un-xml": "<?xml version='1.0'?><CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>",
    "opensanctions-ftm": json.dumps(
        {"id": "NK-1", "schema": "Person", "properties": {"name": ["Anna ERIKSSON"]}}
    ),
    "opensanctions-csv": (
        "id,schema,name,aliases,birth_date,countries,identifiers,sanctions,last_seen\n"
        "NK-1,Person,Anna ERIKSSON,,,,,,2026-11-20T06:00:00\n"
    ),
    "russian-passports-csv": "PASSP_SERIES,PASSP_NUMBER\n0000,000017\n",
    "czech-documents-xml": (
        '<doklady_neplatne><dotaz typ="OP" cislo="000000019" serie="-"/>'
        '<odpoved evidovano="ano"/></doklady_neplatne>'
    ),
    "eu-fsf-xml": (
        '<export><sanctionEntity euReferenceNumber="EU.1.1"><subjectType code="person"/>'
        '<nameAlias wholeName="Anna ERIKSSON"/></sanctionEntity></export>'
    ),
    "eu-fsf-csv": (f"{';'.join(['Date_file', *V1_0.columns.values()])}\n;1;P;ERIKSSON;Anna;;;;;\n"),
    "uk-csv": (
        f"Report Date: 20-Nov-2026\n{','.join(SANCTIONS_LIST.columns.values())}\n"
        f"UTO0001,ANNA,,,,,ERIKSSON,Primary Name,,,Individual{',' * (UK - 11)}\n"
    ),
    "canada-xml": (
        "<data-set><record><LastName>ERIKSSON</LastName><Item>1</Item></record></data-set>"
    ),
    "swiss-xml": (
        '<swiss-sanctions-list><target ssid="1"><individual><identity><name><name-part>'
        "<value>Anna ERIKSSON</value></name-part></name></identity></individual></target>"
        "</swiss-sanctions-list>"
    ),
    "reference-jsonl": '{"id": "1", "issuer": "UTO", "type": "P", "series": "ERIKSSON"}\n',
    "alert-jsonl": '{"id": "1", "issuer": "UTO", "text": "ERIKSSON", "numbers": ["L#######"]}\n',
    "vehicle-csv": "record_id,vin,plate,country,category\n1,5UTZZ21DXMZ000101,,,stolen\n",
    "ofac-xml": "<?xml version='1.0'?><sdnList><publshInformation/></sdnList>",
    "us-csl-csv": (
        "source,entity_number,type,programs,name,title,alt_names,citizenships,dates_of_birth,"
        "nationalities,places_of_birth,ids\nSDN,1,Individual,,ERIKSSON,,,,,,,\n"
    ),
    "fbi-json": json.dumps(
        {"items": [{"uid": "1", "title": "ERIKSSON", "poster_classification": "default"}]}
    ),
}


def test_every_format_has_a_sample_here_and_its_own_name() -> None:
    assert SAMPLES.keys() == SOURCES.keys()
    assert all(source.name == name and source.summary for name, source in SOURCES.items())


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_told_by_the_content_alone(tmp_path: Path, name: str, *, packed: bool) -> None:
    content = SAMPLES[name].encode()
    (tmp_path / "list.dat").write_bytes(gzip.compress(content) if packed else content)
    assert recognise(tmp_path / "list.dat").name == name
    assert recognise(tmp_path).name == name


def test_several_formats_are_left_to_the_user(tmp_path: Path) -> None:
    for name in ("nominal-csv", "un-xml"):
        (tmp_path / name).write_text(SAMPLES[name])
    with pytest.raises(ListFileError, match="looks like nominal-csv, un-xml") as refused:
        recognise(tmp_path)
    assert refused.value.hint == "name its format: --format nominal-csv|un-xml"


def test_no_format_names_them_all(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Anna ERIKSSON\n")
    with pytest.raises(ListFileError, match="not recognised") as refused:
        recognise(tmp_path / "list.txt")
    assert all(name in (refused.value.hint or "") for name in SOURCES)


def test_a_name_that_is_no_format_is_answered_with_those_that_are() -> None:
    assert source_named("un-xml").name == "un-xml"
    with pytest.raises(UsageError, match="'un-pdf'") as refused:
        source_named("un-pdf")
    assert "un-xml" in (refused.value.hint or "")


REFUSED = {
    "missing": (None, "no such file"),
    "empty": (b"", "the file is empty"),
    "a PDF named .csv": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "web page"),
    "an Excel workbook of old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    "UTF-16": ("id,name\n".encode("utf-16"), "UTF-16"),
}


@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_every_format_refuses_what_can_be_no_list_in_the_same_words(
    tmp_path: Path, source: Source, content: bytes | None, told: str
) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    for attempt in (lambda: recognise(path), lambda: read_whole(source, path)):
        with pytest.raises(ListFileError, match=told) as refused:
            attempt()
        assert "list.csv" in refused.value.message
        assert refused.value.exit_code == 3


def _long(name: str) -> bytes:
    """A sample with enough behind it that its end is far from its head."""
    sample = SAMPLES[name]
    if name.endswith("-xml"):
        end = sample.rfind("</")
        return f"{sample[:end]}{'<X/>' * 9999}{sample[end:]}".encode()
    first, _, rest = sample.partition("\n")
    return f"{first}\n{(rest or first + chr(10)) * 3000}".encode()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_refuses_a_truncated_gzip(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.gz"
    path.write_bytes(gzip.compress(_long(name))[:-20])
    assert recognise(path).name == name
    with pytest.raises(ListFileError, match="cut short"):
        read_whole(SOURCES[name], path)


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.endswith("-xml")])
def test_every_text_format_refuses_another_encoding(tmp_path: Path, name: str) -> None:
    path = tmp_path / "list.txt"
    damaged = SAMPLES[name].replace("ERIKSSON", "ERIKSSÖN").replace("stolen", "gestöhlen")
    path.write_bytes(damaged.replace("000017", "0000ö7").encode("latin-1"))
    with pytest.raises(ListFileError, match=r"line \d+, byte \d+: 0xd6|0xf6 is not UTF-8"):
        read_whole(SOURCES[name], path)
