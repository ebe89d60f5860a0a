"""The memory of one process that asks a long list of documents and a long list of people.

    python benchmarks/memory.py --documents HOME --people HOME

Both lists are those of other scripts' homes (`documents.py --home`, `persons.py --folder`), which
are put into one home for the time of the measurement.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from pathlib import Path

import border_check

from generator.travellers import COLUMNS, travellers


def main() -> None:
    """Ask every traveller of both lists, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--ask", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        (home / "lists").mkdir()
        for other in (asked.documents, asked.people):
            for folder in (other / "lists").iterdir():
                (home / "lists" / folder.name).symlink_to(folder.resolve())
        print("| what | measured |\n|---|---:|")
        with border_check.open(home) as screener:
            records = {status.name: status.records for status in screener.statuses()}
            hits = sum(len(check(screener, row)) for row in travellers(asked.ask, 77))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        for name, count in records.items():
            print(f"| records of {name} | {count:,} |")
        print(f"| travellers asked, with document and name | {asked.ask} |")
        print(f"| hits | {hits} |")
        print(f"| most memory resident, MiB | {most:.0f} |")


def check(screener: border_check.Screener, row: tuple[str, ...]) -> tuple[border_check.Hit, ...]:
    """What is found of one traveller."""
    known = {column: value for column, value in zip(COLUMNS, row, strict=True) if value}
    document = screener.document(
        number=known["number"],
        issuing_state=known.get("issuing_state"),
        document_type=known.get("document_type"),
    )
    person = screener.person(
        {
            key: known[column]
            for key, column in (
                ("surname", "surname"),
                ("given", "given_names"),
                ("dob", "birth_date"),
                ("nationality", "nationality"),
            )
            if column in known
        }
    )
    return (*document.hits, *person.hits)


if __name__ == "__main__":
    main()
