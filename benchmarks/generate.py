"""Write invented lists of any size; see benchmarks/README.md."""

from __future__ import annotations

import argparse

from generator.documents import documents
from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_bytes, write_csv, write_jsonl


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("nominals", "travellers", "documents"))
    parser.add_argument("count", type=int)
    parser.add_argument("out", help="file to write; packed if it ends in .gz; - prints")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people")
    parser.add_argument(
        "--details", type=float, default=0.0, help="share of documents with a place and a reference"
    )
    asked = parser.parse_args()
    if asked.what == "documents":
        write_bytes(asked.out, documents(asked.count, asked.seed, asked.details))
    elif asked.what == "nominals":
        write_jsonl(asked.out, nominals(asked.count, asked.seed))
    else:
        write_csv(asked.out, COLUMNS, travellers(asked.count, asked.seed))


if __name__ == "__main__":
    main()
