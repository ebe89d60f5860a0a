"""Elements of XML files, one at a time, and nothing that XML can do to its reader.

Lists come from outside: a document type or an entity is refused (no list needs either, and with
them a small file can fill the memory or read other files). Namespaces change between editions of
one list, so elements go by their local names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from border_check.errors import ListFileError


class Entry(NamedTuple):
    """One entry of a list: a child of a section, which is a child of the root."""

    number: int
    """Entries count from 1."""
    section: str
    element: Element


def root_of(stream: IO[bytes], file: str) -> tuple[str, dict[str, str]]:
    """Local name and attributes of the root element."""
    with _clear_errors(file):
        for _, element in iterparse(stream, events=("start",), forbid_dtd=True):
            return local(element.tag), dict(element.attrib)
    raise ListFileError(f"{file}: no XML element")


def entries(stream: IO[bytes], file: str) -> Iterator[Entry]:
    """The grandchildren of the root, as they are read; each is emptied when the next is asked for.

    Raises `ListFileError` for a document type, an entity, or XML that is not well formed or ends
    early, with the line.
    """
    with _clear_errors(file):
        ancestors: list[Element] = []
        number = 0
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                ancestors.append(element)
                continue
            ancestors.pop()
            if len(ancestors) == 2:
                number += 1
                yield Entry(number, local(ancestors[1].tag), element)
                ancestors[1].remove(element)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def texts(element: Element, *path: str) -> list[str]:
    """The texts found along a path of local names, spaces made single; the empty ones left out."""
    found = [element]
    for name in path:
        found = [child for one in found for child in one if local(child.tag) == name]
    return [text for text in (plain(one.text) for one in found) if text]


def text(element: Element, *path: str) -> str:
    """The first of `texts`, or nothing."""
    return next(iter(texts(element, *path)), "")


def plain(value: str | None) -> str:
    """A text with its line breaks and runs of spaces made single spaces."""
    return " ".join((value or "").split())


@contextmanager
def _clear_errors(file: str) -> Iterator[None]:
    try:
        yield
    except DefusedXmlException as error:
        raise ListFileError(
            f"{file}: the XML declares a document type or an entity ({type(error).__name__}), "
            "which can be used to attack its reader; lists have none",
            hint="do not load it; fetch the list again from its publisher and report this",
        ) from None
    except ParseError as error:
        line, column = error.position
        raise ListFileError(
            f"{file}, line {line}, column {column + 1}: not well-formed XML ({error.msg})",
            hint="the file may be cut short or damaged; fetch it again",
        ) from None
