"""What a reader or a keyboard sends, cut into scans, keyed documents and commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zones import CARD, LISTED, UNLISTED, sent

from border_check.cli.desk_feed import LEAVE, LONGEST, TOO_LONG, TOO_MUCH, Feed, Kind, Piece
from border_check.icao.cleaning import zone_lines

A, B = LISTED
SILENCE = None
Sent = list[str | None]


def pieces(parts: Sent, *, by_hand: bool = True, ends: bool = True) -> list[Piece]:
    """What comes of texts, and of silences between them."""
    feed = Feed(by_hand=by_hand)
    found = []
    for part in parts:
        found += feed.silence() if part is SILENCE else feed.take(part.encode("utf-8"))
    return found + (feed.end() if ends else [])


def kinds(found: list[Piece]) -> list[Kind]:
    return [piece.kind for piece in found]


def typed(line: str) -> Sent:
    """A line as somebody types it, ten characters at a time."""
    return [part for at in range(0, len(line), 10) for part in (line[at : at + 10], SILENCE)]


SCANS: list[tuple[str, Sent, tuple[tuple[str, ...], ...]]] = [
    ("two lines with returns", [f"{A}\r{B}\r"], (LISTED,)),
    ("with line feeds", [f"{A}\n{B}\n"], (LISTED,)),
    ("with both", [f"{A}\r\n{B}\r\n"], (LISTED,)),
    ("with tabs", [f"{A}\t{B}\t"], (LISTED,)),
    ("three lines of a card", [sent(CARD)], (CARD,)),
    ("all in one, with an end", [f"{A}{B}\r"], (LISTED,)),
    ("all in one, without an end", [A + B, SILENCE], (LISTED,)),
    ("the last line without an end", [f"{A}\r{B}", SILENCE], (LISTED,)),
    ("three lines in one", ["".join(CARD), SILENCE], (CARD,)),
    ("between control characters", [f"\x02{A}\r{B}\r\x03", SILENCE], (LISTED,)),
    ("between the signs of a track", [f"%{A}\r{B}?\r"], (LISTED,)),
    ("in lower case", [f"{A}\r{B}\r".lower()], (LISTED,)),
    ("letter by letter", [*f"{A}\r{B}\r"], (LISTED,)),
    ("two that ran together", [sent(LISTED, UNLISTED)], (LISTED, UNLISTED)),
    (
        "a card whose name is misread",
        [sent((*CARD[:2], "I0HANS0N<<ANNA<MARIA<<<<<<<<<<"))],
        ((*CARD[:2], "I0HANS0N<<ANNA<MARIA<<<<<<<<<<"),),
    ),
    ("typed by hand", [*typed(A), "\r", SILENCE, *typed(B), "\r"], (LISTED,)),
    ("after a key that was touched", ["k", SILENCE, sent(LISTED)], (LISTED,)),
    ("after such a key, without an end", ["k", SILENCE, A + B, SILENCE], (LISTED,)),
]


@pytest.mark.parametrize(("parts", "zones"), [s[1:] for s in SCANS], ids=[s[0] for s in SCANS])
@pytest.mark.parametrize("by_hand", [True, False], ids=["keys", "pipe"])
def test_a_whole_zone_is_a_scan(
    parts: Sent, zones: tuple[tuple[str, ...], ...], by_hand: bool
) -> None:
    found = pieces(parts, by_hand=by_hand)
    assert kinds(found) == [Kind.SCAN] * len(zones)
    assert tuple(zone_lines(piece.text) for piece in found) == zones


NOT_READABLE: list[tuple[str, Sent, list[Kind]]] = [
    ("the upper line alone", [f"{A}\r", SILENCE], [Kind.UNREADABLE]),
    ("the lower line alone", [f"{B}\r", SILENCE], [Kind.UNREADABLE]),
    ("half a line", [B[:22], SILENCE], [Kind.UNREADABLE]),
    ("what is left of a zone is no number", [f"{B[13:28]}\r", SILENCE], [Kind.UNREADABLE]),
    ("a number without its issuer", ["K7654321\r", SILENCE], [Kind.UNREADABLE]),
    ("a state that there is not", ["K7654321 NOWHERE\r", SILENCE], [Kind.UNREADABLE]),
    ("words", ["HELLO AND\r", SILENCE], [Kind.UNREADABLE]),
    ("signs of another script", [f"{'Ж' * 44}\r{B}\r", SILENCE], [Kind.SCAN]),
    (
        "half a zone, then a whole one",
        [f"{A[:20]}\r" + sent(UNLISTED), SILENCE],
        [Kind.UNREADABLE, Kind.SCAN],
    ),
    (
        "an upper line, then a whole zone",
        [f"{A}\r" + sent(UNLISTED), SILENCE],
        [Kind.UNREADABLE, Kind.SCAN],
    ),
    (
        "two lines of a card, then a whole one",
        [sent(CARD[:2], CARD), SILENCE],
        [Kind.UNREADABLE, Kind.SCAN],
    ),
    ("two without an end between them", [A + B + A + B + "\r", SILENCE], [Kind.UNREADABLE]),
]


@pytest.mark.parametrize(
    ("parts", "expected"), [n[1:] for n in NOT_READABLE], ids=[n[0] for n in NOT_READABLE]
)
def test_what_is_no_zone_is_told(parts: Sent, expected: list[Kind]) -> None:
    assert kinds(pieces(parts)) == expected
    assert kinds(pieces(parts, by_hand=False)) == expected


KEYED = [
    ("number and issuer", "K7654321 UTO", ("K7654321", "UTO", None)),
    ("and type", "k7654321 uto p", ("K7654321", "UTO", "p")),
    ("a number with spaces", "K 765 43-21 FRA", ("K7654321", "FRA", None)),
    ("an issuer of two letters", "K7654321 DE", ("K7654321", "D", None)),
    ("an issuer that cannot be read", "K7654321 -", ("K7654321", None, None)),
]


@pytest.mark.parametrize(("line", "expected"), [k[1:] for k in KEYED], ids=[k[0] for k in KEYED])
def test_a_document_is_keyed(line: str, expected: tuple[str, str | None, str | None]) -> None:
    (piece,) = pieces([line, SILENCE, "\r"])
    assert piece.keyed == expected


def test_keys_take_back_and_clear() -> None:
    (piece,) = pieces(["L1 UTO\x15K76543221\x7f\x7f1 UTO\r"])
    assert piece.keyed is not None
    assert piece.keyed.number == "K7654321"


COMMANDS = [
    ("hits", ["h\r"], "h"),
    ("one hit", ["h 417\r"], "h 417"),
    ("protection, at once", ["!", SILENCE], "!"),
    ("protection, with return", ["!\r"], "!"),
    ("Ctrl-C", ["\x03", SILENCE], LEAVE),
    ("Ctrl-D", ["\x04", SILENCE], LEAVE),
]


@pytest.mark.parametrize(("parts", "word"), [c[1:] for c in COMMANDS], ids=[c[0] for c in COMMANDS])
def test_a_command(parts: Sent, word: str) -> None:
    (piece,) = pieces(parts)
    assert piece == Piece(Kind.COMMAND, word)


def test_ctrl_c_takes_back_what_was_typed() -> None:
    assert pieces(["K76", SILENCE, "\x03", SILENCE]) == []


NOTHING: list[tuple[str, Sent, list[Kind]]] = [
    ("a bump of the Enter key", ["\r", SILENCE], [Kind.EMPTY]),
    ("with both signs", ["\r\n", SILENCE], [Kind.EMPTY]),
    ("a key that stays down", ["\r" * 500, SILENCE], [Kind.EMPTY]),
    ("more ends than lines", [f"{A}\r\n\r\n{B}\r\n\r\n\r\n", SILENCE], [Kind.SCAN]),
    ("an arrow", ["\x1b[A", SILENCE], []),
    ("a sign of the end, late", [sent(LISTED), SILENCE, "?", SILENCE], [Kind.SCAN]),
    ("a few keys that nobody ends", ["abc", SILENCE], []),
]


@pytest.mark.parametrize(
    ("parts", "expected"), [n[1:] for n in NOTHING], ids=[n[0] for n in NOTHING]
)
def test_what_asks_for_nothing(parts: Sent, expected: list[Kind]) -> None:
    assert kinds(pieces(parts, ends=False)) == expected


def test_a_flood_is_told_once_and_asks_little() -> None:
    feed = Feed(by_hand=True)
    found = [piece for _ in range(3000) for piece in feed.take(b"K7654321 UTO\r")]
    assert kinds(found) == [Kind.KEYED] * 4
    assert feed.silence() == [Piece(Kind.UNREADABLE, TOO_MUCH)]
    assert kinds(feed.take(sent(LISTED).encode())) == [Kind.SCAN]


def test_a_line_that_never_ends_is_not_kept() -> None:
    feed = Feed(by_hand=False)
    for _ in range(1000):
        assert feed.take(b"x" * 1024) == []
    assert len(feed._open) == LONGEST
    assert feed.take(b"\n") == [Piece(Kind.UNREADABLE, TOO_LONG)]
    assert kinds(feed.take(sent(LISTED).encode())) == [Kind.SCAN]


def test_a_pipe_may_send_as_much_as_it_likes() -> None:
    found = pieces([sent(*[LISTED] * 200)], by_hand=False)
    assert kinds(found) == [Kind.SCAN] * 200


@given(st.lists(st.binary(max_size=60) | st.none(), max_size=20), st.booleans())
def test_whatever_comes_the_next_scan_is_read(parts: list[bytes | None], by_hand: bool) -> None:
    feed = Feed(by_hand=by_hand)
    for part in parts:
        _ = feed.silence() if part is None else feed.take(part)
    feed.take(b"\r\r")
    feed.silence()
    found = feed.take(sent(UNLISTED).encode())
    assert found[-1:] and found[-1].kind is Kind.SCAN
    assert zone_lines(found[-1].text) == UNLISTED


@given(st.data())
def test_where_the_stream_is_cut_does_not_matter(data: st.DataObject) -> None:
    zones = data.draw(st.lists(st.sampled_from([LISTED, UNLISTED, CARD]), max_size=4))
    text = sent(*zones, end=data.draw(st.sampled_from(["\r", "\n", "\r\n", "\t"])))
    feed, found, at = Feed(by_hand=False), [], 0
    while at < len(text):
        length = data.draw(st.integers(1, 60))
        found += feed.take(text[at : at + length].encode())
        at += length
    assert found == pieces([text], by_hand=False)
    assert [zone_lines(piece.text) for piece in found] == zones
