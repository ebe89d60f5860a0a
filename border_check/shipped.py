"""What comes with the package: descriptions of well-known lists, and invented sample lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from border_check.configuration.reading import load_description
from border_check.errors import ListFileError
from border_check.sources.interface import Source
from border_check.sources.registry import recognise, source_named
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


def format_of(name: str, file: Path, given: str | None, settings: Settings) -> Source:
    """The format that is named, else the one that the content of a file looks like.

    Where it looks like none, the one in which a list of this name comes, since its reader can say
    what is wrong, and where.
    """
    named = given or settings.described(ListDescription(name)).format
    if named:
        return source_named(named)
    try:
        return recognise(file)
    except ListFileError:
        usual = next((known.format for known in descriptions() if known.name == name), None)
        if usual is None:
            raise
        return source_named(usual)


def describe(name: str, format_name: str, kind: ListKind, settings: Settings) -> ListDescription:
    """What is known of a list: by its name, else by its format; and by the configuration.

    A list that is only known by its format takes over what its publisher's records ask for, and
    nothing that belongs to one list alone.
    """
    by_name = {known.name: known for known in descriptions()}
    by_format = {
        known.format: ListDescription(name, action=known.action)
        for known in descriptions()
        if known.action is not ActionClass.INQUIRE  # which a list is without a word, with a warning
    }
    if kind.is_guidance:  # which ages slowly whoever keeps it, and is never waited for
        by_format = {
            one.format: one._replace(name=name, title="", owner="", purpose="")
            for one in descriptions()
        }
    known = by_name.get(name) or by_format.get(format_name) or ListDescription(name)
    return settings.described(known)._replace(kind=kind)
