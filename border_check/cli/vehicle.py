"""`border-check vehicle`."""

from __future__ import annotations

from border_check.cli.definitions import EXPLAIN, JSON, PLACES, VIA, WHY, Command, Option
from border_check.cli.streams import read_text
from border_check.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given
    from border_check.screening.screener import Screener
    from border_check.values.screening import Screening

_NUMBERS = (
    Option("vin", "--vin", "As stamped into the vehicle; - reads standard input.", "VIN"),
    Option("plate", "--plate", "With ? and * for what was not read (second line).", "PLATE"),
    Option("registration", "--registration", "Of a vessel.", "NUMBER"),
    Option("imo", "--imo", "IMO number of a ship.", "NUMBER"),
    Option("engine", "--engine", "Engine number.", "NUMBER"),
    Option("part", "--part", "Number of another part.", "NUMBER"),
)


def ask(screener: Screener, given: Given) -> Screening:
    """Check a vehicle."""
    numbers = {one.name: given[one.name] for one in _NUMBERS if given.get(one.name)}
    lines = _lines_for([name for name, text in numbers.items() if text == "-"])
    texts = {
        name: lines.pop(0) if text == "-" else read_text(text) for name, text in numbers.items()
    }
    return screener.vehicle(**texts, country=given.get("country"))


def _lines_for(options: list[str]) -> list[str]:
    """A line of standard input for each of these options."""
    if not options:
        return []
    lines = [line for line in read_text("-").splitlines() if line.strip()]
    if len(lines) != len(options):
        found, expected = len(lines), len(options)
        raise UsageError(
            f"standard input: found {found} line{'' if found == 1 else 's'}, expected {expected}",
            hint=f"give a line for each of {', '.join(options)}, in this order",
        )
    return lines


VEHICLE = Command(
    "vehicle",
    None,
    (
        *_NUMBERS,
        Option("country", "--country", "Of the plate: alpha-3, alpha-2 or name.", "STATE"),
        EXPLAIN,
        JSON,
        VIA,
        *WHY,
        *PLACES,
    ),
    """Check a vehicle or a vessel by the numbers that it bears.

    Numbers given as - are lines of standard input, in the order of the options.

    Example: border-check vehicle --plate "UT 101 AB" --country UTO
    """,
    ask,
)
