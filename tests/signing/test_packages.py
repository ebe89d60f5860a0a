"""A packed list is installed if it is what was signed by those who are trusted, and else is not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import zstandard
from session import SAMPLES, Session

from border_check.errors import BorderCheckError, SnapshotError, UnreadableInput
from border_check.shipped import describe
from border_check.signing.installed import install_trust
from border_check.signing.installing import install_package, verify
from border_check.signing.keys import PrivateKey, PublicKey, new_key, read_private
from border_check.signing.package import MAGIC, Manifest, read_package, write_head
from border_check.signing.packing import pack, sign
from border_check.signing.signatures import KeyRole, RoleKeys, SignatureError
from border_check.signing.trust import SignedTrust, Trust
from border_check.snapshot.home import Home
from border_check.snapshot.upkeep import roll_back
from border_check.values.lists import ListDescription, ListKind
from border_check.values.settings import Settings

NOW = datetime(2026, 11, 22, 6, 48, 2, tzinfo=UTC)
WEEK = timedelta(days=7)


class Post(NamedTuple):
    """A centre that packs a list, and a post that installs it."""

    centre: Home
    home: Home
    folder: Path
    root: PrivateKey
    lists: PrivateKey

    def packed(self, name: str = "package", now: datetime = NOW, **more: Any) -> Path:
        """A package of the list of documents, signed."""
        out = self.folder / name
        pack(self.centre, "sltd", out, now, WEEK, **more)
        sign(out, self.lists)
        return out

    def install(self, package: Path, now: datetime = NOW) -> Manifest:
        description = describe("sltd", "", ListKind.DOCUMENTS, Settings())
        return install_package(self.home, package, now, description)

    def trust(self, version: int = 1, *signers: PrivateKey, **roles: Any) -> Path:
        """A trust file that names these keys."""
        named = {
            KeyRole.ROOT: RoleKeys(keys(self.root), 1),
            KeyRole.SNAPSHOTS: RoleKeys(keys(self.lists), 1),
            **{KeyRole(name): found for name, found in roles.items()},
        }
        signed = SignedTrust(Trust(version, "2030-01-01T00:00:00Z", named), {})
        for signer in signers or (self.root,):
            signed = signed.signed_by(signer)
        file = self.folder / f"trust-{version}.json"
        file.write_text(signed.text)
        return file


def keys(*private: PrivateKey) -> dict[str, PublicKey]:
    return {key.public.id: key.public for key in private}


def a_key(folder: Path, name: str) -> PrivateKey:
    new_key(folder / name)
    return read_private(folder / name)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    centre = Session(tmp_path)
    assert centre("load", "sltd", SAMPLES / "sltd.csv", "--as-of", "2026-11-22T00:00:00Z").code == 0
    roots = a_key(tmp_path, "root"), a_key(tmp_path, "lists")
    made = Post(Home(centre.home), Home(tmp_path / "post"), tmp_path, *roots)
    trust = made.trust()
    own = Trust(1, "", {KeyRole.ROOT: RoleKeys(keys(made.root), 1)}).fingerprint
    install_trust(made.home, trust, own, "2026-11-22T00:00:00Z")
    return made


def version_at(post: Post) -> str | None:
    current = post.home.current("sltd")
    return current.version if current is not None else None


def test_installed_it_is_what_the_centre_has(post: Post) -> None:
    manifest = post.install(post.packed())
    current = post.centre.current("sltd")
    assert current is not None
    assert version_at(post) == current.version == manifest.versions[0]
    for suffix in (".sqlite", ".documents"):
        files = (home.snapshot_file("sltd", current.version) for home in (post.centre, post.home))
        one, other = (file.with_suffix(suffix).read_bytes() for file in files)
        assert one == other
    assert post.home.is_signed("sltd", current.version)


def edited(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what the manifest says, and leave the signatures as they are."""
    found = read_package(package)
    facts = json.loads(found.content)
    change(facts)
    frame = package.read_bytes()[found.start :]
    content = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    with package.open("wb") as stream:
        write_head(stream, content, found.signatures)
        stream.write(frame)


def repacked(package: Path, key: PrivateKey, frame: bytes, **facts: Any) -> None:
    """A package of another frame, signed by somebody who is trusted."""
    found = read_package(package)
    digest = __import__("hashlib").sha256(frame).hexdigest()
    changed = {"frame_size": len(frame), "frame_sha256": digest, **facts}
    manifest = found.manifest._replace(**changed)
    content = manifest.content
    with package.open("wb") as stream:
        write_head(stream, content, {key.public.id: key.sign(content)})
        stream.write(frame)


