"""The page of a batch as a browser shows it: whole, still, sortable, on whatever screen."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import asked_for, chromium, complaints, show
from pages import HOSTILE, page_of
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from border_check.language import speaking

from desk import NOMINALS, Desk

_ROWS = "table[data-sortable] tbody tr"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(desk: Desk, tmp_path: Path) -> Path:
    return written(tmp_path, page_of(desk))


def written(folder: Path, content: str) -> Path:
    file = folder / "page.html"
    file.write_text(content, encoding="utf-8")
    return file


def column(browser: Chrome, place: int) -> list[str]:
    cells = browser.find_elements(By.CSS_SELECTOR, f"{_ROWS} td:nth-child({place})")
    return [cell.text for cell in cells]


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Chrome, page: Path) -> None:
    show(browser, page)
    assert asked_for(browser) == [page.as_uri()]
    assert complaints(browser) == []


def test_what_travellers_are_called_does_nothing(
    browser: Chrome, bare_desk: Desk, tmp_path: Path
) -> None:
    bare_desk.load("wanted", NOMINALS.replace('"notice": "red"', f'"notice": "red", {HOSTILE}'))
    page = written(tmp_path, page_of(bare_desk))
    show(browser, page)
    assert asked_for(browser) == [page.as_uri()]
    assert not browser.find_elements(By.CSS_SELECTOR, "img, iframe, object")
    assert "<img src=x onerror=alert(2)>" in browser.find_element(By.TAG_NAME, "body").text


def test_it_is_sorted_by_a_click_and_by_keys(browser: Chrome, page: Path) -> None:
    show(browser, page)
    as_listed = column(browser, 1)
    assert len(as_listed) == len(set(as_listed)) == 7
    traveller = browser.find_elements(By.CSS_SELECTOR, "table[data-sortable] th button")[3]
    traveller.click()
    ascending = column(browser, 4)
    assert ascending != sorted(ascending, reverse=True)
    head = traveller.find_element(By.XPATH, "..")
    assert head.get_attribute("aria-sort") == "ascending"
    traveller.send_keys(Keys.ENTER)
    assert head.get_attribute("aria-sort") == "descending"
    assert column(browser, 4) == ascending[::-1]
    browser.find_elements(By.CSS_SELECTOR, "table[data-sortable] th button")[0].click()
    assert column(browser, 1) == sorted(as_listed, key=int)


def test_totals_are_those_of_the_rows_that_it_shows(browser: Chrome, page: Path) -> None:
    show(browser, page)
    shown = [row.get_attribute("class") for row in browser.find_elements(By.CSS_SELECTOR, _ROWS)]
    total = browser.find_element(By.CSS_SELECTOR, "table.totals tfoot .number")
    assert int(total.text) == len(shown)
    for verdict in ("stop", "refer", "proceed"):
        count = browser.find_element(By.CSS_SELECTOR, f"table.totals tr.{verdict} .number")
        assert int(count.text) == shown.count(verdict)


@pytest.mark.parametrize("tongue", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_sticks_out_of_the_window(
    browser: Chrome, desk: Desk, tmp_path: Path, tongue: str, width: int
) -> None:
    with speaking(tongue):
        page = written(tmp_path, page_of(desk))
    show(browser, page, width)
    wide, window = browser.execute_script(
        "return [document.documentElement.scrollWidth, window.innerWidth]"
    )
    assert wide <= window
    assert browser.execute_script("return getComputedStyle(document.body).direction") == (
        "rtl" if tongue == "ar" else "ltr"
    )


def test_it_prints(browser: Chrome, page: Path) -> None:
    show(browser, page)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    assert b64decode(printed["data"]).startswith(b"%PDF-")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        rows = browser.find_elements(By.CSS_SELECTOR, _ROWS)
        assert all(row.is_displayed() for row in rows)
        scroll = browser.find_element(By.CSS_SELECTOR, ".scroll")
        assert scroll.value_of_css_property("overflow-x") == "visible"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
