"""The sentences of the page that reports a batch."""

from __future__ import annotations

from border_check.language import marked
from border_check.values.lists import ListKind
from border_check.values.screening import Verdict

TITLE = marked("Passenger list, checked")
CONFIDENTIAL = marked(
    "Personal data, for the officers of this desk. Nothing here may go to a carrier: what may go "
    "out is written by `border-check batch release`, after a review."
)
NOBODY = marked("the manifest has no travellers: nothing was checked")
NOT_COMPLETE = marked("not complete: somebody was not checked")
COMPLETE = marked("complete: every row was checked")
ADDS_UP = marked("{parts} = {rows} rows read")
ANNOUNCED = marked("The list announces {announced} travellers; {rows} rows were read.")
UNANNOUNCED = marked("The list does not say how many travellers it has; {rows} rows were read.")
PROCEED = marked("PROCEED is no proof that a document is genuine; the examination goes on.")
WHAT = {
    Verdict.STOP: marked("a listed document, or a person to be held or protected"),
    Verdict.REFER: marked("for the second line"),
    Verdict.NOT_CHECKED: marked("something could not be asked"),
    Verdict.PROCEED: marked("nothing found that calls for action"),
}
UNREADABLE = marked("not checked either")

PLACE = marked("Row {row}, line {line}, {reference}")
KIND = {
    ListKind.DOCUMENTS: marked("documents"),
    ListKind.NOMINALS: marked("persons"),
    ListKind.VEHICLES: marked("vehicles"),
    ListKind.REFERENCES: marked("genuine documents"),
    ListKind.ALERTS: marked("alerts to counterfeits"),
}
LABEL = {
    "flight": marked("Flight"),
    "carrier": marked("Carrier"),
    "departure_port": marked("From"),
    "departure_time": marked("Departure"),
    "arrival_port": marked("To"),
    "arrival_time": marked("Arrival"),
    "file": marked("File"),
    "digest": marked("SHA-256"),
    "reference": marked("Reference"),
    "post": marked("Post"),
    "at": marked("Checked"),
}
"""Facts of the batch."""
JOURNEY = {
    "role": marked("Role"),
    "flight": marked("Flight"),
    "from": marked("From"),
    "to": marked("To"),
    "reservation": marked("Reservation"),
    "seat": marked("Seat"),
}
"""What a list says of the place of a traveller in it."""
WORDS = {
    "totals": marked("Totals"),
    "rows_read": marked("rows read"),
    "unreadable": marked("unreadable"),
    "lists": marked("Lists"),
    "list": marked("List"),
    "version": marked("Version"),
    "age": marked("Age"),
    "state": marked("State"),
    "records": marked("Records"),
    "required": marked("required"),
    "optional": marked("not required"),
    "notes": marked("Notes"),
    "found": marked("Rows with a finding"),
    "unchecked": marked("Rows that were not checked"),
    "rows": marked("All rows"),
    "row": marked("Row"),
    "line": marked("Line"),
    "verdict": marked("Verdict"),
    "traveller": marked("Traveller"),
    "birth_date": marked("Birth date"),
    "nationality": marked("Nationality"),
    "document": marked("Document"),
    "finding": marked("Finding"),
    "do_now": marked("Do now"),
    "call": marked("Call"),
    "asked": marked("Asked"),
    "on_record": marked("On record"),
    "why": marked("Why"),
    "points": marked("Points"),
    "sum": marked("Sum"),
    "total": marked("total"),
}
