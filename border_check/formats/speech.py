"""What a report says, in the language of the report.

Facts are made harmless one by one and then put in. Where a language runs from right to left, each
is isolated (Unicode Annex 9), so that a number or a name stays whole and in its place.
"""

from __future__ import annotations

from border_check.formats.safe_text import END_ISOLATE, ISOLATE, plain
from border_check.language import ENGLISH, Sentence, is_from_right_to_left, language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARK = "\u200f"
"""Says to a terminal that a line runs from right to left, whatever it begins with."""


def translated(wording: str, /, **facts: object) -> str:
    """One line in the language that is spoken, safe to be shown: a sentence, or a fact.

    A fact is what no catalogue has. It is told as it is, and so is a sentence that is not
    translated.
    """
    told = wording if isinstance(wording, Sentence) else Sentence.of(wording, facts)
    if language() != ENGLISH:
        from border_check.language.catalogues import wording_in

        found = wording_in(language(), told.wording)
        if told.facts:
            return _filled(found or told.wording, told.facts)
        return fact(told) if found is None else found
    if told.facts and not told.isascii():
        return _filled(told.wording, told.facts)
    return plain(told)


def spoken(wording: str) -> str:
    """The same for programs, which get what is English as it is."""
    return str(wording) if language() == ENGLISH else translated(wording)


def fact(text: object) -> str:
    """A name, number or date as it is shown within a sentence of the language that is spoken."""
    clean = plain(str(text))
    return clean if clean.startswith(ISOLATE) else isolated(clean)


def isolated(text: str) -> str:
    """Text that stays in its place, and in order, in a line of the language that is spoken."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if text and is_from_right_to_left() else text


def enumerated(texts: Iterable[str]) -> str:
    """Texts one after the other, between the commas of the language that is spoken."""
    return ("، " if is_from_right_to_left() else ", ").join(filter(None, texts))


def _filled(wording: str, facts: Mapping[str, object]) -> str:
    from string import Formatter

    class Facts(Formatter):
        """Puts in facts that are safe to be shown."""

        def format_field(self, value: object, format_spec: str) -> str:
            if isinstance(value, Sentence):
                return translated(value)
            return fact(format(value, format_spec))

    return Facts().vformat(wording, (), facts)
