"""How often an innocent document meets a look-alike on a long list, by form of its number."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from documents import advanced, installed

from border_check.icao.check_digit import check_digit
from border_check.matching.document import Note, is_look_alike
from border_check.screening.document_hits import matches
from border_check.snapshot.reader import Snapshot
from border_check.values.document import TravelDocument

ASKED = date(2026, 11, 22)
CODES = {"passport": "P", "identity_card": "ID", "visa": "V", "residence_permit": "AR"}


def main() -> None:
    """Ask for documents that are not listed, and print how many would be referred."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, help="made by benchmarks/documents.py --home")
    parser.add_argument("--records", type=int, required=True, help="how many it was made of")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=1_000_000, help="innocent documents")
    asked = parser.parse_args()
    made = advanced(asked.records, asked.seed)
    shares = np.array([one.share for one in made.formats])
    shares /= shares.sum()
    chance = np.random.default_rng(9303)
    each = asked.documents // len(made.formats)
    print("| state and form | share | listed of 10,000 | typed | scanned |")
    print("|---|---:|---:|---:|---:|")
    total: Counter[str] = Counter()
    with Snapshot(installed(asked.home)) as snapshot:
        for at, one in enumerate(made.formats):
            referred: Counter[str] = Counter()
            for number in made.innocent(at, each, chance).tolist():
                referred.update(met(snapshot, number.decode(), one.state, CODES[one.type]))
            for way, count in referred.items():
                total[way] += 10_000 * shares[at] * count / each
            listed = 10_000 * int(made.made[at]) / one.space
            rates = " | ".join(f"{10_000 * referred[way] / each:.2f}" for way in WAYS)
            print(f"| {one.state} {one.pattern} | {shares[at]:.1%} | {listed:.2f} | {rates} |")
    print(f"| all, by share | | | {' | '.join(f'{total[way]:.2f}' for way in WAYS)} |")
    for way, rate in total.most_common():
        print(f"<!-- {way}: {rate:.3f} of 10,000 -->")


WAYS = ("typed", "scanned")


def met(snapshot: Snapshot, number: str, state: str, code: str) -> Iterator[str]:
    """In which ways a document would be referred for a look-alike."""
    if not any(snapshot.documents(number)):
        return
    digit = check_digit(number)
    under = tuple(dict.fromkeys(snapshot.documents(number)))
    for way, check in (("typed", None), ("scanned", digit)):
        document = TravelDocument(number, state, code, check_digit=check)
        kinds = set()
        for found, comparison in matches(snapshot, under, document, ASKED):
            if is_look_alike(comparison):
                kinds.add(change(number, found.record.number, found.record.number_to))
            elif comparison.note is Note.CROWDED:
                yield f"{way}, by chance"
        if kinds:
            yield way
        for kind in kinds:
            yield f"{way}, {kind}"


def change(one: str, other: str, last: str | None) -> str:
    """What differs: letters for letters, letters for digits."""
    if last is not None:
        return "of a series"
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    kinds = {"letter" if a.isalpha() and b.isalpha() else "digit" for a, b in pairs}
    return f"{len(pairs)} changed, {' and '.join(sorted(kinds))}"


if __name__ == "__main__":
    main()
