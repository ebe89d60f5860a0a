"""A post brings its hits to the centre, and does what that has for it: each once, none lost."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Session

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

import httpx

from border_check.journal.book import Journal
from border_check.posts.store import Posts
from border_check.values.posts import PostState

from serving import FAST, Serving, centre_of, loaded, post_at, use

LISTED = ("doc", "L8989217", "--issuer", "UTO")
UNKNOWN = ("doc", "K7654321", "--issuer", "UTO")
PERSON = ("person", "Zarou Tayibeli", "--dob", "1979-02-11")


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with lists, which nobody has asked yet."""
    return loaded(Session(tmp_path_factory.mktemp("lists"))).home


@pytest.fixture
def centre(tmp_path: Path, lists: Path) -> Iterator[Serving]:
    session = Session(tmp_path / "centre")
    session.folder.mkdir()
    shutil.copytree(lists, session.home)
    (session.home / "config.yaml").write_text(f"desk: {{post: CENTRE}}\n{FAST}")
    with Serving(session) as serving:
        yield serving


@pytest.fixture
def post(tmp_path: Path, centre: Serving, lists: Path) -> Session:
    return post_at(tmp_path / "post", centre, lists)


def exchanged(post: Session) -> tuple[int, int, int]:
    told = post("exchange", "--json")
    assert told.code == 0, told
    return told.json["brought"], told.json["entered"], told.json["recalled"]


def brought(centre: Serving) -> list[tuple[PostState, list[Any]]]:
    """What the centre has of each journal."""
    with Posts(str(centre.session.home / "posts" / "posts.sqlite")) as posts:
        return [(state, posts.entries(state.journal)) for state in posts.states()]


@pytest.fixture
def duty(centre: Serving) -> Iterator[httpx.Client]:
    """An officer at the page of the duty desk."""
    with centre.asking("", follow_redirects=True) as client:
        assert client.post("/desk/sign-in", data={"token": centre.token(user="berta")}).is_success
        yield client


def place_of(duty: httpx.Client) -> str:
    """Where the one hit of the queue is opened."""
    (found,) = {
        line.partition('href="')[2].partition("?")[0]
        for line in duty.get("/desk").text.splitlines()
        if "/desk/hit/" in line
    }
    return found


def test_a_hit_is_in_the_queue_of_the_centre(
    post: Session, centre: Serving, duty: httpx.Client
) -> None:
    reference = post(*LISTED, "--json").json["reference"]
    assert post(*UNKNOWN).code == 0
    assert exchanged(post) == (1, 0, 0)
    page = duty.get("/desk").text
    assert reference in page
    assert "GVA-03" in page
    assert "sltd S-0001" in page
    opened = duty.get(place_of(duty)).text
    assert "L8989217" in opened
    assert "SLTD" in opened


def test_only_hits_leave_the_post(post: Session, centre: Serving) -> None:
    for command in (LISTED, UNKNOWN, PERSON):
        post(*command)
    assert exchanged(post) == (2, 0, 0)
    ((state, entries),) = brought(centre)
    assert not any("K7654321" in str(one) for one in entries)
    assert (state.post, state.searches) == ("GVA-03", {"stop": 2, "proceed": 1})
    assert {one["name"]: one["state"] for one in state.lists} == dict.fromkeys(
        ("cars", "sltd", "wanted"), "ok"
    )


def test_what_was_brought_is_there_once(post: Session, centre: Serving) -> None:
    post(*LISTED)
    assert [exchanged(post) for _ in range(3)] == [(1, 0, 0), (0, 0, 0), (0, 0, 0)]
    ((_, entries),) = brought(centre)
    assert len(entries) == 1


def test_more_than_goes_at_once_is_brought_in_parts(post: Session, centre: Serving) -> None:
    for _ in range(70):
        post(*LISTED)
    assert exchanged(post) == (70, 0, 0)
    ((_, entries),) = brought(centre)
    assert len(entries) == 70
    assert centre.log.count('"method": "POST", "path": "/v1/exchange"') > 1


