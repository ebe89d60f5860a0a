"""A hit on a person: the record, why it is reported as it is, and the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from border_check.formats.asked import listed_document
from border_check.formats.cells import WIDTH, cut, wrapped
from border_check.formats.lines import Line
from border_check.formats.safe_text import plain
from border_check.formats.waterfall import waterfall
from border_check.formats.wording import requested_by
from border_check.values.person import Alias
from border_check.values.screening import Evidence, Explanation, Grade, Hit, Relation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MARGIN = 2
_NOT_REVIEWED = "not reviewed by IPSG"
"""INTERPOL's General Secretariat reviews notices, and no diffusions."""
_TDAWN = "TDAWN: {document} stands with this record: {note}"


def nominal_lines(list_title: str, hit: Hit, *, explain: bool) -> Iterator[Line]:
    """The record and the grade in words; with `explain`, the points and every fact."""
    record = hit.record
    facts = [hit.grade, f"class {hit.action}"]
    request = requested_by(record)
    facts += [request] if request else []
    facts += [_NOT_REVIEWED] if request.endswith("diffusion") else []
    yield from _paragraph(f"{list_title} {plain(hit.record_id)}: {', '.join(facts)}", "bold", 1)
    yield from _paragraph(f"{plain(str(record.get('name', '')))}{_facts(hit)}")
    listed = listed_document(hit)
    if listed is not None:
        yield from _paragraph(_tdawn(record, listed), "bold")
    standing = _standing(record)
    if standing:
        yield from _paragraph(standing)
    if "offence" in record:
        yield Line(" " * _MARGIN + cut(plain(str(record["offence"])), WIDTH - _MARGIN))
    if "caution" in record:
        yield from _paragraph(f"caution: {plain(str(record['caution']))}", "bold")
    told = hit.explanation
    if told is None:
        return
    grade = f"{graded(hit.grade, told)}."
    if explain:
        yield from _paragraph(f"{grade} {weighed(hit.points, told)}.")
        yield from waterfall(hit.evidence, which_name(hit.evidence, told.alias))
    else:
        by = f" {which_name(hit.evidence, told.alias)}." if told.alias else ""
        yield from _paragraph(grade + by)


def _standing(record: Mapping[str, Any]) -> str:
    """Under which reference a notice stands, whose it is, since when and until when."""
    if "notice" not in record:
        return ""
    facts = {
        "": record.get("reference"),
        "of ": record.get("owner"),
        "published ": record.get("published"),
        "to ": record.get("expires"),
    }
    return ", ".join(f"{word}{plain(str(fact))}" for word, fact in facts.items() if fact)


def _tdawn(record: Mapping[str, Any], listed: Evidence) -> str:
    """That the document is listed with this person, and as what."""
    document = next((one for one in record.get("passports", ()) if one[0] == listed.record), ())
    number, issuer, kind = (*document, "", "", "")[:3]
    words = (issuer, str(kind or "document").replace("_", " "), number or listed.record)
    return plain(_TDAWN.format(document=" ".join(filter(None, words)), note=listed.note))


def graded(grade: Grade, told: Explanation) -> str:
    """The grade in words, and why it is not the next better one."""
    better = list(Grade)[grade.rank - 1] if grade.rank else None
    not_better = f", not {better}" if better else ""
    return plain(f"{grade.capitalize()}{not_better}: {told.reason}")


def weighed(points: float, told: Explanation) -> str:
    """The points beside those that are required."""
    if told.required is None:
        return f"{points:.2f} points"
    because = f": {told.because}" if told.because else ""
    return f"{points:.2f} points, reported from {told.required:.2f} on{because}"


def which_name(evidence: Sequence[Evidence], alias: Alias | None) -> str:
    """The name of the record that the evidence speaks of."""
    if any(piece.feature == "name" and piece.relation is Relation.MISSING for piece in evidence):
        return "No name was held against another"
    return f"By the {alias.kind} {plain(alias.name)}" if alias else "By the main name"


def _facts(hit: Hit) -> str:
    record = hit.record
    facts = [
        *record.get("dobs", ())[:3],
        *record.get("nationality", ())[:3],
        record.get("gender"),
    ]
    shown = ", ".join(plain(str(fact)) for fact in facts if fact)
    return f", {shown}" if shown else ""


def _paragraph(text: str, style: str = "", margin: int = _MARGIN) -> Iterator[Line]:
    for line in wrapped(text, WIDTH - margin):
        yield Line(" " * margin + line, style)
