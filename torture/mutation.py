"""Inputs after accidents and attacks: bytes lost, doubled, exchanged, and what parsers trip on."""

from __future__ import annotations

import random

EVIL = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\r", b"\n\n", b"\t", b"\x85", b"\xa0"),
    *("\u202e".encode(), "\u2028".encode(), "\ud83d\ude00".encode("utf-16", "surrogatepass")),
    *(b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", "\u0130\u0131\u00df".encode()),
    *(
        b"'",
        b'"',
        b'""',
        b";",
        b",",
        b"|",
        b"<",
        b">",
        b"<<",
        b"&",
        b"&#0;",
        b"&a;",
        b"]]>",
        b"<!--",
    ),
    *(b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<?xml version='1.1'?>", b"xmlns:a='b'", b"CDATA["),
    *(b"{", b"}", b"[", b"]", b"[" * 500, b'{"a":' * 200, b"null", b"NaN", b"1e999", b"-0", b"1_0"),
    *(
        b"9" * 400,
        b"-1",
        b"0",
        b"00000000",
        b"9999-99-99",
        b"0001-01-01",
        b"19740812",
        b"2/30/1999",
    ),
    *(b"&x *x", b"!!python/object:os.system", b"<<: *x", b"---", b": ", b"- ", b"%YAML 9.9", b"? "),
    *(b"=1+1", b"@SUM(A1)", b"UNH+", b"UNA+:.? '", b"UNT+1'", b"?'", b"DTM+329:", b"NAD+FL"),
)
"""Pieces that change what the bytes around them mean."""


def mutated(seeds: list[bytes], dice: random.Random) -> bytes:
    """One of the seeds after up to eight accidents; now and then, two of them joined."""
    content = dice.choice(seeds)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        content = _once(content, seeds, dice)
    return content


def _once(content: bytes, seeds: list[bytes], dice: random.Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    until = min(len(content), at + dice.choice((1, 1, 2, 4, 16, 100)))
    part = content[at:until]
    kind = dice.randrange(8)
    if kind == 0 and part:  # a bit
        instead = bytes((part[0] ^ 1 << dice.randrange(8),)) + part[1:]
    elif kind == 1:
        instead = b""
    elif kind == 2:
        instead = part * dice.choice((2, 2, 3, 50))
    elif kind == 3:
        instead = dice.randbytes(len(part))
    elif kind == 4:
        instead = dice.choice(EVIL) + part
    elif kind == 5:
        instead = dice.choice(EVIL)
    elif kind == 6:  # something from elsewhere
        other = dice.choice(seeds)
        start = dice.randrange(len(other) + 1)
        instead = other[start : start + dice.choice((4, 16, 100))]
    else:
        return content[:at]  # cut short
    return content[:at] + instead + content[until:]
