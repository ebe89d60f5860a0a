"""A batch as a page: whole in one file, harmless whatever travellers are called, and adding up."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from io import StringIO

import pytest
from pages import HOSTILE, MANIFEST, page_of

from border_check.formats.batch_page import BatchPage
from border_check.language import speaking
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.values.settings import Role

from desk import NOMINALS, Desk
from golden import Golden

VOID = {"meta", "br"}


class Read(HTMLParser):
    """What a browser would make of a page: elements, attributes and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.count = Counter[str]()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.inline: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> in {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.open and self.open[-1] in ("style", "script"):
            self.inline[self.open[-1]] = data


def test_the_page(desk: Desk, golden: Golden) -> None:
    version = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")
    golden.holds("batch_page.html", version.sub("VERSION", page_of(desk)))


def test_it_needs_nothing_beside_it(desk: Desk) -> None:
    read = Read(page_of(desk))
    for tag, name, value in read.attributes:
        assert name not in ("src", "style", "action", "srcset", "ping", "background"), (tag, name)
        assert not name.startswith("on"), (tag, name)
        assert name != "href" or value.startswith("#row-")
    assert not {"link", "img", "iframe", "object", "form", "base"} & read.count.keys()
    assert not re.search(r"url\(|@import|fetch|XMLHttp|http", "".join(read.inline.values()))


def test_only_its_own_style_and_script_may_run(desk: Desk) -> None:
    page = page_of(desk)
    read = Read(page)
    policy = next(value for _, name, value in read.attributes if "default-src" in value)
    for element in ("style", "script"):
        assert read.count[element] == 1
        digest = b64encode(sha256(read.inline[element].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_what_travellers_and_lists_say_is_text(bare_desk: Desk) -> None:
    bare_desk.load("wanted", NOMINALS.replace('"notice": "red"', f'"notice": "red", {HOSTILE}'))
    read = Read(page_of(bare_desk))
    assert 'ROE, script>alert(1) /script> "&amp;' in read.texts  # < is a filler of Doc 9303
    assert "caution: <img src=x onerror=alert(2)>" in read.texts
    assert read.count["script"] == 1
    assert "img" not in read.count


def test_totals_add_up_to_the_rows(desk: Desk) -> None:
    page = page_of(desk)
    assert "2 + 1 + 1 + 2 + 1 = 7 rows read" in page
    rows = page.partition("data-sortable")[2]
    assert rows.count("<tr class=") == 7
    assert Counter(re.findall(r'<tr class="(\w+)"', rows)) == {
        "stop": 2,
        "refer": 1,
        "proceed": 2,
        "not_checked": 2,
    }


def test_findings_worst_first_each_with_points_that_add_up(desk: Desk) -> None:
    page = page_of(desk)
    assert re.findall(r'<article id="row-(\d+)" class="(\w+)"', page) == [
        ("2", "stop"),
        ("3", "stop"),
        ("4", "refer"),
        ("5", "proceed"),
    ]
    for table in re.findall(r'<table class="evidence">.*?</table>', page, re.DOTALL):
        numbers = re.findall(r'class="number">([+-][\d.]+)<', table)
        points = [float(each) for each in numbers[:-1:2]]
        assert points
        assert sum(points) == pytest.approx(float(numbers[-1]))


ANNOUNCED = [
    ("as many", 1, "The list announces 1 travellers; 1 rows were read."),
    ("more", 3, "The list announces 3 travellers; 1 rows were read."),
    ("not said", None, "The list does not say how many travellers it has; 1 rows were read."),
]


@pytest.mark.parametrize(
    ("count", "said"), [e[1:] for e in ANNOUNCED], ids=[e[0] for e in ANNOUNCED]
)
def test_declared_against_read(desk: Desk, count: int | None, said: str) -> None:
    banner = f"csv;UT;UT688;ZEN;202611220600;NAD;202611220900;{count}\n" if count else ""
    header = "" if banner else "surname;given_names;middle_names;dob;sex;nationality;type;number\n"
    row = "DOE;JANE;;1990-01-01;F;UTO;P;K7654321" + (";2030-01-01;UTO" if banner else "")
    assert said in page_of(desk, f"{banner}{header}{row}\n")


def test_the_first_line_reads_what_it_would_without_discreet_records(
    desk: Desk, bare_desk: Desk
) -> None:
    told = page_of(desk, role=Role.FIRST_LINE)
    assert "N3" not in told
    without = "".join(line for line in NOMINALS.splitlines(True) if "N3" not in line)
    bare_desk.load("wanted", without)
    same = page_of(bare_desk, role=Role.FIRST_LINE)

    def rows(page: str) -> str:
        return re.sub(r"/0{4}\d\d-", "/-", page[page.index("Rows with a finding") :])

    assert rows(told) == rows(same)


def test_another_language_from_right_to_left(desk: Desk) -> None:
    with speaking("ar"):
        page = page_of(desk)
    assert '<html lang="ar" dir="rtl">' in page
    assert Read(page).count["article"] == 4


def test_a_list_without_travellers(desk: Desk) -> None:
    page = page_of(desk, MANIFEST.splitlines()[0] + "\n")
    assert "the manifest has no travellers: nothing was checked" in page
    assert Read(page).count["article"] == 0


def test_a_line_says_what_a_run_that_goes_on_must_know(desk: Desk) -> None:
    with desk.screener() as screener:
        reading = open_manifest(MANIFEST.encode(), desk.now.date(), name="m.csv")
        rows = list(Batch(screener, "m.csv", "digest").rows(reading.rows))
    lines = [json.loads(BatchPage().line(row)) for row in rows]
    assert [line["verdict"] for line in lines[-2:]] == ["not_checked", "not_checked"]
    assert [line["problems"] for line in lines[-2:]] == [[], [{"code": "unreadable"}]]


def test_a_page_that_was_not_ended_is_not_written() -> None:
    with pytest.raises(RuntimeError, match="not ended"):
        BatchPage().bind(StringIO(), StringIO())
