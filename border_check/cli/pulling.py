"""`border-check snapshot publish` and `pull`: lists from the centre to its posts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from border_check.cli import completing
from border_check.cli.anchoring import anchor_when_due
from border_check.cli.console import place_of
from border_check.cli.degraded import offer as offer_to_ask_again
from border_check.cli.keep_options import span_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.signing_keys import KeyOption, PassphraseOption, private_key
from border_check.cli.streams import say, say_json
from border_check.errors import BorderCheckError, UsageError
from border_check.formats.pulling import offer_report, pulled_report, pulled_to_wire

_SPEED = re.compile(r"(?P<number>\d{1,9})(?P<unit>[km]?)", re.IGNORECASE)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20}


def publish(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="LIST…", autocompletion=completing.lists)],
    key: KeyOption,
    passphrase_file: PassphraseOption = None,
    valid: Annotated[
        str, typer.Option("--valid", metavar="SPAN", help="How long they may be installed.")
    ] = "7d",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Pack and sign lists, and offer them to posts that ask the service.

    Example: border-check snapshot publish sltd --key lists.key
    """
    from border_check.signing.publishing import publish as publish_list

    place = place_of(context, home, config)
    signing = private_key(key, passphrase_file)
    for name in names:
        made = publish_list(place.home, name, signing, datetime.now(UTC), span_of(valid, "--valid"))
        if as_json:
            say_json(made.to_json())
        else:
            say(offer_report(made), end="")


def pull(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[LIST…]")] = None,
    limit: Annotated[
        str | None,
        typer.Option("--limit", metavar="SPEED", help="Bytes a second, as 64k or 2m."),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Fetch what is new of the lists that the centre publishes, and install what is signed.

    Example: border-check snapshot pull --limit 64k
    """
    from border_check.centre.pulling import Puller

    place = place_of(context, home, config)
    centre = place.settings.centre
    if centre is None:
        raise UsageError("the configuration names no centre", hint="see centre in docs/service.md")
    puller = Puller(place.home, place.settings, centre, lambda: datetime.now(UTC), _speed(limit))
    failed: BorderCheckError | None = None
    for one in puller.pull(names or []):
        failed = failed or one.error
        if as_json:
            say_json(pulled_to_wire(one))
        else:
            say(pulled_report(one), end="")
    offer_to_ask_again(place)
    anchor_when_due(place)
    if failed is not None:
        raise failed


def _speed(text: str | None) -> int | None:
    if text is None:
        return None
    found = _SPEED.fullmatch(text.strip())
    speed = int(found["number"]) * _UNITS[found["unit"].lower()] if found else 0
    if not speed:
        raise UsageError(
            f"--limit: found {text!r:.40}, expected bytes a second", hint="as in 64k or 2m"
        )
    return speed
