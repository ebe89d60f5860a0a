"""`border-check batch`."""

from __future__ import annotations

from border_check.cli.definitions import JSON, PLACES, WHY, Argument, Command, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given


def run(given: Given) -> int:
    """Check a passenger list, and return the exit code of its worst row."""
    from border_check.cli.batch_run import check_manifest

    return check_manifest(given)


REVIEW, RELEASE = "review", "release"

BATCH = Command(
    "batch",
    Argument("file", "FILE", "CSV, TSV or JSONL; - reads stdin."),
    (
        Option("out", "--out", "All rows, to .csv, .jsonl or .html.", "FILE"),
        Option("workers", "--workers", "Processes that search.", "N", least=1),
        Option("cluster", "--cluster", "Search on the workers of a dask cluster.", "ADDRESS"),
        Option("resume", "--resume", "Go on with the run that --out was cut off in."),
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
