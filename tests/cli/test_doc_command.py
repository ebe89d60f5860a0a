"""`border-check doc`, as typed at a counter."""

from __future__ import annotations

import pytest
from session import Session

ZONE = """\
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2
"""

ANSWERS = [
    ("a stolen blank", ["L8989123", "--issuer", "UTO", "--type", "P"], "", 11, "[!!] STOP"),
    ("the same from standard input", ["-", "--issuer", "UTO"], "L8989123\n", 11, "[!!] STOP"),
    ("its scan", ["--mrz", "-"], ZONE, 11, "[!!] STOP"),
    ("its scan, as an argument", ["--mrz", ZONE], "", 11, "[!!] STOP"),
    ("a look-alike", ["K472O135", "--issuer", "Utopia"], "", 10, "[? ] REFER"),
    ("nothing known", ["K7654321", "--issuer", "UTO"], "", 0, "[  ] PROCEED"),
    ("a check digit fails", ["--mrz", ZONE.replace("<7UTO", "<6UTO")], "", 11, "[!!] STOP"),
    (
        "a check digit fails, nothing known",
        ["--mrz", ZONE.replace("L8989123", "K7654329")],
        "",
        20,
        "[xx] NOT CHECKED",
    ),
    (
        "the holder is sought",
        ["A1", "--surname", "TAYIBELI", "--given", "Zaru Mohamed", "--dob", "1971-03-04"],
        "",
        11,
        "[!!] STOP",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "head"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS]
)
def test_answer(session: Session, arguments: list[str], stdin: str, code: int, head: str) -> None:
    result = session("doc", *arguments, stdin=stdin)
    assert (result.code, result.err) == (code, "")
    assert result.out.startswith(f"{head}  ")
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_without_any_list_nothing_is_concluded(bare_session: Session) -> None:
    result = bare_session("doc", "K7654321", "--issuer", "UTO")
    assert result.code == 20
    assert result.out.startswith("[xx] NOT CHECKED  no list of documents could answer")


def test_every_answer_has_a_number_of_its_own(session: Session) -> None:
    references = [session("doc", "K7654321", "--json").json["reference"] for _ in range(3)]
    assert [reference[-7:] for reference in references] == ["/000001", "/000002", "/000003"]


def test_explained_evidence_sums(session: Session) -> None:
    out = session("doc", "L8989123", "--issuer", "UTO", "--type", "P", "--explain").out
    assert "total" in out
    assert "total" not in session("doc", "L8989123", "--issuer", "UTO", "--type", "P").out


USAGE = [
    ("nothing", [], ["neither a document number nor"]),
    ("an empty number", [""], ["neither a document number nor"]),
    ("number and zone", ["A1", "--mrz", ZONE], ["expected one of them"]),
    ("zone and issuer", ["--mrz", ZONE, "--issuer", "UTO"], ["expected one of them"]),
    ("an unknown option", ["--nummer", "A1"], ["--nummer"]),
    ("two numbers", ["A1", "A2"], ["A2"]),
]


@pytest.mark.parametrize(("arguments", "words"), [u[1:] for u in USAGE], ids=[u[0] for u in USAGE])
def test_usage(session: Session, arguments: list[str], words: list[str]) -> None:
    session("doc", *arguments).failed(2, *words)


UNREADABLE = [
    ("60 characters", ["L" * 60], "found 60 letters and digits, expected 1 to 22"),
    ("another script", ["ÄÖÜ"], "expected A-Z and 0-9"),
    ("an unknown issuer", ["A1", "--issuer", "Atlantis"], "issuing state: found 'Atlantis'"),
    ("30 February", ["A1", "--surname", "X", "--dob", "1985-02-30"], "dob: expected a day"),
    ("an unknown sex", ["A1", "--surname", "X", "--sex", "girl"], "gender: 'girl'"),
    ("a zone of three characters", ["--mrz", "ABC"], "machine readable zone"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE]
)
def test_unreadable(session: Session, arguments: list[str], words: str) -> None:
    session("doc", *arguments).failed(3, words)
    assert not (session.home / "journal").exists()


SECRETS = [
    ("a number", ["L89891234567890123456789"]),
    ("a birth date", ["A1", "--surname", "X", "--dob", "1985-02-30"]),
    ("a birth date, written otherwise", ["A1", "--surname", "X", "--dob", "12.07.1985"]),
]


@pytest.mark.parametrize("arguments", [s[1] for s in SECRETS], ids=[s[0] for s in SECRETS])
def test_an_error_does_not_repeat_what_was_asked(session: Session, arguments: list[str]) -> None:
    result = session("doc", *arguments)
    assert result.code == 3
    assert arguments[-1] not in result.err


def test_letters_that_cannot_be_read_are_not_left_out(session: Session) -> None:
    session("doc", "-", stdin=b"L89\xff89123").failed(3, "byte 4 is 0xff")


def test_a_byte_order_mark_is_no_part_of_a_number(session: Session) -> None:
    assert session("doc", "-", "--issuer", "UTO", stdin=b"\xef\xbb\xbfL8989123\r\n").code == 11
