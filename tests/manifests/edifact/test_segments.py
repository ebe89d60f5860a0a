"""Whatever stands in a text, it is cut into segments, and none of it is lost."""

from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from airline_messages import ASKED, LIST, RESERVED, names, read
from hypothesis import given
from hypothesis import strategies as st

from border_check.manifests.content import Content, Text
from border_check.manifests.edifact.interchange import listed_in
from border_check.manifests.edifact.segments import LONGEST, Segment, read_segments
from border_check.manifests.interface import Traveller


def segments(*pieces: str) -> list[Segment]:
    return list(read_segments(pieces))


def test_released_characters_are_data() -> None:
    (one,) = segments("FTX+AAA+ONE?+ONE?: TWO ??+IT?'S'")
    assert [one.text(at) for at in range(3)] == ["AAA", "ONE+ONE: TWO ?", "IT'S"]


def test_lines_are_those_of_the_text() -> None:
    found = segments("UNA:+.? '\nUNH+1'\nBGM\n+745'NAD+FL'\n\nATT+2'")
    assert [(one.tag, one.line) for one in found] == [
        ("UNH", 2),
        ("BGM", 3),
        ("NAD", 4),
        ("ATT", 6),
    ]


@given(st.lists(st.integers(0, len(LIST)), max_size=12))
def test_however_a_text_is_handed_on(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(LIST)]
    pieces = [LIST[start:end] for start, end in pairwise(places)]
    assert segments(*pieces) == segments(LIST)


def test_what_never_ends_is_not_kept() -> None:
    found = segments(*["UNH+1'FTX+" + "A" * LONGEST, "A" * 3 * LONGEST, "'NAD+FL+++DOE:JOHN'"])
    assert found[-1].tag == "NAD"
    assert max(len(element) for one in found for element in one.elements) <= 4 * LONGEST
    assert [one.fault for one in found if one.fault]


def test_another_interchange_with_other_separators() -> None:
    other = LIST.replace("?'", "").replace("UNA:+.? '", "UNA|*.! ~")
    other = other.replace(":", "|").replace("+", "*").replace("'", "~")
    assert len(read(LIST + other)) == 4


@given(st.text(alphabet="UNAHBGMDTFL+:'?\n 0123456789\ue000é", max_size=300))
def test_any_text_is_cut_without_an_error(text: str) -> None:
    kept = sum(len(one.tag) + sum(map(len, one.elements)) for one in segments("UNH+1'" + text))
    assert kept <= len(text) + 4


def damaged(text: str, dice: random.Random) -> str:
    """The text after a few accidents of the kinds that lines and programs have."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        until = min(len(text), at + dice.choice((1, 1, 2, 10, 200)))
        part = text[at:until]
        noise = "".join(dice.choices("+:'?*\n\r AZ09\x00\x1d\u2019", k=dice.randint(1, 8)))
        instead = dice.choice(("", part * 2, noise, part[::-1], part + noise))
        text = text[:at] + instead + text[until:] or "U"
    return text


def listed_names(text: str) -> list[tuple[str, str]]:
    content = Content(text.encode(), "list.edi")
    return [
        (one.cells.get("surname", one.cells.get("name", "")), one.document.number)
        for one in listed_in(Text(content, "utf-8"), ASKED)
    ]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("text", [LIST, RESERVED], ids=["PAXLST", "PNRGOV"])
def test_accidents_raise_nothing_and_never_last(text: str, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        for traveller in read(f"UNH+1+PAXLST'{damaged(text, dice)}"):
            assert traveller.row > 0


def test_whoever_stands_in_whole_segments_is_still_listed() -> None:
    dice = random.Random(7)
    for _ in range(300):
        text = damaged(LIST, dice)
        found = [surname for surname, _ in listed_names(text)]
        for line in text.split("\n"):
            if re.fullmatch(r"NAD\+F[LM]\+\+\+\w+:\w+:\w+'", line) and text.count(
                "\n" + line + "\n"
            ):
                assert line.split("+")[4].split(":")[0] in found, text


def test_the_real_messages_give_the_people_that_they_should(shared: Path) -> None:
    folder = shared / "data/passengers/edifact"
    files = [file for file in sorted(folder.iterdir()) if not file.name.endswith(".expected.json")]
    assert len(files) > 20
    missing = {
        f"{file.name}: {number}"
        for file in files
        for number in expected_numbers(file) - set(told_numbers(read(file.read_bytes())))
    }
    # 36 signs, of a test of lengths: no document has them, and the row says so.
    assert {one.split(":")[0] for one in missing} == {"paxlst_astra_3.edi"}
    for file in files:
        assert expected_names(file) <= set(map(plain, names(read(file.read_bytes()))))


def expected(file: Path) -> list[dict[str, str]]:
    """The travellers that stand in the file beside a message, each with the number of one
    document."""
    found = json.loads(file.with_name(f"{file.name}.expected.json").read_text())
    if "ssr_docs" in found:
        keys = ("surname", "first_given", "second_given")
        docs = found["ssr_docs"]
        return [{"name": " ".join(one[k] for k in keys), "number": one["number"]} for one in docs]
    return [
        {"name": f"{one['surname']} {one['given']} {one['middle']}", "number": document["number"]}
        for one in found["travellers"]
        for document in one["documents"] or [{"number": ""}]
    ]


def expected_numbers(file: Path) -> set[str]:
    return {one["number"] for one in expected(file)} - {""}


def told_numbers(travellers: list[Traveller]) -> list[str]:
    others = [other.number for one in travellers for other in one.others]
    return [one.query.get("number", "") for one in travellers] + others


def plain(name: str) -> str:
    """A name by its letters: without titles, "first name unknown" and what a broken line put in."""
    return re.sub(r"\W", "", re.sub(r"(?<=\w)\s?(MRS?|FNU)\b", "", name)).upper()


def expected_names(file: Path) -> set[str]:
    return {plain(one["name"]) for one in expected(file)} - {""}
