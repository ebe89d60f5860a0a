"""The sentences about searches that hit: lists of them, case sheets, drafts and receipts.

They stand here alone, so that a catalogue of another language can be put over them.
"""

from __future__ import annotations

from border_check.formats.speech import fact, translated
from border_check.formats.words import said, word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.screening.findings import elapsed
from border_check.screening.standing import Standing, State
from border_check.values.actions import ActionClass
from border_check.values.case import Case, CaseEvent, Disposition, Happened, Listed, Step
from border_check.values.contacts import Contact, contacts_of, following_of
from border_check.values.settings import Settings

STATE = {
    State.LIMIT: marked("LIMIT"),
    State.OVERDUE: marked("OVERDUE"),
    State.OPEN: marked("OPEN"),
    State.CLOSED: marked("CLOSED"),
}
STEP = {
    Step.QUERY: marked("Compare what was read with the document or vehicle, and with the record"),
    Step.PERSON: marked("Compare the person with the record: picture, marks, age, language"),
    Step.ASK: marked("Ask the owner of the record through our NCB whether it stands"),
    Step.ANSWER: marked("Answer received, in writing"),
    Step.CARRIED: marked("Check what else the person carries"),
}
DISPOSITION = {
    Disposition.CONFIRMED: marked("confirmed"),
    Disposition.NOT_IDENTICAL: marked("not identical"),
    Disposition.RECORD_OUTDATED: marked("record outdated"),
    Disposition.NO_REPLY: marked("no reply"),
    Disposition.CANNOT_TELL: marked("cannot tell before arrival"),
}
EVENT = {
    CaseEvent.OPENED: marked("opened"),
    CaseEvent.STEP: marked("step"),
    CaseEvent.RULED: marked("ruled"),
    CaseEvent.LIFTED: marked("hold lifted"),
    CaseEvent.CODE_REFUSED: marked("wrong code of a supervisor"),
    CaseEvent.PROTECTION: marked("asks for protection"),
    CaseEvent.DRAFTED: marked("message to the NCB drafted, not sent"),
    CaseEvent.SHEET: marked("case sheet printed"),
    CaseEvent.RECEIPT: marked("receipt for the document"),
}

LABEL = {
    "asked": marked("Asked"),
    "date": marked("Date"),
    "done": marked("Done"),
    "first": marked("First"),
    "from": marked("From"),
    "gone": marked("Gone"),
    "hold": marked("Hold"),
    "list": marked("List"),
    "log": marked("Log"),
    "next": marked("Next"),
    "note": marked("Note"),
    "owner": marked("Owner"),
    "post": marked("Post"),
    "read": marked("Read"),
    "record": marked("Record"),
    "reference": marked("Reference"),
    "ruled": marked("Ruled"),
    "search": marked("Search"),
    "steps": marked("Steps"),
    "subject": marked("Subject"),
    "to": marked("To"),
    "we_ask": marked("We ask"),
    "why": marked("Why"),
}
"""What stands in the margin."""
FACT = {
    "document_type": marked("Document type"),
    "issuing_state": marked("Issuing state"),
    "number": marked("Number"),
    "expiry_date": marked("Valid to"),
    "surname": marked("Surname"),
    "given_names": marked("Given names"),
    "name": marked("Name"),
    "birth_date": marked("Birth date"),
    "sex": marked("Sex"),
    "nationality": marked("Nationality"),
}
"""What was read of a document and its holder."""
RECORD_FACT = {
    "dobs": marked("birth dates"),
    "pob": marked("birthplace"),
    "given": marked("given names"),
    "gender": marked("sex"),
}
"""Facts of records by other words than their keys."""
_OUR_WORDS = frozenset(
    ("category", "document_type", "vehicle_type", "status", "gender", "notice", "action")
)
UNKNOWN_RECORD = marked("HIT")
"""In place of the finding, where no record can be shown."""

