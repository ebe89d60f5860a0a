"""Elements of XML files, and XML that attacks its reader."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest

from border_check.errors import ListFileError
from border_check.sources.interface import Place
from border_check.sources.xml_elements import entries, local, refuse_renamed, root_of, text, texts

LIST = b"""<?xml version="1.0"?>
<l:list xmlns:l="urn:x" date="2026-11-22">
  <people><l:person><name> Anna
     Maria </name><name/></l:person><person/></people>
  <others><thing/></others>
</l:list>"""


def test_entries_come_with_their_section_and_number_whatever_the_namespace() -> None:
    found = [
        (one.number, one.section, local(one.element.tag)) for one in entries(BytesIO(LIST), "x")
    ]
    assert found == [(1, "people", "person"), (2, "people", "person"), (3, "others", "thing")]


def test_a_list_may_be_the_children_of_the_root_itself() -> None:
    found = [(one.section, local(one.element.tag)) for one in entries(BytesIO(LIST), "x", depth=1)]
    assert found == [("list", "people"), ("list", "others")]


KNOWN = {"person": ("surname", "dateOfBirth", "sex"), "dateOfBirth": ("year", "note")}
RENAMED = [
    ("<surName>A</surName>", "'surname' in 'person', found 'surName'"),
    ("<surname>A</surname><birthDate/>", "'dateOfBirth' in 'person', found 'birthDate'"),
    ("<dateOfBirth><years/></dateOfBirth>", "'year' in 'dateOfBirth', found 'years'"),
]
ADDED = [
    "<surname>A</surname><surName2/>",
    "<tattoo/>",
    "<dateOfBirth><year/><years/></dateOfBirth>",
]


@pytest.mark.parametrize(("inside", "told"), RENAMED)
def test_a_renamed_element_is_told_by_both_names(inside: str, told: str) -> None:
    with pytest.raises(ListFileError, match=f"x, element 3: expected the element {told}"):
        refuse_renamed(fromstring(f"<person>{inside}</person>"), KNOWN, Place("x", 3, "element"))


@pytest.mark.parametrize("inside", ADDED)
def test_an_added_element_is_none_that_was_renamed(inside: str) -> None:
    refuse_renamed(fromstring(f"<person>{inside}</person>"), KNOWN, Place("x", 3, "element"))


def test_the_root_is_known_before_the_rest_is_read() -> None:
    assert root_of(BytesIO(LIST[:-20]), "x") == ("list", {"date": "2026-11-22"})


def test_texts_lose_line_breaks_and_empty_ones() -> None:
    first = next(entries(BytesIO(LIST), "x")).element
    assert texts(first, "name") == ["Anna Maria"]
    assert text(first, "missing") == ""


HOSTILE = {
    "entities that grow": b"""<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <l><s><e>&b;</e></s></l>""",
    "a file of the reader": b"""<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]>
        <l><s><e>&f;</e></s></l>""",
    "a document type elsewhere": b"""<!DOCTYPE l SYSTEM "http://attacker.invalid/l.dtd">
        <l><s><e/></s></l>""",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_xml_is_refused_with_a_word_about_it(content: bytes) -> None:
    with pytest.raises(ListFileError, match=r"list\.xml: the XML declares") as refused:
        list(entries(BytesIO(content), "list.xml"))
    assert "do not load it" in (refused.value.hint or "")


BROKEN = {
    "cut short": (LIST[:-40], r"line \d+, column \d+"),
    "not XML": (b"id,name\n1,Anna\n", "line 1, column 1: not well-formed"),
    "another encoding": ("<l><s><e>é</e></s></l>".encode("latin-1"), "line 1"),
    "empty": (b"", "no element found"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_xml_is_told_with_its_line(content: bytes, told: str) -> None:
    with pytest.raises(ListFileError, match=told):
        list(entries(BytesIO(content), "list.xml"))
