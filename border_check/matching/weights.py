"""Every weight and threshold of person matching, each with its reason.

Points are natural logarithms of odds: +0.7 doubles the odds that both are one person, -2.3 makes
them ten times worse. They add up. Facts of a person are not independent (a Sudanese name and the
nationality of Sudan go together), so that plain log-odds would claim too much: all were fitted
together and are nearly nine tenths of what each fact is worth alone.

The cost of error is not even: a missed hit is graver than a false alarm, but an officer whom every
hundredth traveller alarms stops looking. Thresholds are therefore set on innocent travellers,
and weights on what then is found. "Fitted" means: on labelled public lists (aliases of sanctioned
persons, nicknames, labels in two scripts) and on travellers who are on no list.
"""

from __future__ import annotations

from border_check.values.settings import Thresholds

# -- names: how much a word says -------------------------------------------------------------------

RARITY_BOUNDS = (1.5, 5.0)
"""Natural log of "one in so many": 4.5 people to 150. Beyond that, tables say little: a name that
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
    (1.00, 0.88, 0.4),
    (0.97, 0.92, 0.1),  # one sound, two spellings: as good as equal
    (0.90, 0.79, 0.1),
    (0.80, 0.63, 0.3),
    (0.70, 0.08, -0.8),  # as often chance as one name
    (0.60, 0.00, -3.5),
    (0.50, 0.00, -5.0),
    (0.40, 0.00, -6.2),  # another name: it takes a birth date to outweigh it
    (0.30, 0.00, -7.2),
    (0.00, 0.00, -7.2),
)

DISCOUNTS = (1.0, 0.8, 0.4, 0.2, 0.1)
"""Words that agree, by what they say, most first: names of one person are not independent. Brothers
share all but one, and five agreeing words must not drown the one that differs."""

NAMESAKES = 0.5
"""The share of what agreeing words say that is lost where another word surely differs and no birth
date supports them: relatives share all names but one, and so do strangers of one village. Fitted.
"""
CONTRADICTED_BELOW = (0.65, 0.95)
"""Likeness below which a word surely differs, and from which on it does not; between them, in part.
"""

INITIAL_POINTS = 1.5
"""One letter in twenty is right by chance; some letters begin far more names than others."""
INITIAL_DIFFERS = -4.3
PREFIX_PER_LETTER = 0.7
"""A word that the end of a name field cut short, by the letters that are left."""

EXTRA_QUERY = -1.0
EXTRA_RECORD = -0.9
"""A word that the other name leaves out. People and clerks leave out middle names, fathers' names
and second surnames every day; leaving out is not contradicting."""

EXTRA_FURTHER = 0.75
"""Of every further word left out: whoever leaves out one leaves out more."""

# -- birth date ------------------------------------------------------------------------------------

BIRTH_FULL = 8.4
"""One person in about 18,000 shares a birth date: 9.8, of which nearly nine tenths count."""
BIRTH_PLACEHOLDER = 4.8
"""1 January: a tenth and more of some populations are registered so."""
BIRTH_SWAPPED = 6.1
"""Day and month swapped: commonest of slips, and chance gives it no oftener than equality."""
BIRTH_NEAR_YEAR = 3.5
"""Day and month agree, the year is one off: lists show it where a calendar was converted."""
BIRTH_YEAR_SLIP = 1.8
"""Day and month agree, one figure of the year differs."""
BIRTH_DAY_SLIP = 1.7
"""Year agrees, and day or month but for one figure."""
BIRTH_MONTH = 5.2
"""Year and month agree, one in 600; no day is known."""
BIRTH_YEAR = 2.8
"""Only the year is known, one in 50, and ages are often estimated by the same hand."""
BIRTH_YEAR_PLACEHOLDER = 1.6
"""The year agrees with a 1 January, which stands for a year that may itself be a guess."""
BIRTH_YEAR_OTHER_DAY = -1.3
BIRTH_YEAR_OFF_ONE = -0.5
"""A year apart where only years are sure: ages are often estimated."""
BIRTH_OFF_ONE_FULL = -4.0
"""A year apart, and both full dates with another day and month."""
BIRTH_YEARS_OFF_FEW = -2.2
BIRTH_DIFFERS = -4.4

# -- other facts: they never lift a grade ----------------------------------------------------------

NATIONALITY_AGREES = 0.5
"""Little, since names already tell most of it."""
NATIONALITY_DIFFERS = -1.4
"""Little, since people hold several, and lists know one."""
SEX_AGREES = 0.2
SEX_DIFFERS = -2.2
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
"""Set so that of 1,796 innocent travellers, held against 4,620 listed persons, one is flagged where
the birth date is known, and fewer than ten in a thousand by name alone."""
THRESHOLD_FIRST_LINE = Thresholds().first_line
"""The counter has no time: at this threshold none of them is flagged, by name alone or not."""
UNSUPPORTED = 0.5
"""Added to the threshold where no birth date could contradict the name."""

NAME_AGREES = 4.0
"""Points of a name without a differing word from which it agrees as a whole."""
RARE_NAME = 7.0
"""Points of a name that is rare enough to need only birth year and birthplace beside it."""