PROTECTION = marked("The person asks for protection.")
ASYLUM_FIRST = marked(
    "The asylum procedure comes first: {whom}. Do not ask the issuing state, nor any bureau of it: "
    "that could endanger the person and their family. Nothing is drafted."
)
_ASYLUM_OFFICE = marked("call the authority that receives such requests")
STOPPED = marked("not while the person asks for protection")
AT_THE_LIMIT = marked(
    "The law ends this hold now, answered or not. Unless another ground holds them, let the person "
    "go on, give a receipt for a document that is kept, and enter `no-reply`."
)
AT_THE_LIMIT_AT_RISK = marked(
    "The law ends this hold now, answered or not. Nobody who may be at risk is let go alone, nor a "
    "child with companions: hand them over to whoever cares for victims or children."
)
TO_BE_LIFTED = marked(
    "The hold is to be lifted by a second user, or with the code of a supervisor."
)
NEXT_RULING = marked("Enter the outcome: confirm, dismiss, outdated or no-reply.")
GONE = marked("does not answer the same question now: ask whether it was withdrawn")
CHANGED = marked("{lists}: loaded again since the search")
REMINDER = marked("Reminder {number} of {of}: {what}.")
ASK_AGAIN = marked("ask again")
ACT_ON_IT = marked("act on it")
NO_IDENTIFICATION = marked(
    "A hit identifies nobody. No measure rests on it before the owner of the record has confirmed."
)

DRAFT = marked("DRAFT. NOTHING WAS SENT.")
DRAFT_HOW = marked("Read it, correct it, and send it through the channel of your bureau.")
DRAFT_SUBJECT = marked("Request to confirm a hit, reference {reference}")
DRAFT_QUESTIONS = (
    marked("Does each record named here still stand?"),
    marked("Is it about the document, the person or the vehicle that is described here?"),
    marked("What does its owner ask us to do, and how long will a full answer take?"),
)
NCB_UNNAMED = marked("our NCB (name it in the configuration: contacts.ncb)")

RECEIPT = marked("Receipt for a document that was kept")
RECEIPT_MEANS = marked(
    "The document below was kept at the border for examination. This receipt is no travel "
    "document and proves no identity. It says nothing against its holder."
)
RECEIPT_ASK = marked("Questions, and requests to correct or return: give the reference to {whom}.")
RECEIPT_OFFICE = marked("the border post that issued this receipt")
SHEET = marked("Case sheet")
SIGNATURE = marked("Name, date, signature")
CONFIDENTIAL = marked(
    "Personal data of a search. Not to be given to the person or to anybody else."
)


def state_line(standing: Standing) -> str:
    """How long it has been open."""
    if standing.state is State.CLOSED:
        return translated("closed")
    return translated("open {age}", age=elapsed(standing.age_hours))


def reminder_line(standing: Standing) -> str:
    """Which reminder has come due; empty where none has."""
    if standing.state is State.CLOSED or not standing.reminders:
        return ""
    asked = Step.ASK in standing.case.steps and not standing.case.protection
    return translated(
        REMINDER,
        number=standing.reminders,
        of=standing.reminders_in_all,
        what=sentence(ASK_AGAIN if asked else ACT_ON_IT),
    )


def record_fact(key: str) -> str:
    """What a fact of a record is called."""
    return translated(RECORD_FACT.get(key) or word(key))


def record_value(key: str, value: str) -> str:
    """A fact of a record; words of ours, and not of its publisher, without their underscores."""
    return said(value) if key in _OUR_WORDS else fact(value)


def whom(contact: Contact | None, otherwise: str) -> str:
    """A contact, or other words where nobody is named; to be translated."""
    return contact.told if contact and contact.told else sentence(otherwise)


def asylum_first(settings: Settings) -> str:
    """What to do for somebody who asks for protection."""
    return translated(ASYLUM_FIRST, whom=whom(contacts_of(settings).asylum, _ASYLUM_OFFICE))


