"""Names as no clerk would write them, for tests that everything has an answer."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = {
    "nothing": "",
    "a space": " ",
    "a letter": "A",
    "a small letter": "q",
    "an initial": "Q.",
    "a digit": "7",
    "digits": "0123456789",
    "300 digits": "0123456789" * 30,
    "digits among letters": "Er1k550n",
    "foreign digits": "٣٤٥",
    "punctuation": "!!! --- ...",
    "a hyphen": "-",
    "a stray apostrophe": "Abd ' Rahmanov",
    "300 letters": "x" * 300,
    "300 characters in words": "ab " * 100,
    "a title": "Mr",
    "titles": "Dr Mr Haji",
    "an article": "al-",
    "articles": "al al al",
    "particles": "van der de la",
    "a servant of nobody": "Abd",
    "a servant of an article": "Abd al",
    "mixed scripts": "Анна محمد 李 Ana",
    "mixed scripts in a word": "Аnnа Eriксson",
    "one Chinese character": "李",
    "300 Chinese characters": "李" * 300,
    "right-to-left marks": "\u200fEriksson\u200e Anna\u200f",
    "marks of direction alone": "\u200f\u200e\u202e",
    "a turned reading direction": "\u202eAnna\u202c Eriksson",
    "zero-width characters": "A\u200bn\u200dn\u2060a Eriks\ufeffson",
    "300 zero-width characters": "\u200b" * 300,
    "combining marks alone": "\u0301\u0302 \u0303",
    "a flood of combining marks": "E" + "\u0301" * 300 + "riksson",
    "decomposed letters": "e\u0301" * 150,
    "control characters": "Anna\x00\x1b[2J Eriksson\x07",
    "ligatures": "ﬁnﬃ ﷺ",
    "full width": "ＡＮＮＡ　ＥＲＩＫＳＳＯＮ",
    "letters of mathematics": "𝔄𝔫𝔫𝔞",
    "fractions and numerals": "½ Ⅷ ① ²",
    "faces": "🙂 👨\u200d👩\u200d👧",
    "a tatweel": "ـــ",
    "an invisible letter": "\u3164",
    "a letter of no name": "ʼ",
}
"""Why a name is odd, to the name."""

READABLE = {
    why: name
    for why, name in ODD.items()
    if why
    not in {
        "nothing",
        "a space",
        "punctuation",
        "a hyphen",
        "marks of direction alone",
        "300 zero-width characters",
        "combining marks alone",
        "faces",
        "a tatweel",
        "an invisible letter",
        "a letter of no name",
    }
}
"""Those of which at least a letter or a digit can be read."""

_SIGNS = st.sampled_from(
    "abdehilmnorsuvyABDEHKMRZ017' .,-ʼ٣אבהושת׳محمدالعبي李明山田太郎김정은ИванюяЁΑλßıİøæđﬁ½Ⅷﷺ"
    "\u0301\u0308\u0345\u200b\u200d\u200f\u202e\u00ad\u3000"
)
_PIECES = st.sampled_from(
    """al- al el abd Abd bin van Mr dr o' Mc Mac MARIA Anna son ova vich ' ال محمد بن ben ski 李 JK
    Q. 1 ll ee y ie benn benj""".split()  # noqa: SIM905
)

NAMES = (
    st.text(_SIGNS | st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.lists(_PIECES, max_size=10).map("".join)
    | st.lists(_PIECES, max_size=8).map(" ".join)
)
"""Names of letters of many scripts, and of the pieces that the code takes for more than letters."""