def test_a_ruling_at_the_post_closes_the_hit(
    post: Session, centre: Serving, duty: httpx.Client
) -> None:
    reference = post(*PERSON, "--json").json["reference"]
    exchanged(post)
    assert reference in duty.get("/desk").text
    assert post("hits", "dismiss", reference, "--note", "another scar").code == 0
    post("hits", "lift", reference, "--reason", "told apart", "--code", "none")
    assert exchanged(post)[0] >= 1
    page = duty.get(place_of(duty)).text
    assert "another scar" in page


def test_an_answer_of_the_centre_is_at_the_post(
    post: Session, centre: Serving, duty: httpx.Client
) -> None:
    reference = post(*LISTED, "--json").json["reference"]
    exchanged(post)
    place = place_of(duty)
    for form in ({"step": "ask", "note": "by phone"}, {"step": "answer", "note": "it stands"}):
        assert duty.post(place, data=form).is_success
    assert duty.post(place, data={"ruling": "confirmed", "note": "NCB 4711"}).is_success
    assert exchanged(post) == (3, 3, 0)
    shown = post("hits", "show", reference)
    assert "NCB 4711" in shown.out
    assert "berta" in shown.out
    assert exchanged(post) == (1, 0, 0), "that it was opened at the post"
    events = [entry.facts for entry in Journal(post.home / "journal").entries()]
    told = [(one["event"], one["user"], one["by"]) for one in events if "message" in one]
    assert told == [("step", "berta", "centre"), ("step", "berta", "centre"),
                    ("ruled", "berta", "centre")]  # fmt: skip
    page = duty.get(place).text
    assert page.count("NCB 4711") == 1, "it came back, and is there once"
    assert "UTO" in duty.get("/desk").text, "who answered, by country"


def test_a_record_that_is_recalled_stops_nobody(post: Session, centre: Serving) -> None:
    home = centre.session
    assert post(*LISTED).code == 11
    exchanged(post)
    told = home("posts", "recall", "sltd", "S-0001", "--reason", "found in a drawer")
    assert told.code == 0, told
    assert home(*LISTED).code == 0
    assert "withdrawn by its owner" in " ".join(home(*LISTED).out.split())
    assert told.err == ""
    assert (recall_of(home)["applied"], len(recall_of(home)["missing"])) == ([], 1)
    assert post(*LISTED).code == 11, "the post has not heard of it"
    assert exchanged(post)[2] == 1
    here = post(*LISTED, "--json")
    assert (here.code, [one["code"] for one in here.json["problems"]]) == (0, ["recalled"])
    assert (len(recall_of(home)["applied"]), recall_of(home)["missing"]) == (1, [])
    assert post("doc", "L8989217", "--issuer", "UTO").code == 0
    assert exchanged(post)[1:] == (0, 0)


def recall_of(centre: Session) -> dict[str, Any]:
    (found,) = centre("posts", "recalls", "--json").json["recalls"]
    assert isinstance(found, dict)
    return found


def test_a_record_that_nobody_has_hit_may_be_misspelled(centre: Serving) -> None:
    told = centre.session("posts", "recall", "sltd", "NOPE", "--reason", "withdrawn")
    assert told.code == 0
    assert "sltd NOPE: no hit has named it" in told.err


def test_a_later_list_holds_again(post: Session, centre: Serving, now: datetime) -> None:
    centre.session("posts", "recall", "sltd", "S-0001", "--reason", "withdrawn")
    post(*UNKNOWN)
    exchanged(post)
    assert post(*LISTED).code == 0
    later = f"{datetime.now(UTC):%FT%TZ}"
    assert post("load", "sltd", SAMPLES / "sltd.csv", "--as-of", later).code == 0
    assert post(*LISTED).code == 11


def test_a_journal_that_was_put_back_is_brought_anew(
    post: Session, centre: Serving, duty: httpx.Client, tmp_path: Path
) -> None:
    first = post(*LISTED, "--json").json["reference"]
    exchanged(post)
    shutil.copytree(post.home / "journal", tmp_path / "older")
    lost = post(*PERSON, "--json").json["reference"]
    exchanged(post)
    shutil.rmtree(post.home / "journal")
    shutil.copytree(tmp_path / "older", post.home / "journal")
    other = post("doc", "L8989300", "--issuer", "UTO", "--json").json["reference"]
    assert other == lost, "it has the number of an entry that the journal lost"
    told = post("exchange", "--json").json
    assert (told["brought"], told["put_back"]) == (2, True)
    assert exchanged(post) == (0, 0, 0)
    held = {state.put_back: [one.sequence for one in entries] for state, entries in brought(centre)}
    assert held == {False: [1, 2], True: [2]}
    page = duty.get("/desk").text
    assert (page.count(f">{first}<"), page.count(f">{lost}<")) == (1, 2), "no hit is lost"


