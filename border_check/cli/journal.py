"""`border-check journal`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.signing_keys import PassphraseOption, private_key
from border_check.cli.streams import say, say_json
from border_check.configuration.sections import Where
from border_check.configuration.single import hours
from border_check.errors import ConfigError, SnapshotError, UsageError
from border_check.formats.journal import (
    entry_line,
    entry_to_wire,
    erased_report,
    erased_to_wire,
    finding_report,
    finding_to_wire,
)
from border_check.journal import erasure
from border_check.journal.cases import Reference
from border_check.journal.chain import Chain
from border_check.journal.entries import Entry
from border_check.journal.opening import journal_at
from border_check.journal.recorder import Recorder
from border_check.posts.erasure import erase_brought
from border_check.posts.store import Posts
from border_check.values.settings import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Show and verify what was asked and answered.\n\nExample: border-check journal verify",
)


_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def readable_journal(place: Place) -> Chain:
    """The journal of a home, to be read; raises `UsageError` at a first-line desk."""
    if place.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("a first-line desk may not read the journal", hint="ask the second line")
    return journal_at(place.home.journal, place.settings.database)


@app.command("show")
def show(
    context: typer.Context,
    reference: Annotated[
        str | None,
        typer.Argument(metavar="[REFERENCE]", help="Of one search, whether it hit or not."),
    ] = None,
    newest: Annotated[int, typer.Option("--newest", min=1, help="How many entries.")] = 20,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show the newest entries, or one, without what was asked; --json shows them whole.

    Example: border-check journal show --newest 5
    """
    place = place_of(context, home, config)
    readable_journal(place).close()
    with screener_of(place) as screener:
        recorder = screener.recorder
        found = recorder.entries(newest, second=False)
        for _, entry in [_entry_of(recorder, reference)] if reference else found:
            if as_json:
                say_json(entry_to_wire(entry))
            else:
                say(entry_line(entry))


def _entry_of(recorder: Recorder, given: str) -> tuple[str, Entry]:
    reference = Reference.parse(given)
    found = recorder.entry(reference.number) if reference else None
    if reference is None or found is None or not reference._replace(row="").means(found[0]):
        raise UsageError(
            f"no entry has the reference {given:.60}", hint="it stands on each answer, after `ref`"
        )
    return found


@app.command("rotate")
def rotate(context: typer.Context, home: HomeOption = None, config: ConfigOption = None) -> None:
    """Close the file that entries are written to: the next one begins another.

    A closed file changes no more, but for queries that are erased. It happens by itself at 64 MiB.

    Example: border-check journal rotate
    """
    place = place_of(context, home, config)
    with readable_journal(place) as journal:
        newest = journal.volumes[-1:]
        if not journal.end_volume():
            say("nothing to close: no entry was made since")
        for volume in newest:
            say(f"{volume.path}: closed")


@app.command("copy")
def copy(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Of the copy, which is brought up to date."),
    ],
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Copy the journal to another folder, as it stands at one moment, while others write to it.

    Example: border-check journal copy backup/journal
    """
    from border_check.journal.copying import copy_journal

    place = place_of(context, home, config)
    readable_journal(place).close()
    if place.settings.database:
        raise UsageError(
            "the journal is in PostgreSQL, of which we make no copies",
            hint="pg_dump makes one, while others write",
        )
    done = copy_journal(Path(place.home.journal), out)
    say(f"{out}: {done.entries} entries in {done.volumes} files, {done.fresh} copied anew")


@app.command("verify")
def verify(
    context: typer.Context,
    anchors: Annotated[
        list[Path] | None,
        typer.Option(
            "--anchor",
            metavar="FILE",
            readable=False,
            help="An anchor that it must fit.",
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key", metavar="FILE", readable=False, help="The public key that signed the anchors."
        ),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Walk the chain of entries, and tell what was changed, left out or cut off.

    Example: border-check journal verify
    """
    place = place_of(context, home, config)
    with journal_at(place.home.journal, place.settings.database) as journal:
        finding = journal.verify()
        if anchors:
            faults = _faults_by_anchors(place, journal, anchors, key)
            finding = finding._replace(faults=(*finding.faults, *faults))
    if as_json:
        say_json(finding_to_wire(finding))
    else:
        say(finding_report(finding), end="")
    if finding.faults:
        raise SnapshotError(
            f"the journal is not as it was written, faults: {len(finding.faults)}",
            hint="keep the machine as it is and call the auditor",
        )


