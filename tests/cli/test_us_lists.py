"""The lists of the United States, from the file to the answer at the desk."""

from __future__ import annotations

import pytest
from session import SAMPLES, Session, ago


def load(session: Session, name: str, file: str) -> None:
    assert session("load", name, SAMPLES / file, "--as-of", ago(hours=1)).code == 0


@pytest.mark.parametrize(
    ("name", "file"),
    [("ofac-sdn", "ofac-sdn"), ("ofac-sdn-xml", "ofac-sdn-xml.xml"), ("us-csl", "us-csl.csv")],
)
def test_a_passport_on_a_record_is_found_in_whatever_format_it_came(
    bare_session: Session, name: str, file: str
) -> None:
    load(bare_session, "sltd", "sltd.csv")
    load(bare_session, name, file)
    answer = bare_session("doc", "F4410092", "--issuer", "UTO", "--type", "P", "--json")
    (hit,) = answer.json["hits"]
    assert (hit["list"], hit["record_id"], hit["grade"]) == (name, "900002", "possible")
    assert answer.code == 10


def test_a_missing_child_is_kept_safe_and_an_adult_is_asked(bare_session: Session) -> None:
    load(bare_session, "fbi-wanted", "fbi-wanted.json")
    child = bare_session(
        "person", "Ekaterina Paz Hollanderashvili", "--dob", "2014-06-02", "--json"
    )
    assert (child.code, child.json["action"]["class"]) == (11, "protect")
    adult = bare_session("person", "Thora Nkechi Basmanovic", "--dob", "1991", "--json")
    assert adult.code == 10
    assert "not a suspect" in adult.json["hits"][0]["record"]["caution"]
    assert "offence" not in adult.json["hits"][0]["record"]


def test_a_table_that_is_cut_answers_as_far_as_it_goes(bare_session: Session) -> None:
    whole = (SAMPLES / "us-csl.csv").read_text(encoding="utf-8")
    cut = bare_session.file("us-csl.csv", whole[: whole.index("AL-TAHHANOVIC") + 4])
    loaded = bare_session("load", "us-csl", cut, "--as-of", ago(hours=1), "--json")
    assert (loaded.code, loaded.json["read"], loaded.json["kept"]) == (0, 6, 6)
    assert "us-csl.csv, line 8: the file ends inside a quoted cell of this row" in loaded.err


def test_a_renamed_column_leaves_the_installed_list_in_place(bare_session: Session) -> None:
    load(bare_session, "us-csl", "us-csl.csv")
    text = (SAMPLES / "us-csl.csv").read_text(encoding="utf-8")
    renamed = bare_session.file("us-csl.csv", text.replace("dates_of_birth", "birth_dates", 1))
    refused = bare_session("load", "us-csl", renamed, "--as-of", ago(hours=1))
    assert refused.code == 3
    assert "expected the column 'dates_of_birth'" in refused.err
    (state,) = bare_session("lists", "--json").json["lists"]
    assert (state["state"], state["records"]) == ("ok", 8)
