"""A post and its centre exchange hits while either is killed and the line goes: each is there once.

    python torture/exchange.py --rounds 200

The two are hosts of their own, where there can be such (`hosts`), and speak TLS. In each round the
post searches and rules, officers of the centre note steps and recall records, and the post
exchanges; meanwhile its process is killed, or those of the centre are, or the line is taken away,
each at some moment. At the end all is whole again, and what both have is held against each other.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from border_check.journal.book import Journal
from border_check.journal.cases import HIT
from border_check.journal.recalls import RECALL
from border_check.posts.messages import FLOWS_BACK, POST_HIT
from border_check.posts.queue import line_at, queued
from border_check.posts.store import Posts
from border_check.screening.recalled import read_recalls
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.service.tokens import new_token
from border_check.snapshot.home import Home
from border_check.values.case import Disposition, Step
from border_check.values.settings import Role

from certificates import certificate
from figures import Figure, table
from hosts import Hosts, two_hosts
from places import HOLDER, LISTED, loaded_home, quick

_PORT = 8443
_LONGEST_EXCHANGE = 90.0
_BUSY = (0.2, 0.6)
"""Seconds after its start within which an exchange does its work."""


class Centre:
    """The service of a centre, which can be killed and started again."""

    def __init__(self, hosts: Hosts, home: Path, folder: Path) -> None:
        self._hosts, self._home = hosts, home
        self._files = certificate(folder, hosts.address)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def authority(self) -> Path:
        return self._files[2]

    def start(self) -> None:
        own, key, _ = self._files
        self._process = subprocess.Popen(
            [*self._hosts.at("centre"), sys.executable, "-m", "border_check", "serve", "--host",
             self._hosts.address, "--port", str(_PORT), "--certificate", own, "--key", key],
            env={**os.environ, "BORDER_CHECK_HOME": str(self._home)},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline(), "the centre does not start"

    def kill(self) -> None:
        """End all of its processes at once."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None


