"""The result of a passenger list as it goes out."""

from __future__ import annotations

import pytest

from border_check.formats.releases import TELLS, release_as, release_report, release_to_wire
from border_check.language import speaking
from border_check.values.release import Release, ReleasedRow, Told

from golden import Golden

REFERENCE = "2026-11-22/GVA-03/000417"
RELEASE = Release(
    of=REFERENCE,
    to="=Utopian <Airways>",
    file="flight <b>.csv",
    sha256="0" * 64,
    at="2026-11-22T06:48:02Z",
    post="GVA-03",
    rows=tuple(ReleasedRow(at, f"{REFERENCE}-{at}", told) for at, told in enumerate(Told, 1)),
)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".html"])
def test_what_goes_out(golden: Golden, suffix: str) -> None:
    golden.holds(f"release{suffix}", release_as(RELEASE, suffix))


def test_the_report(golden: Golden) -> None:
    golden.holds("release.txt", release_report(RELEASE, "f" * 64))


def test_outcomes_add_up_to_the_rows() -> None:
    wire = release_to_wire(RELEASE, "f00d")
    assert sum(wire[word] for word in Told) == wire["rows_in"] == 4
    assert (wire["to"], wire["sha256"], wire["file_sha256"]) == (RELEASE.to, "f00d", "0" * 64)


def test_nobody_is_refused() -> None:
    words = " ".join(TELLS.values()).lower()
    assert not any(word in words for word in ("not board", "deny", "denied", "refuse", "offload"))


def test_what_is_said_is_in_the_language_and_what_is_meant_is_not() -> None:
    with speaking("fr"):
        lines = release_as(RELEASE, ".jsonl").splitlines()
    assert [f'"outcome": "{word}"' in line for word, line in zip(Told, lines, strict=False)] == [
        True
    ] * 4
