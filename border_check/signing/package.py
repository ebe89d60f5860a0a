"""A packed snapshot: one file that says what it is, who says so, and then the snapshot itself.

MAGIC, a line of ASCII
8 bytes, big-endian: how long the manifest is; the manifest, JSON in canonical form: what is signed
8 bytes: how long the signatures are; the signatures, JSON
the rest, to the end of the file: the files of the snapshot one after the other, in one frame of
Zstandard (RFC 8878)

The manifest has size and SHA-256 of the frame and of every file in it, so that nothing is unpacked
that was not signed, and no more of it than was announced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from border_check.errors import BorderCheckError, UnreadableInput
from border_check.signing.signatures import Signatures, from_json, to_json
from border_check.values.json_text import canonical

MAGIC = b"border-check snapshot 1\n"
_LONGEST_MANIFEST = 1 << 20
_LONGEST_SIGNATURES = 1 << 16
_VERSION = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}")
_SUFFIXES = (".sqlite", ".documents", ".names")
_AT_A_TIME = 1 << 20
_MOST_FILES = 300


class PackedFile(NamedTuple):
    """A file in a package."""

    version: str
    suffix: str
    size: int
    sha256: str


class Manifest(NamedTuple):
    """What a package says of itself."""

    list: str
    kind: str
    sequence: int
    """Grows with every package of the list: an older one is not installed after a newer one."""
    created: str
    """UTC, ISO 8601 with Z, as are the others."""
    expires: str
    """From then on it is not installed any more: whoever gives it out holds newer ones back."""
    as_of: str
    confirmed: str | None
    schema: int
    records: int
    issuers: Mapping[str, int]
    """How many records there are of each issuer."""
    versions: tuple[str, ...]
    """Of what answers, the newest first; those that are not packed have to be installed."""
    files: tuple[PackedFile, ...]
    frame_size: int
    frame_sha256: str

    @property
    def content(self) -> bytes:
        """What is signed."""
        facts = {**self._asdict(), "files": [list(one) for one in self.files]}
        return canonical({**facts, "versions": list(self.versions)}).encode()

    @property
    def packed(self) -> tuple[str, ...]:
        """The versions that are in it, the newest first."""
        inside = {file.version for file in self.files}
        return tuple(version for version in self.versions if version in inside)


class Package(NamedTuple):
    """The head of a package."""

    path: Path
    content: bytes
    """The manifest as it was signed."""
    manifest: Manifest
    signatures: Signatures
    start: int
    """Where the frame begins."""


def read_package(path: Path) -> Package:
    """Read the head of a package; raises `UnreadableInput`. Nothing is checked yet."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(MAGIC)) != MAGIC:
                raise ValueError("it does not begin like one")
            content = _part(stream, _LONGEST_MANIFEST, "manifest")
            signatures = from_json(json.loads(_part(stream, _LONGEST_SIGNATURES, "signatures")))
            return Package(path, content, _manifest(content), signatures, stream.tell())
    except OSError as error:
        raise UnreadableInput(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"{path}: no packed snapshot: {error!s:.80}",
            hint="it is made with `border-check snapshot pack`",
        ) from None


def write_head(stream: IO[bytes], content: bytes, signatures: Signatures) -> None:
    """Write all that stands before the frame."""
    stream.write(MAGIC)
    for part in (content, canonical(to_json(signatures)).encode()):
        stream.write(len(part).to_bytes(8, "big") + part)


def _part(stream: IO[bytes], longest: int, what: str) -> bytes:
    size = int.from_bytes(stream.read(8), "big")
    if not 0 < size <= longest:
        raise ValueError(f"its {what} would have {size} bytes")
    part = stream.read(size)
    if len(part) != size:
        raise ValueError("it is cut short")
    return part


def _manifest(content: bytes) -> Manifest:
    facts: dict[str, Any] = json.loads(content)
    files = tuple(PackedFile(str(v), str(s), int(n), str(d)) for v, s, n, d in facts.pop("files"))
    versions = tuple(map(str, facts.pop("versions")))
    manifest = Manifest(**facts, files=files, versions=versions)
    if manifest.content != content:
        raise ValueError("its manifest is not in canonical form")
    if not all(_VERSION.fullmatch(version) for version in versions) or not versions:
        raise ValueError("its manifest names versions that are none")
    names = [(file.version, file.suffix) for file in files]
    if not 0 < len(names) <= _MOST_FILES or len(set(names)) < len(names):
        raise ValueError("its manifest names files twice, none or too many")
    if any(version not in versions or suffix not in _SUFFIXES for version, suffix in names):
        raise ValueError("its manifest names files that are none of a snapshot")
    if any(file.size < 0 for file in files) or manifest.frame_size < 0:
        raise ValueError("its manifest has sizes below zero")
    return manifest


def require_zstd() -> Any:
    """The library that packs and unpacks; raises `BorderCheckError` where it is not installed."""
    try:
        import zstandard
    except ImportError:
        raise BorderCheckError(
            "packed snapshots need the library zstandard",
            hint="install it: pip install 'border-check[signed]'",
        ) from None
    return zstandard


def require_frame(package: Package) -> None:
    """Raise `UnreadableInput` unless the frame is the one that was signed."""
    digest, size = sha256(), 0
    with package.path.open("rb") as stream:
        stream.seek(package.start)
        while block := stream.read(_AT_A_TIME):
            digest.update(block)
            size += len(block)
    manifest = package.manifest
    if size != manifest.frame_size:
        raise UnreadableInput(
            f"{package.path}: cut short or longer: {size} bytes of content, "
            f"{manifest.frame_size} were signed",
            hint="fetch it again",
        )
    if digest.hexdigest() != manifest.frame_sha256:
        raise UnreadableInput(
            f"{package.path}: its content is not what was signed", hint="fetch it again"
        )


@contextmanager
def unpacked(package: Package) -> Iterator[Iterator[tuple[PackedFile, Iterator[bytes]]]]:
    """The files in a package, each with its content, block by block, to be taken in their order.

    Raises `UnreadableInput` for content that is not as the manifest says.
    """
    zstandard = require_zstd()
    with package.path.open("rb") as stream:
        stream.seek(package.start)
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(stream)
        try:
            yield ((file, _content(reader, file, package.path)) for file in package.manifest.files)
            if reader.read(1):
                raise UnreadableInput(f"{package.path}: more is packed in it than was announced")
        except zstandard.ZstdError as error:
            raise UnreadableInput(f"{package.path}: cannot be unpacked: {error}") from None


def _content(reader: Any, file: PackedFile, path: Path) -> Iterator[bytes]:
    digest, missing = sha256(), file.size
    while missing:
        block = reader.read(min(missing, _AT_A_TIME))
        if not block:
            raise UnreadableInput(f"{path}: {file.version}{file.suffix} is cut short")
        digest.update(block)
        missing -= len(block)
        yield block
    if digest.hexdigest() != file.sha256:
        raise UnreadableInput(f"{path}: {file.version}{file.suffix} is not what was signed")
