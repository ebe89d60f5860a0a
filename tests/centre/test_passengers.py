"""A passenger list is answered by the centre as a whole, or as a whole by the lists here."""

from __future__ import annotations

import json
import re
import shutil
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from session import SAMPLES, Result, Session, wait_for

pytest.importorskip("uvicorn")
pytest.importorskip("starlette")

from border_check.centre import passengers
from border_check.journal.book import Journal
from border_check.journal.entries import Entry

from serving import Serving, centre_of, loaded

PATIENCE = 2.0
FLIGHT, LIST = SAMPLES / "flight.edi", SAMPLES / "passengers.csv"
ITS_OWN = {"reference", "asked_at", "age_hours"}
"""What is another thing in every answer."""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with lists, which nobody has asked yet."""
    return loaded(Session(tmp_path_factory.mktemp("lists"))).home


@pytest.fixture(scope="module")
def centre(lists: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A centre with the same lists, and a token of it."""
    session = Session(tmp_path_factory.mktemp("centre"))
    shutil.copytree(lists, session.home)
    with Serving(session) as serving:
        session.file("token", serving.token())
        yield serving


@pytest.fixture
def post(bare_session: Session, centre: Serving, lists: Path) -> Session:
    """A post that may ask the centre."""
    shutil.copytree(lists, bare_session.home)
    shutil.copy(centre.session.folder / "token", bare_session.folder)
    use(bare_session, centre.address)
    return bare_session


def use(session: Session, address: str, **more: Any) -> None:
    desk = "desk: {post: GVA-03}\n"
    (session.home / "config.yaml").write_text(desk + centre_of(session, address, PATIENCE, **more))


def codes(result: Result) -> list[str]:
    """Of the problems that are told with the totals."""
    return [one["code"] for one in result.json_lines[-1]["problems"]]


def notice(result: Result) -> str:
    return str(result.json_lines[-1]["problems"][-1]["text"])


def common(content: Any) -> Any:
    """What answers have in common, whoever gives them."""
    if isinstance(content, dict):
        return {key: common(value) for key, value in content.items() if key not in ITS_OWN}
    return [common(one) for one in content] if isinstance(content, list) else content


def without_notice(lines: list[Any]) -> list[Any]:
    *rows, totals = lines
    return [*rows, {**totals, "problems": totals["problems"][:-1]}]


def entries(session: Session) -> list[Entry]:
    with Journal(session.home / "journal") as journal:
        return list(journal.entries())


# -- the centre answers ----------------------------------------------------------------------------


@pytest.mark.parametrize("file", [FLIGHT, LIST], ids=["PAXLST", "CSV"])
def test_each_row_is_answered_as_here(post: Session, centre: Serving, file: Path) -> None:
    here, there = post("batch", file, "--json"), post("batch", file, "--json", "--via", "here")
    assert common(there.json_lines) == common(here.json_lines)
    there = post("batch", file, "--json", "--via", centre.address)
    assert codes(there)[-1] == "centre_answered"
    assert common(without_notice(there.json_lines)) == common(here.json_lines)
    assert (there.code, there.err) == (here.code, here.err)


def test_it_says_who_answered_and_under_which_reference(post: Session, centre: Serving) -> None:
    told = post("batch", FLIGHT, "--json", "--via", centre.address)
    reference = told.json_lines[-1]["reference"]
    assert notice(told) == f"answered by the centre, {centre.address}, under {reference}"
    assert told.json_lines[2]["reference"] == f"{reference}-3"
    report = post("batch", FLIGHT, "--via", centre.address)
    assert f"answered by the centre, {centre.address}, under" in " ".join(report.out.split())


def test_a_token_of_another_post_is_told(post: Session, centre: Serving) -> None:
    config = post.home / "config.yaml"
    config.write_text(config.read_text().replace("GVA-03", "GVA-04"))
    told = post("batch", FLIGHT, "--json", "--via", centre.address)
    reference = told.json_lines[-1]["reference"]
    assert notice(told) == (
        f"answered by the centre, {centre.address}, under {reference}: "
        "the token says GVA-03, and this desk is GVA-04"
    )


