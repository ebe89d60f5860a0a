"""What a request for the local watchlist asks for, read and checked before anybody decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from border_check.errors import BorderCheckError, UnreadableInput, UsageError
from border_check.screening.person_queries import has_name, person_of
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.mapping import nominal_to_mapping
from border_check.values.person import Nominal
from border_check.values.settings import Settings
from border_check.values.two_people import two_people_rules


def watch_content(
    facts: Mapping[str, Any],
    *,
    action: ActionClass,
    source: str,
    reason: str,
    expires: str,
    today: date,
    settings: Settings,
) -> dict[str, Any]:
    """The record that a request asks for, and why. `facts` has the keys of a query.

    Raises `UnreadableInput` for a fact that cannot be read, `UsageError` for a record without a
    name, a source, or an end in time.
    """
    person = person_of(facts)
    if not has_name(person):
        raise UnreadableInput(
            "a record of the watchlist has a name, and none can be read",
            hint="give NAME, or --surname and --given",
        )
    if not source.strip():
        raise UsageError("a record has a source", hint="whose word is it? give it with --source")
    last_day = last_day_within(expires, two_people_rules(settings).watch_at_most, today)
    nominal = Nominal(
        record_id="",
        name=person.name.text,
        surname=person.name.surname,
        given=person.name.given,
        births=(person.born,) if person.born else (),
        nationalities=(person.nationality,) if person.nationality else (),
        sex=person.sex,
        documents=person.documents,
        birthplaces=(person.birthplace,) if person.birthplace else (),
        action=action,
        reference=source.strip(),
        owner=settings.desk.post,
        expires=last_day,
        extra=(("reason", reason.strip()),),
    )
    return {"record": nominal_to_mapping(nominal), "reason": reason.strip()}


def require_listed(record_id: str, records: Iterable[Nominal]) -> dict[str, Any]:
    """The record of this id as a request shows it; raises `BorderCheckError` if there is none."""
    for one in records:
        if one.record_id == record_id:
            return {"record": nominal_to_mapping(one)}
    raise BorderCheckError(
        f"no record of the watchlist has the id {record_id:.60}",
        hint="see `border-check watchlist list`",
    )


def last_day_within(text: str, hours: float, today: date) -> PartialDate:
    """The last day of something that must end in time; raises `UsageError` where it does not."""
    try:
        found = PartialDate.parse(text)
    except ValueError:
        found = None
    if found is None or not found.is_full:
        raise UsageError(f"--expires: found {text!r:.40}, expected a day", hint="as in 2027-01-31")
    latest = today + timedelta(hours=hours)
    if not today <= found.first_day() <= latest:
        raise UsageError(
            f"--expires: found {text}, expected a day from {today} to {latest}",
            hint="nothing lasts for ever; ask for it again when it ends",
        )
    return found