def test_a_centre_that_has_lost_what_posts_brought_has_it_again(
    post: Session, centre: Serving, duty: httpx.Client
) -> None:
    reference = post(*LISTED, "--json").json["reference"]
    exchanged(post)
    place = place_of(duty)
    assert duty.post(place, data={"step": "ask", "note": "by phone"}).is_success
    exchanged(post)
    assert duty.post(place, data={"step": "answer", "note": "by radio"}).is_success
    centre.session("posts", "recall", "sltd", "S-0002", "--reason", "withdrawn")
    centre.stop()
    shutil.rmtree(centre.session.home / "posts")
    with Serving(centre.session) as again:
        use(post, again.address)
        told = [exchanged(post) for _ in range(4)]
    assert [sum(one[2] for one in told), told[-1]] == [1, (0, 0, 0)], told
    shown = post("hits", "show", reference).out
    assert (shown.count("by phone"), shown.count("by radio")) == (1, 1)
    ((_, entries),) = brought(centre)
    assert len({one.sequence for one in entries}) == len(entries)
    assert any("L8989217" in str(one.query) for one in entries)


def test_the_second_medium_is_brought_as_well(
    centre: Serving, lists: Path, tmp_path: Path, duty: httpx.Client
) -> None:
    post = post_at(tmp_path / "post", centre, lists, second_journal=str(tmp_path / "second"))
    assert post(*UNKNOWN).code == 0
    journal = post.home / "journal"
    journal.rename(post.home / "away")
    journal.write_text("in the way")
    assert "/B000001" in post(*LISTED, "--json").json["reference"]
    journal.unlink()
    (post.home / "away").rename(journal)
    assert exchanged(post) == (1, 0, 0)
    assert duty.post(place_of(duty), data={"step": "ask", "note": "by phone"}).is_success
    assert exchanged(post) == (1, 1, 0)
    assert exchanged(post) == (0, 0, 0)
    assert "by phone" in post("hits", "show", "B000001").out


