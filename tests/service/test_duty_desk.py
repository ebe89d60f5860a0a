"""The page of the duty desk: who may see it, what it shows, and what is entered through it."""

from __future__ import annotations

import json
import platform
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path

import pytest
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx
from browser import asked_for, chromium, complaints
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from border_check.journal.book import Journal
from border_check.snapshot.home import Home

from serving import Serving, loaded, post_at

STOLEN = ("doc", "L8989300", "--issuer", "UTO")
LISTED = {"number": "L8989217", "issuing_state": "UTO"}
SIGN_IN = "/desk/sign-in"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A centre that desks have asked, and to which a post has brought a hit of its own."""
    session = loaded(Session(tmp_path_factory.mktemp("duty")))
    lists = tmp_path_factory.mktemp("lists")
    shutil.copytree(session.home / "lists", lists / "lists")
    with Serving(session) as serving:
        searched(serving)
        post = post_at(session.folder / "post", serving, lists)
        assert post(*STOLEN).code == 11
        assert post("exchange").code == 0
        yield serving


def searched(serving: Serving) -> None:
    """A document and a person that hit, and one that did not."""
    with serving.asking(serving.token(user="anna")) as client:
        for number in ("L8989217", "K7654321"):
            client.post("/v1/document", json={**LISTED, "number": number})
        client.post("/v1/person", json={"name": "<b>Zarou</b> Tayibeli", "dob": "1979-02-11"})


@pytest.fixture
def signed_in(serving: Serving) -> Iterator[httpx.Client]:
    with serving.asking("", follow_redirects=True) as client:
        told = client.post(SIGN_IN, data={"token": serving.token(user="berta")})
        assert told.status_code == 200
        yield client


def test_nobody_sees_it_without_signing_in(serving: Serving) -> None:
    with serving.asking("") as client:
        for path in ("/desk", "/desk/hit/C000001"):
            told = client.get(path)
            assert told.status_code == 303
            assert told.headers["location"].startswith(f"{SIGN_IN}?lang=en")
    with serving.asking() as client:  # a token in a header is for programs
        assert client.get("/desk").status_code == 303


NOT_LET_IN = [("first line", "first-line", ()), ("for one request", "second-line", ("--once",))]


@pytest.mark.parametrize(
    ("role", "more"), [n[1:] for n in NOT_LET_IN], ids=[n[0] for n in NOT_LET_IN]
)
def test_who_is_not_let_in(serving: Serving, role: str, more: tuple[str, ...]) -> None:
    token = serving.token(*more, role=role)
    for text in (token, "abc", ""):
        with serving.asking("") as client:
            told = client.post(SIGN_IN, data={"token": text})
        assert (told.status_code, "set-cookie" in told.headers) == (403, False)
        assert "This token does not count here" in told.text
        assert token not in told.text


def test_a_post_that_brings_its_hits_is_not_let_in(serving: Serving) -> None:
    with serving.asking("") as client:
        told = client.post(SIGN_IN, data={"token": serving.token_of_post()})
    assert (told.status_code, "set-cookie" in told.headers) == (403, False)
    assert "This token does not count here" in told.text


def test_the_cookie_is_for_these_pages_alone(serving: Serving) -> None:
    with serving.asking("") as client:
        told = client.post(SIGN_IN, data={"token": serving.token()})
    cookie = told.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "Path=/desk", "SameSite=strict"))


BROWSERS = [
    ("asked in the open", {}, False),
    ("a server in front that tells", {"X-Forwarded-Proto": "https"}, True),
    ("one that does not", {"Origin": "https://centre.example", "Host": "centre.example"}, True),
]


@pytest.mark.parametrize(
    ("headers", "secure"), [b[1:] for b in BROWSERS], ids=[b[0] for b in BROWSERS]
)
def test_over_tls_the_cookie_goes_over_nothing_else(
    serving: Serving, headers: dict[str, str], secure: bool
) -> None:
    with serving.asking("") as client:
        told = client.post(SIGN_IN, data={"token": serving.token()}, headers=headers)
    assert told.status_code == 303
    assert ("Secure" in told.headers["set-cookie"]) is secure


def test_it_shows_what_waits_and_how_the_day_goes(bare_session: Session) -> None:
    with Serving(loaded(bare_session)) as serving, serving.asking("") as client:
        searched(serving)
        client.post(SIGN_IN, data={"token": serving.token(user="berta")})
        page = client.get("/desk").text
        assert "Hits that wait (2)" in page
        (told,) = re.findall(r"GVA-03</bdi></strong> ([^<]*)<", page)
        assert told == "STOP 1 · REFER 1 · PROCEED 1"
        assert "<b>Zarou" not in page
        assert all(name in page for name in ("SLTD", "WANTED"))
        assert "Nobody has answered yet." in page
        for step in ("ask", "answer"):
            client.post("/desk/hit/C1", data={"step": step})
        client.post("/desk/hit/C1", data={"ruling": "not_identical"})
        page = client.get("/desk").text
        assert "Hits that wait (1)" in page
        assert "0h00" in page
        assert "No owner has answered yet." not in page


def test_a_hit_is_opened_by_its_reference(serving: Serving, signed_in: httpx.Client) -> None:
    """The first hit of the centre and the first of the post have the same number."""
    with serving.asking() as client:
        reference = client.post("/v1/document", json=LISTED).json()["reference"]
    told = signed_in.get("/desk", params={"lang": "fr", "reference": f" {reference} "})
    assert str(told.url).endswith(f"/desk/hit/{reference.rpartition('/')[2]}?lang=fr")
    both = signed_in.get("/desk", params={"reference": "1"}).text
    assert len(re.findall('href="/desk/hit/', both)) == 2
    assert "Hits of this reference (2)" in both
    assert '<a href="/desk?lang=en">' in both
    for unknown in ("999999", "<b>"):
        assert signed_in.get("/desk", params={"reference": unknown}).status_code == 404


def test_a_revoked_token_ends_the_session(serving: Serving) -> None:
    with serving.asking("") as client:
        client.post(SIGN_IN, data={"token": serving.token(user="carl")})
        assert client.get("/desk").status_code == 200
        issued = serving.session("token", "list", "--json").json_lines
        (own,) = [one["id"] for one in issued if one["user"] == "carl"]
        serving.session("token", "revoke", own)
        assert client.get("/desk").status_code == 303


def test_signing_out_ends_it(signed_in: httpx.Client) -> None:
    assert "Sign in" in signed_in.post("/desk/sign-out").text
    assert "Sign in" in signed_in.get("/desk").text


def test_a_step_and_a_ruling_are_entered_with_their_officer(
    serving: Serving, signed_in: httpx.Client
) -> None:
    page = signed_in.post("/desk/hit/C1", data={"step": "query", "note": "same <number>"})
    assert page.status_code == 200
    assert "same &lt;number&gt;" in page.text
    page = signed_in.post(
        "/desk/hit/C1", data={"ruling": "not_identical", "note": "another series"}
    )
    assert page.status_code == 200
    with Journal(serving.session.home / "journal") as journal:
        acts = [e.facts for e in journal.entries() if e.facts["check"] == "hit"]
        assert journal.verify().faults == ()
    assert {act["user"] for act in acts} == {"berta"}
    assert {"step", "ruled", "opened"} <= {act["event"] for act in acts}
    assert any(act.get("disposition") == "not_identical" for act in acts)


FOREIGN = [
    ("another origin", {"Origin": "https://evil.example"}),
    ("another site", {"Sec-Fetch-Site": "cross-site"}),
]


@pytest.mark.parametrize("headers", [f[1] for f in FOREIGN], ids=[f[0] for f in FOREIGN])
def test_a_form_of_another_site_is_not_taken(
    signed_in: httpx.Client, headers: dict[str, str]
) -> None:
    told = signed_in.post("/desk/hit/C1", data={"step": "ask"}, headers=headers)
    assert told.status_code == 403
    assert "This form came from another site" in told.text


MANY = {f"field{number}": "x" for number in range(20)}
WRONG = [
    ("no such hit", "/desk/hit/999999", {}, 404),
    ("no such journal", "/desk/hit/nobody/1", {}, 404),
    ("a step of no hit", "/desk/hit/999999", {"step": "ask"}, 404),
    ("no such page", "/desk/elsewhere", {}, 404),
    ("signing out is a form", "/desk/sign-out", {}, 405),
    ("no number", "/desk/hit/x", {}, 422),
    ("a step that is none", "/desk/hit/C1", {"step": "dance"}, 422),
    ("neither step nor ruling", "/desk/hit/C1", {"note": "x"}, 422),
    ("more than any form has", "/desk/hit/C1", MANY, 422),
    ("too long", "/desk/hit/C1", {"note": "x" * 9000}, 413),
]


@pytest.mark.parametrize(
    ("path", "form", "status"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_an_error_is_a_page_with_a_way_back(
    signed_in: httpx.Client, path: str, form: dict[str, str], status: int
) -> None:
    there = f"{path}?lang=fr"
    told = signed_in.post(there, data=form) if form else signed_in.get(there)
    assert told.status_code == status
    assert told.headers["content-type"].startswith("text/html")
    assert '<html lang="fr" dir="ltr">' in told.text
    assert '<a href="/desk?lang=fr">' in told.text
    usual = signed_in.get("/desk").headers
    for name in ("content-security-policy", "cache-control", "x-content-type-options"):
        assert told.headers[name] == usual[name]


def test_programs_are_told_of_errors_in_json(serving: Serving) -> None:
    with serving.asking() as client:
        for path, status in (("/v1/desk", 404), ("/deskx", 404), ("/v1/document", 405)):
            told = client.get(path)
            assert (told.status_code, "error" in told.json()) == (status, True)


def test_a_home_that_cannot_be_read_is_told_in_a_page(bare_session: Session) -> None:
    with Serving(loaded(bare_session)) as serving, serving.asking("") as client:
        client.post(SIGN_IN, data={"token": serving.token()})
        posts = Path(Home(serving.session.home).posts)
        posts.parent.mkdir(exist_ok=True)
        posts.write_bytes(b"damaged" * 999)
        told = client.get("/desk?lang=es")
        assert told.status_code == 503
        assert "El servicio no puede" in told.text
        assert str(serving.session.home) not in told.text


def told_until_it_closed(line: socket.socket) -> bytes:
    """All that comes over a line before the other end closes it."""
    told = b""
    with suppress(ConnectionResetError):
        while part := line.recv(4096):
            told += part
    return told


def test_half_a_form_holds_no_line_open(bare_session: Session) -> None:
    configuration = "service: {patience: 1, rate: 1, burst: 3}\n"
    with Serving(loaded(bare_session, configuration)) as serving:
        for path, status in ((SIGN_IN, 408), ("/desk/sign-out", 303), ("/desk/hit/1", 303)):
            head = f"POST {path}?lang=en HTTP/1.1\r\nHost: centre\r\nContent-Length: 99\r\n\r\n"
            with socket.create_connection(("127.0.0.1", serving.port), timeout=10) as line:
                line.sendall(f"{head}token=".encode())
                assert told_until_it_closed(line).startswith(f"HTTP/1.1 {status} ".encode())
        with serving.asking("") as client:
            client.post(SIGN_IN, data={"token": serving.token()})
            told = [client.get("/desk") for _ in range(3)]
        assert [one.status_code for one in told] == [200, 200, 429]
        assert int(told[-1].headers["retry-after"]) >= 1
        assert "Too much was asked at once" in told[-1].text


def test_nothing_else_may_be_loaded_or_frame_it(signed_in: httpx.Client) -> None:
    headers = signed_in.get("/desk").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    for word in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert word in policy
    assert headers["cache-control"] == "no-store"


SPOKEN = [("fr", "Permanence", "ltr"), ("es", "Guardia", "ltr"), ("ar", "مكتب المناوبة", "rtl")]


@pytest.mark.parametrize(("code", "title", "direction"), SPOKEN, ids=[s[0] for s in SPOKEN])
def test_it_is_read_in_the_language_of_the_officer(
    signed_in: httpx.Client, code: str, title: str, direction: str
) -> None:
    for how in (
        {"params": {"lang": code}},
        {"headers": {"Accept-Language": f"{code}-XX,en;q=0.5"}},
    ):
        page = signed_in.get("/desk", **how).text  # type: ignore[arg-type]
        assert f'<html lang="{code}" dir="{direction}">' in page
        assert title in page


LED = [
    ("a hit", "/desk/hit/C000001", "/desk/hit/C000001"),
    ("a hit of a post", "/desk/hit/0123456789abcdef/7", "/desk/hit/0123456789abcdef/7"),
    ("another site", "https://evil.example/desk/hit/C1", "/desk"),
    ("another site, without its scheme", "//evil.example/desk/hit/C1", "/desk"),
    ("another page of the service", "/v1/lists", "/desk"),
    ("up and away", "/desk/hit/../../v1/lists", "/desk"),
    ("a head of its own", "/desk/hit/1\r\nSet-Cookie: a=b", "/desk"),
    ("nowhere", "", "/desk"),
]


@pytest.mark.parametrize(("after", "whereto"), [one[1:] for one in LED], ids=[o[0] for o in LED])
def test_signing_in_leads_to_a_hit_and_never_elsewhere(
    serving: Serving, after: str, whereto: str
) -> None:
    with serving.asking("") as client:
        given = {"lang": "es", "after": after}
        told = client.post(SIGN_IN, params=given, data={"token": serving.token()})
    assert (told.status_code, told.headers["location"]) == (303, f"{whereto}?lang=es")


def test_from_the_address_of_a_hit_signing_in_leads_back_to_it(serving: Serving) -> None:
    with serving.asking("", follow_redirects=True) as client:
        page = client.get("/desk/hit/C000001?lang=fr").text
        (form,) = re.findall(r'<form method="post" action="([^"]+)"', page)
        (arabic,) = re.findall(r'href="([^"]+)" lang="ar"', page)
        assert "after=%2Fdesk%2Fhit%2FC000001" in arabic
        told = client.post(unescape(form), data={"token": serving.token(user="berta")})
        assert told.url.path == "/desk/hit/C000001"
        assert "berta</bdi>" in told.text
        assert 'action="/desk/sign-out?lang=fr"' in told.text


def test_a_warning_is_told_in_the_language_of_the_officer_and_is_no_error(
    serving: Serving, signed_in: httpx.Client
) -> None:
    with serving.asking() as client:
        reference = client.post("/v1/document", json=LISTED).json()["reference"]
    place = f"/desk/hit/{reference.rpartition('/')[2]}?lang=es"
    assert "cannot_tell" not in signed_in.get(place).text, "no row of a passenger list"
    page = signed_in.post(place, data={"ruling": "confirmed"}).text
    told = re.findall(r'<p class="(\w+)" role="status">([^<]*)</p>', page)
    assert told == [
        (
            "told",
            "no consta respuesta del propietario; ninguna medida se basa solo en la coincidencia",
        )
    ]
    page = signed_in.post(place, data={"ruling": "not_identical"}).text
    assert "esto sustituye a una decisión anterior: confirmado" in page


# -- in a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium() as browser:
        yield browser


def wait_for(browser: webdriver.Chrome, text: str) -> None:
    WebDriverWait(browser, 20).until(
        lambda it: text in it.execute_script("return document.body?.innerText ?? ''")
    )


CUT_OFF = (
    "return [...document.querySelectorAll('pre,table,.scroll,.cards li')]"
    ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
)
"""Parts of a page of which some is to be seen only by moving it to the side."""


def overflow(browser: webdriver.Chrome) -> int:
    """Pixels by which the page is wider than its window."""
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(browser.execute_script(wide))


def test_an_officer_works_on_a_hit(
    browser: webdriver.Chrome, serving: Serving, tmp_path: Path
) -> None:
    with serving.asking() as client:
        reference = client.post("/v1/document", json=LISTED).json()["reference"]
    browser.set_window_size(1280, 900)
    browser.get(f"{serving.address}/desk?lang=en")
    sign_in(browser, serving)
    wait_for(browser, "Hits that wait")
    browser.find_element(By.NAME, "reference").send_keys(reference)
    browser.find_element(By.XPATH, "//button[text()='Open it']").click()
    wait_for(browser, "DOCUMENT LISTED: STOLEN BLANK")
    browser.find_element(By.CSS_SELECTOR, ".steps input[name=note]").send_keys("compared twice")
    browser.find_element(By.CSS_SELECTOR, ".steps button").click()
    wait_for(browser, "compared twice")
    Select(browser.find_element(By.NAME, "ruling")).select_by_value("not_identical")
    browser.find_element(By.CSS_SELECTOR, "input[name=note][size]").send_keys("another series")
    browser.find_element(By.XPATH, "//button[text()='Enter the ruling']").click()
    wait_for(browser, "another series")  # which nothing has said on the page before
    browser.find_element(By.LINK_TEXT, "Back to the queue").click()
    wait_for(browser, "Hits that wait")
    assert reference not in browser.find_element(By.TAG_NAME, "body").text
    assert complaints(browser) == []
    asked = [one for one in asked_for(browser) if one.startswith("http")]
    assert asked
    assert [one for one in asked if not one.startswith(serving.address)] == []
    with Journal(serving.session.home / "journal") as journal:
        acts = [e.facts for e in journal.entries() if e.facts.get("of") == reference]
    assert {act["user"] for act in acts} == {"dora"}


def test_a_hit_of_a_post_is_ruled_on_at_the_centre(
    browser: webdriver.Chrome, serving: Serving, tmp_path: Path
) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(serving.session.home / "lists", lists / "lists")
    post = post_at(tmp_path / "post", serving, lists)
    person = post("person", "Zarou Tayibeli", "--dob", "1979-02-11", "--json").json["reference"]
    assert post("exchange").code == 0
    browser.set_window_size(1280, 900)
    browser.get(f"{serving.address}/desk?lang=en")
    sign_in(browser, serving)
    wait_for(browser, "Hits that wait")
    posts = browser.find_element(By.CSS_SELECTOR, "div[aria-labelledby=posts]").text
    assert all(word in posts for word in ("GVA-03", "sltd", "wanted", "cars"))
    (card,) = [
        one for one in browser.find_elements(By.CSS_SELECTOR, ".cards li")
        if person in one.text and "wanted" in one.text and platform.node() in one.text
    ]  # fmt: skip
    card.find_element(By.TAG_NAME, "a").click()
    wait_for(browser, "TAYIBELI")
    Select(browser.find_element(By.NAME, "ruling")).select_by_value("not_identical")
    browser.find_element(By.CSS_SELECTOR, "input[name=note][size]").send_keys("another scar")
    browser.find_element(By.XPATH, "//button[text()='Enter the ruling']").click()
    wait_for(browser, "another scar")
    assert post("exchange", "--json").json["entered"] == 1
    shown = post("hits", "show", person).out
    assert "another scar" in shown
    assert "dora" in shown
    assert complaints(browser) == []


def sign_in(browser: webdriver.Chrome, serving: Serving) -> None:
    """As the same officer, where nobody is signed in yet."""
    for field in browser.find_elements(By.NAME, "token"):
        field.send_keys(serving.token(user="dora"))
        browser.find_element(By.TAG_NAME, "button").click()


@pytest.mark.parametrize("width", [1280, 500, 360])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_it_fits_the_screen(
    browser: webdriver.Chrome, serving: Serving, width: int, code: str
) -> None:
    browser.get(f"{serving.address}{SIGN_IN}?lang={code}")
    sign_in(browser, serving)
    for path in ("/desk", "/desk/hit/C1"):
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        browser.get(f"{serving.address}{path}?lang={code}")
        assert browser.find_elements(By.TAG_NAME, "h2")
        assert overflow(browser) <= 0
        if width < 720:
            assert browser.execute_script(CUT_OFF) == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_is_worked_by_the_keyboard(browser: webdriver.Chrome, serving: Serving) -> None:
    browser.get(f"{serving.address}/desk/hit/C1?lang=en")
    reached = browser.execute_script(
        "return [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,"
        "[tabindex=\"0\"]')].map(e => [e.tabIndex, e.matches('a,button') ? e.textContent.trim()"
        " : e.getAttribute('aria-label') || (e.labels && e.labels.length ? e.labels[0].textContent"
        " : '')])"
    )
    assert reached
    assert all(index >= 0 and name for index, name in reached), json.dumps(reached)
