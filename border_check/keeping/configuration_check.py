"""A configuration read as a whole: every key that cannot be read, and what would go wrong later."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from border_check.configuration.keys import settings_of
from border_check.configuration.sections import Where
from border_check.configuration.yaml_file import content_of
from border_check.errors import BorderCheckError, ConfigError
from border_check.snapshot.home import Home
from border_check.values.contacts import ncb_of
from border_check.values.settings import Settings


class Weight(StrEnum):
    """What becomes of what was found; earlier members are the graver ones."""

    ERROR = "error"
    """The configuration cannot be read: every command ends with it."""
    FAULT = "fault"
    """Something that it names is not there, or not as it must be: what needs it will fail."""
    WARNING = "warning"
    """It can be meant."""


class Found(NamedTuple):
    """Something that was found."""

    weight: Weight
    text: str
    hint: str = ""


def check_configuration(file: str, home: Home, now: datetime) -> tuple[Found, ...]:
    """All that is wrong with a configuration, the gravest first.

    Raises `ConfigError` for a file that cannot be read or is no YAML: then no key can be told.
    """
    content = content_of(file)
    errors = tuple(_errors(content, Where(file)))
    if errors:
        return errors
    settings = settings_of(content, Where(file))
    found = (*_faults(settings), *_warnings(settings, home, now, file))
    return tuple(sorted(found, key=lambda one: list(Weight).index(one.weight)))


_SECTIONS = ("desk", "thresholds", "contacts", "hits", "lists")
"""Read key by key. An event is read whole: each of its keys needs the others."""


def _errors(content: object, where: Where) -> Iterator[Found]:
    """Each key is read by itself; what has to hold between keys is looked at when all can be."""
    known = list(_read_alone(content, where))
    if not known:
        known = list(_read(content, where))
    yield from known


def _read_alone(content: object, where: Where) -> Iterator[Found]:
    if not isinstance(content, dict):
        return
    for key, value in content.items():
        if key not in _SECTIONS or not isinstance(value, dict):
            yield from _read_key({key: value}, where)
            continue
        for inner, one in value.items():
            if key == "lists" and isinstance(one, dict):
                for innermost, last in one.items():
                    yield from _read_key({key: {inner: {innermost: last}}}, where)
            else:
                yield from _read_key({key: {inner: one}}, where)


def _read_key(content: dict[str, Any], where: Where) -> Iterator[Found]:
    if "thresholds" in content:  # neither may be beyond the default of the other
        return
    if isinstance(content.get("desk"), dict) and "purposes" in content["desk"]:
        return
    yield from _read(content, where)


def _read(content: object, where: Where) -> Iterator[Found]:
    try:
        settings_of(content, where)
    except ConfigError as error:
        yield Found(Weight.ERROR, error.message, error.hint)


def _faults(settings: Settings) -> Iterator[Found]:
    if settings.second_journal and not os.access(settings.second_journal, os.W_OK | os.X_OK):
        yield _fault(f"second_journal: {settings.second_journal} cannot be written to")
    for key in ("token", "exchange", "authority", "certificate", "key"):
        file = getattr(settings.centre, key, None)
        if file and not os.access(file, os.R_OK):
            yield _fault(f"centre.{key}: {file} cannot be read")
    for known in settings.lists:
        origin: dict[str, Any] = dict(known.origin)
        place = f"lists.{known.name}.update"
        for key in ("token_file", "ca_file"):
            if key in origin and not os.access(str(origin[key]), os.R_OK):
                yield _fault(f"{place}.{key}: {origin[key]} cannot be read")
        token = Path(str(origin.get("token_file", "")))
        if token.is_file() and token.stat().st_mode & 0o077:
            yield _fault(f"{place}.token_file: {token} may be read by others", f"chmod 600 {token}")
        checksum = str(origin.get("checksum", ""))
        if checksum.startswith("/") and not os.access(checksum, os.R_OK):
            yield _fault(f"{place}.checksum: {checksum} cannot be read")


def _fault(text: str, hint: str = "see to the path, and to permissions") -> Found:
    return Found(Weight.FAULT, text, hint)


def _warnings(settings: Settings, home: Home, now: datetime, file: str) -> Iterator[Found]:
    if os.name == "posix" and Path(file).stat().st_mode & 0o022:
        yield _warning(f"{file} may be written by others", f"chmod go-w {file}")
    if ncb_of(settings) is None:
        yield _warning("contacts.ncb: nobody is named whom a report could say to call")
    installed = {name for name in home.list_names() if _is_there(home, name)}
    for known in settings.lists:
        source = str(dict(known.origin).get("source", ""))
        if known.name not in installed:
            hint = f"border-check update {known.name}" if source else f"load {known.name} FILE"
            yield _warning(f"lists.{known.name}: is not installed in {home.folder}", hint)
        if source.startswith("/") and not os.access(source, os.R_OK):
            yield _warning(f"lists.{known.name}.source: {source} is not there now")
    yield from _of_event(settings, home, now, installed)


def _of_event(
    settings: Settings, home: Home, now: datetime, installed: set[str]
) -> Iterator[Found]:
    event = settings.event
    if event is None:
        return
    if now.strftime("%Y-%m-%dT%H:%M:%SZ") >= event.ends:
        yield _warning(f"event.ends: the event {event.name} is over", "border-check wipe")
    described = {known.name for known in settings.lists}
    for name in event.lists:
        if name not in installed and name not in described:
            yield _warning(f"event.lists: {name} is not installed", f"load {name} FILE")
    for name in sorted(installed - set(event.lists)):
        yield _warning(f"event.lists: {name} lies in {home.folder} and is not asked")
    for name in sorted(described - set(event.lists)):
        yield _warning(f"lists.{name}: is no list of the event, and is not asked")


def _is_there(home: Home, name: str) -> bool:
    try:
        return home.current(name) is not None
    except BorderCheckError:
        return True  # damaged, which `lists` tells


def _warning(text: str, hint: str = "") -> Found:
    return Found(Weight.WARNING, text, hint)