ATTACKS: dict[str, tuple[Callable[[Post, Path], object], str]] = {
    "nobody signed it": (
        lambda post, package: pack(post.centre, "sltd", over(package), NOW, WEEK),
        "0 trusted signatures, expected 1",
    ),
    "somebody else signed it": (
        lambda post, package: (
            pack(post.centre, "sltd", over(package), NOW, WEEK),
            sign(package, a_key(post.folder, "other")),
        ),
        "not trusted with it",
    ),
    "a root key signed it, which is not for lists": (
        lambda post, package: (
            pack(post.centre, "sltd", over(package), NOW, WEEK),
            sign(package, post.root),
        ),
        "not trusted with it",
    ),
    "more records are claimed": (
        lambda post, package: edited(package, lambda facts: facts.update(records=99)),
        "does not hold",
    ),
    "a later end is claimed": (
        lambda post, package: edited(
            package, lambda facts: facts.update(expires="2099-01-01T00:00:00Z")
        ),
        "does not hold",
    ),
    "a later number is claimed": (
        lambda post, package: edited(package, lambda facts: facts.update(sequence=1 << 40)),
        "does not hold",
    ),
    "cut short": (
        lambda post, package: package.write_bytes(package.read_bytes()[:-1]),
        "cut short or longer",
    ),
    "longer": (
        lambda post, package: package.write_bytes(package.read_bytes() + b"x"),
        "cut short or longer",
    ),
    "another content": (
        lambda post, package: package.write_bytes(package.read_bytes()[:-4] + b"xxxx"),
        "not what was signed",
    ),
    "a file elsewhere": (
        lambda post, package: edited(
            package, lambda facts: facts["files"][0].__setitem__(0, "../../x")
        ),
        "names files that are none",
    ),
    "a version that is a path": (
        lambda post, package: edited(
            package, lambda facts: facts.update(versions=["../../x"], files=[])
        ),
        "names versions that are none",
    ),
    "no frame at all": (
        lambda post, package: repacked(package, post.lists, b""),
        "is cut short",
    ),
    "a frame that is none": (
        lambda post, package: repacked(package, post.lists, b"no frame"),
        "cannot be unpacked",
    ),
    "a bomb": (
        lambda post, package: repacked(
            package, post.lists, zstandard.ZstdCompressor().compress(bytes(50_000_000))
        ),
        "is not what was signed",
    ),
    "a manifest as large as memory": (
        lambda post, package: package.write_bytes(MAGIC + b"\xff" * 8),
        "its manifest would have",
    ),
    "nothing": (lambda post, package: package.write_bytes(b""), "does not begin like one"),
}


def over(package: Path) -> Path:
    package.unlink()
    return package


@pytest.mark.parametrize(("attack", "said"), ATTACKS.values(), ids=ATTACKS)
def test_what_is_refused(post: Post, attack: Callable[[Post, Path], object], said: str) -> None:
    package = post.packed()
    attack(post, package)
    with pytest.raises(BorderCheckError, match=said):
        post.install(package)
    with pytest.raises(BorderCheckError, match=said):
        verify(post.home, package, NOW)
    assert version_at(post) is None


def test_whatever_bit_is_flipped_it_is_refused(post: Post) -> None:
    package = post.packed()
    whole, dice = package.read_bytes(), random.Random(7)
    signatures = whole.index(post.lists.public.id.encode())
    for _ in range(300):
        at = dice.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.randrange(8)
        package.write_bytes(flipped)
        with pytest.raises((SignatureError, UnreadableInput)):
            verify(post.home, package, NOW)
    package.write_bytes(whole[:signatures] + b"X" + whole[signatures + 1 :])
    with pytest.raises(SignatureError, match="not trusted with it: X"):
        verify(post.home, package, NOW)


def test_an_older_one_does_not_come_back(post: Post) -> None:
    older, newer = post.packed("older"), post.packed("newer", NOW + timedelta(seconds=1))
    post.install(newer)
    with pytest.raises(SignatureError, match="is not newer than"):
        post.install(older)
    with pytest.raises(SignatureError, match="is not newer than"):
        post.install(newer)


def test_one_that_is_held_back_ends(post: Post) -> None:
    package = post.packed()
    with pytest.raises(SignatureError, match="was to be installed until"):
        post.install(package, NOW + WEEK)


def test_a_list_is_not_installed_under_another_name(post: Post) -> None:
    with pytest.raises(SnapshotError, match="of the list sltd, not other"):
        install_package(post.home, post.packed(), NOW, ListDescription("other"))


def test_limits_of_the_list_hold(post: Post) -> None:
    with pytest.raises(SnapshotError, match="expected at least 1000"):
        install_package(post.home, post.packed(), NOW, ListDescription("sltd", minimum=1000))


def test_another_schema_is_refused(post: Post) -> None:
    package = post.packed()
    found = read_package(package)
    repacked(package, post.lists, package.read_bytes()[found.start :], schema=3)
    with pytest.raises(SnapshotError, match="packed for schema 3"):
        post.install(package)


