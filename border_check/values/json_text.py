"""JSON without importing `json`, which brings regular expressions along and takes a third of the
time that a check may take.

What is read goes through the scanner in C that `json` itself uses; where a Python has none, through
`json`. What is written is the canonical form of the journal alone.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ESCAPES = {code: f"\\u{code:04x}" for code in range(0x20)} | {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
    ord("\f"): "\\f",
    ord("\b"): "\\b",
}
_SPACES = " \t\n\r"


class _AsUsual:
    """How the scanner reads, as `json.loads` does without options."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float
    memo: dict[str, str] = {}  # noqa: RUF012 - read by the scanner, which has its own


def from_json(text: str) -> Any:
    """What a JSON text says; raises `ValueError` where it is none."""
    try:
        from _json import make_scanner
    except ImportError:
        from json import loads

        try:
            return loads(text)
        except RecursionError:
            raise ValueError("more brackets within brackets than can be read") from None
    start = len(text) - len(text.lstrip(_SPACES))
    try:
        value, end = make_scanner(_AsUsual)(text, start)  # type: ignore[arg-type] # it reads attributes, not a type
    except StopIteration:
        raise ValueError("not JSON") from None
    except RecursionError:
        raise ValueError("more brackets within brackets than can be read") from None
    if text[end:].strip(_SPACES):
        raise ValueError("more than one JSON value")
    return value


def canonical(value: object) -> str:
    """JSON with its keys, all of them texts, in order and no spaces: equal content, equal bytes.

    Text is written as it is, and as escapes where UTF-8 has no form for it: half a character, in a
    file name, say. What was asked is kept all the same.
    """
    text = _written(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(c if " " <= c <= "~" else _escaped(c) for c in text)
    return text


def _written(value: object) -> str:
    if isinstance(value, str):
        return f'"{str.translate(value, _ESCAPES)}"'
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return float.__repr__(value)
    if isinstance(value, dict):
        pairs = (f"{_written(key)}:{_written(value[key])}" for key in sorted(value))
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_written, value))}]"
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _escaped(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
