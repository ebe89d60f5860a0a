"""Elements of XML files, one at a time, and nothing that XML can do to its reader.

Lists come from outside: a document type or an entity is refused (no list needs either, and with
them a small file can fill the memory or read other files). Namespaces change between editions of
one list, so elements go by their local names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from border_check.errors import ListFileError
from border_check.sources.interface import Place, Rejected


class Entry(NamedTuple):
    """One entry of a list: a child of a section, which is usually a child of the root."""

    number: int
    """Entries count from 1."""
    section: str
    """The local name of the element that it stands in."""
    element: Element


class About(NamedTuple):
    """What a list says of itself before its entries."""

    as_of: str | None
    """Its date, UTC, ISO 8601 with Z; None where it gives none."""
    warnings: tuple[str, ...] = ()


def root_of(stream: IO[bytes], file: str) -> tuple[str, dict[str, str]]:
    """Local name and attributes of the root element."""
    with _clear_errors(file):
        for _, element in iterparse(stream, events=("start",), forbid_dtd=True):
            return local(element.tag), dict(element.attrib)
    raise ListFileError(f"{file}: no XML element")


def entries(stream: IO[bytes], file: str, depth: int = 2) -> Iterator[Entry]:
    """The elements that far below the root (2: its grandchildren), as they are read.

    Each is taken out of the tree when the next is asked for, so a list of any length fits.

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
            if len(ancestors) == depth:
                number += 1
                yield Entry(number, local(ancestors[-1].tag), element)
                ancestors[-1].remove(element)


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def texts(element: Element, *path: str) -> list[str]:
    """The texts found along a path of local names, spaces made single; the empty ones left out."""
    return [text for text in (plain(one.text) for one in found(element, *path)) if text]


def found(element: Element, *path: str) -> list[Element]:
    """The elements found along a path of local names."""
    here = [element]
    for name in path:
        here = [child for one in here for child in one if local(child.tag) == name]
    return here


def text(element: Element, *path: str) -> str:
    """The first of `texts`, or nothing."""
    return next(iter(texts(element, *path)), "")


def plain(value: str | None) -> str:
    """A text with its line breaks and runs of spaces made single spaces."""
    return " ".join((value or "").split())


def refuse_renamed(element: Element, known: Mapping[str, Collection[str]], place: Place) -> None:
    """Raise `ListFileError` for a child that seems to be a known one under a new name.

    `known` has the children of elements by their names. A child that resembles none of those that
    are missing is an addition; what it says is left to the caller.
    """
    for parent in element.iter():
        expected = known.get(local(parent.tag))
        names = {local(child.tag) for child in parent} if expected else set()
        missing = {form: name for name in set(expected or ()) - names for form in _forms(name)}
        for name in sorted(names.difference(expected or ())):
            near = [one for form in _forms(name) for one in get_close_matches(form, missing, n=1)]
            if near:
                raise ListFileError(
                    f"{place}: expected the element {missing[near[0]]!r} in {local(parent.tag)!r}, "
                    f"found {name!r}",
                    hint="its publisher seems to have renamed it; nothing of it would be read",
                )


def _forms(name: str) -> tuple[str, str]:
    """A name for comparison, and its words in order: birthDateList is near to dateOfBirthList."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", name)
    return name.lower(), " ".join(sorted(word.lower() for word in words))


def rejected(place: Place, reason: str, field: str, element: Element) -> Rejected:
    """An element that cannot be used, with its text."""
    return Rejected(place, reason, field, tostring(element, encoding="unicode"))


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
    except (LookupError, ValueError) as error:  # of the parser, which has no name for it
        if "encoding" not in str(error):
            raise
        raise ListFileError(
            f"{file}, line 1: cannot be read: {error!s:.80}",
            hint="the file may be damaged; fetch it again",
        ) from None
