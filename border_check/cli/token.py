"""`border-check token`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json, warn
from border_check.configuration.sections import Where
from border_check.configuration.single import hours
from border_check.errors import ConfigError, UsageError
from border_check.formats.safe_text import plain
from border_check.service.register import Register, register_of
from border_check.service.tokens import issued, new_token
from border_check.service.tokens import revoke as revoke_token
from border_check.values.settings import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Say who may ask the service.\n\nExample: border-check token list",
)


@app.command("issue")
def issue(
    context: typer.Context,
    user: Annotated[str, typer.Option("--user", help="Who asks, as the journal names them.")],
    post: Annotated[str, typer.Option("--post", help="Where they are.")],
    role: Annotated[
        str | None,
        typer.Option("--role", help="first-line or second-line; the first line by default."),
    ] = None,
    purposes: Annotated[
        list[str] | None,
        typer.Option("--purpose", help="For what they may ask; the first by default."),
    ] = None,
    valid: Annotated[str, typer.Option("--valid", metavar="SPAN", help="As 30d or 12h.")] = "30d",
    once: Annotated[bool, typer.Option("--once", help="For one request.")] = False,
    exchange: Annotated[
        bool, typer.Option("--exchange", help="For a post that brings its hits, and nothing else.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Issue a token, and print it: it is kept nowhere.

    Example: border-check token issue --user anna --post GVA-03 --valid 30d
    """
    place = place_of(context, home, config)
    if exchange and (once or role is not None or purposes):
        raise UsageError(
            "--exchange takes no --role, --purpose or --once",
            hint="a token for exchanges asks nothing; issue another one for whoever asks",
        )
    if role is None:
        role = Role.FIRST_LINE  # of one for exchanges as well: it is the one that may least
    if role not in frozenset(Role):
        raise UsageError(f"--role: found {role!r:.40}, expected one of {', '.join(Role)}")
    allowed = tuple(purposes or (place.settings.desk.purpose,))
    span = timedelta(hours=_hours(valid))
    with _register(place) as register:
        token, text = new_token(
            Path(place.home.service),
            *(user, post, Role(role), allowed, span),
            once=once,
            exchange=exchange,
            register=register,
        )
    if as_json:
        say_json({**token.facts(), "token": text})
    else:
        does = f"brings the hits of {post}" if exchange else f"asks as {user}"
        warn(f"token {token.id}, until {token.expires:%FT%TZ}; whoever has it {does}")
        say(text)


@app.command("revoke")
def revoke(
    context: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="ID", help="As `token list` tells it.")],
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Have a token count no more, at once.

    Example: border-check token revoke 0123456789abcdef
    """
    with _register(place_of(context, home, config)) as register:
        revoke_token(register, identity)
    say(f"token {identity}: counts no more")


@app.command("list")
def list_(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the tokens that were issued: what each says, and whether it counts.

    It counts, or was revoked or spent (--once), or has expired: 30 seconds after its end, by which
    clocks may differ.

    Example: border-check token list
    """
    with _register(place_of(context, home, config)) as register:
        known = issued(register, datetime.now(UTC))
    for one in known:
        if as_json:
            say_json(one)
            continue
        allowed = "exchange" if one["exchange"] else one["role"]
        fields = (one["id"], one["post"], one["user"], allowed, one["expires"], one["state"])
        say(plain("  ".join((*fields, ", ".join(one["purposes"])))))


@contextmanager
def _register(place: Place) -> Iterator[Register]:
    with closing(register_of(Path(place.home.service), place.settings.database)) as register:
        yield register


def _hours(span: str) -> float:
    try:
        return hours(span, Where("--valid"))
    except ConfigError as error:
        raise UsageError(error.message, hint="as in 30d or 12h") from None