def test_it_is_entered_that_it_was_asked_and_not_about_whom(post: Session, centre: Serving) -> None:
    told = post("batch", FLIGHT, "--json", "--via", centre.address)
    (entry,) = entries(post)
    facts, totals = entry.facts, told.json_lines[-1]
    assert (facts["check"], facts["of"]) == ("via", totals["reference"])
    assert (facts["rows"], facts["verdict_there"]) == (6, "stop")
    assert (facts["file"], facts["centre"]) == ("flight.edi", centre.address)
    assert not json.loads(entry.query or "{}")
    for row in told.json_lines[:-1]:
        for fact in ("surname", "number"):
            assert row["query"].get(fact, "?") not in entry.body
    began = [one.facts for one in entries(centre.session) if one.facts.get("stage") == "start"]
    assert (began[-1]["file"], began[-1]["user"]) == ("flight.edi", "anna")
    assert began[-1]["sha256"] == facts["sha256"]


def results(post: Session, suffix: str, *options: str) -> str:
    """What a run writes into a file, but for its references."""
    file = post.folder / f"results{suffix}"
    assert post("batch", FLIGHT, "--out", file, *options).code == 11
    return re.sub(r"\d{4}-\d\d-\d\d/[^/]+/C?\d{6}", "REF", file.read_text())


def test_results_in_a_file_are_the_same(post: Session, centre: Serving) -> None:
    assert results(post, ".csv", "--via", centre.address) == results(post, ".csv")
    here, there = results(post, ".jsonl"), results(post, ".jsonl", "--via", centre.address)
    read = [[json.loads(line) for line in text.splitlines()] for text in (here, there)]
    assert common(without_notice(read[1])) == common(read[0])


def test_the_page_says_what_the_list_and_the_records_say(post: Session, centre: Serving) -> None:
    here, there = results(post, ".html"), results(post, ".html", "--via", centre.address)
    headings = re.compile("<h4>.*</h4>")
    assert headings.findall(here)
    assert headings.findall(there) == headings.findall(here)
    journey = re.compile(
        r"<dt>(?:Role|Flight|From|To|Reservation|Seat)</dt><dd>.*?</dd>", re.DOTALL
    )
    assert journey.findall(here)
    assert journey.findall(there) == journey.findall(here)
    assert "answered by the centre" in there


def test_by_configuration_it_is_asked_first(post: Session, centre: Serving) -> None:
    use(post, centre.address, always="true")
    assert codes(post("batch", FLIGHT, "--json")) == ["centre_answered"]
    assert codes(post("batch", FLIGHT, "--json", "--via", "here")) == []


def test_a_long_list_is_answered_in_its_order(post: Session, centre: Serving) -> None:
    rows = "".join(f"X,Y,T{number:07d},UTO\n" for number in range(1200))
    file = post.file("long.csv", f"surname,given_names,number,issuing_state\n{rows}")
    told = post("batch", file, "--via", centre.address, "--json")
    assert [row["row"] for row in told.json_lines[:-1]] == list(range(1, 1201))
    assert codes(told)[-1] == "centre_answered"