class Trial:
    """A post and a centre to which things are done."""

    def __init__(self, hosts: Hosts, folder: Path, seed: int) -> None:
        self._hosts, self._chance = hosts, random.Random(seed)
        self.post, self.centre_home = loaded_home(folder / "post"), loaded_home(folder / "centre")
        self.centre = Centre(hosts, self.centre_home, folder)
        self.faults: Counter[str] = Counter()
        configured(self.centre_home, "desk: {post: CENTRE}\nservice: {log: false}\n")
        _, token = new_token(
            Path(Home(self.centre_home).service),
            *("post", "GVA-03", Role.FIRST_LINE, ("border_control",), timedelta(days=1)),
            exchange=True,
        )
        (folder / "token").write_text(token)
        configured(
            self.post,
            f"desk: {{post: GVA-03}}\ncentre: {{address: 'https://{hosts.address}:{_PORT}', "
            f"token: {folder / 'token'}, authority: {self.centre.authority}}}\n",
        )

    def round(self, number: int) -> None:
        """Have all do something, and an exchange meet a fault."""
        self._search()
        self._follow(number)
        faults = ["nothing", "kill the post", "kill the centre"]
        if self._hosts.can_be_parted:
            faults.append("part them")
        fault = self._chance.choice(faults)
        process = self._exchanging()
        time.sleep(self._chance.uniform(*_BUSY))
        self.faults[fault] += process.poll() is None
        if fault == "kill the post":
            process.kill()
        elif fault == "kill the centre":
            self.centre.kill()
            self.centre.start()
        elif fault == "part them":
            self._hosts.part()
            time.sleep(self._chance.uniform(0.1, 1.5))
            if self._chance.random() < 0.3:
                process.kill()
            self._hosts.join()
        process.wait(_LONGEST_EXCHANGE)

    def settle(self) -> None:
        """Let them exchange until there is nothing more to do."""
        self.centre.kill()
        self.centre.start()  # which sends what a killed process has not sent
        for _ in range(3):
            code = self._exchanging().wait(_LONGEST_EXCHANGE)
            assert code == 0, f"an exchange that nothing disturbs ends with {code}"

    def _exchanging(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._hosts.at("post"), sys.executable, "-m", "border_check", "exchange"],
            env={**os.environ, "BORDER_CHECK_HOME": str(self.post)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _search(self) -> None:
        with Screener(self.post) as screener:
            for _ in range(self._chance.randrange(4)):
                number = self._chance.choice((LISTED, "K7654321", "L8989300"))
                screener.document(number, "UTO", "P", holder=HOLDER)
            line = SecondLine(screener)
            waiting = line.queue(only_open=True)
            if waiting and self._chance.random() < 0.5:
                case = self._chance.choice(waiting).case
                line.rule(case.reference, Disposition.NOT_IDENTICAL, note="by the post")

    def _follow(self, number: int) -> None:
        """What officers of the centre do; sometimes the process in which they do it is killed."""
        if self._chance.random() < 0.3:
            recalling = subprocess.Popen(
                [sys.executable, "-m", "border_check", "posts", "recall", "sltd", f"N-{number:04}",
                 "--reason", "withdrawn"],
                env={**os.environ, "BORDER_CHECK_HOME": str(self.centre_home)},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if self._chance.random() < 0.5:
                time.sleep(self._chance.uniform(*_BUSY))
                recalling.kill()
            recalling.wait()
        with Screener(self.centre_home) as screener, Posts(Home(self.centre_home).posts) as posts:
            brought = [one for one in queued(screener, posts, posts.states()) if one.post]
            for one in self._chance.sample(brought, min(2, len(brought))):
                assert one.post is not None
                line = line_at(screener, posts, one.post.journal)
                step = self._chance.choice(list(Step))
                line.take(one.standing.case.reference, step, "by the centre")


def exchanges(rounds: int, folder: Path) -> Iterator[Figure]:
    """So many rounds, and what came of them."""
    with two_hosts() as hosts:
        trial = Trial(hosts, folder, rounds)
        trial.centre.start()
        try:
            for number in range(rounds):
                trial.round(number)
            trial.settle()
        finally:
            trial.centre.kill()
        disturbed = ", ".join(f"{what} {count}" for what, count in sorted(trial.faults.items()))
        where = "two network namespaces, TLS" if hosts.can_be_parted else "one host, TLS"
        note = f"{rounds} exchanges in {where}: {disturbed}"
        yield from _held_against_each_other(trial, note)


def _held_against_each_other(trial: Trial, note: str) -> Iterator[Figure]:
    posted, centred = _facts(trial.post), _facts(trial.centre_home)
    with Posts(Home(trial.centre_home).posts) as posts:
        (state,) = posts.states()
        brought = Counter(one.hash for one in posts.entries(state.journal))
    about_hits = [
        own
        for own, facts in posted.items()
        if facts.get("hits") or facts.get("check") == HIT or "message" in facts
    ]
    once = sum(brought[own] == 1 for own in about_hits)
    excess = sum(brought.values()) - once
    yield Figure("an entry about a hit, at the centre once", len(about_hits), once - excess, note)
    applied = Counter(facts["message"] for facts in posted.values() if "message" in facts)
    acts = [f for f in centred.values() if f.get("check") == POST_HIT and f["event"] in FLOWS_BACK]
    withdrawn = [facts for facts in centred.values() if facts.get("check") == RECALL]
    twice = sum(count - 1 for count in applied.values())
    yield Figure(
        "an act of the centre, in the journal of the post once",
        len(acts) + len(withdrawn),
        len(applied) - twice,
        f"{len(acts)} about hits, {len(withdrawn)} recalls",
    )
    known = {recall.record_id for recall in read_recalls(Home(trial.post).recalled)}
    named = {str(facts["record_id"]) for facts in withdrawn}
    yield Figure("a recall, applied at the post", len(named), len(named & known))


def _facts(home: Path) -> dict[str, dict[str, object]]:
    """What the entries of a journal say, by their hashes; its chain has to hold."""
    with Journal(home / "journal") as journal:
        finding = journal.verify()
        assert not finding.faults, finding.faults
        return {entry.hash: entry.facts for entry in journal.entries()}


def configured(home: Path, text: str) -> None:
    """Give a home its configuration."""
    (home / "config.yaml").write_text(text)
    (home / "config.yaml").chmod(0o600)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-", dir=quick()) as folder:
        sys.exit(table(exchanges(asked.rounds, Path(folder))))


if __name__ == "__main__":
    main()
