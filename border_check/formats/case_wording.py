"""The sentences about searches that hit: lists of them, case sheets, drafts and receipts.

They stand here alone, so that a catalogue of another language can be put over them.
"""

from __future__ import annotations

from border_check.formats.safe_text import plain
from border_check.screening.findings import elapsed
from border_check.screening.standing import Standing, State
from border_check.values.actions import ActionClass
from border_check.values.case import Case, CaseEvent, Disposition, Happened, Listed, Step
from border_check.values.contacts import Contact, contacts_of, following_of
from border_check.values.settings import Settings

STATE = {
    State.LIMIT: "LIMIT",
    State.OVERDUE: "OVERDUE",
    State.OPEN: "OPEN",
    State.CLOSED: "CLOSED",
}
STEP = {
    Step.QUERY: "Compare what was read with the document or vehicle, and with the record",
    Step.PERSON: "Compare the person with the record: picture, marks, age, language",
    Step.ASK: "Ask the owner of the record through our NCB whether it stands",
    Step.ANSWER: "Answer received, in writing",
    Step.CARRIED: "Check what else the person carries",
}
DISPOSITION = {
    Disposition.CONFIRMED: "confirmed",
    Disposition.NOT_IDENTICAL: "not identical",
    Disposition.RECORD_OUTDATED: "record outdated",
    Disposition.NO_REPLY: "no reply",
}
EVENT = {
    CaseEvent.OPENED: "opened",
    CaseEvent.STEP: "step",
    CaseEvent.RULED: "ruled",
    CaseEvent.LIFTED: "hold lifted",
    CaseEvent.CODE_REFUSED: "wrong code of a supervisor",
    CaseEvent.PROTECTION: "asks for protection",
    CaseEvent.DRAFTED: "message to the NCB drafted, not sent",
    CaseEvent.SHEET: "case sheet printed",
    CaseEvent.RECEIPT: "receipt for the document",
}

LABEL = {
    "asked": "Asked",
    "date": "Date",
    "done": "Done",
    "first": "First",
    "from": "From",
    "gone": "Gone",
    "hold": "Hold",
    "list": "List",
    "log": "Log",
    "next": "Next",
    "note": "Note",
    "owner": "Owner",
    "post": "Post",
    "read": "Read",
    "record": "Record",
    "reference": "Reference",
    "ruled": "Ruled",
    "search": "Search",
    "steps": "Steps",
    "subject": "Subject",
    "to": "To",
    "we_ask": "We ask",
    "why": "Why",
}
"""What stands in the margin."""
FACT = {
    "document_type": "Document type",
    "issuing_state": "Issuing state",
    "number": "Number",
    "expiry_date": "Valid to",
    "surname": "Surname",
    "given_names": "Given names",
    "name": "Name",
    "birth_date": "Birth date",
    "sex": "Sex",
    "nationality": "Nationality",
}
"""What was read of a document and its holder."""
RECORD_FACT = {"dobs": "birth dates", "pob": "birthplace", "given": "given names", "gender": "sex"}
"""Facts of records by other words than their keys."""
_OUR_WORDS = frozenset(("category", "document_type"))
UNKNOWN_RECORD = "HIT"
"""In place of the finding, where no record can be shown."""

PROTECTION = "The person asks for protection."
ASYLUM_FIRST = (
    "The asylum procedure comes first: {whom}. Do not ask the issuing state, nor any bureau of it: "
    "that could endanger the person and their family. Nothing is drafted."
)
_ASYLUM_OFFICE = "call the authority that receives such requests"
STOPPED = "not while the person asks for protection"
AT_THE_LIMIT = (
    "The law ends this hold now, answered or not. Unless another ground holds them, let the person "
    "go on, give a receipt for a document that is kept, and enter `no-reply`."
)
AT_THE_LIMIT_AT_RISK = (
    "The law ends this hold now, answered or not. Nobody who may be at risk is let go alone, nor a "
    "child with companions: hand them over to whoever cares for victims or children."
)
TO_BE_LIFTED = "The hold is to be lifted by a second user, or with the code of a supervisor."
NEXT_RULING = "Enter the outcome: confirm, dismiss, outdated or no-reply."
GONE = "does not answer the same question now: ask whether it was withdrawn"
CHANGED = "{lists}: loaded again since the search"
REMINDER = "Reminder {number} of {of}: {what}."
ASK_AGAIN = "ask again"
ACT_ON_IT = "act on it"
NO_IDENTIFICATION = (
    "A hit identifies nobody. No measure rests on it before the owner of the record has confirmed."
)

DRAFT = "DRAFT. NOTHING WAS SENT."
DRAFT_HOW = "Read it, correct it, and send it through the channel of your bureau."
DRAFT_SUBJECT = "Request to confirm a hit, reference {reference}"
DRAFT_QUESTIONS = (
    "Does each record named here still stand?",
    "Is it about the document, the person or the vehicle that is described here?",
    "What does its owner ask us to do, and how long will a full answer take?",
)
NCB_UNNAMED = "our NCB (name it in the configuration: contacts.ncb)"

