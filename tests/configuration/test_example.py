"""The example configuration: it says the defaults, and it says all there is to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import yaml

from border_check.configuration.anchoring import ANCHORS
from border_check.configuration.centre import CENTRE
from border_check.configuration.keys import DESK, TOP
from border_check.configuration.lists import LIST, UPDATE
from border_check.configuration.reading import load_settings
from border_check.configuration.sealed import SEALED_QUERIES
from border_check.configuration.service import SERVICE
from border_check.values.contacts import Contact, Contacts, Following, contacts_of, following_of
from border_check.values.lists import ListDescription
from border_check.values.origin import Origin
from border_check.values.settings import Settings, Thresholds
from border_check.values.two_people import TwoPeopleRules

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"
_COMMENTED_KEY = re.compile(r"^(?P<indent> *)# (?P<key> *\w[\w-]*:.*)$", re.MULTILINE)


def uncommented() -> str:
    """The example with every key that stands in a comment set."""
    text = _COMMENTED_KEY.sub(r"\g<indent>\g<key>", EXAMPLE.read_text(encoding="utf-8"))
    return text.replace("lists: {}", "lists:")


def keys(content: Any) -> Iterator[str]:
    """All keys, at every depth."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from keys(value)


def test_the_example_is_the_defaults() -> None:
    assert load_settings(EXAMPLE) == Settings()


def test_the_example_has_every_key() -> None:
    sections = (
        TOP,
        DESK,
        LIST,
        UPDATE,
        SERVICE,
        SEALED_QUERIES.keys() - {"identity"},
        ANCHORS,
        CENTRE,
    )
    values = (Thresholds, Contact, Contacts, Following, TwoPeopleRules)
    known = {key for keys in sections for key in keys} | {f for v in values for f in v._fields}
    assert known <= set(keys(yaml.safe_load(uncommented())))


def test_what_is_commented_out_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(uncommented(), encoding="utf-8")
    settings = load_settings(file)
    assert settings.desk.operation
    assert settings.desk.contact
    assert settings.second_journal
    assert all(contacts_of(settings))
    assert all(following_of(settings))
    assert [known.name for known in settings.lists] == ["sltd"]
    sltd = settings.described(ListDescription("sltd"))
    assert sltd.minimum
    assert sltd.maximum
    origin = Origin(**cast("dict[str, Any]", dict(settings.lists[0].origin)))
    assert None not in origin
    limits = ("largest", "unpacked", "connect_timeout", "read_timeout", "total_timeout", "attempts")
    said, known = origin._asdict(), Origin("")._asdict()
    assert {key: said[key] for key in limits} == {key: known[key] for key in limits}
