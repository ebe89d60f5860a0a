"""`border-check load --delta`, as the desk meets it."""

from __future__ import annotations

from pathlib import Path

from session import Session, ago

from desk import DOCUMENTS

HEAD = DOCUMENTS.splitlines()[0]
CHANGES = f"""\
{HEAD}
D2,UTO,passport,K4720135,,lost,2023,UTO,2033-03-14,withdrawn
D6,UTO,passport,U5550129,,lost,2022-10-28,UTO,2032-10-28,active
D8,UTO,passport,Q1112223,,stolen,2026-11-01,UTO,2036-11-01,active
"""


def delta(session: Session, tmp_path: Path, *arguments: str) -> str:
    file = tmp_path / "changes.csv"
    file.write_text(CHANGES)
    done = session("load", "sltd", str(file), "--delta", "--as-of", ago(minutes=30), *arguments)
    assert done.code == 0, done.err
    return done.out


ASKED = [("K4720135", 0), ("U5550129", 11), ("Q1112223", 11), ("L8989123", 11), ("K7654321", 0)]


def answers(session: Session) -> list[tuple[str, int]]:
    return [
        (number, session("doc", number, "--issuer", "UTO", "--type", "P").code)
        for number, _ in ASKED
    ]


def test_additions_changes_and_withdrawals(session: Session, tmp_path: Path) -> None:
    assert session("doc", "K4720135", "--issuer", "UTO", "--type", "P").code == 11
    out = delta(session, tmp_path)
    assert "sltd: 8 records answer" in out
    assert "delta     number 1 over the base" in out
    assert "replaced  2 records" in out
    assert answers(session) == ASKED
    (status, *_) = session("lists", "--json").json["lists"]
    assert (status["records"], status["state"]) == (8, "ok")
    assert session("lists", "verify").code == 0


def test_figures_in_json(session: Session, tmp_path: Path) -> None:
    delta(session, tmp_path)
    file = tmp_path / "changes.csv"
    told = session("load", "sltd", str(file), "--delta", "--as-of", ago(minutes=20), "--json").json
    assert (told["read"], told["kept"], told["replaced"], told["deltas"]) == (3, 3, 3, 2)


def test_show_says_what_lies_below(session: Session, tmp_path: Path) -> None:
    assert "deltas" not in session("lists", "show", "sltd").out
    delta(session, tmp_path)
    lines = session("lists", "show", "sltd").out.splitlines()
    assert any(line.startswith("base ") and line.endswith("with 7 records") for line in lines)
    assert any(line.startswith("deltas    1, the first of 2") for line in lines)


def test_layers_in_json_and_their_indexes(session: Session, tmp_path: Path) -> None:
    delta(session, tmp_path)
    (shown,) = session("lists", "show", "sltd", "--json").json["lists"]
    assert [layer["records"] for layer in shown["layers"]] == [8, 7]
    for index in (session.home / "lists" / "sltd").glob("*.documents"):
        index.unlink()
    assert session("lists", "rebuild", "sltd").out == "sltd: 2 indexes made again\n"
    assert answers(session) == ASKED


def test_fold_and_go_back(session: Session, tmp_path: Path) -> None:
    assert session("lists", "fold", "sltd").out == "sltd: there are no deltas to fold in\n"
    delta(session, tmp_path)
    assert session("lists", "fold", "sltd").out.endswith(" answers\n")
    assert answers(session) == ASKED
    assert "deltas" not in session("lists", "show", "sltd").out
    assert session("lists", "rollback", "sltd").code == 0
    assert answers(session) == ASKED
    assert session("lists", "remove", "sltd").code == 0


def test_two_ways_at_once(session: Session, tmp_path: Path) -> None:
    done = session("load", "sltd", str(tmp_path), "--delta", "--add")
    assert (done.code, "--add and --delta" in done.err) == (2, True)


def test_deltas_that_pile_up_are_told(session: Session, tmp_path: Path) -> None:
    for _ in range(10):
        delta(session, tmp_path)
    file = tmp_path / "changes.csv"
    done = session("load", "sltd", str(file), "--delta", "--as-of", ago(minutes=20))
    assert "11 deltas lie over the base" in done.err
    assert "lists fold sltd" in done.err
