"""Letters that no table here has, in Latin ones."""

from __future__ import annotations


def in_ascii(text: str) -> str:
    """The text in ASCII, as anyascii writes it, which is imported with the first such letter."""
    from anyascii import anyascii

    return anyascii(text)