def next_line(standing: Standing, settings: Settings) -> str:
    """What to do next; empty once nothing is left."""
    case = standing.case
    if standing.state is State.CLOSED:
        return ""
    if standing.state is State.LIMIT:
        if any(hit.action is ActionClass.PROTECT for hit in case.hits):
            return translated(AT_THE_LIMIT_AT_RISK)
        return translated(following_of(settings).at_the_limit or AT_THE_LIMIT)
    if not case.unruled:
        return translated(TO_BE_LIFTED)
    if standing.following is None:
        return translated(NEXT_RULING)
    return translated("{sentence}.", sentence=sentence(STEP[standing.following]))


def hold_line(standing: Standing) -> str:
    """Whether a hold stands, since when, until when, and what lifted it; empty without one."""
    case = standing.case
    if not case.is_hold:
        return ""
    if case.is_confirmed:
        return translated("since {at}; the hit is confirmed", at=case.at)
    lifted = case.lifted
    if lifted is not None:
        return translated(_noted(sentence("lifted {by}", by=_by(lifted)), lifted))
    until = standing.held_until
    if until is None:
        return translated("stands since {at}", at=case.at)
    until_told = f"{until:%Y-%m-%dT%H:%M:%SZ}"
    return translated("stands since {at}, by law until {until}", at=case.at, until=until_told)


def step_line(case: Case, step: Step) -> str:
    """A step of the checklist, and when and by whom it was taken."""
    taken, what = case.steps.get(step), sentence(STEP[step])
    if taken is not None:
        told = _noted(sentence("{what}: {why}", what=what, why=_by(taken)), taken)
        return f"[x] {translated(told)}"
    if case.protection and step in (Step.ASK, Step.ANSWER):
        return f"[-] {translated('{what}: {why}', what=what, why=sentence(STOPPED))}"
    return f"[ ] {translated(what)}"


def ruling_line(hit: Listed, ruling: Happened) -> str:
    """A ruling on a record."""
    ruled = sentence(DISPOSITION[Disposition(ruling.facts["disposition"])])
    if ruling.facts.get("limit_reached"):
        ruled = sentence("{ruled} (the limit of the hold was reached)", ruled=ruled)
    told = sentence(
        "{record}: {ruled}, {by}", record=f"{hit.list} {hit.record_id}", ruled=ruled, by=_by(ruling)
    )
    return translated(_noted(told, ruling))


def event_line(event: Happened) -> str:
    """One line of the history."""
    what = sentence(EVENT[event.event])
    if event.event is CaseEvent.STEP:
        what = sentence("step {step}", step=event.facts["step"])
    elif event.event is CaseEvent.RULED:
        what = sentence(DISPOSITION[Disposition(event.facts["disposition"])])
    elif event.event is CaseEvent.PROTECTION:
        what = sentence("{what}: {why}", what=what, why=event.facts["of"])
    return translated("{at} {user} {what}", at=event.at, user=event.user, what=what)


def listed_line(hit: Listed) -> str:
    """A record that hit, as the journal names it."""
    record = f"{hit.list} {hit.record_id}"
    told = sentence("{record} {grade}", record=record, grade=word(hit.grade))
    return translated(enumeration((told, word(hit.action))) if hit.action else told)


def listed_name(hit: Listed) -> str:
    """List and id of a record."""
    return fact(f"{hit.list} {hit.record_id}")


def search_line(case: Case) -> str:
    """When, where, by whom and for what a search was made."""
    made = sentence("{at} at {post} by {user}", at=case.at, post=case.post, user=case.user)
    for_what = (case.facts.get("purpose"), case.facts.get("operation"))
    facts = (sentence("{fact}", fact=one) for one in for_what if one)
    return translated(enumeration((made, word(case.check), *facts)))


def _by(event: Happened) -> Sentence:
    by = sentence("{at} {user}", at=event.at, user=event.user)
    supervisor = event.facts.get("supervisor")
    if not supervisor:
        return by
    return sentence("{by} with the code of {supervisor}", by=by, supervisor=supervisor)


def _noted(told: Sentence, event: Happened) -> Sentence:
    return sentence("{what}: {why}", what=told, why=event.note) if event.note else told
