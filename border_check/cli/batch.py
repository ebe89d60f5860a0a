"""`border-check batch`."""

from __future__ import annotations

from border_check.cli.definitions import JSON, PLACES, VIA, WHY, Argument, Command, Option
from border_check.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given


def run(given: Given) -> int:
    """Check a passenger list, and return the exit code of its worst row."""
    if given.get("template"):
        return _print_template(given.get("file", "csv"))
    if "watch" in given:
        from border_check.cli.batch_watch import watch

        return watch(given)
    if "file" not in given:
        raise UsageError("no passenger list was given", hint="name its file, or - for stdin")
    from border_check.cli.batch_run import check_manifest

    return check_manifest(given)


def _print_template(form: str) -> int:
    from border_check.cli.streams import say
    from border_check.manifests.template import FORMS, template

    if form not in FORMS:
        raise UsageError(
            f"--template: found {form!r:.60}, expected {' or '.join(FORMS)}",
            hint="without a word behind it, it is csv",
        )
    say(template(form), end="")
    return 0


REVIEW, RELEASE = "review", "release"

BATCH = Command(
    "batch",
    Argument("file", "[FILE]", "CSV, TSV, JSONL, XLSX, PAXLST or PNRGOV; - reads stdin."),
    (
        Option("out", "--out", "All rows, to .csv, .jsonl or .html.", "FILE"),
        Option("workers", "--workers", "Processes that search.", "N", least=1),
        Option("cluster", "--cluster", "Search on the workers of a dask cluster.", "ADDRESS"),
        Option("template", "--template", "Print an empty list instead: csv, or jsonl as FILE."),
        Option("watch", "--watch", "Check what lands in this folder.", "DIR"),
        Option("every", "--every", "With --watch: how often.", "SECONDS", least=1),
        Option("once", "--once", "With --watch: what is there, and end."),
        Option("form", "--form", "With --watch: how results are written.", "csv|jsonl|html"),
        Option("resume", "--resume", "Go on with the run that --out was cut off in."),
        Option("keep", "--keep", "Keep the passengers so long after departure.", "SPAN"),
        Option("keep_until", "--keep-until", "Keep them until then, UTC.", "TIME"),
        VIA,
        JSON,
        *WHY,
        *PLACES,
    ),
    """Check all travellers of a manifest, documents and persons.

    Example: border-check batch data/samples/passengers.csv --out results.csv
    """,
    run=run,
    second_words=(REVIEW, RELEASE),
)
