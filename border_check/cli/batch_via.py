"""Who answers a passenger list: the centre, where it is asked and answers all of it, or the lists
here."""

from __future__ import annotations

from pathlib import Path

from border_check.cli.streams import warn
from border_check.errors import UsageError
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import NOTHING_ANSWERED, Answered
from border_check.values.json_text import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.centre.passengers import ToldList
    from border_check.cli.console import Place
    from border_check.cli.definitions import Given
    from border_check.screening.screener import Screener
    from border_check.values.screening import Problem


def via_of_list(place: Place, given: Given, *, keeps: bool) -> str | None:
    """What counts as `--via`. Passengers who are kept are asked about again here, and so here at
    first; raises `UsageError` where the centre is named all the same."""
    via, centre = given.get("via"), place.settings.centre
    if not keeps or (via is None and centre is None):
        return via
    from border_check.centre.via import HERE

    if via not in (None, HERE):
        raise UsageError(
            "--via keeps no passengers",
            hint="run the whole list without --keep and --keep-until, or with --via here",
        )
    if via is None and centre is not None and centre.always:
        warn("the centre is not asked: passengers who are kept are asked about here")
    return HERE


def require_centre(place: Place, given: Given) -> None:
    """Raise `UsageError` where `--via` names another centre than the configuration."""
    if given.get("via") is not None:
        from border_check.centre.via import via_of

        via_of(place.settings, given["via"])


def gone_on_with(screener: Screener, digest: str, answered: Answered) -> Answered:
    """What counts of a run that was cut off: nothing where the centre had answered it, for the
    lists here cannot go on with that."""
    if not answered.rows:
        return answered
    texts = ('"check":"via"', f'"of":{canonical(answered.run)}', f'"sha256":{canonical(digest)}')
    if screener.recorder.last(texts) is None:
        return answered
    warn("the centre had answered what was cut off: the whole list is asked about again")
    return NOTHING_ANSWERED


def told_by_centre(
    screener: Screener, file: str, digest: str, content: bytes, answered: Answered
) -> tuple[ToldList | None, Problem | None]:
    """The answers of the centre, whole; or what is to be told where the lists here have to answer
    in its place. Neither where it is not to be asked."""
    if screener.settings.centre is None:
        return None, None
    from border_check.centre.via import ViaCentre

    if not isinstance(screener, ViaCentre):
        return None, None
    if answered.rows:
        warn("the centre is not asked: the lists here go on with what they have begun")
        return None, None
    reading = open_manifest(content, screener.now().date(), name=file)
    told = screener.passengers(Path(file).name, digest, content, reading)
    return (None, told) if isinstance(told, tuple) else (told, None)
