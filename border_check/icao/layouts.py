"""Where the fields of each format stand, as the tables of Doc 9303 give them.

A position is written as in the standard: `2:14-19` is line 2, characters 14 to 19, counted from
one. Several, with a space between, are read one after the other; an empty text means that the
format has no such field.
"""

from __future__ import annotations

from collections.abc import Sequence

from border_check.values.record import NamedTuple


class Layout(NamedTuple):
    """One format: its size and the positions of its fields."""

    format: str
    lines: int
    width: int
    document_code: str
    issuing_state: str
    nationality: str
    surname: str
    """The whole name field, except where given names have a field of their own."""
    given_names: str
    number: str
    number_check: str
    birth_date: str
    birth_check: str
    sex: str
    expiry_date: str
    expiry_check: str
    optional_1: str
    optional_check: str
    optional_2: str
    composite: str
    composite_check: str
    number_overflows: bool = False
    """Whether a number of more than nine characters goes on in the first optional field."""
    begins: str = ""
    """How the first line begins, where another format has the same size."""

    def cut(self, lines: Sequence[str], positions: str) -> str:
        """The characters of `lines` at `positions`."""
        return "".join(lines[line][at] for line, at in places(positions))


def places(positions: str) -> list[tuple[int, int]]:
    """The places that `positions` names, as indexes of line and character, counted from zero."""
    found = []
    for span in positions.split():
        line, _, characters = span.partition(":")
        first, _, last = characters.partition("-")
        found += [(int(line) - 1, at) for at in range(int(first) - 1, int(last or first))]
    return found


# Doc 9303-4 §4.2.2. An empty optional field may carry the check digit 0 or a filler.
TD3 = Layout(
    format="TD3",
    lines=2,
    width=44,
    document_code="1:1-2",
    issuing_state="1:3-5",
    surname="1:6-44",
    given_names="",
    number="2:1-9",
    number_check="2:10",
    nationality="2:11-13",
    birth_date="2:14-19",
    birth_check="2:20",
    sex="2:21",
    expiry_date="2:22-27",
    expiry_check="2:28",
    optional_1="2:29-42",
    optional_check="2:43",
    optional_2="",
    composite="2:1-10 2:14-20 2:22-43",
    composite_check="2:44",
)

# Doc 9303-6 §4.2.2.
TD2 = TD3._replace(
    format="TD2",
    width=36,
    surname="1:6-36",
    optional_1="2:29-35",
    optional_check="",
    composite="2:1-10 2:14-20 2:22-35",
    composite_check="2:36",
    number_overflows=True,
)

# Doc 9303-5 §4.2.2.
TD1 = Layout(
    format="TD1",
    lines=3,
    width=30,
    document_code="1:1-2",
    issuing_state="1:3-5",
    surname="3:1-30",
    given_names="",
    number="1:6-14",
    number_check="1:15",
    nationality="2:16-18",
    birth_date="2:1-6",
    birth_check="2:7",
    sex="2:8",
    expiry_date="2:9-14",
    expiry_check="2:15",
    optional_1="1:16-30",
    optional_check="",
    optional_2="2:19-29",
    composite="1:6-30 2:1-7 2:9-15 2:19-29",
    composite_check="2:30",
    number_overflows=True,
)

# Doc 9303-7 §4.2.2 and §5.2.2: visas have no composite check digit.
MRVA = TD3._replace(
    format="MRVA",
    optional_1="2:29-44",
    optional_check="",
    composite="",
    composite_check="",
    begins="V",
)
MRVB = MRVA._replace(format="MRVB", width=36, surname="1:6-36", optional_1="2:29-36")

# The French identity card of 1988 to 2021, older than Doc 9303-6: a number of twelve characters
# that begins with year, month and department of issue, given names on the second line, no date of
# expiry. Only citizens hold it, so that its issuer is the nationality too.
FRA_ID = Layout(
    format="FRA_ID",
    lines=2,
    width=36,
    document_code="1:1-2",
    issuing_state="1:3-5",
    nationality="1:3-5",
    surname="1:6-30",
    given_names="2:14-27",
    number="2:1-12",
    number_check="2:13",
    birth_date="2:28-33",
    birth_check="2:34",
    sex="2:35",
    expiry_date="",
    expiry_check="",
    optional_1="1:31-36",
    optional_check="",
    optional_2="",
    composite="1:1-36 2:1-35",
    composite_check="2:36",
    begins="IDFRA",
)

LAYOUTS = (FRA_ID, MRVB, TD2, MRVA, TD3, TD1)
"""All formats; of those with one size, the one with the narrower beginning first."""

SIZES = ((3, 30), (2, 36), (2, 44))
"""Lines and characters of a line, of all formats."""


def layout_of(lines: Sequence[str]) -> Layout:
    """The format of lines that have one of `SIZES`."""
    return next(
        layout
        for layout in LAYOUTS
        if len(lines) == layout.lines
        and len(lines[0]) == layout.width
        and lines[0].startswith(layout.begins)
    )


def layout_named(name: str) -> Layout:
    """The format called `name` ("TD3"); raise `KeyError` where there is none."""
    return {layout.format: layout for layout in LAYOUTS}[name]
