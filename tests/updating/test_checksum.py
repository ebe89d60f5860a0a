"""The checksum of a list, as it is written in several ways."""

from __future__ import annotations

import pytest

from border_check.errors import SourceError
from border_check.updating.checksum import place_of_checksum, require_checksum

OWN, OTHER = "a" * 64, "b" * 64

PLACES = [
    (".sha256", "https://ncb.example/x.csv?key=1", "https://ncb.example/x.csv.sha256?key=1"),
    (".sha256", "/media/usb/x.csv", "/media/usb/x.csv.sha256"),
    ("https://ncb.example/SUMS", "/media/usb/x.csv", "https://ncb.example/SUMS"),
    ("/media/usb/SUMS", "https://ncb.example/x.csv", "/media/usb/SUMS"),
]


@pytest.mark.parametrize(("checksum", "source", "place"), PLACES)
def test_where_it_stands(checksum: str, source: str, place: str) -> None:
    assert place_of_checksum(checksum, source) == place


SOUND = [
    ("alone", OWN),
    ("in capitals", OWN.upper() + "\r\n"),
    ("with its name", f"{OWN}  sltd.csv\n"),
    ("with another name, alone", f"{OWN}  export.csv\n"),
    ("of bytes", f"{OWN} *sltd.csv\n"),
    ("with its path", f"{OWN}  ./lists/sltd.csv\n"),
    ("among others", f"{OTHER}  un-sc.xml\n{OWN}  sltd.csv\n"),
]


@pytest.mark.parametrize("text", [s[1] for s in SOUND], ids=[s[0] for s in SOUND])
def test_it_holds(text: str) -> None:
    require_checksum(OWN, "sltd.csv", "here", text)


BROKEN = [
    ("of something else", f"{OTHER}  sltd.csv\n", "not what its checksum is of"),
    ("of others alone", f"{OWN}  a.csv\n{OTHER}  b.csv\n", "found 2 of other files"),
    ("none at all", "<html>not found</html>", "found 0 of other files"),
    ("cut short", OWN[:-1], "found 0 of other files"),
    ("another kind of digest", "a" * 128 + "  sltd.csv", "found 0 of other files"),
]


@pytest.mark.parametrize(("text", "told"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_it_does_not_hold(text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        require_checksum(OWN, "sltd.csv", "here", text)
