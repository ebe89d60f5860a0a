"""Drawn people, listed and asked about, whose names meet one another in every way there is."""

from __future__ import annotations

from hypothesis import strategies as st

from border_check.values.dates import PartialDate
from border_check.values.person import Alias, Name, Nominal, Person

SYLLABLES = st.sampled_from(
    "al el abd bin mo ham med kha lid zu ra qi an son dra ov ich ski na".split()  # noqa: SIM905
)
WORDS = st.lists(SYLLABLES, min_size=1, max_size=4).map("".join).map(str.title)
# The same few syllables in several scripts, so that names meet across them.
PARALLEL = (
    ("jo", "ta", "ri", "van", "shu", "kel"),
    ("джо", "та", "ри", "ван", "шу", "кел"),
    ("ג'ו", "טא", "רי", "ואן", "שו", "קל"),
    ("جو", "تا", "ري", "فان", "شو", "كل"),
    ("조", "타", "리", "반", "슈", "켈"),
    ("约", "塔", "里", "万", "舒", "凯尔"),
)
WRITTEN = st.tuples(
    st.sampled_from(PARALLEL),
    st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=4), min_size=1, max_size=3),
).map(lambda drawn: " ".join("".join(drawn[0][place] for place in word) for word in drawn[1]))
ROMANISED = st.tuples(
    st.sampled_from((("guo", "dong", "li", "xiao"), ("kuo", "tung", "li", "hsiao"))),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from((" ", ""))), min_size=1, max_size=4),
).map(lambda drawn: "".join(drawn[0][place] + end for place, end in drawn[1]))
# Words that meet one another, so that several of a query meet one word of a name.
ALIKE = st.lists(
    st.sampled_from(("Mohamed", "Ahmed", "Mehmed", "Hamed", "M.", "A.", "Ham", "Med", "Hamedin")),
    min_size=1,
    max_size=4,
).map(" ".join)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | WRITTEN | ROMANISED | ALIKE
YEARS = st.integers(1970, 1973).map(PartialDate)
DAYS = st.tuples(st.integers(1970, 1973), st.integers(1, 3), st.integers(1, 3))
BIRTHS = YEARS | DAYS.map(lambda parts: PartialDate(*parts))


@st.composite
def nominals(draw: st.DrawFn) -> Nominal:
    return Nominal(
        "x",
        draw(NAMES),
        aliases=tuple(Alias(name) for name in draw(st.lists(NAMES, max_size=2))),
        births=tuple(draw(st.lists(BIRTHS, max_size=2))),
        nationalities=draw(st.sampled_from([(), ("UTO",), ("D",)])),
    )


@st.composite
def persons(draw: st.DrawFn) -> Person:
    return Person(
        Name(draw(NAMES), truncated=draw(st.booleans())),
        born=draw(st.none() | BIRTHS),
        nationality=draw(st.sampled_from([None, "UTO"])),
    )
