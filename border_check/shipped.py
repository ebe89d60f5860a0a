"""What comes with the package: descriptions of well-known lists, and invented sample lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from border_check.config import load_description
from border_check.values.actions import ActionClass
from border_check.values.lists import ListDescription, ListKind
from border_check.values.settings import Settings


def data_folder() -> Path:
    """The folder `data`: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


@cache
def descriptions() -> tuple[ListDescription, ...]:
    """The lists that the package knows, by name."""
    files = sorted((data_folder() / "lists").glob("*.yaml"))
    return tuple(load_description(file) for file in files)


def describe(name: str, format_name: str, kind: ListKind, settings: Settings) -> ListDescription:
    """What is known of a list: by the configuration, by its name, else by its format.

    A list that is only known by its format takes over what its publisher's records ask for, and
    nothing that belongs to one list alone.
    """
    configured = settings.list_named(name)
    if configured is not None:
        return configured._replace(kind=configured.kind or kind)
    for known in descriptions():
        if known.name == name:
            return known._replace(kind=kind)
    for known in descriptions():
        if known.format == format_name and known.action is not ActionClass.INQUIRE:
            return ListDescription(name=name, kind=kind, action=known.action)
    return ListDescription(name=name, kind=kind)
