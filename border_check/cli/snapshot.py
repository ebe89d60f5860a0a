"""`border-check snapshot`: lists that are packed, signed, and installed where their signers are
trusted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli import completing, pulling
from border_check.cli.console import place_of
from border_check.cli.degraded import offer
from border_check.cli.keep_options import span_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.signing_keys import KeyOption, PassphraseOption, passphrase, private_key
from border_check.cli.streams import say, say_json, warn
from border_check.errors import UnreadableInput, UsageError
from border_check.formats.signing import (
    key_report,
    key_to_wire,
    package_report,
    package_to_wire,
    trust_report,
    trust_to_wire,
)
from border_check.shipped import describe
from border_check.signing.installed import install_trust, trust_of
from border_check.signing.installing import install_package, verify
from border_check.signing.keys import PublicKey, new_key, read_public
from border_check.signing.package import read_package
from border_check.signing.packing import pack, sign
from border_check.signing.signatures import KeyRole, RoleKeys
from border_check.signing.trust import SignedTrust, Trust, read_trust
from border_check.snapshot.dating import stamp
from border_check.values.lists import ListKind

app = typer.Typer(
    no_args_is_help=True,
    help="Pack, sign, verify and install lists.\n\nExample: border-check snapshot install sltd.bcs",
)
keys = typer.Typer(
    no_args_is_help=True,
    help="Keys that sign.\n\nExample: border-check snapshot key new root.key",
)
trust = typer.Typer(
    no_args_is_help=True,
    help="Whose signatures count.\n\nExample: border-check snapshot trust show",
)
app.command("publish")(pulling.publish)
app.command("pull")(pulling.pull)
app.add_typer(keys, name="key")
app.add_typer(trust, name="trust")

_FileArgument = Annotated[Path, typer.Argument(metavar="FILE", readable=False)]
_RootOption = Annotated[
    list[Path],
    typer.Option("--root", metavar="FILE", readable=False, help="Public root keys; repeat it."),
]
_SnapshotsOption = Annotated[
    list[Path],
    typer.Option("--snapshots", metavar="FILE", readable=False, help="Public keys for lists."),
]
_AnchorsOption = Annotated[
    list[Path] | None,
    typer.Option("--anchors", metavar="FILE", readable=False, help="Public keys for anchors."),
]


@app.command("pack")
def pack_list(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="LIST", autocompletion=completing.lists, help="Its name.")
    ],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to be made.")],
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="VERSION", help="Pack only the deltas above it."),
    ] = None,
    valid: Annotated[
        str, typer.Option("--valid", metavar="SPAN", help="How long it may be installed.")
    ] = "7d",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Pack the version of a list that answers into one file, to be signed.

    Example: border-check snapshot pack sltd sltd.bcs
    """
    place = place_of(context, home, config)
    now = datetime.now(UTC)
    pack(place.home, name, out, now, span_of(valid, "--valid"), since)
    _tell_package(out, [], as_json=as_json)


