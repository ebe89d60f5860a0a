"""What the extra `encrypted` brings, imported where it is used."""

from __future__ import annotations

from border_check.errors import KeyNeeded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MISSING = "an encrypted home needs the extra `encrypted`"
_HINT = "pip install 'border-check[encrypted]'"


def aes() -> Any:
    """AES-GCM; raises `KeyNeeded` where the extra is missing."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise KeyNeeded(_MISSING, hint=_HINT) from None
    return AESGCM


def sqlcipher() -> Any:
    """SQLite with encryption; raises `KeyNeeded` where the extra is missing."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise KeyNeeded(_MISSING, hint=_HINT) from None
    return dbapi2
