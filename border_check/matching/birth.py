"""Birth dates, of which lists and documents know all, a part, or a guess."""

from __future__ import annotations

from border_check.language import marked, sentence
from border_check.matching import weights
from border_check.values.dates import PartialDate
from border_check.values.screening import Evidence, Relation

_FEATURE = "birth_date"
_NOT_ON_RECORD = marked("no birth date in the record")
_NOT_ASKED = marked("no birth date in the query")
_UNKNOWN = Evidence(_FEATURE, Relation.MISSING)


def compare_birth(query: PartialDate | None, births: tuple[PartialDate, ...]) -> Evidence:
    """The date of the record that speaks most for the query's; missing where either has none."""
    if query is None and not births:
        return _UNKNOWN
    if query is None or not births:
        known = str(query) if query else ", ".join(map(str, births[:2]))
        note = _NOT_ON_RECORD if query else _NOT_ASKED
        return Evidence(
            _FEATURE, Relation.MISSING, str(query or ""), "" if query else known, 0.0, note
        )
    relation, points, note, best = max(
        ((*_compare(query, born), born) for born in births), key=lambda found: found[1]
    )
    return Evidence(_FEATURE, relation, str(query), str(best), points, note)


def _compare(query: PartialDate, record: PartialDate) -> tuple[Relation, float, str]:
    years = abs(query.year - record.year)
    if years == 0:
        return _same_year(query, record)
    if query.is_full and (query.month, query.day) == (record.month, record.day):
        found = _same_day_other_year(query, record, years)
        if found:
            return found
    note = marked("1 year apart") if years == 1 else sentence("{years} years apart", years=years)
    if years == 1:
        return _a_year_apart(query, record, note)
    if years <= 3:
        return Relation.DIFFERS, weights.BIRTH_YEARS_OFF_FEW, note
    return Relation.DIFFERS, weights.BIRTH_DIFFERS, note


def _a_year_apart(
    query: PartialDate, record: PartialDate, note: str
) -> tuple[Relation, float, str]:
    if all(date.is_full and not date.is_placeholder for date in (query, record)):
        return Relation.DIFFERS, weights.BIRTH_OFF_ONE_FULL, note
    return Relation.SIMILAR, weights.BIRTH_YEAR_OFF_ONE, note


def _same_year(query: PartialDate, record: PartialDate) -> tuple[Relation, float, str]:
    if query.is_full and record.is_full:
        return _same_year_full(query, record)
    if query.month is not None and query.month == record.month:
        return Relation.AGREES, weights.BIRTH_MONTH, marked("year and month agree")
    if query.month is None or record.month is None:
        return Relation.AGREES, weights.BIRTH_YEAR, marked("year agrees; day, month not known")
    if query.is_placeholder or record.is_placeholder:
        return (
            Relation.AGREES,
            weights.BIRTH_YEAR,
            marked("year agrees; 1 January stands for not known"),
        )
    return Relation.DIFFERS, weights.BIRTH_YEAR_OTHER_DAY, marked("year agrees, month differs")


def _same_year_full(query: PartialDate, record: PartialDate) -> tuple[Relation, float, str]:
    if query == record:
        if query.is_placeholder:
            return (
                Relation.AGREES,
                weights.BIRTH_PLACEHOLDER,
                marked("1 January often stands for not known"),
            )
        return Relation.AGREES, weights.BIRTH_FULL, ""
    if query.is_placeholder or record.is_placeholder:
        note = marked("year agrees; 1 January stands for not known")
        return Relation.SIMILAR, weights.BIRTH_YEAR_PLACEHOLDER, note
    if (query.month, query.day) == (record.day, record.month):
        return Relation.SIMILAR, weights.BIRTH_SWAPPED, marked("day and month swapped")
    if query.month == record.month and _near(query.day, record.day):
        return Relation.SIMILAR, weights.BIRTH_DAY_SLIP, marked("one figure of the day differs")
    if query.day == record.day and _near(query.month, record.month):
        return Relation.SIMILAR, weights.BIRTH_DAY_SLIP, marked("one figure of the month differs")
    return Relation.DIFFERS, weights.BIRTH_YEAR_OTHER_DAY, marked("year agrees, day differs")


def _same_day_other_year(
    query: PartialDate, record: PartialDate, years: int
) -> tuple[Relation, float, str] | None:
    if query.is_placeholder:
        return None
    if years == 1:
        return (
            Relation.SIMILAR,
            weights.BIRTH_NEAR_YEAR,
            marked("day and month agree, a year apart"),
        )
    one, other = f"{query.year:04d}", f"{record.year:04d}"
    slips = sum(a != b for a, b in zip(one, other, strict=True))
    if slips == 1 or (slips == 2 and sorted(one) == sorted(other)):
        return Relation.SIMILAR, weights.BIRTH_YEAR_SLIP, marked("one figure of the year differs")
    return None


def _near(one: int | None, other: int | None) -> bool:
    """Whether two days or months differ by one slip of the hand: one figure, or the next number."""
    if one is None or other is None:
        return False
    first, second = f"{one:02d}", f"{other:02d}"
    return abs(one - other) == 1 or (first[0] == second[0]) != (first[1] == second[1])
