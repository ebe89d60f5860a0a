"""The language of reports: sentences stand in the code in English, others in catalogues.

A sentence is marked where it is written and translated where it is shown. So what is entered in the
journal, compared, or sent to other processes is English, whatever language somebody reads.

Which language is spoken belongs to a context (PEP 567): threads and requests of a service do not
disturb each other. In English nothing is looked up, and nothing is imported for it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextvars import ContextVar, Token
    from typing import Self

ENGLISH = "en"
LANGUAGES = (ENGLISH, "fr", "es", "ar")
"""Codes of ISO 639-1: the languages of INTERPOL."""
_FROM_RIGHT_TO_LEFT = ("ar",)

_spoken: ContextVar[str] | None = None
"""Made once another language than English is asked for."""


class Sentence(str):
    """A sentence as it reads in English, which can still be said in another language."""

    __slots__ = ("facts", "wording")

    wording: str
    """The English sentence, with names in braces where facts are put in."""
    facts: Mapping[str, object]
    """Sentences among them are translated with it; all else is shown as it is."""

    @classmethod
    def of(cls, wording: str, facts: Mapping[str, object] | None = None) -> Self:
        """The sentence with these facts put in; without any it stands as it is."""
        made = cls(wording.format(**facts) if facts else wording)
        made.wording, made.facts = wording, facts or {}
        return made

    def __reduce__(self) -> tuple[object, tuple[str, Mapping[str, object]]]:
        return type(self).of, (self.wording, self.facts)


def marked(wording: str) -> str:
    """A sentence that is translated when it is shown."""
    return wording


def sentence(wording: str, /, **facts: object) -> Sentence:
    """A sentence that is translated when it is shown, with facts put in by their names."""
    if isinstance(wording, Sentence) and not facts:
        return wording
    return Sentence.of(wording, facts)


def enumeration(
    words: Iterable[str],
    between: str = marked("{words}, {next}"),
    last: str | None = None,
) -> Sentence:
    """Words one after the other as a sentence; each is translated where a catalogue has it.

    `between` puts one to those before it, and `last` the last one, where that is put otherwise.
    """
    told: Sentence | None = None
    left = [sentence(one) for one in words]
    for place, one in enumerate(left, 1):
        joint = last if last and place == len(left) else between
        told = sentence(joint, words=told, next=one) if told is not None else one
    return told if told is not None else sentence("")


def language() -> str:
    """The code of the language that is spoken here and now."""
    return ENGLISH if _spoken is None else _spoken.get()


def is_from_right_to_left() -> bool:
    """Whether that language is written from right to left."""
    return language() in _FROM_RIGHT_TO_LEFT


def speak(code: str) -> None:
    """Speak a language from now on, in this context; raises `ValueError` for an unknown one."""
    if code != ENGLISH or _spoken is not None:
        _variable().set(_known(code))


class speaking:  # noqa: N801 - reads as what it does: with speaking("fr"):
    """Speak a language for the time of a block; raises `ValueError` for an unknown one."""

    def __init__(self, code: str) -> None:
        self._code = _known(code)

    def __enter__(self) -> None:
        self._before: Token[str] = _variable().set(self._code)

    def __exit__(self, *_: object) -> None:
        _variable().reset(self._before)


def _variable() -> ContextVar[str]:
    global _spoken
    if _spoken is None:
        from contextvars import ContextVar

        _spoken = ContextVar("language", default=ENGLISH)
    return _spoken


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"found {code!r:.40}, expected one of {', '.join(LANGUAGES)}")
    return code
