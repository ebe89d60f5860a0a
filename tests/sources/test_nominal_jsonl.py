"""Our own format of persons, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.nominal_jsonl import NominalJsonl
from border_check.sources.whole import WholeList, read_whole
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, NoticeColour, Sex

ANNA = {
    "id": "UTO-1",
    "name": "Anna Maria ERIKSSON",
    "surname": "ERIKSSON",
    "given": "Anna Maria",
    "aliases": [{"name": "Ann ERIKSON", "strength": "weak"}],
    "dobs": ["1974-08-12", "1974"],
    "nationality": ["UTO"],
    "gender": "female",
    "passports": [["L898902C3", "UTO"]],
    "pob": "Zenith",
    "notice": "red",
    "action": "hold",
    "caution": "armed",
    "expires": "2030-01-01",
    "hair": "brown",
}


def _load(tmp_path: Path, content: str) -> WholeList:
    path = tmp_path / "list.txt"
    path.write_text(content)
    return read_whole(NominalJsonl(), path)


def test_every_key_of_the_contract_is_read_and_others_are_kept(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, json.dumps(ANNA)).nominals
    assert (anna.record_id, anna.name, anna.surname) == ("UTO-1", "Anna Maria ERIKSSON", "ERIKSSON")
    assert anna.aliases == (Alias("Ann ERIKSON", "weak"),)
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1974))
    assert anna.sex is Sex.FEMALE
    assert anna.documents == (DocumentReference("L898902C3", "UTO"),)
    assert (anna.notice, anna.action) == (NoticeColour.RED, ActionClass.HOLD)
    assert anna.expires == PartialDate(2030, 1, 1)
    assert anna.extra == (("hair", "brown"),)


REJECTED = {
    "no id": ({"id": ""}, "id", "could not be traced"),
    "no name": ({"name": "", "surname": None, "given": ""}, "name", "no name"),
    "a day that is none": ({"dobs": ["1985-02-30"]}, "dobs", "day"),
    "an unknown action": ({"action": "arrest"}, "action", "'arrest' is none of hold, protect"),
    "an unknown notice": ({"notice": "pink"}, "notice", "'pink' is none of red, blue"),
    "an unknown sex": ({"gender": "unknown"}, "gender", "is not male, female"),
    "a passport of four parts": ({"passports": [["1", "2", "3", "4"]]}, "passports", "pairs"),
    "a name that is no text": ({"name": ["Anna"]}, "name", "expected text"),
}


@pytest.mark.parametrize(("change", "field", "reason"), REJECTED.values(), ids=REJECTED.keys())
def test_a_line_that_cannot_be_used_is_rejected_with_field_and_reason(
    tmp_path: Path, change: dict[str, object], field: str, reason: str
) -> None:
    line = json.dumps({**ANNA, **change})
    loaded = _load(tmp_path, f"{json.dumps(ANNA)}\n{line}\n")
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert (str(rejected.place), rejected.field) == ("list.txt, line 2", field)
    assert reason in rejected.reason
    assert rejected.raw == line


def test_a_folder_is_read_whole_and_what_is_no_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ANNA))
    (tmp_path / "b.jsonl").write_text(json.dumps({**ANNA, "id": "UTO-2"}))
    (tmp_path / "README").write_text("see a.jsonl")
    loaded = read_whole(NominalJsonl(), tmp_path)
    assert [one.record_id for one in loaded.nominals] == ["UTO-1", "UTO-2"]
    assert loaded.warnings == ("README: not read, it is not of this format",)


def test_a_document_of_many_lines_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="one JSON object a line"):
        _load(tmp_path, json.dumps([ANNA], indent=1))
