"""Everything that this package raises on purpose.

    BorderCheckError                 exit 4   could not be done
    ├── UsageError                   exit 2   asked for in a way that makes no sense
    ├── UnreadableInput              exit 3   not readable as what it should be; nothing was done
    │   ├── MrzShapeError                     no fields can be cut from these lines
    │   ├── ListFileError                     a list file, at a line or element
    │   │   └── CutShort                      it ends inside a row
    │   ├── ManifestError                     a passenger list as a whole
    │   └── ConfigError                       a key of the configuration
    ├── SnapshotError                exit 4   a list cannot be installed, found or trusted
    │   ├── Busy                              another process is loading the same list
    │   └── Refused                           by a guard, which two people can lift
    ├── SourceError                  exit 4   where a list is updated from gave none
    │   └── Unreachable                       for now: what may pass is tried again
    ├── KeyNeeded                    exit 4   the home is encrypted, and its key was not given
    ├── JournalError                 exit 20  the search was not entered: nothing may be answered
    └── Interrupted                  exit 130 stopped by the user

A message says what was found, what was expected and where; the hint says what to do next.
Neither ever carries a name, a document number or a birth date of a query.
"""

from __future__ import annotations


class BorderCheckError(Exception):
    """Base of all errors of this package: a message, and a hint that helps."""

    exit_code = 4
    usual_hint = "--debug shows where it arose"
    """What to do next, where an error knows nothing better."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint or self.usual_hint

    @property
    def in_one_line(self) -> str:
        """The message and the hint, for where there is one text only."""
        return f"{self.message}; {self.hint}"


class UsageError(BorderCheckError):
    """What was asked for makes no sense as it stands."""

    exit_code = 2
    usual_hint = "see `border-check --help`"


class UnreadableInput(BorderCheckError):
    """A file, line or value is not what it should be; nothing was done."""

    exit_code = 3
    usual_hint = "nothing was done; correct it and try again"


class MrzShapeError(UnreadableInput):
    """The lines have no shape that Doc 9303 knows, so no field can be cut from them."""


class ListFileError(UnreadableInput):
    """A list file as a whole cannot be read; the message names file, line and field."""

    usual_hint = "give the file, folder or archive of the publisher; what is installed stays"


class CutShort(ListFileError):
    """A list file that ends inside a row: what stood before that row is whole."""

    usual_hint = "it was cut short; fetch it again"


class ManifestError(UnreadableInput):
    """A passenger list as a whole cannot be read."""

    usual_hint = "give the passenger list of the carrier, or - for standard input"


class ConfigError(UnreadableInput):
    """The configuration cannot be read; the message names file, key and found value."""

    usual_hint = "config.example.yaml shows every key with its default"


class SnapshotError(BorderCheckError):
    """A snapshot cannot be built, installed, found or trusted."""

    usual_hint = "load the list again, or go back with `border-check lists rollback`"


class Busy(SnapshotError):
    """Another process is installing a snapshot of the same list."""


class Refused(SnapshotError):
    """A guard refused a list; two people can have it loaded all the same."""

    def __init__(self, message: str, *, hint: str, guard: str, as_of: str) -> None:
        super().__init__(message, hint=hint)
        self.guard = guard
        """Which one (`border_check.snapshot.guards`)."""
        self.as_of = as_of
        """Of when the list would be."""


class SourceError(BorderCheckError):
    """Where a list is updated from gave none that could be installed."""

    usual_hint = "see to the source of the list in the configuration"


class Unreachable(SourceError):
    """The source gave none for now; asking again may help."""

    usual_hint = "what is installed still answers; try again later, and see to the network"
    after: float | None = None
    """Seconds after which the source said that it may be asked again."""


class KeyNeeded(BorderCheckError):
    """A home is encrypted, and what was given does not open it."""

    usual_hint = "see docs/encrypted-home.md"


class JournalError(BorderCheckError):
    """Neither the journal nor its second medium took the entry: nothing may be answered."""

    exit_code = 20
    usual_hint = "no search is answered without its entry"


class Interrupted(BorderCheckError):
    """The user stopped the command; what was installed before still is."""

    exit_code = 130
    usual_hint = "nothing is half done: what was installed before still is"
