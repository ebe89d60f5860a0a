"""`border-check encrypted`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from border_check.at_rest import keys
from border_check.at_rest.homes import KEY_FILE, MARK
from border_check.at_rest.writing import in_memory
from border_check.cli.options import HomeOption
from border_check.cli.signing_keys import PassphraseOption, passphrase
from border_check.cli.streams import say, say_bytes
from border_check.errors import UnreadableInput, UsageError
from border_check.snapshot.home import Home, default_home

app = typer.Typer(
    no_args_is_help=True,
    help="Keep a home encrypted on its disk.\n\nExample: border-check encrypted status",
)


_BEFOREHAND = ("config.yaml", "pictures")
"""What may lie in a home before it is encrypted, since it is plain in any."""


def _folder(context: typer.Context, home: Path | None) -> str:
    """The home, which need not open."""
    return str(home or (context.obj or {}).get("home") or default_home())


@app.command("new")
def new(
    context: typer.Context,
    key_file: Annotated[
        Path | None,
        typer.Option(
            "--key-file", metavar="FILE", readable=False, help="A new file for the key, elsewhere."
        ),
    ] = None,
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
) -> None:
    """Make a new home whose files only its key opens: that of a file, or of a passphrase.

    Example: border-check encrypted new --key-file /media/key/post.key
    """
    folder = Path(_folder(context, home))
    if folder.is_dir() and any(one.name not in _BEFOREHAND for one in folder.iterdir()):
        raise UsageError(
            f"{folder}: is there already",
            hint="what was once written plainly stays on a disk: load the lists into a new home",
        )
    if key_file is not None and passphrase_file is not None:
        raise UsageError("a key is in a file, or behind a passphrase", hint="name one of the two")
    if key_file is not None and folder.resolve() in key_file.resolve().parents:
        raise UsageError(
            "a key beside what it locks opens it for everybody", hint="put it elsewhere"
        )
    words = None if key_file is not None else passphrase(passphrase_file, twice=True)
    key = keys.new_key()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if key_file is not None:
        keys.write_key(str(key_file), key)
    keys.mark(str(folder), key, words)
    where = f"set {KEY_FILE}={key_file}" if key_file else "`border-check encrypted unlock`"
    say(f"{folder}: encrypted; to use it: {where}")
    say("without the key nobody can read it again, you neither: keep a copy of it in a safe")


@app.command("unlock")
def unlock(
    context: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="[-- COMMAND…]", help="What to run; else a shell."),
    ] = None,
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
) -> None:
    """Ask for the passphrase once, and run a shell or command in which the home is open.

    The key is in memory for as long as that runs.

    Example: border-check encrypted unlock -- border-check desk
    """
    folder = str(Path(_folder(context, home)).resolve())  # a shell goes elsewhere
    key = keys.unlock(folder, passphrase(passphrase_file))
    with in_memory() as room:
        file = str(room / "key")
        keys.write_key(file, key)
        environment = {**os.environ, KEY_FILE: file, "BORDER_CHECK_HOME": folder}
        words = command or [os.environ.get("SHELL", "/bin/sh")]
        try:
            done = subprocess.run(words, env=environment)
        except OSError as error:
            raise UsageError(f"{words[0]}: cannot be run: {error.strerror}") from None
    raise typer.Exit(done.returncode)


@app.command("status")
def status(context: typer.Context, home: HomeOption = None) -> None:
    """Tell whether a home is encrypted, and whether the key that is given opens it.

    Example: border-check encrypted status
    """
    folder = _folder(context, home)
    if not Path(folder, MARK).exists():
        say(f"{folder}: not encrypted")
        return
    keys.key_of_home(folder, os.environ.get(KEY_FILE))
    say(f"{folder}: encrypted, and open to this key")


@app.command("read")
def read(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file in the home.")],
    home: HomeOption = None,
) -> None:
    """Write the content of a sealed file, as of what was rejected, to standard output.

    Example: border-check encrypted read HOME/lists/sltd/rejects-20261122T060000Z-1a2b3c.csv
    """
    from border_check.at_rest.reading import read_bytes

    Home(_folder(context, home))  # whose key is at hand from now on
    try:
        content = read_bytes(file)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableInput(f"{file}: cannot be read: {why}") from None
    say_bytes(content)
