"""A hit on a person: the record, why it is reported as it is, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from border_check.formats.asked import listed_document
from border_check.formats.cells import WIDTH, cut, wrapped
from border_check.formats.lines import Line
from border_check.formats.safe_text import plain
from border_check.formats.speech import enumerated, fact, translated
from border_check.formats.waterfall import waterfall
from border_check.formats.wording import document_named, is_diffusion, requested_by
from border_check.formats.words import said, word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.person import Alias
from border_check.values.screening import Evidence, Explanation, Grade, Hit, Relation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MARGIN = 2
_BOLD = ("tdawn", "caution")
"""Paragraphs that must not be overlooked."""
_NOT_REVIEWED = marked("not reviewed by IPSG")
"""INTERPOL's General Secretariat reviews notices, and no diffusions."""


def nominal_lines(list_title: str, hit: Hit, *, explain: bool) -> Iterator[Line]:
    """The record and the grade in words; with `explain`, the points and every fact."""
    record = hit.record
    facts: list[str] = [word(hit.grade), sentence("class {action}", action=word(hit.action))]
    facts += [requested_by(record)] if requested_by(record) else []
    facts += [_NOT_REVIEWED] if is_diffusion(record) else []
    told = translated(
        "{list} {record}: {facts}",
        list=list_title,
        record=hit.record_id,
        facts=enumeration(facts),
    )
    yield from _paragraph(told, "bold", 1)
    for what, text in record_texts(hit):
        if what == "offence":
            yield Line(" " * _MARGIN + cut(text, WIDTH - _MARGIN))
        else:
            yield from _paragraph(text, "bold" if what in _BOLD else "")
    why = hit.explanation
    if why is None:
        return
    grade = graded(hit.grade, why)
    by = which_name(hit.evidence, why.alias)
    if explain:
        yield from _paragraph(translated(sentences(grade, weighed(hit.points, why))))
        yield from waterfall(hit.evidence, translated(by))
    else:
        yield from _paragraph(translated(sentences(grade, *([by] if why.alias else []))))


def record_texts(hit: Hit) -> Iterator[tuple[str, str]]:
    """What the record says, in paragraphs: what each is about, and its text."""
    record = hit.record
    yield "name", enumerated([fact(record.get("name", "")), *_facts(hit)])
    listed = listed_document(hit)
    if listed is not None:
        yield "tdawn", _tdawn(record, listed)
    standing = _standing(record)
    if standing:
        yield "standing", standing
    if "offence" in record:
        yield "offence", fact(record["offence"])
    if "caution" in record:
        yield "caution", translated("caution: {text}", text=record["caution"])


def _standing(record: Mapping[str, Any]) -> str:
    """Under which reference a notice stands, whose it is, since when and until when."""
    if "notice" not in record:
        return ""
    known = (
        (marked("{fact}"), record.get("reference")),
        (marked("of {fact}"), record.get("owner")),
        (marked("published {fact}"), record.get("published")),
        (marked("to {fact}"), record.get("expires")),
    )
    return enumerated(translated(wording, fact=one) for wording, one in known if one)


def _tdawn(record: Mapping[str, Any], listed: Evidence) -> str:
    """That the document is listed with this person, and as what."""
    document = next((one for one in record.get("passports", ()) if one[0] == listed.record), ())
    number, issuer, kind = (*document, "", "", "")[:3]
    return translated(
        "TDAWN: {document} stands with this record: {note}",
        document=document_named(issuer, kind, number or listed.record),
        note=sentence(listed.note),
    )


def graded(grade: Grade, told: Explanation) -> Sentence:
    """The grade in words, and why it is not the next better one."""
    return sentence(_GRADED[grade], reason=sentence(told.reason))


_GRADED = {
    Grade.EXACT: marked("Exact: {reason}"),
    Grade.STRONG: marked("Strong, not exact: {reason}"),
    Grade.POSSIBLE: marked("Possible, not strong: {reason}"),
}


def weighed(points: float, told: Explanation) -> Sentence:
    """The points beside those that are required."""
    shown = f"{points:.2f}"
    if told.required is None:
        return sentence("{points} points", points=shown)
    weighed = sentence(
        "{points} points, reported from {required} on",
        points=shown,
        required=f"{told.required:.2f}",
    )
    if not told.because:
        return weighed
    return sentence("{what}: {why}", what=weighed, why=sentence(told.because))


def which_name(evidence: Sequence[Evidence], alias: Alias | None) -> Sentence:
    """The name of the record that the evidence speaks of."""
    if any(piece.feature == "name" and piece.relation is Relation.MISSING for piece in evidence):
        return sentence("No name was held against another")
    if alias is None:
        return sentence("By the main name")
    return sentence("By the {kind} {name}", kind=word(alias.kind), name=plain(alias.name))


def sentences(*told: Sentence) -> Sentence:
    """One sentence after the other, each with a full stop."""
    return enumeration(
        (sentence("{sentence}.", sentence=one) for one in told), marked("{words} {next}")
    )


def _facts(hit: Hit) -> list[str]:
    record = hit.record
    known = [*record.get("dobs", ())[:3], *record.get("nationality", ())[:3]]
    sex = said(record["gender"]) if record.get("gender") else ""
    return [fact(one) for one in known if one] + [sex]


def _paragraph(text: str, style: str = "", margin: int = _MARGIN) -> Iterator[Line]:
    for line in wrapped(text, WIDTH - margin):
        yield Line(" " * margin + line, style)
