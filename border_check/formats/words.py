"""The words of the JSON contract as people read them: verdicts, grades, categories, features."""

from __future__ import annotations

from border_check.formats.speech import translated
from border_check.language import Sentence, enumeration, marked, sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = (
    # verdicts, in the colours of the screen; and the same as columns of a table
    *(marked("STOP"), marked("REFER"), marked("NOT CHECKED"), marked("PROCEED")),
    *(marked("stop"), marked("refer"), marked("not checked"), marked("proceed")),
    *(marked("unreadable"), marked("document"), marked("person"), marked("traveller")),
    *(marked("vehicle"), marked("vessel"), marked("passport"), marked("identity card")),
    *(marked("visa"), marked("residence permit"), marked("travel document")),
    *(marked("exact"), marked("strong"), marked("possible")),
    *(marked("hold"), marked("protect"), marked("refuse"), marked("inquire")),
    *(marked("discreet"), marked("inform")),
    *(marked("agrees"), marked("similar"), marked("differs"), marked("missing")),
    *(marked("stolen blank"), marked("stolen"), marked("lost"), marked("revoked")),
    *(marked("invalid"), marked("counterfeit"), marked("reported"), marked("listed")),
    *(marked("stale"), marked("expired"), marked("empty"), marked("corrupt")),
    *(marked("unsigned"), marked("male"), marked("female")),
    *(marked("red"), marked("blue"), marked("green"), marked("yellow"), marked("orange")),
    *(marked("black"), marked("purple"), marked("silver")),
    *(marked("car"), marked("truck"), marked("bus"), marked("motorcycle"), marked("trailer")),
    *(marked("caravan"), marked("machine"), marked("other"), marked("misappropriated")),
    *(marked("invalidated"), marked("false"), marked("sought"), marked("emergency passport")),
    marked("seaman book"),
    *(marked("vin"), marked("imo"), marked("number to"), marked("category"), marked("status")),
    *(marked("active"), marked("recovered"), marked("withdrawn"), marked("deleted")),
    *(marked("date of theft"), marked("place of theft"), marked("reporting state")),
    *(marked("date of issue"), marked("date of expiry"), marked("review date")),
    *(marked("national reference"), marked("additional info"), marked("caution")),
    *(marked("notice"), marked("offence"), marked("owner"), marked("action"), marked("reason")),
    *(marked("published"), marked("expires"), marked("reference"), marked("vehicle type")),
    *(marked("make"), marked("model"), marked("colour"), marked("year"), marked("aliases")),
    *(marked("passports"), marked("diffusion"), marked("alias"), marked("weak alias")),
    *(marked("document number"), marked("document type"), marked("issuing state")),
    *(marked("birth date"), marked("nationality"), marked("sex"), marked("birthplace")),
    *(marked("whole name"), marked("name"), marked("country"), marked("plate")),
    *(marked("VIN"), marked("IMO"), marked("registration"), marked("engine"), marked("part")),
    *(marked("composite"), marked("optional"), marked("expiry date"), marked("surname")),
    *(marked("given names"), marked("number"), marked("open"), marked("confirmed")),
    *(marked("not identical"), marked("record outdated"), marked("no reply")),
    marked("cannot tell"),
)
"""What is in no catalogue is a word of a list, and shown as it is there."""


def word(code: object) -> Sentence:
    """An enum string or a key as a word."""
    return sentence(str(code).replace("_", " "))


def counted(counts: Iterable[tuple[str, str]]) -> Sentence:
    """Figures, each with the word for what it counts."""
    return enumeration(
        sentence("{count} {word}", count=count, word=word(one)) for count, one in counts
    )


def said(code: object) -> str:
    """The same in the language of the report."""
    return translated(word(code))
