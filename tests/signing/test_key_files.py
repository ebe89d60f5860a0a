"""Keys in files: for their owner alone, never overwritten, and told apart from what is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from border_check.errors import UnreadableInput, UsageError
from border_check.signing.keys import PublicKey, new_key, read_private, read_public


def test_a_key_signs_and_its_public_one_checks(tmp_path: Path) -> None:
    public = new_key(tmp_path / "a.key")
    private = read_private(tmp_path / "a.key")
    assert read_public(tmp_path / "a.key.pub") == public == private.public
    signature = private.sign(b"content")
    assert public.signed(b"content", signature)
    assert not public.signed(b"content.", signature)
    assert not public.signed(b"content", signature[:-1])


def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    new_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o640)
    with pytest.raises(UsageError, match="others may read"):
        read_private(file)


def test_none_is_written_over(tmp_path: Path) -> None:
    new_key(tmp_path / "a.key")
    with pytest.raises(UsageError, match="is there already"):
        new_key(tmp_path / "a.key")


def test_a_passphrase_is_needed(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    public = new_key(file, b"open")
    with pytest.raises(UsageError, match="needs a passphrase"):
        read_private(file)
    with pytest.raises(UnreadableInput, match="another passphrase"):
        read_private(file, b"shut")
    assert read_private(file, b"open").public == public


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"border-check-ed25519 short", b"\xff" * 40, b"border-check-ed25519 " + b"!" * 44],
    ids=["nothing", "a letter", "too short", "no text", "no base64"],
)
def test_what_is_no_key(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pub"
    file.write_bytes(content)
    with pytest.raises(UnreadableInput, match="no public key"):
        read_public(file)
    file.chmod(0o600)
    with pytest.raises(UnreadableInput, match="no private key"):
        read_private(file)


def test_an_id_is_that_of_the_key(tmp_path: Path) -> None:
    public = new_key(tmp_path / "a.key")
    assert PublicKey.parse(public.text) == public
    assert len(public.id) == 16