@app.command("sign")
def sign_package(
    file: _FileArgument,
    key: KeyOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign a packed list with one key more.

    Example: border-check snapshot sign sltd.bcs --key lists.key
    """
    signers = sign(file, private_key(key, passphrase_file))
    _tell_package(file, signers, as_json=as_json)


@app.command("verify")
def verify_package(
    context: typer.Context,
    file: _FileArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Check signatures, time and content of a packed list, without installing it.

    Example: border-check snapshot verify sltd.bcs
    """
    place = place_of(context, home, config)
    _, signers = verify(place.home, file, datetime.now(UTC))
    _tell_package(file, signers, as_json=as_json)


@app.command("install")
def install(
    context: typer.Context,
    file: _FileArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Let a packed list answer, if those who are trusted have signed it.

    Example: border-check snapshot install sltd.bcs
    """
    place = place_of(context, home, config)
    manifest = read_package(file).manifest
    try:
        kind = ListKind(manifest.kind)
    except ValueError:
        raise UnreadableInput(f"{file}: of a kind of list that there is not") from None
    if place.settings.event is not None:
        place.settings.event.require(manifest.list)
    description = describe(manifest.list, "", kind, place.settings)
    install_package(place.home, file, datetime.now(UTC), description)
    _tell_package(file, sorted(read_package(file).signatures), as_json=as_json)
    offer(place)


@keys.command("new")
def make_key(
    file: _FileArgument,
    passphrase_file: PassphraseOption = None,
    without: Annotated[
        bool, typer.Option("--without-passphrase", help="For a machine that signs by itself.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a key that signs, and beside it, as FILE.pub, the one that checks.

    Example: border-check snapshot key new lists.key
    """
    words = None if without else passphrase(passphrase_file, twice=True)
    _tell_key(new_key(file, words), as_json=as_json)


@keys.command("show")
def show_key(file: _FileArgument, as_json: JsonOption = False) -> None:
    """Tell the id of a public key.

    Example: border-check snapshot key show lists.key.pub
    """
    _tell_key(read_public(file), as_json=as_json)


@trust.command("new")
def make_trust(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to be made.")],
    root: _RootOption,
    snapshots: _SnapshotsOption,
    anchors: _AnchorsOption = None,
    root_threshold: Annotated[int, typer.Option(min=1, help="Root keys that have to sign.")] = 1,
    snapshots_threshold: Annotated[
        int, typer.Option(min=1, help="Keys that have to sign a list.")
    ] = 1,
    after: Annotated[
        Path | None, typer.Option("--after", metavar="FILE", help="The trust file before.")
    ] = None,
    valid: Annotated[str, typer.Option("--valid", metavar="SPAN")] = "365d",
    as_json: JsonOption = False,
) -> None:
    """Write down whose signatures are to count, to be signed by the root keys.

    Example: border-check snapshot trust new t.json --root r.pub --snapshots l.pub
    """
    version = read_trust(after).trust.version + 1 if after else 1
    roles = {
        KeyRole.ROOT: _role(root, root_threshold),
        KeyRole.SNAPSHOTS: _role(snapshots, snapshots_threshold),
        **({KeyRole.ANCHORS: _role(anchors, 1)} if anchors else {}),
    }
    expires = stamp(datetime.now(UTC) + span_of(valid, "--valid"))
    made = SignedTrust(Trust(version, expires, roles), {})
    if out.exists():
        raise UsageError(f"{out}: is there already", hint="name another file")
    out.write_text(made.text, encoding="utf-8")
    _tell_trust(made, as_json=as_json)


@trust.command("sign")
def sign_trust(
    file: _FileArgument,
    key: KeyOption,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign a trust file with one root key more.

    Example: border-check snapshot trust sign trust.json --key root.key
    """
    signed = read_trust(file).signed_by(private_key(key, passphrase_file))
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(signed.text, encoding="utf-8")
    fresh.replace(file)
    _tell_trust(signed, as_json=as_json)


@trust.command("install")
def take_trust(
    context: typer.Context,
    file: _FileArgument,
    fingerprint: Annotated[
        str | None,
        typer.Option(
            "--fingerprint", metavar="HEX", help="Of the root keys, for the first trust file."
        ),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Let the signatures count that a trust file names, in place of the one before.

    Example: border-check snapshot trust install trust.json
    """
    place = place_of(context, home, config)
    lost = install_trust(place.home, file, fingerprint, stamp(datetime.now(UTC)))
    for name in lost:
        warn(
            f"{name}: no key that is trusted now signed it; where that is required, it is not asked"
        )
    _tell_trust(read_trust(file), as_json=as_json)


@trust.command("show")
def show_trust(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell whose signatures count here.

    Example: border-check snapshot trust show
    """
    place = place_of(context, home, config)
    found = SignedTrust(trust_of(place.home), {})
    _tell_trust(found, as_json=as_json)


def _role(files: list[Path], threshold: int) -> RoleKeys:
    found = {key.id: key for key in map(read_public, files)}
    if threshold > len(found):
        raise UsageError(f"{threshold} of {len(found)} keys cannot sign", hint="name more of them")
    return RoleKeys(found, threshold)


def _tell_package(file: Path, signers: list[str], *, as_json: bool) -> None:
    manifest = read_package(file).manifest
    if as_json:
        say_json(package_to_wire(manifest, signers))
    else:
        say(package_report(file.name, manifest, signers), end="")


def _tell_key(key: PublicKey, *, as_json: bool) -> None:
    if as_json:
        say_json(key_to_wire(key))
    else:
        say(key_report(key), end="")


def _tell_trust(signed: SignedTrust, *, as_json: bool) -> None:
    if as_json:
        say_json(trust_to_wire(signed))
    else:
        say(trust_report(signed), end="")
