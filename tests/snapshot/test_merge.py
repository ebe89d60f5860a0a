"""Two records of one person made one."""

from __future__ import annotations

from border_check.snapshot.merge import merge_nominals
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Nominal, NoticeColour, Sex

ONE = Nominal(
    "1",
    "Jane DOE",
    surname="DOE",
    aliases=(Alias("Jenny"),),
    births=(PartialDate(1990),),
    nationalities=("UTO",),
    notice=NoticeColour.RED,
    extra=(("height", "170"), ("eyes", "blue")),
)
OTHER = Nominal(
    "1",
    "Jane ROE",
    surname="ROE",
    given="Jane",
    aliases=(Alias("Jenny"), Alias("J.", "weak")),
    births=(PartialDate(1990), PartialDate(1991, 2, 3)),
    nationalities=("UNO",),
    sex=Sex.FEMALE,
    documents=(DocumentReference("K1", "UTO"),),
    notice=NoticeColour.BLUE,
    action=ActionClass.HOLD,
    misused_identity=True,
    extra=(("height", "171"), ("eyes", "blue")),
)


def test_nothing_of_either_is_lost() -> None:
    assert merge_nominals(ONE, OTHER) == Nominal(
        "1",
        "Jane DOE",
        surname="DOE",
        given="Jane",
        aliases=(
            Alias("Jenny"),
            Alias("J.", "weak"),
            Alias("Jane ROE", surname="ROE", given="Jane"),
        ),
        births=(PartialDate(1990), PartialDate(1991, 2, 3)),
        nationalities=("UTO", "UNO"),
        sex=Sex.FEMALE,
        documents=(DocumentReference("K1", "UTO"),),
        notice=NoticeColour.RED,
        action=ActionClass.HOLD,
        misused_identity=True,
        extra=(("height", "170; 171"), ("eyes", "blue")),
    )


def test_the_same_twice_is_the_same() -> None:
    assert merge_nominals(ONE, ONE) == ONE
    merged = merge_nominals(ONE, OTHER)
    assert merge_nominals(merged, OTHER) == merged
