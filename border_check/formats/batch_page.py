"""The report of a batch as a page of HTML that needs nothing beside it.

Totals stand first and are known last. So each row becomes a line of JSON as it is answered, with
the pieces of the page in it, and the page is put together from those lines at the end: it needs
no memory for the rows, and a run that was cut off can go on after the last line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from border_check.formats import batch_page_wording as words
from border_check.formats.asked import asked
from border_check.formats.batch import SHAPE, finding_of, traveller_of
from border_check.formats.case_wording import NO_IDENTIFICATION
from border_check.formats.nominal import graded, record_texts, sentences, weighed, which_name
from border_check.formats.pages import inlined, pages, policy
from border_check.formats.safe_text import plain
from border_check.formats.speech import enumerated, translated
from border_check.formats.waterfall import Counted, counted, missing
from border_check.formats.wording import document_why, holder_line, list_title
from border_check.formats.words import said
from border_check.language import is_from_right_to_left, language
from border_check.screening.batch import RowScreening, Summary, is_general
from border_check.screening.findings import age
from border_check.values.lists import ListKind, ListStatus
from border_check.values.screening import CheckKind, Explanation, Hit, Verdict


class About(NamedTuple):
    """What a batch was about, beside its rows."""

    file: str
    digest: str
    """SHA-256 of the file."""
    post: str
    at: str
    """When it ended, UTC, ISO 8601 with Z."""
    flight: Mapping[str, str] = {}
    warnings: tuple[str, ...] = ()
    """Of the reader of the file."""


class BatchPage:
    """The page of one batch, from its first row to its end."""

    def __init__(self) -> None:
        self._pieces: Any = pages().get_template("batch_row.html").module
        self._words = {key: translated(word) for key, word in words.WORDS.items()}
        self._end: tuple[About, Summary] | None = None

    def line(self, row: RowScreening) -> str:
        """A row as a line of JSON: what a run that goes on must know of it, and its pieces."""
        screening = row.screening
        facts = _facts(row)
        pieces = {"row": self._pieces.row(facts)}
        if screening.hits:
            hits = [_hit_facts(row, hit) for hit in screening.hits]
            pieces["found"] = self._pieces.found({**facts, **_found_facts(row)}, hits, self._words)
        elif screening.verdict is Verdict.NOT_CHECKED:
            pieces["unchecked"] = self._pieces.unchecked(facts)
        line = {
            "row": row.row,
            "reference": screening.reference,
            "verdict": screening.verdict,
            "problems": [{"code": "unreadable"}] if row.unreadable else [],
            "pieces": pieces,
        }
        return json.dumps(line, ensure_ascii=False) + "\n"

    def end(self, about: About, summary: Summary) -> None:
        """Take what stands at the head of the page."""
        self._end = about, summary

    def bind(self, lines: IO[str], page: IO[str]) -> None:
        """Write the page from the lines of its rows."""
        if self._end is None:
            raise RuntimeError("the page was not ended")
        about, summary = self._end
        style, script = inlined("batch.css"), inlined("batch.js")
        template = pages().get_template("batch.html")
        template_stream = template.generate(
            language=language(),
            direction="rtl" if is_from_right_to_left() else "ltr",
            policy=policy(style, script),
            style=style,
            script=script,
            word=self._words,
            **_head(about, summary),
            found=[_pieces(lines, "found", verdict) for verdict in Verdict],
            has_found=any(_pieces(lines, "found")),
            unchecked=_pieces(lines, "unchecked"),
            has_unchecked=any(_pieces(lines, "unchecked")),
            rows=_pieces(lines, "row"),
        )
        page.writelines(template_stream)


def _pieces(lines: IO[str], what: str, verdict: Verdict | None = None) -> Iterator[str]:
    """The pieces of a kind, in the order of the rows."""
    lines.seek(0)
    for line in lines:
        row = json.loads(line)
        if what in row["pieces"] and verdict in (None, row["verdict"]):
            yield row["pieces"][what]


def _facts(row: RowScreening) -> dict[str, Any]:
    screening = row.screening
    query = screening.query
    document = (query.get("issuing_state"), query.get("document_type"), query.get("number"))
    notes = [translated(one.text) for one in screening.problems if not is_general(one)]
    finding = finding_of(row)
    return {
        "row": row.row,
        "line": row.line,
        "rank": screening.verdict.rank,
        "verdict": screening.verdict,
        "shape": SHAPE[screening.verdict],
        "word": said(screening.verdict.word),
        "traveller": traveller_of(row),
        "birth_date": plain(str(query.get("birth_date", ""))),
        "nationality": plain(str(query.get("nationality", ""))),
        "document": plain(" ".join(str(fact) for fact in document if fact)),
        "finding": finding,
        "notes": [note for note in notes if note not in finding],
        "has_hits": bool(screening.hits),
    }


def _found_facts(row: RowScreening) -> dict[str, Any]:
    action = row.screening.action
    return {
        "place": translated(
            words.PLACE, row=row.row, line=row.line, reference=row.screening.reference
        ),
        "holder": holder_line(row.screening),
        "action": translated(action.text),
        "calls": [plain(call.told) for call in action.calls],
        "journey": [
            (translated(label), plain(row.journey[key]))
            for key, label in words.JOURNEY.items()
            if row.journey.get(key)
        ],
    }


def _hit_facts(row: RowScreening, hit: Hit) -> dict[str, Any]:
    told = hit.explanation
    evidence = counted(hit.evidence)
    return {
        "title": f"{list_title(row.screening, hit)} {plain(hit.record_id)}",
        "grade": enumerated([said(hit.grade), said(hit.action)]),
        "texts": _texts(row, hit),
        "weighed": _weighed(hit, told) if told else "",
        "evidence": [
            (plain(one.piece.query), one.sign, plain(one.piece.record), one.why, *_sums(one))
            for one in evidence
        ],
        "total": evidence[-1].sum if evidence else "+0.00",
        "missing": list(missing(hit.evidence)),
    }


def _texts(row: RowScreening, hit: Hit) -> list[str]:
    """What the record says, and why it is a hit."""
    if hit.kind is ListKind.DOCUMENTS:
        return [document_why(row.screening, hit)]
    texts = [text for _, text in record_texts(hit)]
    if hit.explanation:
        texts.append(translated(sentences(graded(hit.grade, hit.explanation))))
    return texts


def _weighed(hit: Hit, told: Explanation) -> str:
    by = which_name(hit.evidence, told.alias)
    return translated(sentences(weighed(hit.points, told), by))


def _sums(one: Counted) -> tuple[str, str]:
    return one.points, one.sum


def _head(about: About, summary: Summary) -> dict[str, Any]:
    told = {
        **about.flight,
        "file": about.file,
        "digest": about.digest,
        "reference": summary.reference,
        "post": about.post,
        "at": about.at,
    }
    counts = [(word, getattr(summary, word)) for word in Verdict]
    parts = [count for _, count in counts] + [summary.unreadable]
    return {
        "title": translated(words.TITLE),
        "confidential": translated(words.CONFIDENTIAL),
        "verdict": summary.verdict,
        "shape": SHAPE[summary.verdict],
        "verdict_word": said(summary.verdict.word),
        "facts": [
            (translated(label), plain(told[key]))
            for key, label in words.LABEL.items()
            if told.get(key)
        ],
        "complete": translated(_completeness(summary)),
        "is_complete": summary.complete,
        "counts": [
            (SHAPE[word], said(word.word), word, count, translated(words.WHAT[word]))
            for word, count in counts
        ],
        "unreadable": summary.unreadable,
        "unreadable_means": translated(words.UNREADABLE),
        "rows_in": summary.rows_in,
        "adds_up": translated(
            words.ADDS_UP, parts=" + ".join(map(_number, parts)), rows=_number(summary.rows_in)
        ),
        "announced": _announced(summary),
        "lists": [_list_facts(status) for status in summary.lists],
        "not_asked": _not_asked(summary.lists),
        "notes": [translated(one.text) for one in summary.problems] + [*map(plain, about.warnings)],
        "no_identification": translated(NO_IDENTIFICATION),
        "proceed": translated(words.PROCEED),
    }


def _completeness(summary: Summary) -> str:
    if not summary.rows_in:
        return words.NOBODY
    return words.COMPLETE if summary.complete else words.NOT_COMPLETE


def _announced(summary: Summary) -> str:
    rows = _number(summary.rows_in)
    if summary.announced is None:
        return translated(words.UNANNOUNCED, rows=rows)
    return translated(words.ANNOUNCED, announced=_number(summary.announced), rows=rows)


def _list_facts(status: ListStatus) -> dict[str, Any]:
    return {
        "title": plain(status.shown),
        "kind": translated(words.KIND[status.kind]),
        "version": plain(status.version or ""),
        "age": age(status) if status.age_hours is not None else "",
        "state": said(status.state),
        "ok": status.state == "ok",
        "records": _number(status.records) if status.records is not None else "",
        "required": status.required,
    }


def _not_asked(lists: Iterable[ListStatus]) -> str:
    """What was not asked, as the report on the screen has it last."""
    *_, (_, told) = asked(CheckKind.TRAVELLER, lists)
    return told


def _number(count: int) -> str:
    return f"{count:,}"
