"""`border-check reference`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from border_check.cli.console import place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, say, say_json
from border_check.cli.viewing import show_pictures
from border_check.formats.alerts import alert_report, alerts_to_wire
from border_check.formats.references import reference_report, references_to_wire
from border_check.screening.alert_search import find_alert
from border_check.screening.reference_search import find_references


def reference(
    context: typer.Context,
    issuer: Annotated[
        str, typer.Argument(metavar="ISSUER", help="Issuing state: alpha-3, alpha-2 or name.")
    ],
    kind: Annotated[
        str, typer.Argument(metavar="[TYPE]", help="Document code, as P or ID; else all types.")
    ] = "",
    series: Annotated[str, typer.Option("--series", metavar="NAME", help="One series alone.")] = "",
    alert: Annotated[
        str, typer.Option("--alert", metavar="ID", help="An alert that `doc` names, instead.")
    ] = "",
    show: Annotated[
        bool, typer.Option("--open", help="Open the pictures with the system's viewer.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell what genuine documents of an issuer look like, and what to check on them.

    Example: border-check reference GBR P
    """
    place = place_of(context, home, config)
    pictures = place.home.pictures
    with screener_of(place) as screener:
        if alert:
            alerts = find_alert(screener.lists(), issuer, alert)
            names = [name for _, one in alerts.found for name in one.pictures]
            wire = alerts_to_wire(alerts, pictures)
            told = alert_report(alerts, pictures, colour=colourful(sys.stdout))
        else:
            answer = find_references(screener.lists(), issuer, kind, series)
            names = [name for one in answer.found for name in one.record.pictures]
            wire = references_to_wire(answer, pictures)
            told = reference_report(answer, pictures, colour=colourful(sys.stdout))
    if as_json:
        say_json(wire)
    else:
        say(told, end="")
    if show:
        show_pictures(names, pictures)
