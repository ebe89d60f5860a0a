"""What `load` is given: files, folders, archives; and what can be no list."""

from __future__ import annotations

import gzip
import os
import zipfile
from errno import EACCES
from pathlib import Path
from typing import NoReturn

import pytest

from border_check.errors import BorderCheckError, ListFileError
from border_check.sources.files import glance, members_of, opened, opened_text, siblings


def _texts(path: Path) -> dict[str, str]:
    found = {}
    with members_of(path) as members:
        for member in members:
            with opened_text(member) as text:
                found[member.name] = text.read()
    return found


def test_a_file_is_its_own_only_member(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id\n")
    assert _texts(tmp_path / "a.csv") == {"a.csv": "id\n"}


def test_gzip_is_told_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"id\n"))
    (tmp_path / "b.csv.gz").write_text("plain\n")
    assert _texts(tmp_path) == {"a.csv": "id\n", "b.csv.gz": "plain\n"}


def test_folders_are_searched_to_the_bottom_and_hidden_files_left(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "b.csv").write_text("b")
    (tmp_path / "a.csv").write_text("a")
    (tmp_path / ".DS_Store").write_text("junk")
    assert _texts(tmp_path) == {"a.csv": "a", "deep/er/b.csv": "b"}


def test_zip_archives_give_their_members_gzipped_or_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lists.zip", "w") as archive:
        archive.writestr("sub/b.csv.gz", gzip.compress(b"b"))
        archive.writestr("a.csv", "a")
    found = _texts(tmp_path / "lists.zip")
    assert found == {"lists.zip: a.csv": "a", "lists.zip: sub/b.csv.gz": "b"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfid\r\n")
    assert _texts(tmp_path / "a.csv") == {"a.csv": "id\r\n"}


def test_siblings_are_found_in_any_case_and_gzipped(tmp_path: Path) -> None:
    for name in ("sdn.csv", "ALT.CSV", "add.csv.gz", "other.csv"):
        (tmp_path / name).write_text("x")
    names = {member.name for member in siblings(tmp_path / "sdn.csv", {"alt.csv", "add.csv"})}
    assert names == {"ALT.CSV", "add.csv.gz"}


WORKBOOK_MEMBER = "[Content_Types].xml"

FOREIGN = [
    (b"", "empty"),
    (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    (b"\n<!DOCTYPE html><html>", "web page"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xfei\0d\0", "UTF-16"),
    (b"i\0d\0", "UTF-16"),
    (gzip.compress(gzip.compress(b"id")), "gzip file inside"),
    (b"x" * 257 + b"ustar\x0000", "tar archive"),
    (b"PK\x03\x04 and then no directory", "cut short"),
]


@pytest.mark.parametrize(("content", "word"), FOREIGN, ids=[word for _, word in FOREIGN])
def test_what_can_be_no_list_is_called_by_its_name(
    tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ListFileError, match=word) as refused:
        _texts(path)
    assert "list.csv" in refused.value.message
    assert refused.value.hint


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="no such file"):
        _texts(tmp_path / "absent.csv")


def test_an_empty_folder_holds_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="empty folder"):
        _texts(tmp_path)


def test_an_excel_workbook_is_no_archive_of_lists(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr(WORKBOOK_MEMBER, "<Types/>")
    with pytest.raises(ListFileError, match="Excel"):
        _texts(tmp_path / "list.xlsx")


def test_a_file_without_permission_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object) -> NoReturn:
        raise PermissionError(EACCES, "Permission denied", str(self))

    (tmp_path / "list.csv").write_text("id\n")
    monkeypatch.setattr(Path, "open", refuse)  # for root, every file opens
    with pytest.raises(BorderCheckError, match=r"list\.csv: cannot be read: Permission") as refused:
        _texts(tmp_path / "list.csv")
    assert refused.value.exit_code == 4


def test_a_truncated_gzip_is_told_wherever_it_ends(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b"row %d\n" % number for number in range(20_000)))
    path = tmp_path / "list.csv.gz"
    for size in (200, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(ListFileError, match="cut short"):
            _texts(path)


def test_what_is_left_of_a_truncated_gzip_still_shows_its_format(tmp_path: Path) -> None:
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"id,name\n" + os.urandom(9000).hex().encode())[:-500])
    with members_of(path) as (member,):
        assert glance(member).startswith("id,name\n")


def test_a_damaged_gzip_or_zip_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"id,name\n" * 1000))
    packed[-6] ^= 0xFF  # its checksum
    (tmp_path / "a.gz").write_bytes(packed)
    with pytest.raises(ListFileError, match="damaged"):
        _texts(tmp_path / "a.gz")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.csv", "id,name\n")
    content = (tmp_path / "b.zip").read_bytes().replace(b"id,name", b"id,namE", 1)
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(ListFileError, match="damaged"):
        _texts(tmp_path / "b.zip")


def test_wrong_encoding_names_line_and_byte_and_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("id,name\n1,Anna\n2,Jos\u00e9\n".encode("latin-1"))
    with pytest.raises(ListFileError, match=r"line 3, byte 6: 0xe9 is not UTF-8") as refused:
        _texts(path)
    assert "iconv" in (refused.value.hint or "")


def test_bytes_may_be_any_where_no_text_is_asked_for(tmp_path: Path) -> None:
    content = "<?xml version='1.0' encoding='latin-1'?><é/>"
    (tmp_path / "list.xml").write_bytes(content.encode("latin-1"))
    with members_of(tmp_path / "list.xml") as (member,), opened(member) as stream:
        assert stream.read().endswith(b"<\xe9/>")
