"""In which words the officer is told what to do."""

from __future__ import annotations

from border_check.language import marked
from border_check.values.actions import ActionClass
from border_check.values.document import FraudType
from border_check.values.lists import ListKind
from border_check.values.screening import Action, Grade, Hit, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_VERIFY_PERSON = marked(
    "Verify identity: hold name, birth date and picture against the record. "
    "Nothing else may rest on this hit."
)
_VERIFY_NUMBER = marked(
    "Verify identity: look at the page and read the number again, character by character. "
    "As listed: refer. Otherwise scan again."
)
_VERIFY_ISSUER = marked("Verify identity: read the issuing state and scan again; as listed: refer.")

_MAY_BE_RIGHTFUL = marked(
    "Keep the document. Bearer to second line. Do not accuse: may be the rightful holder."
)
_WITHDRAWN = marked(
    "Keep the document. Bearer to second line. Do not accuse: its issuer no longer stands by it, "
    "and the bearer may not know."
)
_BY_CATEGORY = {
    FraudType.STOLEN_BLANK: marked(
        "Keep the document. Bearer to second line, escorted. Stay polite. "
        "Stolen blank: it was never issued to anybody."
    ),
    FraudType.STOLEN: _MAY_BE_RIGHTFUL,
    FraudType.LOST: _MAY_BE_RIGHTFUL,
    FraudType.REVOKED: _WITHDRAWN,
    FraudType.INVALID: _WITHDRAWN,
    FraudType.COUNTERFEIT: marked(
        "Keep the document. Bearer to second line, escorted. Stay polite: "
        "a known forgery, and the bearer may have been deceived."
    ),
}
"""Of documents that are to be kept. Whoever bears a stolen blank is not its holder; whoever bears
one that was lost or stolen may be."""
_CHILD = marked(
    "A child may be at risk. Bring the child to second line kindly, and stay together. "
    "Do not release to companions before the NCB has answered."
)
_ADULT = marked(
    "This person may be in danger, and is no suspect. Bring them to second line kindly, apart from "
    "companions, and ask what they need. Pass on their whereabouts only with their consent."
)
_MISSING_ADULT = marked(
    "Somebody may miss this person, who is no suspect. Bring them to second line for questions, "
    "kindly. Tell nobody where they are without their consent. Ask the owner of the record."
)
"""An adult has the right to be left alone: whereabouts are not passed on without consent."""
_BY_CLASS = {
    ActionClass.HOLD: marked(
        "Bearer to second line, escorted. Stay polite. "
        "No measure before the owner of the record has confirmed."
    ),
    ActionClass.REFUSE: marked(
        "Bearer to second line: travel ban to be confirmed with the owner of the record."
    ),
    ActionClass.INQUIRE: marked(
        "Bearer to second line for questions. Ask the owner of the record."
    ),
    ActionClass.DISCREET: marked(
        "Do not let the person know. Note place, time, route, companions, vehicle; report to NCB."
    ),
    ActionClass.INFORM: marked("Continue the examination. Pass the note to the second line."),
}
_MISUSED = marked(
    "The person may be the victim of somebody who travels under this name: compare with the "
    "record, in second line, before anything else."
)
_NOT_CHECKED = marked("Ask the NCB duty desk by radio, or follow the order for degraded mode.")
_SCAN_AGAIN = marked("Scan the document again, or type its number from the page.")
PROCEED = marked("Continue the examination.")


def action_for(
    verdict: Verdict,
    hits: tuple[Hit, ...],
    *,
    number_unread: bool = False,
    of_vehicle: bool = False,
    asked: date | None = None,
) -> Action:
    """The one action that is shown: that of the first hit, else what the verdict asks for.

    `number_unread` says that a number must be read again, which is that of a document or
    `of_vehicle`. The day on which it is `asked` tells children from adults.
    """
    if hits:
        return _action_of_hit(hits[0], asked)
    if verdict is Verdict.NOT_CHECKED and number_unread and of_vehicle:
        from border_check.screening.vehicle_actions import NUMBER_UNREAD

        return Action(None, NUMBER_UNREAD)
    if verdict is Verdict.NOT_CHECKED:
        return Action(None, _SCAN_AGAIN if number_unread else _NOT_CHECKED)
    return Action(None, PROCEED)


def _action_of_hit(hit: Hit, asked: date | None) -> Action:
    if hit.kind is ListKind.VEHICLES:
        from border_check.screening.vehicle_actions import action_of_vehicle

        return action_of_vehicle(hit)
    if hit.misused_identity:
        return Action(ActionClass.INQUIRE, _MISUSED)
    if hit.grade is Grade.POSSIBLE:
        return Action(ActionClass.INQUIRE, _verification(hit))
    if hit.kind is ListKind.DOCUMENTS and hit.action is ActionClass.HOLD:
        return Action(hit.action, _of_category(hit.record.get("category")))
    if hit.action is ActionClass.PROTECT:
        from border_check.screening.calling import concerns_child

        return Action(hit.action, _CHILD if concerns_child(hit, asked) else _ADULT)
    if hit.action is ActionClass.INQUIRE and hit.record.get("notice") == "yellow":
        return Action(hit.action, _MISSING_ADULT)
    return Action(hit.action, _BY_CLASS[hit.action])


def _of_category(category: object) -> str:
    """What to do with a document that is to be kept; of no known category, it may be rightful."""
    for known, text in _BY_CATEGORY.items():
        if known == category:
            return text
    return _MAY_BE_RIGHTFUL


def _verification(hit: Hit) -> str:
    if hit.kind is not ListKind.DOCUMENTS:
        return _VERIFY_PERSON
    looks_alike = any(
        piece.feature == "document_number" and piece.relation == "similar" for piece in hit.evidence
    )
    return _VERIFY_NUMBER if looks_alike else _VERIFY_ISSUER
