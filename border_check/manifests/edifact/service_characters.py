"""The characters that separate the parts of an EDIFACT message (ISO 9735-1, sections 4 and 7).

They stand in the segment UNA, which may be missing, or spoilt by what carried the message: an
apostrophe that a word processor has turned. So they are held against the text that follows.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_KNOWN = "UNB UNG UNH BGM MSG NAD ATT DTM LOC TDT NAT DOC RFF ORG TVL EQN SRC RCI DAT TIF REF SSR"
_TAGS = "|".join(_KNOWN.split())
_LOOKED_AT = 1 << 14
"""Characters of a text that show what separates its parts."""


class Marks(NamedTuple):
    """What separates the parts of a message."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    """Before a character that separates nothing; empty where there is none."""
    segment: str = "'"


class Marked(NamedTuple):
    """How a text is to be cut, and where its segments begin."""

    marks: Marks
    start: int
    """Characters before the first segment: UNA and what stands before it."""
    warning: str = ""


def marks_of(text: str) -> Marked:
    """The service characters of a text, by its beginning; those of the standard where it has none.

    Never fails: what UNA says is believed as far as the text bears it out.
    """
    una = re.match(r"[\ufeff\s]*UNA", text, re.IGNORECASE)
    if una is None or len(text) < una.end() + 6:
        return _seen(text, Marks(), 0)
    component, element, _, release, _, segment = list(text[una.end() : una.end() + 6])
    release = release.strip()
    said = Marks(component, element, release, segment)
    separators = [component, element, segment, *filter(None, (release,))]
    if len(set(separators)) < len(separators) or any(map(str.isalnum, separators)):
        return _seen(text, Marks(), una.end() + 6)
    return _seen(text, said, una.end() + 6)


def looks_like(text: str) -> bool:
    """Whether a text begins like a message, or has so many of its segments that it must be one."""
    start = text[:_LOOKED_AT]
    if re.match(r"\s*(?:UN[ABGH]|UIB)[^\w\s]", start, re.IGNORECASE):
        return True
    return len(set(re.findall(rf"\b({_TAGS})\s*[+*\x1d]", start))) >= 3


def _seen(text: str, said: Marks, start: int) -> Marked:
    """What was said, corrected by what the text shows."""
    body = text[start : start + _LOOKED_AT]
    marks = said if _segments_with(said.element, body) else Marks()
    element = marks.element
    if not _segments_with(element, body):
        first = re.match(r"\s*[A-Z]{3}\s*([^\w\s])", body)
        element = first[1] if first else element
    segment = marks.segment
    if segment.isspace() or not _ends_with(segment, element, body):
        ends = Counter(re.findall(rf"([^\w\s])\s*(?:{_TAGS})\s*{re.escape(element)}", body))
        ends.pop(element, None)
        segment = ends.most_common(1)[0][0] if ends else segment
    kind = re.search(r"(?:PAXLST|PNRGOV)([^\w\s])[A-Z0-9]", body, re.IGNORECASE)
    component = marks.component
    if kind and kind[1] not in (element, segment) and body.count(kind[1]) > body.count(component):
        component = kind[1]
    release = "" if marks.release in (component, element, segment) else marks.release
    seen = Marks(component, element, release, segment)
    if seen == said:
        return Marked(seen, start)
    shown = " ".join(filter(None, seen))
    return Marked(seen, start, f"its separators are not those that it declares: read with {shown}")


def _segments_with(element: str, body: str) -> int:
    return len(re.findall(rf"\b(?:{_TAGS})\s*{re.escape(element)}", body))


def _ends_with(segment: str, element: str, body: str) -> bool:
    return (
        re.search(rf"{re.escape(segment)}\s*(?:{_TAGS})\s*{re.escape(element)}", body) is not None
    )
