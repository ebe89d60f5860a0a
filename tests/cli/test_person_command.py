"""`border-check person`, as typed in second line."""

from __future__ import annotations

import pytest
from odd_names import ODD, READABLE
from rich.cells import cell_len
from session import Session

ANSWERS = [
    ("name and birth date", ["Zarou Tayibeli", "--dob", "1971-03-04"], "", 11, "N1"),
    ("from standard input", ["-", "--dob", "1971-03-04"], "Zarou Tayibeli\n", 11, "N1"),
    ("in parts", ["--surname", "TAYIBELI", "--given", "Zaru", "--dob", "1971-03-04"], "", 11, "N1"),
    ("a name alone", ["Zaru Mohamed TAYIBELI"], "", 10, "N4"),
    ("a document alone", ["--doc", "T5550001", "--issuer", "UTO"], "", 10, "N1"),
    ("a child that is missed", ["Quilla Ostermane", "--dob", "2015-06-07"], "", 11, "N2"),
    ("for information", ["Ottoline Ferenbach", "--dob", "1958-02-19"], "", 0, "N5"),
    ("nobody", ["Jane Doe", "--dob", "1990-01-01", "--sex", "F"], "", 0, None),
    ("an expired notice", ["Wendelin Karstadter", "--dob", "1990-09-09"], "", 0, None),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "record"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS]
)
def test_answer(
    session: Session, arguments: list[str], stdin: str, code: int, record: str | None
) -> None:
    result = session("person", *arguments, "--json", stdin=stdin)
    assert (result.code, result.err) == (code, "")
    assert [hit["record_id"] for hit in result.json["hits"]][:1] == ([record] if record else [])


def test_the_report_names_what_agrees(session: Session) -> None:
    out = session("person", "Zarou Tayibeli", "--dob", "1971-03-04").out
    assert out.startswith("[!!] STOP  PERSON LISTED: RED NOTICE")
    assert "1971-03-04    = 1971-03-04    birth date agrees" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_proceed_on_a_person_speaks_of_no_document(session: Session) -> None:
    assert "Not proof of identity." in session("person", "Jane Doe").out


REFUSED = [
    ("nothing", [], 2, "nothing is given to search by"),
    ("an empty name", ["-"], 2, "nothing is given to search by"),
    ("a birth date alone", ["--dob", "1985"], 3, "neither a name nor a document"),
    ("a name of signs", ["?!"], 3, "neither a name nor a document"),
    ("letters that nobody can read", ["\u3164\u0640"], 3, "neither a name nor a document"),
    ("a document of signs", ["--doc=--"], 3, "neither a name nor a document"),
    ("a document of 300 letters", ["X Y", "--doc", "x" * 300], 3, "found 300 letters and digits"),
    ("a document in no Latin letters", ["X Y", "--doc", "李1"], 3, "number: expected A-Z and 0-9"),
    ("30 February", ["X Y", "--dob", "1985-02-30"], 3, "dob: expected a day"),
    ("an unknown state", ["X Y", "--nationality", "Atlantis"], 3, "nationality: found 'ATLANTIS'"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(session: Session, arguments: list[str], code: int, words: str) -> None:
    session("person", *arguments).failed(code, words)
    assert not (session.home / "journal").exists()


def test_an_odd_name_is_answered_or_refused(session: Session) -> None:
    for why, name in ODD.items():
        result = session("person", "-", "--dob", "1971-03-04", stdin=name)
        expected = {0, 10} if why in READABLE else {2, 3}
        assert result.code in expected, why
        assert "Traceback" not in result.err
        assert all(cell_len(line) <= 80 for line in result.out.splitlines()), why
    assert session("journal", "verify").code == 0


def test_a_first_line_desk_may_not_browse(session: Session) -> None:
    session.home.joinpath("config.yaml").write_text("desk: {role: first-line}")
    session("person", "Zaru Tayibeli").failed(2, "first-line desk may not search by free name")
    session("journal", "show").failed(2, "may not read the journal")


HOSTILE = "Zarou\x1b \x07\u202eTayibeli\u2066\u200f\x9b"


@pytest.mark.parametrize("extra", [[], ["--json"]], ids=["report", "json"])
def test_control_and_bidirectional_characters_do_no_harm(
    session: Session, extra: list[str]
) -> None:
    result = session("person", "-", "--dob", "1971-03-04", *extra, stdin=HOSTILE)
    assert result.code == 11
    if not extra:
        assert not set(HOSTILE) & set(result.out) - set(map(chr, range(32, 127)))
    shown = session("journal", "show")
    assert not set(HOSTILE) & set(shown.out) - set(map(chr, range(32, 127)))
    assert session("journal", "verify").code == 0
