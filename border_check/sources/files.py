"""Opening what `load` is given: a file, a folder or a zip archive, each file plain or gzipped.

A publisher's list may be one file, a folder of pages, or an archive with companions; whatever it
is, a list format sees its members and opens those it wants. What can go wrong with a file as a
whole (missing, empty, cut short, another kind of file, another encoding) ends here as one
`ListFileError` that names the file, and the line where there is one.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from io import BufferedReader, TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, TextIO

from border_check.errors import BorderCheckError, ListFileError

HEAD = 65536
"""Bytes that suffice to recognise a format."""

_GZIP = b"\x1f\x8b"
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or other Office document"),
    (b"PK\x03\x04", "a zip archive inside another archive"),
    (_GZIP, "a gzip file inside another gzip file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "a rich text document"),
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OFFICE_MEMBERS = frozenset(("[Content_Types].xml", "mimetype"))
_SAVE_AS_TEXT = "ask the publisher for CSV, JSON or XML, or export it as CSV in UTF-8"


class Member(NamedTuple):
    """One file among those that were given."""

    name: str
    """As messages name it: "sdn.csv", or "lists.zip: sdn.csv" inside an archive."""
    path: PurePosixPath
    """Where it stands within what was given; companions stand in the same folder."""
    open: Callable[[], IO[bytes]]

    @property
    def plain_name(self) -> str:
        """Its last name in lower case, without .gz: what companions are told by."""
        return self.path.name.lower().removesuffix(".gz")


@contextmanager
def members_of(path: Path) -> Iterator[list[Member]]:
    """The files in what was given, in order of their names; they can be opened until this ends.

    Raises `ListFileError` when there is nothing there, or it is an archive that cannot be used.
    """
    archives: list[zipfile.ZipFile] = []
    try:
        yield _members(path, archives)
    finally:
        for archive in archives:
            archive.close()


@contextmanager
def opened(member: Member) -> Iterator[BufferedReader]:
    """The content of a member, unpacked; raises `ListFileError` for what can be no list."""
    try:
        with ExitStack() as stack:
            stream = _buffered(stack.enter_context(member.open()))
            if stream.peek(2).startswith(_GZIP):
                stream = _buffered(stack.enter_context(gzip.GzipFile(fileobj=stream)))
            _refuse_foreign(stream.peek(512)[:512], member.name)
            yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise _damaged(member.name, error) from None
    except OSError as error:
        raise _unopened(member.name, error) from None


@contextmanager
def opened_text(member: Member, encoding: str = "utf-8-sig") -> Iterator[TextIO]:
    """The content as text: UTF-8, with or without a byte order mark, line ends as they are.

    Another encoding is for formats that tell it by what else they know of a file.

    Reading a byte that is no UTF-8 ends this with a `ListFileError`; nothing is ever replaced.
    """
    with opened(member) as stream:
        text = TextIOWrapper(stream, encoding=encoding, newline="")
        try:
            with as_utf8(member):
                yield text
        finally:
            text.detach()


@contextmanager
def as_utf8(member: Member) -> Iterator[None]:
    """Tell of bytes that are no UTF-8 where they stand in a member; a `ListFileError`."""
    try:
        yield
    except UnicodeDecodeError:
        raise _wrong_encoding(member) from None


def glance(member: Member) -> str:
    """The start of a member as text, to recognise its format; nothing where it is no text.

    Of a file that is cut short it is what is left: reading it whole will tell what is wrong.
    """
    head = b""
    with suppress(BorderCheckError), opened(member) as stream:
        while len(head) < HEAD and (more := stream.read1(HEAD)):
            head += more
    return head.decode("utf-8-sig", "replace")


class Choice(NamedTuple):
    """Those members that a format reads, and a warning for each that it leaves."""

    members: list[Member]
    warnings: tuple[str, ...]


def choose(members: list[Member], looks_right: Callable[[str], bool], expected: str) -> Choice:
    """Of what was given, the members whose start looks right; a folder may hold others beside.

    Raises `ListFileError` when none does.
    """
    chosen = [member for member in members if looks_right(glance(member))]
    if not chosen:
        refuse_foreign(members)
        found = members[0].name if len(members) == 1 else f"{len(members)} other files"
        raise ListFileError(f"expected {expected}, found {found}", hint="name another --format")
    return Choice(chosen, left_out(members, chosen))


def refuse_foreign(members: list[Member]) -> None:
    """Of a file that was given alone and can be no list at all, say in its own words what it is."""
    if len(members) == 1:
        with opened(members[0]):
            pass


def left_out(members: list[Member], read: Collection[Member]) -> tuple[str, ...]:
    """A warning for each member that is not read."""
    return tuple(
        f"{member.name}: not read, it is not of this format"
        for member in members
        if member not in read
    )


def siblings(path: Path, names: Collection[str]) -> list[Member]:
    """Files of these plain names in the folder in which a file stands, without the file itself."""
    if not path.is_file():
        return []
    beside = [
        Member(file.name, PurePosixPath(file.name), _opener(file))
        for file in sorted(path.absolute().parent.iterdir())
        if file.name != path.name and file.is_file()
    ]
    return [member for member in beside if member.plain_name in names]


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _buffered(stream: Any) -> BufferedReader:
    """A stream that can be looked at ahead: a file, a member of an archive, unpacked gzip."""
    return BufferedReader(stream)


def _members(path: Path, archives: list[zipfile.ZipFile]) -> list[Member]:
    if not path.is_dir():
        return _members_of_file(path, PurePosixPath(path.name), archives)
    found: list[Member] = []
    for file in sorted(path.rglob("*")):
        inside = PurePosixPath(file.relative_to(path))
        if file.is_file() and not any(part.startswith(".") for part in inside.parts):
            found += _members_of_file(file, inside, archives)
    if not found:
        raise ListFileError(f"{path}: expected list files, found an empty folder")
    return found


def _members_of_file(
    path: Path, inside: PurePosixPath, archives: list[zipfile.ZipFile]
) -> list[Member]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:  # told now, and not when half of a list is read
                _refuse_half_a_zip(stream.read(4), path)
            return [Member(str(inside), inside, _opener(path))]
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise _unopened(str(path), error) from None
    except zipfile.BadZipFile as error:
        raise _damaged(str(path), error) from None
    archives.append(archive)
    return _members_of_zip(path, inside, archive)


def _members_of_zip(path: Path, inside: PurePosixPath, archive: zipfile.ZipFile) -> list[Member]:
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    if _OFFICE_MEMBERS & {entry.filename for entry in files}:
        raise _foreign(str(path), "an Excel workbook or other Office document")
    if not files:
        raise ListFileError(f"{path}: expected list files, found an empty archive")
    if any(entry.flag_bits & 1 for entry in files):
        raise ListFileError(f"{path}: the archive is encrypted", hint="unpack it first")

    return [
        Member(
            f"{inside}: {entry.filename}",
            inside / entry.filename.lstrip("/"),
            partial(archive.open, entry),
        )
        for entry in sorted(files, key=lambda entry: entry.filename)
    ]


def _refuse_half_a_zip(head: bytes, path: Path) -> None:
    if head == b"PK\x03\x04":  # its directory stands at the end
        raise ListFileError(
            f"{path}: the zip archive is cut short", hint="fetch it again, it is incomplete"
        )


def _refuse_foreign(head: bytes, name: str) -> None:
    if not head:
        raise ListFileError(f"{name}: the file is empty", hint="fetch it again")
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise _foreign(name, what)
    if head[257:262] == b"ustar":
        raise _foreign(name, "a tar archive")
    if head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise _foreign(name, "a web page (an error or login page?)")
    if head.startswith(_UTF16_MARKS) or b"\0" in head:
        what = "text in UTF-16" if head.startswith(_UTF16_MARKS) else "binary data or UTF-16"
        raise ListFileError(
            f"{name}: expected text in UTF-8, found {what}",
            hint="save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8",
        )


def _foreign(name: str, what: str) -> ListFileError:
    return ListFileError(f"{name}: expected a list, found {what}", hint=_SAVE_AS_TEXT)


def _damaged(name: str, error: Exception) -> ListFileError:
    # An archive that ends early says so with EOFError; its checksum fails with the others.
    what = "is cut short" if isinstance(error, EOFError) else f"is damaged ({error})"
    return ListFileError(f"{name}: the compressed file {what}", hint="fetch it again")


def _unopened(name: str, error: OSError) -> BorderCheckError:
    if isinstance(error, FileNotFoundError):
        return ListFileError(f"{name}: there is no such file or folder")
    return BorderCheckError(f"{name}: cannot be read: {error.strerror or error}")


def _wrong_encoding(member: Member) -> ListFileError:
    """Read again to tell where; this is slow and happens once."""
    where = ""
    with opened(member) as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                where = f", line {number}, byte {error.start + 1}: 0x{line[error.start]:02x}"
                break
    return ListFileError(
        f"{member.name}{where} is not UTF-8",
        hint="save it as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8",
    )
