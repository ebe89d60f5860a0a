"""`border-check posts`: the posts of a centre, and records that are recalled there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from border_check.cli.console import Place, keep_place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.requests import ReasonOption
from border_check.cli.streams import read_text, say, say_json, warn
from border_check.errors import UsageError
from border_check.formats.posts import (
    posts_report,
    posts_to_wire,
    recalls_report,
    recalls_to_wire,
)
from border_check.posts.recalling import has_hit, recall_states
from border_check.posts.recalling import recall as recall_record
from border_check.posts.store import Posts
from border_check.values.settings import Role

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="See what posts have brought to this centre.\n\nExample: border-check posts",
)


@contextmanager
def posts_of(place: Place) -> Iterator[Posts]:
    """What the centre keeps of its posts; raises `UsageError` at a first-line desk."""
    if place.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("posts are followed by the second line", hint="ask the second line")
    with Posts(place.home.posts, place.settings.database) as posts:
        yield posts


@app.callback()
def posts(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the posts: when each was heard of, how its lists stand, what it has yet to apply.

    Example: border-check posts
    """
    keep_place(context, home, config)
    if context.invoked_subcommand:
        return
    with posts_of(place_of(context, home, config)) as known:
        states = known.states()
    if as_json:
        say_json(posts_to_wire(states))
    else:
        say(posts_report(states, datetime.now(UTC)), end="")


@app.command("recall")
def recall(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LIST")],
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Its id, as hits name it.")],
    reason: ReasonOption,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Recall a record that its owner has withdrawn: it hits no more, here and at all posts.

    It counts for lists that were confirmed before; a later one holds again.

    Example: border-check posts recall sltd S-0001 --reason "withdrawn by its owner"
    """
    place = place_of(context, home, config)
    with posts_of(place) as known, screener_of(place) as screener:
        reference = recall_record(screener, known, name, record, read_text(reason))
        if not has_hit(screener, known, name, record):
            warn(f"{name} {record}: no hit has named it; is it spelled as the list spells it?")
    say(f"{name} {record}: recalled under {reference}")


@app.command("recalls")
def recalls(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the recalls: which posts have applied each, and which have not.

    Example: border-check posts recalls
    """
    with posts_of(place_of(context, home, config)) as known:
        found = recall_states(known)
    if as_json:
        say_json(recalls_to_wire(found))
    else:
        say(recalls_report(found), end="")


@app.command("retire")
def retire(
    context: typer.Context,
    journal: Annotated[str, typer.Argument(metavar="JOURNAL", help="As `posts` names it.")],
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Expect nothing more of a post, as of a machine that is gone; what it brought stays.

    Example: border-check posts retire 0123456789abcdef
    """
    with posts_of(place_of(context, home, config)) as known:
        if not known.retire(journal):
            raise UsageError(f"{journal:.20}: no post has this journal", hint="border-check posts")
    say(f"{journal}: retired")
