"""Private keys, as commands take them: from a file, with a passphrase that is no argument."""

from __future__ import annotations

from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from border_check.errors import UnreadableInput, UsageError
from border_check.signing.keys import PrivateKey, read_private

KeyOption = Annotated[
    Path, typer.Option("--key", metavar="FILE", readable=False, help="The private key.")
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        readable=False,
        help="Whose first line is the passphrase of the key; else it is asked for.",
    ),
]


def private_key(file: Path, passphrase_file: Path | None) -> PrivateKey:
    """The key in a file; its passphrase is asked for where it needs one and none is given."""
    if passphrase_file is not None:
        return read_private(file, passphrase(passphrase_file))
    try:
        return read_private(file)
    except UsageError as error:
        if "needs a passphrase" not in error.message:
            raise
    return read_private(file, passphrase(None))


def passphrase(file: Path | None, *, twice: bool = False) -> bytes:
    """Of the first line of a file, or typed in where nobody sees it."""
    if file is not None:
        try:
            found = file.read_text(encoding="utf-8").partition("\n")[0]
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableInput(f"{file}: cannot be read: {error}") from None
    else:
        try:
            found = getpass("Passphrase: ")
            again = getpass("Once more: ") if twice else found
        except EOFError:
            raise UsageError(
                "a passphrase is needed, and nobody is there to type it",
                hint="--passphrase-file FILE; or a key that was made --without-passphrase",
            ) from None
        if again != found:
            raise UsageError("the two passphrases differ")
    if not found:
        raise UsageError("the passphrase is empty", hint="or say --without-passphrase")
    return found.encode()
