"""In which words the officer is told what to do with a vehicle that is listed."""

from __future__ import annotations

from border_check.language import marked
from border_check.values.actions import ActionClass
from border_check.values.screening import Action, Grade, Hit, Relation

_BY_CLASS = {
    ActionClass.HOLD: marked(
        "Keep the vehicle and its keys. Occupants to second line. "
        "Do not accuse: the occupants may have bought or hired it in good faith."
    ),
    ActionClass.PROTECT: marked(
        "Somebody in this vehicle may need help: bring all occupants to second line kindly, and "
        "keep them apart until the NCB has answered."
    ),
    ActionClass.REFUSE: marked(
        "To second line: it may not pass before the owner of the record has answered."
    ),
    ActionClass.INQUIRE: marked(
        "To second line: compare the numbers on the vehicle with its papers and the record. "
        "Ask the owner of the record. "
        "Do not accuse: the occupants may have bought or hired it in good faith."
    ),
    ActionClass.DISCREET: marked(
        "Do not let the occupants know. Note place, time, route, companions, load; report to NCB."
    ),
    ActionClass.INFORM: marked("Continue the examination. Pass the note to the second line."),
}
_READ_AGAIN = marked(
    "Verify: read the number again on the vehicle itself, character by character. "
    "As listed: refer. Otherwise check it again."
)
_OTHER_VEHICLE = marked(
    "Verify in second line: what is listed sits on another vehicle than the one on record. "
    "Compare every VIN on the vehicle, its plates and its papers."
)
_COUNTRY = marked("Verify: read the country on the plate and check it again; as listed: refer.")
_COMPARE = marked(
    "Verify: compare make, model, colour and VIN with the record. As listed: refer. "
    "Nothing else may rest on this hit."
)
NUMBER_UNREAD = marked(
    "Read the number again, on the vehicle itself and in its papers. If it stands there so, "
    "refer: it may have been altered."
)


def action_of_vehicle(hit: Hit) -> Action:
    """The action of a hit on a vehicle; of a possible one always to verify it."""
    if hit.grade is Grade.POSSIBLE:
        return Action(ActionClass.INQUIRE, _verification(hit))
    return Action(hit.action, _BY_CLASS[hit.action])


def _verification(hit: Hit) -> str:
    relations = {piece.feature: piece.relation for piece in hit.evidence}
    if Relation.DIFFERS in (relations.get("vin"), relations.get("imo")):
        return _OTHER_VEHICLE
    if any(relation is Relation.AGREES for relation in relations.values()):
        return _COUNTRY if "country" in relations else _COMPARE
    partial = any("?" in piece.query or "*" in piece.query for piece in hit.evidence)
    return _COMPARE if partial else _READ_AGAIN
