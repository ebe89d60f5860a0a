"""The sentences of the page of the duty desk."""

from __future__ import annotations

from border_check.language import marked

LANGUAGES = (("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية"))

WORDS = {
    "title": marked("Duty desk"),
    "sign_in": marked("Sign in"),
    "token": marked("Token"),
    "sign_out": marked("Sign out"),
    "found": marked("Hits of this reference"),
    "waiting": marked("Hits that wait"),
    "none_waits": marked("No hit waits."),
    "searches": marked("Searches since midnight, UTC"),
    "none_searched": marked("Nothing was searched yet."),
    "lists": marked("Lists"),
    "posts": marked("Posts"),
    "none_heard": marked("No post has brought anything yet."),
    "heard": marked("Last heard"),
    "to_do": marked("Sent to it, not received yet"),
    "replies": marked("How fast owners of records answer"),
    "none_replied": marked("Nobody has answered yet."),
    "asked": marked("Asked"),
    "post": marked("Post"),
    "state": marked("State"),
    "age": marked("Age"),
    "records": marked("Records"),
    "list": marked("List"),
    "since": marked("Waits for"),
    "next": marked("Next"),
    "reference": marked("Reference"),
    "open_one": marked("Open a hit by its reference"),
    "open": marked("Open it"),
    "answers": marked("Answers"),
    "half": marked("Half of them within"),
    "back": marked("Back to the queue"),
    "steps": marked("Steps"),
    "taken": marked("taken"),
    "take": marked("Note that this step was taken"),
    "note": marked("Note"),
    "rule": marked("Ruling on the records"),
    "enter": marked("Enter the ruling"),
    "language": marked("Language"),
    "warning": marked(
        "A hit identifies nobody. No measure before the owner of the record has confirmed it."
    ),
}
PROBLEM = {
    400: marked("What was entered cannot be taken. Nothing was noted."),
    403: marked("This form came from another site. Nothing was noted: open the page anew."),
    404: marked("There is no such hit or page here."),
    405: marked("There is no such hit or page here."),
    408: marked("What was entered did not come whole in time. Nothing was noted: try again."),
    413: marked("What was entered is too long. Nothing was noted: make the note shorter."),
    429: marked("Too much was asked at once. Wait for a moment, and try again."),
    500: marked("Something went wrong that should not. Tell whoever runs the service."),
    503: marked(
        "The service cannot do this now. Try again in a moment, and see in the hit whether what "
        "you entered is there. If it stays so, tell whoever runs the service."
    ),
}
"""By status, or by its hundred."""
MORE = marked("and {count} more: open one by its reference")
REFUSED = marked("This token does not count here, or is not one of a second line.")
