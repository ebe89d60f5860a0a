"""A real browser without a screen: Chromium, where it and its driver are installed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

_CALM = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update"),
    "--no-sandbox",  # tests may run as root, where Chromium refuses to start with one
)


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """A browser of its own; skips the test where there is none."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver: install Debian's chromium and chromium-driver")
    with TemporaryDirectory(prefix="chromium-") as profile:
        options = Options()
        options.binary_location = program
        for argument in (*_CALM, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        browser = webdriver.Chrome(options=options, service=Service(driver))
        try:
            yield browser
        finally:
            browser.quit()


def show(browser: webdriver.Chrome, page: Path, width: int = 1280) -> None:
    """Open a file in a window of this width; what was told before is forgotten."""
    browser.set_window_size(width, 900)
    asked_for(browser)
    complaints(browser)
    browser.get(page.as_uri())


def asked_for(browser: webdriver.Chrome) -> list[str]:
    """All addresses that were asked for since a page was opened."""
    log = _log(browser, "performance")
    messages = [json.loads(one["message"])["message"] for one in log]
    sent = [one for one in messages if one["method"] == "Network.requestWillBeSent"]
    return [one["params"]["request"]["url"] for one in sent]


def complaints(browser: webdriver.Chrome) -> list[str]:
    """What the browser's console has: errors of scripts, and what the page's policy forbade."""
    return [str(one["message"]) for one in _log(browser, "browser")]


def _log(browser: webdriver.Chrome, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get_log(name)  # type: ignore[no-untyped-call]
    return found
