"""What a configuration may say, and how it is told that it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.configuration.reading import load_settings
from border_check.errors import ConfigError
from border_check.values.contacts import Contact, contacts_of, following_of, ncb_of
from border_check.values.lists import ListDescription
from border_check.values.settings import Role, Settings

BROKEN = [
    ("not YAML at all", "desk: [", "line 1"),
    ("a tab for an indent", "desk:\n\tpost: A", "line 2"),
    ("a misspelt key", "dsek: {}", "unknown key dsek"),
    ("a misspelt key below", "desk: {pots: A}", "unknown key desk.pots"),
    ("a word that is none of the roles", "desk: {role: boss}", "desk.role: found 'boss'"),
    ("a span without a number", "lists: {sltd: {stale_after: soon}}", "lists.sltd.stale_after"),
    ("a span of nothing", "lists: {sltd: {expires_after: 0h}}", "lists.sltd.expires_after"),
    ("yes where true is meant", "lists: {sltd: {required: 1}}", "lists.sltd.required"),
    ("a text where keys are expected", "desk: here", "desk: found 'here'"),
    ("a cue that no line has room for", f"desk: {{covert_cue: {'x' * 36}}}", "desk.covert_cue"),
    ("a cue of two lines", 'desk: {covert_cue: "Go on.\\nNow."}', "desk.covert_cue"),
    ("a cue that says nothing", 'desk: {covert_cue: " "}', "desk.covert_cue"),
    ("half a record", "lists: {sltd: {minimum: 0.5}}", "lists.sltd.minimum"),
    ("a laxer first line", "thresholds: {first_line: 1}", "thresholds.first_line: found 1.0"),
    ("reminders that go back", "hits: {remind_after: [1h, 10m]}", "hits.remind_after: found"),
    ("one reminder", "hits: {remind_after: 10m}", "hits.remind_after: found '10m'"),
    ("a contact in one line", "contacts: {ncb: '+00'}", "contacts.ncb: found '+00'"),
    ("an owner that is no list", "contacts: {owners: x}", "contacts.owners: found 'x'"),
    ("a code that is not hashed", "hits: {supervisors: {x: y}}", "hits.supervisors.x: expected"),
    (
        "plain http",
        "lists: {x: {source: 'http://ncb.example/x'}}",
        "lists.x.source: expected an https",
    ),
    ("a path from nowhere", "lists: {x: {source: here.csv}}", "lists.x.source: expected an https"),
    ("an address of nobody", "lists: {x: {source: 'https:///x'}}", "lists.x.source: expected"),
    ("another scheme", "lists: {x: {source: 'file:///x'}}", "lists.x.source: expected"),
    ("a time-out of nothing", "lists: {x: {update: {read_timeout: 0s}}}", "x.update.read_timeout:"),
    ("a size in words", "lists: {x: {update: {largest: big}}}", "lists.x.update.largest: expected"),
    ("no attempt", "lists: {x: {update: {attempts: 0}}}", "lists.x.update.attempts: expected"),
    (
        "a proxy by https",
        "lists: {x: {update: {proxy: 'https://p:1'}}}",
        "x.update.proxy: expected",
    ),
    ("anchors that nobody signs", "anchors: {folder: away}", "anchors: key is missing"),
    ("sealed for nobody", "sealed_queries: {for: []}", "sealed_queries.for: found []"),
    ("a key cut short", "sealed_queries: {for: [age1qq]}", "sealed_queries.for.1: found 'age1qq'"),
    (
        "a key that opens",
        "sealed_queries: {for: [AGE-SECRET-KEY-1MFS3]}",
        "sealed_queries.for.1: found '…', expected a public key",
    ),
    ("a list that is a list", "lists: [sltd]", "lists: found ['sltd']"),
]


@pytest.mark.parametrize(("text", "message"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_an_error_names_file_key_and_found_value(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        load_settings(path)
    assert str(path) in error.value.message
    assert message in error.value.message
    assert error.value.exit_code == 3


SECRETS = [
    ("a password in the source", "lists: {x: {source: 'https://me:hunter2@ncb.example/x'}}"),
    ("one in the proxy", "lists: {x: {update: {proxy: 'http://me:hunter2@ncb.example:80'}}}"),
    ("one in the checksum", "lists: {x: {update: {checksum: 'https://me:hunter2@ncb.example'}}}"),
    ("a token in place of its file", "lists: {x: {update: {token_file: hunter2}}}"),
]


@pytest.mark.parametrize("text", [s[1] for s in SECRETS], ids=[s[0] for s in SECRETS])
def test_a_secret_is_refused_and_not_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        load_settings(path)
    assert "hunter2" not in error.value.in_one_line


def test_where_a_list_is_updated_from(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "lists: {x: {source: 'https://ncb.example/x', update: {largest: 2K, read_timeout: 500ms}},"
        " y: {update: {attempts: 2}, title: Y}}"
    )
    x, y = load_settings(path).lists
    assert dict(x.origin) == {
        "source": "https://ncb.example/x",
        "largest": 2048,
        "read_timeout": 0.5,
    }
    assert (dict(y.origin), dict(y.changes)) == ({"attempts": 2}, {"title": "Y"})


def test_a_near_key_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("desk: {pots: A}")
    with pytest.raises(ConfigError) as error:
        load_settings(path)
    assert error.value.hint == "did you mean post"


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xff\xfe\x00desk")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings(path)


def test_spans_are_hours_or_days(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("lists: {sltd: {stale_after: 12, expires_after: 3d}}\ndesk: {role: first-line}")
    settings = load_settings(path)
    sltd = settings.described(ListDescription("sltd", title="SLTD"))
    assert (sltd.stale_after, sltd.expires_after, sltd.title) == (12.0, 72.0, "SLTD")
    assert settings.desk.role is Role.FIRST_LINE


def test_a_code_that_somebody_wrote_down_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("hits: {supervisors: {duty: open-sesame}}")
    with pytest.raises(ConfigError) as error:
        load_settings(path)
    assert "open-sesame" not in error.value.in_one_line


def test_contacts_and_hits(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(
        "contacts: {ncb: {name: A, phone: 7}, owners: {x: {mail: m}}}\n"
        "hits: {remind_after: [30m, 2h], hold_at_most: 6h}"
    )
    settings = load_settings(path)
    assert ncb_of(settings) == Contact("A", "7")
    assert contacts_of(settings).owners == (("x", Contact(mail="m")),)
    assert following_of(settings).remind_after == (0.5, 2.0)
    assert following_of(settings).hold_at_most == 6.0


def test_without_a_file_all_has_defaults() -> None:
    assert load_settings(None) == Settings()


def test_an_empty_file_has_defaults_too(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("# nothing yet\n")
    assert load_settings(path) == Settings()