@app.command("anchor")
def anchor(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Argument(
            metavar="[OUT]",
            help="The file to be made; else one in the folder of the configuration.",
        ),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", readable=False, help="The private key.")
    ] = None,
    passphrase_file: PassphraseOption = None,
    if_due: Annotated[
        bool, typer.Option("--if-due", help="Only where the newest is as old as configured.")
    ] = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Sign what the journal has come to, to be kept on another machine.

    Example: border-check journal anchor /media/auditor/today.json --key anchors.key
    """
    from border_check.signing.anchoring import anchor_if_due
    from border_check.signing.anchors import anchor_of, write_anchor

    place = place_of(context, home, config)
    now, post = datetime.now(UTC), place.settings.desk.post
    with readable_journal(place) as journal:
        if out is None and key is None:
            if place.settings.anchors is None:
                raise UsageError(
                    "where to?", hint="name a file and --key, or anchors in the configuration"
                )
            made = anchor_if_due(journal, post, now, place.settings.anchors, always=not if_due)
            say(f"{made}: written" if made else "no anchor is due")
        elif out is None or key is None or if_due:
            raise UsageError("a file needs --key, and is made at once", hint="or name neither")
        else:
            signed = anchor_of(journal, post, f"{now:{_STAMP}}")
            write_anchor(signed, private_key(key, passphrase_file), out)
            say(f"{out}: entry {signed.sequence} of {signed.post}, {signed.at}")


def _faults_by_anchors(
    place: Place, journal: Chain, files: list[Path], key: Path | None
) -> list[str]:
    """What anchors show of the journal."""
    from border_check.signing.anchors import fault, read_anchor
    from border_check.signing.installed import trust_of
    from border_check.signing.keys import read_public
    from border_check.signing.signatures import KeyRole, RoleKeys

    if key is None:
        keys = trust_of(place.home).role(KeyRole.ANCHORS)
    else:
        public = read_public(key)
        keys = RoleKeys({public.id: public}, 1)
    found = (fault(journal, read_anchor(file, keys)) for file in files)
    return [one for one in found if one is not None]


@app.command("erase")
def erase(
    context: typer.Context,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="SPAN", help="As 90d, or 36h.")
    ],
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Erase what was asked in old entries; the chain of entries still verifies.

    Example: border-check journal erase --older-than 90d
    """
    place = place_of(context, home, config)
    readable_journal(place).close()
    with screener_of(place) as screener:
        now = screener.now()
        before = now - timedelta(hours=_hours(older_than))
        moments = f"{before:{_STAMP}}", f"{now:{_STAMP}}"
        erased = erasure.erase(screener.recorder, *moments)
        if place.settings.database or Path(place.home.posts).exists():
            with Posts(place.home.posts, place.settings.database) as posts:
                brought = erase_brought(screener, posts, *moments)
            erased = erased._replace(brought=brought)
    if as_json:
        say_json(erased_to_wire(erased))
    else:
        say(erased_report(erased), end="")


@app.command("key")
def key(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to be made.")],
) -> None:
    """Make a key that opens sealed queries, and say what they are sealed for.

    Example: border-check journal key auditor.key
    """
    from border_check.journal.sealing import new_identity

    say(new_identity(str(out)))


@app.command("export")
def export(context: typer.Context, home: HomeOption = None, config: ConfigOption = None) -> None:
    """Write all entries as JSON, one a line.

    Example: border-check journal export
    """
    place = place_of(context, home, config)
    readable_journal(place).close()
    with screener_of(place) as screener:
        for _, entry in screener.recorder.entries(second=False):
            say_json(entry_to_wire(entry))


def _hours(span: str) -> float:
    """Hours of a span as the configuration writes it."""
    try:
        return hours(span, Where("--older-than"))
    except ConfigError as error:
        raise UsageError(error.message, hint="as in 90d or 36h") from None
