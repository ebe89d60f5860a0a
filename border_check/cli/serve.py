"""`border-check serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import place_of
from border_check.cli.options import ConfigOption, HomeOption
from border_check.cli.streams import say
from border_check.errors import UsageError


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 for any.")] = 8480,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes.")] = 1,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", readable=False, help="Of the service, PEM."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", readable=False, help="Its key, PEM.")
    ] = None,
    clients: Annotated[
        Path | None,
        typer.Option(
            "--clients",
            metavar="FILE",
            readable=False,
            help="Who vouches for clients, PEM; then each needs a certificate.",
        ),
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Answer the systems of others over the network, as the command line answers here.

    Example: border-check serve --port 8480
    """
    try:
        from border_check.service.running import Where, run
    except ImportError as error:
        raise UsageError(
            f"the service needs the extra `service` ({error.name} is missing)",
            hint="pip install 'border-check[service]'",
        ) from None
    place = place_of(context, home, config)
    where = Where(host, port, workers, certificate, key, clients)
    run(
        place.home.path.absolute(),
        place.settings,
        where,
        lambda at: say(f"border-check serves {at}"),
    )