RECEIPT = "Receipt for a document that was kept"
RECEIPT_MEANS = (
    "The document below was kept at the border for examination. This receipt is no travel "
    "document and proves no identity. It says nothing against its holder."
)
RECEIPT_ASK = "Questions, and requests to correct or return: give the reference to {whom}."
RECEIPT_OFFICE = "the border post that issued this receipt"
SHEET = "Case sheet"
SIGNATURE = "Name, date, signature"
CONFIDENTIAL = "Personal data of a search. Not to be given to the person or to anybody else."


def state_line(standing: Standing) -> str:
    """How long it has been open."""
    if standing.state is State.CLOSED:
        return "closed"
    return f"open {elapsed(standing.age_hours)}"


def reminder_line(standing: Standing) -> str:
    """Which reminder has come due; empty where none has."""
    if standing.state is State.CLOSED or not standing.reminders:
        return ""
    asked = Step.ASK in standing.case.steps and not standing.case.protection
    return REMINDER.format(
        number=standing.reminders,
        of=standing.reminders_in_all,
        what=ASK_AGAIN if asked else ACT_ON_IT,
    )


def record_fact(key: str) -> str:
    """What a fact of a record is called."""
    return plain(RECORD_FACT.get(key, key.replace("_", " ")))


def record_value(key: str, value: str) -> str:
    """A fact of a record; words of ours, and not of its publisher, without their underscores."""
    return plain(value.replace("_", " ") if key in _OUR_WORDS else value)


def whom(contact: Contact | None, otherwise: str) -> str:
    """A contact, or other words where nobody is named."""
    return plain(contact.told) if contact and contact.told else otherwise


def asylum_first(settings: Settings) -> str:
    """What to do for somebody who asks for protection."""
    return ASYLUM_FIRST.format(whom=whom(contacts_of(settings).asylum, _ASYLUM_OFFICE))


def next_line(standing: Standing, settings: Settings) -> str:
    """What to do next; empty once nothing is left."""
    case = standing.case
    if standing.state is State.CLOSED:
        return ""
    if standing.state is State.LIMIT:
        if any(hit.action is ActionClass.PROTECT for hit in case.hits):
            return AT_THE_LIMIT_AT_RISK
        return plain(following_of(settings).at_the_limit or AT_THE_LIMIT)
    if not case.unruled:
        return TO_BE_LIFTED
    return f"{STEP[standing.following]}." if standing.following else NEXT_RULING


def hold_line(standing: Standing) -> str:
    """Whether a hold stands, since when, until when, and what lifted it; empty without one."""
    case = standing.case
    if not case.is_hold:
        return ""
    if case.is_confirmed:
        return f"since {case.at}; the hit is confirmed"
    lifted = case.lifted
    if lifted is None:
        until = standing.held_until
        by_law = f", by law until {until:%Y-%m-%dT%H:%M:%SZ}" if until else ""
        return f"stands since {case.at}{by_law}"
    return f"lifted {_by(lifted)}{_with_note(lifted)}"


def step_line(case: Case, step: Step) -> str:
    """A step of the checklist, and when and by whom it was taken."""
    taken = case.steps.get(step)
    if taken is not None:
        return f"[x] {STEP[step]}: {_by(taken)}{_with_note(taken)}"
    if case.protection and step in (Step.ASK, Step.ANSWER):
        return f"[-] {STEP[step]}: {STOPPED}"
    return f"[ ] {STEP[step]}"


def ruling_line(hit: Listed, ruling: Happened) -> str:
    """A ruling on a record."""
    said = DISPOSITION[Disposition(ruling.facts["disposition"])]
    limit = " (the limit of the hold was reached)" if ruling.facts.get("limit_reached") else ""
    return f"{listed_name(hit)}: {said}{limit}, {_by(ruling)}{_with_note(ruling)}"


def event_line(event: Happened) -> str:
    """One line of the history."""
    what = EVENT[event.event]
    if event.event is CaseEvent.STEP:
        what = f"{what} {event.facts['step']}"
    elif event.event is CaseEvent.RULED:
        what = DISPOSITION[Disposition(event.facts["disposition"])]
    elif event.event is CaseEvent.PROTECTION:
        what = f"{what}: {event.facts['of']}"
    return plain(f"{event.at} {event.user} {what}")


def listed_line(hit: Listed) -> str:
    """A record that hit, as the journal names it."""
    action = f", {hit.action}" if hit.action else ""
    return f"{listed_name(hit)} {hit.grade}{action}"


def listed_name(hit: Listed) -> str:
    """List and id of a record."""
    return plain(f"{hit.list} {hit.record_id}")


def search_line(case: Case) -> str:
    """When, where, by whom and for what a search was made."""
    facts = (case.facts.get("purpose"), case.facts.get("operation"))
    for_what = "".join(f", {fact}" for fact in facts if fact)
    return plain(f"{case.at} at {case.post} by {case.user}, {case.check}{for_what}")


def _by(event: Happened) -> str:
    supervisor = event.facts.get("supervisor")
    with_code = f" with the code of {supervisor}" if supervisor else ""
    return plain(f"{event.at} {event.user}{with_code}")


def _with_note(event: Happened) -> str:
    return f": {plain(event.note)}" if event.note else ""
