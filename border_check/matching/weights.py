"""Every weight and threshold of person matching, each with its reason.

Points are natural logarithms of odds: +0.7 doubles the odds that both are one person, -2.3 makes
them ten times worse. They add up. Facts of a person are not independent (a Sudanese name and the
nationality of Sudan go together), so that plain log-odds would claim too much: all were fitted
together and are about nine tenths of what each fact is worth alone.

The cost of error is not even: a missed hit is graver than a false alarm, but an officer whom every
hundredth traveller alarms stops looking. Thresholds are therefore set on innocent travellers,
and weights on what then is found. "Fitted" means: on labelled public lists (aliases of sanctioned
persons, nicknames, labels in two scripts) and on travellers who are on no list.
"""

from __future__ import annotations

from border_check.values.settings import Thresholds

# -- names: how much a word says -------------------------------------------------------------------

RARITY_BOUNDS = (2.1, 5.0)
"""Natural log of "one in so many": 8 people to 150. Beyond that, tables say little: a name that
no table knows is often only a spelling that no table knows."""

RARITY_UNKNOWN = 5.0
"""For a word that Hebrew or Arabic script leaves open: several names could be read from it."""

AT_HOME = 0.4
"""A general share holds among the people where the name is at home; travellers are mixed."""

RARITY_PRIOR_PEOPLE = 2000
"""People without the name who are added to the list's own count, so that a short list does not make
every name common."""

# -- names: how much of it counts ------------------------------------------------------------------

AGREEMENT = (
    # likeness, share of the rarity, constant; straight lines between. Fitted.
    (0.00, 0.00, -6.85),
    (0.20, 0.00, -6.85),
    (0.40, 0.00, -5.02),  # another name: it takes a birth date to outweigh it
    (0.50, 0.00, -2.44),
    (0.60, 0.00, -2.44),
    (0.70, 0.06, -1.75),  # as often chance as one name
    (0.80, 0.31, 0.49),
    (0.90, 0.80, -0.73),
    (0.97, 0.94, -0.26),  # one sound, two spellings: as good as equal
    (1.00, 0.94, -0.23),
)
AGREEMENT_ACROSS = (
    # The same between two scripts of which one leaves the reading open: steeper, since strangers'
    # names come near each other there more often. Fitted, then raised where words
    # are near: names in Hebrew letters, held against a list in Latin ones, alarmed more seldom than
    # names in Latin letters do. Never above the same script.
    (0.00, 0.00, -11.70),
    (0.20, 0.00, -10.50),
    (0.40, 0.00, -7.50),
    (0.50, 0.00, -4.40),
    (0.60, 0.00, -3.80),
    (0.70, 0.06, -2.50),
    (0.80, 0.31, 0.20),
    (0.90, 0.80, -0.45),
    (0.97, 0.94, -0.26),
    (1.00, 0.94, -0.23),
)
KNOWN_FORM = -0.72
"""Two forms of one name: many more people bear one of its forms than bear the same. Fitted."""

WHOLE_NAME = 0.69
"""Neither name has a word that the other has not: said beside the words themselves. Fitted."""
WHOLE_FROM = 0.75
"""Likeness of the words that are met in such a name."""

DISCOUNTS = (1.0, 1.0, 0.46, 0.36, 0.18)
"""Words that agree, by what they say, most first: names of one person are not independent. Brothers
share all but one, and five agreeing words must not drown the one that differs."""

NAMESAKES = 0.6
"""The share of what agreeing words say that is lost where another word surely differs and no birth
date supports them: relatives share all names but one, and so do strangers of one village. Fitted.
"""
CONTRADICTED_BELOW = (0.65, 0.95)
"""Likeness below which a word surely differs, and from which on it does not; between them, in part.
"""

INITIAL_POINTS = 1.48
"""One letter in twenty is right by chance; some letters begin far more names than others."""
INITIAL_DIFFERS = -3.23
PREFIX_PER_LETTER = 0.9
"""A word that the end of a name field cut short, by the letters that are left."""

EXTRA_QUERY = -1.91
EXTRA_RECORD = -1.01
"""A word that the other name leaves out. People and clerks leave out middle names, fathers' names
and second surnames every day; leaving out is not contradicting."""

# -- birth date ------------------------------------------------------------------------------------

BIRTH_FULL = 9.2
"""One person in about 18,000 shares a birth date: 9.8, nearly all of which counts."""
BIRTH_PLACEHOLDER = 5.1
"""1 January: a tenth and more of some populations are registered so."""
BIRTH_SWAPPED = 5.5
"""Day and month swapped: commonest of slips, and chance gives it no oftener than equality."""
BIRTH_NEAR_YEAR = 3.2
"""Day and month agree, the year is one off: lists show it where a calendar was converted."""
BIRTH_YEAR_SLIP = 1.7
"""Day and month agree, one figure of the year differs."""
BIRTH_DAY_SLIP = 1.6
"""Year agrees, and day or month but for one figure."""
BIRTH_MONTH = 6.5
"""Year and month agree, one in 600; no day is known."""
BIRTH_YEAR = 3.2
"""Only the year is known, one in 50, and ages are often estimated by the same hand."""
BIRTH_YEAR_PLACEHOLDER = 1.5
"""The year agrees with a 1 January, which stands for a year that may itself be a guess."""
BIRTH_YEAR_OTHER_DAY = -2.0
BIRTH_YEAR_OFF_ONE = -0.8
"""A year apart where only years are sure: ages are often estimated."""
BIRTH_OFF_ONE_FULL = -3.7
"""A year apart, and both full dates with another day and month."""
BIRTH_YEARS_OFF_FEW = -2.0
BIRTH_DIFFERS = -4.4

# -- other facts: they never lift a grade ----------------------------------------------------------

NATIONALITY_AGREES = 2.3
"""One in ten, among those who travel. Fitted beside the names, which tell much of it already."""
NATIONALITY_DIFFERS = -2.3
"""People hold several, and lists know one: no more than agreement gives."""
SEX_AGREES = 0.2
SEX_DIFFERS = -2.0
"""Half of all people; errors of keying are about one in a hundred."""
BIRTHPLACE_AGREES = 1.9
BIRTHPLACE_SIMILAR = 0.3
"""Only a later part agrees: a district, the country."""
BIRTHPLACE_DIFFERS = -0.4
"""Little: places are written at any level, from village to country."""
BIRTHPLACE_SAME = 0.85
"""Likeness of words from which two places are one."""
DOCUMENT_AGREES = 12.0
"""A passport number of an issuer belongs to one person."""

# -- what makes a hit ------------------------------------------------------------------------------

THRESHOLD_SECOND_LINE = Thresholds().second_line
"""Set so that of 1,796 innocent travellers, held against 4,620 listed persons, one is flagged with
all facts known, and fewer than ten in a thousand (13) by name alone."""
THRESHOLD_FIRST_LINE = Thresholds().first_line
"""The counter has no time: at this threshold one of them is flagged by name alone, a namesake of a
listed person, and none where the birth date is known."""
UNSUPPORTED = 0.12
"""Added to the threshold where no birth date could contradict the name."""

NAME_AGREES = 4.0
"""Points of a name without a differing word from which it agrees as a whole."""
RARE_NAME = 7.0
"""Points of a name that is rare enough to need only birth year and birthplace beside it."""