def test_what_was_asked_is_erased_at_the_centre_too(
    post: Session, centre: Serving, duty: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("border_check.database.sqlite_file._BUSY_SECONDS", 0.5)
    reference = post(*PERSON, "--json").json["reference"]
    exchanged(post)
    assert duty.post(place_of(duty), data={"step": "ask", "note": "by phone"}).is_success
    home = centre.session
    erase = ("journal", "erase", "--older-than", "0.0001h", "--json")
    time.sleep(2)
    assert home(*erase).json["brought"] == 0, "the hit is open"
    closed = {"ruling": "not_identical", "note": "another scar"}
    assert duty.post(place_of(duty), data=closed).is_success
    assert exchanged(post) == (2, 2, 0)
    assert "another scar" in post("hits", "show", reference).out
    time.sleep(2)
    with closing(sqlite3.connect(home.home / "posts" / "posts.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM brought").fetchall()
        home(*erase).failed(4, "is being read", "erase again")
    with Journal(str(home.home / "journal")) as journal:
        told = journal.last(['"of":"posts"'])
    assert told is not None
    assert told.facts["count"] == 5, "what was asked, two notes there and back again"
    ((_, entries),) = brought(centre)
    assert {one.query for one in entries} <= {None, "{}"}
    assert home(*erase).json["brought"] == 0, (
        "only its log was left, for whoever closes the file last"
    )
    everywhere = [file.read_bytes() for file in (home.home / "posts").iterdir()]
    assert not any(b"another scar" in content for content in everywhere)


def test_a_silent_centre_loses_nothing(post: Session, centre: Serving) -> None:
    post(*LISTED)
    use(post, "http://127.0.0.1:9")
    post("exchange").failed(4, "the centre is silent", "waits")
    use(post, centre.address)
    assert exchanged(post) == (1, 0, 0)


def test_who_may_exchange(post: Session, centre: Serving, tmp_path: Path, lists: Path) -> None:
    post(*LISTED)
    exchanged(post)
    for role in ("first-line", "second-line"):
        (post.folder / "exchange").write_text(centre.token(role=role))
        post("exchange").failed(4, "403", "not for an exchange", "token issue --exchange")
    (post.folder / "exchange").write_text(centre.token_of_post("GVA-04"))
    post("exchange").failed(4, "403", "another post")


def test_where_no_other_is_named_the_token_of_the_post_is_taken(
    post: Session, centre: Serving
) -> None:
    (post.home / "config.yaml").write_text(centre_of(post, centre.address, 5.0))
    post(*LISTED)
    post("exchange").failed(4, "403", "not for an exchange", "token issue --exchange")
    (post.folder / "token").write_text(centre.token_of_post())
    assert exchanged(post) == (1, 0, 0)


def test_the_first_line_is_not_told_how_much(post: Session, centre: Serving) -> None:
    """Right after a search a count would tell of a hit that is not for it."""
    config = post.home / "config.yaml"
    config.write_text(config.read_text().replace("GVA-03}", "GVA-03, role: first-line}"))
    told = []
    for command in (UNKNOWN, LISTED):
        post(*command)
        told.append((post("exchange").out, post("exchange", "--json").json))
    assert told == [("done\n", {"schema": "border-check/1", "done": True})] * 2
    assert len(brought(centre)[0][1]) == 1


ROLES = {
    "first-line": ["done", "done"],
    "second-line": ["brought 1, entered 0 of the centre, recalled 0"],  # and then nothing new
}


@pytest.mark.parametrize(("role", "told"), ROLES.items(), ids=ROLES)
def test_again_and_again(
    post: Session, monkeypatch: pytest.MonkeyPatch, role: str, told: list[str]
) -> None:
    """What is in the way of one exchange ends none of the later ones."""
    config = post.home / "config.yaml"
    config.write_text(config.read_text().replace("GVA-03}", f"GVA-03, role: {role}}}"))
    lock = post.home / "exchange.lock"

    def in_the_way() -> None:
        lock.unlink()
        lock.mkdir()

    def stopped() -> None:
        raise KeyboardInterrupt

    meanwhile = iter((in_the_way, lock.rmdir, stopped))
    monkeypatch.setattr("border_check.cli.exchange.time.sleep", lambda _: next(meanwhile)())
    post(*LISTED)
    ended = post("exchange", "--every", "1m")
    ended.failed(130, "interrupted")
    assert ended.out.splitlines() == told
    (warning,) = (line for line in ended.err.splitlines() if ": warning: " in line)
    assert f"{lock}: Is a directory" in warning


def test_a_post_without_centre_is_told_so(session: Session) -> None:
    session("exchange").failed(2, "names no centre")


def test_a_post_that_is_gone_is_not_waited_for(post: Session, centre: Serving) -> None:
    home = centre.session
    post(*UNKNOWN)
    exchanged(post)
    home("posts", "recall", "sltd", "S-0001", "--reason", "withdrawn")
    (journal,) = recall_of(home)["missing"]
    assert "1 not applied" in home("posts").out
    assert home("posts", "retire", journal).code == 0
    assert recall_of(home)["missing"] == []
    assert "retired" in home("posts").out
    home("posts", "retire", "0123456789abcdef").failed(2, "no post has this journal")
    assert exchanged(post) == (1, 0, 1), "heard of again, it counts again"


def test_a_first_line_desk_follows_no_posts(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {role: first-line}\n")
    session("posts").failed(2, "second line")
    session("posts", "recall", "sltd", "S-0001", "--reason", "x").failed(2, "second line")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(("nolist", "S-0001", "--reason", "x"), "no such list", id="no list"),
        pytest.param(("sltd", " ", "--reason", "x"), "by its id", id="no record"),
        pytest.param(("sltd", "S-0001", "--reason", " "), "for a reason", id="no reason"),
    ],
)
def test_what_cannot_be_recalled(session: Session, arguments: tuple[str, ...], why: str) -> None:
    session("posts", "recall", *arguments).failed(2, why)
