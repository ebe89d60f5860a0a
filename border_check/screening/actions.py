"""In which words the officer is told what to do."""

from __future__ import annotations

from border_check.values.actions import ActionClass
from border_check.values.document import FraudType
from border_check.values.lists import ListKind
from border_check.values.screening import Action, Grade, Hit, Verdict

_VERIFY_PERSON = (
    "Verify identity: hold name, birth date and picture against the record. "
    "Nothing else may rest on this hit."
)
_VERIFY_NUMBER = (
    "Verify identity: look at the page and read the number again, character by character. "
    "As listed: refer. Otherwise scan again."
)
_VERIFY_ISSUER = "Verify identity: read the issuing state and scan again; as listed: refer."

_DOCUMENT = {
    ActionClass.HOLD: (
        "Keep the document. Bearer to second line. Do not accuse: may be the rightful holder."
    ),
}
_STOLEN_BLANK = (
    "Keep the document. Bearer to second line, escorted. Stay polite. "
    "Stolen blank: it was never issued to anybody."
)
_BY_CLASS = {
    ActionClass.HOLD: (
        "Bearer to second line, escorted. Stay polite. "
        "No measure before the NCB of the record has confirmed."
    ),
    ActionClass.PROTECT: (
        "Bring the person to second line kindly, and stay with them. "
        "Do not release to companions before the NCB has answered."
    ),
    ActionClass.REFUSE: (
        "Bearer to second line: travel ban to be confirmed with the owner of the record."
    ),
    ActionClass.INQUIRE: "Bearer to second line for questions. Ask the NCB of the record.",
    ActionClass.DISCREET: (
        "Do not let the person know. Note place, time, route, companions, vehicle; report to NCB."
    ),
    ActionClass.INFORM: "Continue the examination. Pass the note to the second line.",
}
_MISUSED = (
    "The person may be the victim of somebody who travels under this name: compare with the "
    "record, in second line, before anything else."
)
_NOT_CHECKED = "Ask the NCB duty desk by radio, or follow the order for degraded mode."
_SCAN_AGAIN = "Scan the document again, or type its number from the page."
PROCEED = "Continue the examination."


def action_for(
    verdict: Verdict,
    hits: tuple[Hit, ...],
    *,
    number_unread: bool = False,
    of_vehicle: bool = False,
) -> Action:
    """The one action that is shown: that of the first hit, else what the verdict asks for.

    `number_unread` says that a number must be read again, which is that of a document or
    `of_vehicle`.
    """
    if hits:
        return _action_of_hit(hits[0])
    if verdict is Verdict.NOT_CHECKED and number_unread and of_vehicle:
        from border_check.screening.vehicle_actions import NUMBER_UNREAD

        return Action(None, NUMBER_UNREAD)
    if verdict is Verdict.NOT_CHECKED:
        return Action(None, _SCAN_AGAIN if number_unread else _NOT_CHECKED)
    return Action(None, PROCEED)


def _action_of_hit(hit: Hit) -> Action:
    if hit.kind is ListKind.VEHICLES:
        from border_check.screening.vehicle_actions import action_of_vehicle

        return action_of_vehicle(hit)
    if hit.misused_identity:
        return Action(ActionClass.INQUIRE, _MISUSED)
    if hit.grade is Grade.POSSIBLE:
        return Action(ActionClass.INQUIRE, _verification(hit))
    if hit.kind is ListKind.DOCUMENTS and hit.action is ActionClass.HOLD:
        blank = hit.record.get("category") == FraudType.STOLEN_BLANK
        return Action(hit.action, _STOLEN_BLANK if blank else _DOCUMENT[ActionClass.HOLD])
    return Action(hit.action, _BY_CLASS[hit.action])


def _verification(hit: Hit) -> str:
    if hit.kind is not ListKind.DOCUMENTS:
        return _VERIFY_PERSON
    looks_alike = any(
        piece.feature == "document_number" and piece.relation == "similar" for piece in hit.evidence
    )
    return _VERIFY_NUMBER if looks_alike else _VERIFY_ISSUER
