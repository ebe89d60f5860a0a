"""Where commands begin and end: settings and home found, answers printed, exit codes given."""

from __future__ import annotations

import os
import sys

from border_check.cli.closed_home import close_home, require_own_configuration
from border_check.cli.definitions import WHY
from border_check.cli.streams import colourful, say, say_json
from border_check.configuration.reading import load_settings
from border_check.errors import UsageError
from border_check.language import LANGUAGES, speak
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home, default_home
from border_check.values.record import NamedTuple
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Desk, Direction, Language, Settings, Warm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import typer

    from border_check.cli.definitions import Command, Given


_WITHOUT_KEY = ("inventory", "wipe")
"""Commands that do their work at an encrypted home of which nobody has the key any more."""


class Place(NamedTuple):
    """The home and the configuration that a command works with."""

    home: Home
    settings: Settings


def place_of(context: typer.Context, home: Path | None, config: Path | None) -> Place:
    """What the options of the command say, else those before it, else the defaults."""
    before = context.obj or {}
    return place_at(
        {
            "home": home or before.get("home"),
            "config": config or before.get("config"),
            "language": before.get("language"),
        },
        context.command_path.partition(" ")[2],
    )


def keep_place(context: typer.Context, home: Path | None, config: Path | None) -> None:
    """Keep what stands between a group of commands and one of them, for `place_of`."""
    before = context.obj or {}
    context.obj = {
        **before,
        "home": home or before.get("home"),
        "config": config or before.get("config"),
    }


def place_at(given: Given, command: str) -> Place:
    """What was given of home and configuration, else the defaults; raises `BorderCheckError` for a
    command that is not for the account that gives it."""
    home = Home(given.get("home") or default_home(), locked=command in _WITHOUT_KEY)
    file = given.get("config")
    if file is None and os.path.exists(home.config):
        file = home.config
    close_home(home)
    if file is not None:
        require_own_configuration(file)
    settings = load_settings(file, home.compiled)
    if settings.accounts:
        from border_check.screening.duties import settings_of_account

        settings = settings_of_account(settings, command)
    speak_as_told(given.get("language"), settings.desk.language)
    return Place(home, settings._replace(desk=desk_for(settings.desk, given)))


def speak_as_told(given: str | None, otherwise: str = Language.ENGLISH) -> None:
    """Speak the language that was given from now on; raises `UsageError` for an unknown one."""
    if given and given not in LANGUAGES:
        raise UsageError(
            f"--lang: found {given!r:.40}, expected one of {', '.join(LANGUAGES)}",
            hint="leave it out for the language that the configuration names",
        )
    speak(given or otherwise)


def desk_for(desk: Desk, given: Given) -> Desk:
    """The desk as the journal is to name it for a search; raises `UsageError`."""
    operation, purpose, direction = (given.get(one.name) for one in WHY)
    if not (operation or purpose or direction):
        return desk
    if purpose and desk.purposes and purpose not in desk.purposes:
        raise UsageError(
            f"--purpose: found {purpose!r:.40}, expected one of {', '.join(desk.purposes)}",
            hint="the configuration names the purposes of this desk",
        )
    if direction and direction not in frozenset(Direction):
        raise UsageError(
            f"--direction: found {direction!r:.40}, expected one of {', '.join(Direction)}",
            hint="leave it out where nobody crosses the border",
        )
    return desk._replace(
        operation=operation or desk.operation,
        purpose=purpose or desk.purpose,
        direction=Direction(direction) if direction else desk.direction,
    )


def screener_of(place: Place) -> Screener:
    """A screener for the time of a command."""
    return Screener(place.home.folder, place.settings)


def screener_for(place: Place, via: str | None) -> Screener:
    """The same, which asks the centre first where it is to; raises `UsageError` for another one."""
    if via is None and place.settings.centre is None:
        return screener_of(place)
    from border_check.centre.via import ViaCentre, via_of

    centre = via_of(place.settings, via)
    if centre is None:
        return screener_of(place)
    return ViaCentre(place.home.folder, place.settings, centre)


def check(
    command: Command,
    given: Given,
    *,
    leave: Callable[[int], object] | None = None,
    sharing: Screener | None = None,
) -> int:
    """Ask what was given, print the answer, and return its exit code.

    A process that does nothing else is ended by `leave` where it may: all that lasts has been
    written, and closing what the system closes anyhow would take longer than asking. In a process
    that was forked, snapshots are those that its parent opened for `sharing`.
    """
    place = place_at(given, command.name)
    with screener_for(place, given.get("via")) as screener:
        if sharing is not None:
            screener.share(sharing)
        if command.ask is None:
            raise TypeError(f"{command.name} is no single check")
        code = _answer(command.ask(screener, given), place.settings, given)
        if place.settings.warm is Warm.AUTO and sharing is None:
            from border_check.cli.warm_start import start_unless_tried

            start_unless_tried(place.home)
        if leave is not None and screener.recorder.can_be_left:
            leave(code)
        return code


def _answer(screening: Screening, settings: Settings, given: Given) -> int:
    """Print an answer, and return its exit code."""
    if given.get("as_json"):
        from border_check.formats.wire import screening_to_wire

        say_json(screening_to_wire(screening))
    else:
        explain = bool(given.get("explain"))
        say(report_of(screening, settings, explain=explain), end="")
    return screening.verdict.exit_code


def report_of(screening: Screening, settings: Settings, *, explain: bool = False) -> str:
    """The report of an answer, for standard output as it is."""
    from border_check.formats.terminal import report

    contact = None
    if screening.verdict is not Verdict.PROCEED and not screening.action.calls:
        from border_check.values.contacts import ncb_of

        ncb = ncb_of(settings)
        contact = ncb.told if ncb else None
    return report(screening, colour=colourful(sys.stdout), explain=explain, contact=contact)
