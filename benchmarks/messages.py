"""Messages of airlines: travellers read a second, and what damaged messages do.

    python benchmarks/messages.py --travellers 100000 --cases 100000 --real DIR

Speed is that of one processor, from the bytes of a PAXLST message to travellers in columns, with
the survey of its frame. Cases are messages, our own and those in DIR, after a few accidents each;
every case is read to its end, and none may raise, take longer than `LONGEST`, or lose a traveller
whose segments are whole.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

from border_check.errors import ManifestError
from border_check.manifests.registry import open_manifest

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
TODAY = date(2026, 11, 26)
LONGEST = 5.0
"""Seconds that a case may take."""
HEAD = (
    "UNA:+.? 'UNB+UNOA:4+UTAIR+UTOGOV+261126:1045+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'"
    "TDT+20+UT688+++UT'LOC+125+ZEN'DTM+189:2611261045:201'LOC+87+NAD'DTM+232:2611261910:201'\n"
)
NOISE = "+:'?*\n\r AZ09\x00\x1d\u2019\u00e9"
WHOLE = re.compile(r"NAD\+F[LM]\+\+\+(?P<surname>[A-Z]+):[A-Z ]+(?::[A-Z ]+)?'")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--travellers", type=int, default=100_000)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--real", type=Path, help="a folder of messages")
    asked = parser.parse_args()
    print("| what | measured |\n|---|---:|")
    print(f"| travellers read a CPU second | {speed(asked.travellers):,.0f} |")
    messages = [file.read_text(encoding="latin-1") for file in sorted(SAMPLES.glob("*.edi"))]
    if asked.real is not None:
        files = (file for file in sorted(asked.real.iterdir()) if file.suffix != ".json")
        messages += [file.read_text(encoding="latin-1") for file in files]
    worst, lost = cases(messages, asked.cases)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| damaged messages read | {asked.cases:,} |")
    print(f"| travellers lost whose segment is whole | {lost} |")
    print(f"| longest, ms | {1000 * worst:.0f} |")
    print(f"| most memory resident, MiB | {most:.0f} |")
    if lost or worst > LONGEST:
        sys.exit(1)


def speed(travellers: int) -> float:
    """Travellers read in a second of one processor."""
    message = (HEAD + "".join(groups(travellers)) + f"CNT+42:{travellers}'").encode()
    start = process_time()
    reading = open_manifest(message, TODAY)
    found = sum(stretch.size for stretch in reading.stretches)
    taken = process_time() - start
    assert found == travellers
    return travellers / taken


def groups(travellers: int) -> Iterator[str]:
    """The segments of invented passengers, ten each."""
    dice = random.Random(9303)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for number in range(travellers):
        surname, given = ("".join(dice.choices(letters, k=length)) for length in (8, 6))
        born = f"{dice.randrange(40, 99)}{dice.randrange(1, 13):02}{dice.randrange(1, 29):02}"
        expires = f"{dice.randrange(27, 36)}{dice.randrange(1, 13):02}15"
        yield (
            f"NAD+FL+++{surname}:{given}'\nATT+2++{dice.choice('FM')}'\nDTM+329:{born}'\n"
            f"LOC+178+ZEN'\nLOC+179+NAD'\nNAT+2+UTO'\nRFF+AVF:Z{number}'\n"
            f"DOC+P:110:111+K{number:07}'\nDTM+36:{expires}'\nLOC+91+UTO'\n"
        )


def cases(messages: list[str], count: int) -> tuple[float, int]:
    """Seconds that the longest case took, and travellers who were lost in all of them."""
    dice = random.Random(745)
    worst, lost = 0.0, 0
    for _ in range(count):
        text = damaged(dice.choice(messages), dice)
        start = perf_counter()
        try:
            found = {
                one.query.get("surname", "") for one in open_manifest(text.encode(), TODAY).rows
            }
        except ManifestError:  # no message any more, and told so
            found = None
        worst = max(worst, perf_counter() - start)
        if found is not None:
            lost += sum(name not in found for name in whole_names(text))
    return worst, lost


def damaged(text: str, dice: random.Random) -> str:
    """The text after a few accidents of the kinds that lines and programs have."""
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(text) + 1)
        until = min(len(text), at + dice.choice((1, 1, 2, 10, 200)))
        part = text[at:until]
        noise = "".join(dice.choices(NOISE, k=dice.randint(1, 8)))
        instead = dice.choice(("", part * 2, noise, part[::-1], part + noise))
        text = text[:at] + instead + text[until:] or "U"
    return text


def whole_names(text: str) -> list[str]:
    """Surnames in lines that are a whole segment, between lines that end like one."""
    lines = text.split("\n")
    pairs = pairwise(lines)
    found = ((WHOLE.fullmatch(line), before) for before, line in pairs)
    return [match["surname"] for match, before in found if match and before.endswith("'")]


if __name__ == "__main__":
    main()