def test_nothing_is_asked_of_anybody_else(post: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"http://127.0.0.1:{other.getsockname()[1]}"
        post("batch", FLIGHT, "--via", address).failed(2, "not the centre of the configuration")
        folder = post.folder / "inbox"
        folder.mkdir()
        shutil.copy(FLIGHT, folder)
        words = ("batch", "--watch", folder, "--once", "--via", address)
        post(*words).failed(2, "not the centre of the configuration")
        other.settimeout(0.2)
        with pytest.raises(TimeoutError):
            other.accept()
    assert (folder / FLIGHT.name).exists()
    assert not (post.home / "journal").exists()


def test_what_is_no_passenger_list_is_sent_to_nobody(post: Session, centre: Serving) -> None:
    before = len(entries(centre.session))
    post("batch", "-", "--via", centre.address, "--json").failed(3)
    assert len(entries(centre.session)) == before


def test_what_cannot_be_entered_here_is_not_answered(post: Session, centre: Serving) -> None:
    (post.home / "journal").write_text("in the way")
    told = post("batch", FLIGHT, "--via", centre.address, "--json")
    assert told.code == 20
    assert {row["verdict"] for row in told.json_lines[:-1]} == {"not_checked"}
    assert "journal" in codes(told)
    assert "TAYIBELI" not in post("batch", FLIGHT, "--via", centre.address).out.split("\n[xx]")[1]


# -- the lists here answer -------------------------------------------------------------------------


class Meddler:
    """Passes on what a post and its centre say to each other, until it does not."""

    def __init__(self, port: int, most: int, how: str) -> None:
        self._centre, self._most, self._how = port, most, how
        self._is_cut = False
        self._is_over = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.asked: list[str] = []
        """What was asked for, line by line."""
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._is_over.set()
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(line,), daemon=True).start()

    def _pass_on(self, line: socket.socket) -> None:
        with line, suppress(OSError), socket.create_connection(("127.0.0.1", self._centre)) as far:
            threading.Thread(target=self._ask, args=(line, far), daemon=True).start()
            told = 0
            while answer := far.recv(4096):
                if self._is_cut and self._how == "is silent":
                    self._is_over.wait()
                    return
                if told + len(answer) > self._most:
                    line.sendall(answer[: self._most - told])
                    told, answer = self._most, answer[self._most - told :]
                    if self._cut(line):
                        return
                line.sendall(answer)
                told += len(answer)

    def _ask(self, line: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while question := line.recv(65536):
                if question.startswith((b"GET ", b"POST ")):
                    self.asked.append(question.split(b" HTTP")[0].decode())
                far.sendall(question)
            far.shutdown(socket.SHUT_WR)

    def _cut(self, line: socket.socket) -> bool:
        """Cut the line, or have it rest; whether it is cut."""
        self._is_cut = True
        if self._how == "rests":
            self._most = 1 << 30
            asked = len(self.asked)
            wait_for(lambda: len(self.asked) > asked + 1)  # twice whether it is there
            return False
        if self._how in ("is silent", "stops"):
            self._is_over.wait()
        elif self._how == "is reset":
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.shutdown(socket.SHUT_RD)  # nobody reads it any more, so that it can be closed
        else:
            line.shutdown(socket.SHUT_RDWR)
        return True


Meddling = Callable[[int, str], Meddler]


@pytest.fixture
def meddling(centre: Serving, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meddling]:
    """Somebody on the line to the centre, on which silence is noticed soon."""
    monkeypatch.setattr(passengers, "_SILENCE", 0.1)
    made: list[Meddler] = []

    def make(most: int, how: str) -> Meddler:
        made.append(Meddler(centre.port, most, how))
        return made[-1]

    yield make
    for one in made:
        one.close()


def answered_here(told: Result, here: Result) -> None:
    """Fail unless the lists here have answered all rows, once, and said so."""
    assert codes(told)[-1] == "centre_silent"
    assert common(without_notice(told.json_lines)) == common(here.json_lines)
    assert told.code == here.code


CUTS = [(most, how) for how in ("hangs up", "is reset", "is silent") for most in (0, 900, 9000)]


@pytest.mark.parametrize(("most", "how"), CUTS, ids=[f"{how} after {most}" for most, how in CUTS])
def test_a_line_that_is_cut(post: Session, meddling: Meddling, most: int, how: str) -> None:
    here = post("batch", LIST, "--json")
    line = meddling(most, how)
    use(post, line.address, patience=0.3)
    answered_here(post("batch", LIST, "--json", "--via", line.address), here)
    runs = [one.facts["stage"] for one in entries(post) if one.facts["check"] == "batch"]
    assert runs == ["start", "rows", "end"] * 2
    assert (post.home / "centre-silent").exists()


def test_results_have_each_row_once(post: Session, meddling: Meddling) -> None:
    line = meddling(9000, "hangs up")
    use(post, line.address)
    assert results(post, ".csv", "--via", line.address) == results(post, ".csv")


def test_a_centre_that_searches_for_long_is_not_silent(post: Session, meddling: Meddling) -> None:
    line = meddling(9000, "rests")
    use(post, line.address)
    told = post("batch", LIST, "--json", "--via", line.address)
    assert codes(told)[-1] == "centre_answered"
    assert line.asked.count("GET /v1/health") > 1


def test_a_centre_that_is_there_and_does_not_go_on(
    post: Session, meddling: Meddling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passengers, "_LONGEST_SILENCE", 0.3)
    here = post("batch", LIST, "--json")
    line = meddling(9000, "stops")
    use(post, line.address)
    answered_here(post("batch", LIST, "--json", "--via", line.address), here)


def test_a_silent_centre_is_left_alone_for_a_while(post: Session, centre: Serving) -> None:
    use(post, "http://127.0.0.1:9", always="true")
    assert "silent before" not in notice(post("batch", FLIGHT, "--json"))
    assert "it was silent before" in notice(post("batch", FLIGHT, "--json"))
    use(post, centre.address, always="true")
    assert "it was silent before" in notice(post("batch", FLIGHT, "--json"))
    (post.home / "centre-silent").write_text("1 0.0\n")  # as after the pause
    assert codes(post("batch", FLIGHT, "--json")) == ["centre_answered"]
    assert not (post.home / "centre-silent").exists()


def test_a_centre_that_refuses(post: Session, centre: Serving) -> None:
    here = post("batch", FLIGHT, "--json")
    (post.folder / "token").write_text("expired.or.revoked")
    told = post("batch", FLIGHT, "--json", "--via", centre.address)
    answered_here(told, here)
    assert "it refuses" in notice(told)
    assert not (post.home / "centre-silent").exists()


def test_a_list_that_is_too_long_for_the_centre(post: Session, lists: Path) -> None:
    far = Session(post.folder / "far")
    shutil.copytree(lists, far.home)
    (far.home / "config.yaml").write_text("service: {largest_batch: 1000}\n")
    here = post("batch", LIST, "--json")
    with Serving(far) as serving:
        post.file("token", serving.token())
        use(post, serving.address)
        told = post("batch", LIST, "--json", "--via", serving.address)
    answered_here(told, here)
    assert "it refuses: more than 1,000 bytes" in notice(told)


def test_a_centre_that_could_not_check_is_not_the_last_word(post: Session) -> None:
    bare = Session(post.folder / "bare")
    bare.home.mkdir(parents=True)
    here = post("batch", FLIGHT, "--json")
    with Serving(bare) as serving:
        post.file("token", serving.token())
        use(post, serving.address)
        told = post("batch", FLIGHT, "--json", "--via", serving.address)
        answered_here(told, here)
        assert "its lists did not answer" in notice(told)
        shutil.rmtree(post.home / "lists")
        told = post("batch", FLIGHT, "--json", "--via", serving.address)
    assert (told.code, codes(told)[-1]) == (20, "centre_answered")


def test_one_row_that_cannot_be_read_is_no_fault_of_the_centre(
    post: Session, centre: Serving
) -> None:
    file = post.file("one.csv", "surname,given_names,number\nDOE,JANE,\n")
    told = post("batch", file, "--json", "--via", centre.address)
    assert (told.code, codes(told)[-1]) == (20, "centre_answered")


# -- with other options ----------------------------------------------------------------------------


def test_passengers_who_are_kept_are_asked_about_here(post: Session, centre: Serving) -> None:
    post("batch", LIST, "--keep", "48h", "--via", centre.address).failed(2, "keeps no passengers")
    use(post, centre.address, always="true")
    told = post("batch", LIST, "--keep", "48h", "--json")
    assert "centre_answered" not in codes(told)
    assert "the centre is not asked: passengers who are kept" in told.err
    assert post("rescreen").code == 0


def cut_off(post: Session, *options: str) -> Path:
    """What a run leaves that is killed after some rows."""
    file = post.folder / "cut.csv"
    post("batch", LIST, "--out", file, *options)
    rows = file.read_text().splitlines(keepends=True)
    file.unlink()
    file.with_name(".cut.csv.unfinished").write_text("".join(rows[:20]))
    return file


def rows_of(file: Path) -> list[str]:
    return [line.partition(",")[0] for line in file.read_text().splitlines()[1:]]


def test_what_the_centre_had_answered_is_asked_about_again(post: Session, centre: Serving) -> None:
    file = cut_off(post, "--via", centre.address)
    told = post("batch", LIST, "--out", file, "--resume", "--via", centre.address, "--json")
    assert "the whole list is asked about again" in told.err
    assert codes(told)[-1] == "centre_answered"
    assert rows_of(file) == [str(row) for row in range(1, 52)]


def test_what_was_begun_here_is_gone_on_with_here(post: Session, centre: Serving) -> None:
    file = cut_off(post)
    told = post("batch", LIST, "--out", file, "--resume", "--via", centre.address, "--json")
    assert "the lists here go on" in told.err
    assert "centre_answered" not in codes(told)
    assert rows_of(file) == [str(row) for row in range(1, 52)]
    assert len(told.json_lines) == 51 - 19 + 1


def test_lists_that_land_in_a_folder_go_to_the_centre(post: Session, centre: Serving) -> None:
    folder = post.folder / "inbox"
    folder.mkdir()
    shutil.copy(FLIGHT, folder)
    assert post("batch", "--watch", folder, "--once", "--via", centre.address).code == 11
    report = (folder / "done" / FLIGHT.name / "report.txt").read_text()
    assert "answered by the centre" in report
