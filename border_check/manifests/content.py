"""What a passenger list holds, before anybody asks what it says: bytes, encoding, lines."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from border_check.errors import BorderCheckError, ManifestError

HEAD = 1 << 16
"""Bytes by which a format is recognised."""

BLOCK = 1 << 18
"""Characters of a text that are looked at together."""

_SIGNATURES = (
    (b"%PDF", "a PDF document", "ask the carrier for the list as CSV, or export it as CSV"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gzip -d FILE, or gzip -dc FILE | … batch -"),
    (b"PK\x05\x06", "an empty zip archive", "ask the carrier for the list again"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "open it and save it as CSV UTF-8"),
    (b"{\\rtf", "a rich text document", "save the table as CSV UTF-8"),
    (b"SQLite format 3", "a SQLite database", "export its table as CSV"),
    (b"\x89PNG", "a picture", "ask the carrier for the list as CSV"),
    (b"\xff\xd8\xff", "a picture", "ask the carrier for the list as CSV"),
    (b"GIF8", "a picture", "ask the carrier for the list as CSV"),
)
_TEXT_SIGNATURES = (
    ("<!doctype html", "a web page", "save the list itself, not the page that shows it"),
    ("<html", "a web page", "save the list itself, not the page that shows it"),
    ("<?xml", "an XML document", "export the list as CSV or as one JSON object a line"),
    ("[", "a JSON array", "write one object a line: jq -c '.[]' FILE"),
)
_ENCODING_HINT = "save it as UTF-8"


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is an office file in a zip archive."""
    return head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"xl/" in head)


class Content(NamedTuple):
    """The bytes of a passenger list, in a file or in memory, and the name to call it by."""

    source: Path | bytes
    name: str

    def head(self) -> bytes:
        """The first bytes, at most `HEAD`."""
        with self.open() as stream:
            return stream.read(HEAD)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes as a stream. Raises `ManifestError` where there is no such file."""
        if isinstance(self.source, bytes):
            yield io.BytesIO(self.source)
            return
        try:
            with self.source.open("rb") as stream:
                yield stream
        except FileNotFoundError:
            raise ManifestError(f"{self.name}: no such file") from None
        except IsADirectoryError:
            raise ManifestError(f"{self.name}: a folder, expected a file") from None
        except OSError as error:
            raise BorderCheckError(
                f"{self.name}: cannot be read: {error.strerror or error}",
                hint="check the file's permissions and that its disk is there",
            ) from None


class Text(NamedTuple):
    """A passenger list as lines of text."""

    content: Content
    encoding: str
    warnings: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The lines without their ends, whether those are CR, LF or both."""
        with (
            self.content.open() as stream,
            io.TextIOWrapper(stream, encoding=self.encoding) as text,
        ):
            for line in text:
                yield line.rstrip("\n")

    def blocks(self) -> Iterator[list[str]]:
        """The same lines, some thousand at a time; none of the lists is empty."""
        rest = ""
        for piece in self.pieces():
            *lines, rest = (rest + piece).split("\n")
            if lines:
                yield lines
        if rest:
            yield [rest]

    def pieces(self) -> Iterator[str]:
        """All characters, many at a time; whatever ends a line is a line feed."""
        with (
            self.content.open() as stream,
            io.TextIOWrapper(stream, encoding=self.encoding) as text,
        ):
            while read := text.read(BLOCK):
                yield read


def open_content(source: Path | bytes, name: str) -> Content:
    """A passenger list to be read more than once: a pipe is taken into memory.

    Raises `ManifestError` for an empty one, and for one that is no text at all.
    """
    content = Content(source, name)
    if isinstance(source, Path) and source.exists() and not (source.is_file() or source.is_dir()):
        with content.open() as stream:
            content = Content(stream.read(), name)
    head = content.head()
    if not head:
        raise ManifestError(f"{name}: empty", hint="ask the carrier for the list again")
    _refuse_other_kinds(head, name)
    return content


def _refuse_other_kinds(head: bytes, name: str) -> None:
    for signature, kind, hint in _SIGNATURES:
        if head.startswith(signature):
            raise ManifestError(f"{name}: this is {kind}, expected a passenger list", hint=hint)
    if head.startswith(b"PK\x03\x04") and not is_workbook(head):
        raise ManifestError(
            f"{name}: this is a zip archive, expected a passenger list", hint="unpack it first"
        )


def beginning(head: bytes) -> str:
    """The first bytes as text, as well as they can be read, without the spaces before it."""
    text = head.decode(_wide_encoding(head) or "utf-8", errors="replace")
    return text.lstrip("\ufeff \t\r\n")


def refuse_other_text(head: bytes, name: str) -> None:
    """Raise `ManifestError` when the beginning of a text shows a format that is none of ours."""
    start = beginning(head[:200]).lower()
    for signature, kind, hint in _TEXT_SIGNATURES:
        if start.startswith(signature):
            raise ManifestError(f"{name}: this is {kind}, expected a passenger list", hint=hint)


def decoded(content: Content) -> Text:
    """Find the encoding, reading the file once; UTF-8 unless its bytes say otherwise.

    Raises `ManifestError` for bytes that are no text in any encoding.
    """
    head = content.head()
    wide = _wide_encoding(head)
    if wide is not None:
        if not _decodes(content, wide):
            raise ManifestError(f"{content.name}: damaged {wide} text", hint=_ENCODING_HINT)
        return Text(content, wide, (f"read as {wide}, not UTF-8",))
    if _decodes(content, "utf-8"):
        return Text(content, "utf-8-sig")
    if b"\0" in head:
        raise ManifestError(
            f"{content.name}: binary data, expected a passenger list",
            hint="ask the carrier for the list as CSV",
        )
    encoding = next(each for each in (_single_byte(head), "latin-1") if _decodes(content, each))
    warning = (
        f"the file is not UTF-8: read as {encoding}; letters beyond A to Z may be wrong, "
        "so that names may be missed; save the list as UTF-8"
    )
    return Text(content, encoding, (warning,))


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 by its byte order mark, or by the zeros between the letters of a Latin text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[:64]
    half = len(start) // 2
    if half and start[1::2].count(0) == half and not start[0::2].count(0):
        return "utf-16-le"
    if half and start[0::2].count(0) >= half and not start[1::2].count(0):
        return "utf-16-be"
    return None


def _single_byte(head: bytes) -> str:
    """Windows-1251 where letters beyond A to Z stand in runs, as in Cyrillic; else Windows-1252."""
    high = [byte >= 0xC0 for byte in head]
    paired = sum(one and two for one, two in pairwise(high))
    return "cp1251" if paired * 2 > sum(high) else "cp1252"


def _decodes(content: Content, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with content.open() as stream:
        try:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True
