"""What an officer might take for searched, and is not: databases that this program does not hold.

INTERPOL counts nineteen databases (its fact sheets on border management and migrant smuggling); the
Schengen Information System keeps objects of many kinds beside persons (Regulation (EU) 2018/1862,
article 38 (2)). A report that says nothing of them would let somebody believe that prints were
compared because a passport was.
"""

from __future__ import annotations

from border_check.language import marked
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind


class Database(NamedTuple):
    """Something that a check does not ask."""

    name: str
    """As a report calls it."""
    what: str
    checks: tuple[CheckKind, ...]
    """The checks that might be taken to ask it."""


_TRAVELLER = (CheckKind.DOCUMENT, CheckKind.PERSON, CheckKind.TRAVELLER)
_EVERY = (*_TRAVELLER, CheckKind.VEHICLE)

DATABASES = (
    Database(marked("prints"), "fingerprints of persons and from scenes of crime", _TRAVELLER),
    Database(marked("photo"), "facial images: whether the bearer is the holder", _TRAVELLER),
    Database(marked("chip"), "the chip of the document, and its signature", (CheckKind.DOCUMENT,)),
    Database(marked("visa"), "visas and residence permits that were granted", _TRAVELLER),
    Database(marked("DNA"), "DNA profiles, and those of relatives of the missing", _TRAVELLER),
    Database(marked("driver, passengers"), "who is in the vehicle", (CheckKind.VEHICLE,)),
    Database(marked("documents"), "travel documents", (CheckKind.PERSON, CheckKind.VEHICLE)),
    Database(marked("vehicles"), "stolen motor vehicles and their parts", _TRAVELLER),
    Database(marked("vessels"), "stolen vessels and their engines", _TRAVELLER),
    Database(marked("firearms"), "lost, stolen and smuggled firearms (iARMS), ballistics", _EVERY),
    Database(
        marked("dangerous goods"),
        "radiological, chemical, biological materials; explosives",
        _EVERY,
    ),
    Database(marked("works of art"), "stolen works of art and other cultural goods", _EVERY),
    Database(marked("banknotes"), "registered banknotes, and counterfeit ones", _EVERY),
    Database(
        marked("other property"),
        "containers, aircraft, machines and other registered goods",
        _EVERY,
    ),
)


def not_asked(check: CheckKind) -> tuple[str, ...]:
    """The names of what a check does not ask, likeliest to be expected first."""
    return tuple(one.name for one in DATABASES if check in one.checks)
