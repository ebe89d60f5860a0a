"""Asking for a traveller to be told apart from a record, and keeping who is."""

from __future__ import annotations

from datetime import date

from border_check.errors import BorderCheckError
from border_check.screening.again import asked_again, query_of
from border_check.screening.cleared import (
    ClearedPair,
    can_be_cleared,
    digest_of,
    traveller_of,
    write_pairs,
)
from border_check.screening.screener import Screener
from border_check.screening.two_people import TwoPeople
from border_check.screening.watch_requests import last_day_within
from border_check.values.case import Case, Disposition
from border_check.values.request import Request, RequestKind
from border_check.values.screening import Hit
from border_check.values.two_people import two_people_rules


def ask_to_clear(
    screener: Screener,
    two_people: TwoPeople,
    case: Case,
    record_id: str,
    *,
    reason: str,
    expires: str,
) -> Request:
    """Ask for the traveller of a search that hit to be told apart from one of its records.

    Raises `BorderCheckError` where what was asked is sealed for others, where nobody ruled that
    they are not identical, where the record does not answer now, and where hit or traveller are
    none of those that may be cleared.
    """
    today = screener.now().date()
    last_day = last_day_within(expires, two_people_rules(screener.settings).clear_at_most, today)
    hit = _hit(screener, case, record_id)
    if case.sealed:
        raise BorderCheckError(
            f"{case.reference}: what was asked is sealed for others",
            hint="name the key to it in sealed_queries of the configuration",
        )
    traveller = traveller_of(query_of(case.check, case.query or {}, today))
    if not traveller:
        raise BorderCheckError(
            f"{case.reference}: a traveller is told apart by name and full birth date",
            hint="a name alone is borne by many: check again with the birth date",
        )
    facts = {
        "case": case.reference,
        "list": hit.list,
        "record_id": hit.record_id,
        "digest": digest_of(hit),
        "expires": str(last_day),
    }
    return two_people.ask(RequestKind.CLEAR, facts, {"traveller": traveller, "reason": reason})


def keep_cleared(file: str, two_people: TwoPeople, today: date) -> list[ClearedPair]:
    """Write down all pairs that stand; whatever was written before is made anew."""
    pairs = cleared_pairs(two_people, today)
    write_pairs(file, pairs)
    return pairs


def cleared_pairs(two_people: TwoPeople, today: date) -> list[ClearedPair]:
    """The pairs that stand on a day: approved, not over, not revoked, and not erased."""
    standing = (
        _pair(one)
        for one in two_people.all()
        if one.kind is RequestKind.CLEAR and one.is_approved and one.content is not None
    )
    return [pair for pair in standing if pair.until >= str(today)]


def _pair(request: Request) -> ClearedPair:
    facts = request.facts
    return ClearedPair(
        list=str(facts["list"]),
        record_id=str(facts["record_id"]),
        digest=str(facts["digest"]),
        traveller=dict((request.content or {}).get("traveller", {})),
        until=str(facts["expires"]),
        request=request.reference,
    )


def _hit(screener: Screener, case: Case, record_id: str) -> Hit:
    """The record as it hits now, if it may be cleared."""
    ruled = {
        hit.record_id
        for hit, ruling in case.rulings.items()
        if ruling.facts["disposition"] == Disposition.NOT_IDENTICAL
    }
    if record_id not in ruled:
        raise BorderCheckError(
            f"{case.reference}: nobody has ruled that record {record_id:.60} is not identical",
            hint=f"first `border-check hits dismiss {case.reference} --record ID`",
        )
    hits = asked_again(screener, case).screening.hits
    hit = next((one for one in hits if one.record_id == record_id), None)
    if hit is None:
        raise BorderCheckError(
            f"{case.reference}: record {record_id:.60} does not answer the same question now",
            hint="check again: there may be nothing to tell apart any more",
        )
    if not can_be_cleared(hit):
        raise BorderCheckError(
            f"{case.reference}: a hit on record {record_id:.60} is not cleared",
            hint="listed documents, discreet records and victims of impostors stay hits",
        )
    return hit