def test_what_a_trusted_signer_says_is_checked_too(post: Post) -> None:
    package = post.packed()
    found = read_package(package)
    repacked(package, post.lists, package.read_bytes()[found.start :], issuers={"UTO": 1})
    with pytest.raises(UnreadableInput, match="not what its manifest says"):
        post.install(package)
    assert version_at(post) is None


def test_a_delta_goes_over_what_it_was_made_for_and_nothing_else(post: Post) -> None:
    base = post.install(post.packed("whole"))
    lines = (SAMPLES / "sltd.csv").read_text().splitlines(keepends=True)
    delta = post.folder / "delta.csv"
    delta.write_text(lines[0] + lines[2].replace("S-0002", "S-9002"))
    centre = Session(post.folder)
    done = centre("load", "sltd", delta, "--delta", "--as-of", "2026-11-22T05:00:00Z")
    assert done.code == 0, done
    later = NOW + timedelta(seconds=1)
    package = post.packed("delta", later, since=base.versions[0])
    assert (
        read_package(package).manifest.frame_size
        < read_package(post.packed("both", later)).manifest.frame_size
    )
    other = Post(post.centre, Home(post.folder / "other"), *post[2:])
    own = Trust(1, "", {KeyRole.ROOT: RoleKeys(keys(post.root), 1)}).fingerprint
    install_trust(other.home, post.folder / "trust-1.json", own, "2026-11-22T00:00:00Z")
    with pytest.raises(SnapshotError, match="and none is installed"):
        other.install(package, later)
    manifest = post.install(package, later)
    assert version_at(post) == manifest.versions[0] != base.versions[0]
    assert roll_back(post.home, "sltd") == base.versions[0]
    assert post.home.is_signed("sltd", base.versions[0])


class TestTrust:
    """Who is trusted, and how that changes."""

    def test_the_first_one_is_known_by_its_root_keys(self, post: Post) -> None:
        home = Home(post.folder / "new")
        with pytest.raises(BorderCheckError, match="are the root keys really"):
            install_trust(home, post.trust(), None, "2026-11-22T00:00:00Z")
        with pytest.raises(SignatureError, match="not 0000"):
            install_trust(home, post.trust(), "0000", "2026-11-22T00:00:00Z")
        assert not Path(home.trust).exists()

    def test_a_key_is_replaced_and_the_old_one_revoked(self, post: Post) -> None:
        post.install(post.packed())
        fresh = a_key(post.folder, "fresh")
        newer = post.trust(2, post.root, snapshots=RoleKeys(keys(fresh), 1))
        assert install_trust(post.home, newer, None, "2026-11-22T00:00:00Z") == ["sltd"]
        version = version_at(post)
        assert version is not None
        assert not post.home.is_signed("sltd", version)
        with pytest.raises(SignatureError, match="not trusted with it"):
            post.install(post.packed("again", NOW + timedelta(seconds=1)))

    def test_an_older_one_does_not_come_back(self, post: Post) -> None:
        install_trust(post.home, post.trust(2), None, "2026-11-22T00:00:00Z")
        with pytest.raises(SignatureError, match="version 1, 2 is installed"):
            install_trust(post.home, post.trust(1), None, "2026-11-22T00:00:00Z")

    def test_root_keys_are_replaced_by_both(self, post: Post) -> None:
        fresh = a_key(post.folder, "fresh")
        named = RoleKeys(keys(fresh), 1)
        alone = post.trust(2, fresh, root=named)
        with pytest.raises(SignatureError, match="by the root keys of the one before"):
            install_trust(post.home, alone, None, "2026-11-22T00:00:00Z")
        old_alone = post.trust(2, post.root, root=named)
        with pytest.raises(SignatureError, match="0 trusted signatures"):
            install_trust(post.home, old_alone, None, "2026-11-22T00:00:00Z")
        both = post.trust(2, post.root, fresh, root=named)
        assert install_trust(post.home, both, None, "2026-11-22T00:00:00Z") == []

    def test_two_of_three_have_to_sign(self, post: Post) -> None:
        others = [a_key(post.folder, f"other-{number}") for number in range(2)]
        named = RoleKeys(keys(post.lists, *others), 2)
        install_trust(post.home, post.trust(2, snapshots=named), None, "2026-11-22T00:00:00Z")
        package = post.packed()
        with pytest.raises(SignatureError, match="1 trusted signatures, expected 2"):
            post.install(package)
        sign(package, others[0])
        assert post.install(package).list == "sltd"

    def test_one_that_has_ended_is_refused(self, post: Post) -> None:
        with pytest.raises(SignatureError, match="has expired"):
            install_trust(post.home, post.trust(2), None, "2031-01-01T00:00:00Z")
        with pytest.raises(SignatureError, match="trust file has expired"):
            verify(post.home, post.packed(), datetime(2031, 1, 1, tzinfo=UTC))
