"""The result of a passenger list that goes out: rows as CSV, JSON lines or a page, and what is told
of it at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from border_check.formats.batch import csv_line
from border_check.formats.cells import WIDTH, cells_of
from border_check.formats.lines import Line, render
from border_check.formats.pages import inlined, pages, policy
from border_check.formats.safe_text import plain
from border_check.formats.speech import isolated, translated
from border_check.formats.terminal import labelled, reference_told
from border_check.formats.wire import SCHEMA, to_json
from border_check.language import is_from_right_to_left, language, marked
from border_check.values.release import Release, ReleasedRow, Told

COLUMNS = ("row", "reference", "outcome", "text")
TELLS = {
    Told.NO_FINDING: marked("No finding."),
    Told.EXAMINE_ON_ARRIVAL: marked("To be examined on arrival. Questions: to the border post."),
    Told.CONTACT_BEFORE_BOARDING: marked("Contact the border post before boarding."),
    Told.NOT_CHECKED: marked("Not checked. Send the row again, or ask the border post."),
}
"""What each outcome says to whoever receives it."""
_TITLE = marked("Passenger list: result")
_MEANS = marked(
    "This refuses nobody. It says what the border post asks of the carrier; who may enter is "
    "decided by an officer, on arrival. No finding is no permission to travel."
)
_RELEASED = marked("released to {to}")
_ADD_UP = marked("rows of the list")
_LABEL = {
    "file": marked("File"),
    "sha256": marked("SHA-256"),
    "of": marked("Reference"),
    "post": marked("Post"),
    "to": marked("To"),
    "at": marked("Date"),
}
_HEADINGS = (marked("Row"), marked("Reference"), marked("Outcome"))


def release_as(release: Release, suffix: str) -> str:
    """What goes out, in the form that a suffix names: .csv, .jsonl or .html."""
    forms = {".csv": _as_csv, ".jsonl": _as_json_lines, ".html": _as_page}
    return forms[suffix](release)


def release_to_wire(release: Release, digest: str) -> dict[str, Any]:
    """That it went out, for programs of this desk."""
    return {**_summary(release), "to": release.to, "sha256": digest}


def release_report(release: Release, digest: str) -> str:
    """That it went out, for people of this desk."""
    return render(_report(release, digest), colour=False)


def _as_csv(release: Release) -> str:
    lines = (csv_line((*_row(one).values(), translated(TELLS[one.told]))) for one in release.rows)
    return csv_line(COLUMNS) + "".join(lines)


def _as_json_lines(release: Release) -> str:
    rows = (
        {"schema": SCHEMA, "check": "release", **_row(one), "text": translated(TELLS[one.told])}
        for one in release.rows
    )
    return "".join(f"{to_json(line)}\n" for line in (*rows, _summary(release)))


def _as_page(release: Release) -> str:
    style, script = inlined("batch.css"), inlined("batch.js")
    return (
        pages()
        .get_template("release.html")
        .render(
            language=language(),
            direction="rtl" if is_from_right_to_left() else "ltr",
            policy=policy(style, script),
            style=style,
            script=script,
            title=translated(_TITLE),
            means=translated(_MEANS),
            facts=[
                (translated(label), plain(getattr(release, key))) for key, label in _LABEL.items()
            ],
            counts=[
                (translated(TELLS[word]), f"{count:,}") for word, count in release.counts.items()
            ],
            in_all=translated(_ADD_UP),
            all=f"{len(release.rows):,}",
            headings=[translated(heading) for heading in _HEADINGS],
            rows=[
                (one.row, plain(one.reference), translated(TELLS[one.told])) for one in release.rows
            ],
        )
    )


def _row(one: ReleasedRow) -> dict[str, Any]:
    return {"row": one.row, "reference": one.reference, "outcome": str(one.told)}


def _summary(release: Release) -> dict[str, Any]:
    """The totals, which go out with the rows."""
    return {
        "schema": SCHEMA,
        "check": "release",
        "reference": release.of,
        "at": release.at,
        "file": release.file,
        "file_sha256": release.sha256,
        "rows_in": len(release.rows),
        **{str(word): count for word, count in release.counts.items()},
    }


def _report(release: Release, digest: str) -> Iterator[Line]:
    head, reference = translated(_RELEASED, to=release.to), reference_told(release.of)
    gap = " " * max(1, WIDTH - cells_of(head) - cells_of(reference))
    yield Line(f"{head}{gap}{reference}", "bold")
    for word, count in release.counts.items():
        yield Line(f"  {isolated(f'{count:>9,}')}  {translated(TELLS[word])}")
    yield Line(f"  {isolated(f'{len(release.rows):>9,}')}  {translated(_ADD_UP)}")
    yield from labelled(_LABEL["sha256"], digest)
