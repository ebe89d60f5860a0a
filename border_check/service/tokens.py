"""Tokens by which callers are known: who, at which post, in which role, for what, and until when.

A token is a JSON Web Token (RFC 7519) signed with Ed25519 (RFC 8037). The home has the key that
signs them (HOME/service/tokens.key and .pub), and a register of those that were issued.
"""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, UsageError
from border_check.service.register import FolderRegister, Register
from border_check.signing.keys import PublicKey, new_key, read_private, read_public
from border_check.values.settings import Role

_ISSUER = "border-check"
_ALGORITHM = "EdDSA"
_NAME_LETTERS = 60
_LEEWAY = timedelta(seconds=30)
"""By which clocks of callers and service may differ."""
LONGEST = timedelta(days=366)
MOST_BYTES = 2048
"""Of a token."""


class Refusal(BorderCheckError):
    """A caller whose token does not count."""

    usual_hint = "ask whoever runs the service for a token"


class NotForIt(BorderCheckError):
    """A token that counts, and is not for what was asked with it."""


class Token(NamedTuple):
    """What a token says."""

    id: str
    user: str
    post: str
    role: Role
    purposes: tuple[str, ...]
    """For what its caller may ask; the first one where they name none."""
    expires: datetime
    once: bool = False
    """Whether it counts for one request."""
    exchange: bool = False
    """Whether a post brings its hits with it, and nobody asks anything or follows a hit."""

    def to_ask(self) -> Token:
        """The token, as that of whoever asks or follows hits; raises `NotForIt` for one that is for
        exchanges alone."""
        if self.exchange:
            raise NotForIt(
                "this token is for exchanges alone",
                hint="ask with one that names a role: border-check token issue --role",
            )
        return self

    def to_exchange(self) -> Token:
        """The token, as that of a post that brings its hits; raises `NotForIt` for any other."""
        if not self.exchange:
            raise NotForIt(
                "this token is not for an exchange",
                hint="a post has one of its own for that: border-check token issue --exchange",
            )
        return self

    def facts(self) -> dict[str, Any]:
        """The same, for JSON."""
        return {
            "id": self.id,
            "user": self.user,
            "post": self.post,
            "role": str(self.role),
            "purposes": list(self.purposes),
            "expires": f"{self.expires:%FT%TZ}",
            "once": self.once,
            "exchange": self.exchange,
        }


def new_token(
    folder: Path,
    user: str,
    post: str,
    role: Role,
    purposes: tuple[str, ...],
    valid: timedelta,
    *,
    once: bool = False,
    exchange: bool = False,
    register: Register | None = None,
) -> tuple[Token, str]:
    """Issue a token, and return what it says and the token itself, which is kept nowhere. The
    folder has the key, and the register too where no other one is named.

    Raises `UsageError` for what no token may say, and `BorderCheckError`.
    """
    for name, value in (("user", user), ("post", post), *(("purpose", one) for one in purposes)):
        if not value.strip() or len(value) > _NAME_LETTERS or not value.isprintable():
            raise UsageError(f"{name}: expected a name of at most {_NAME_LETTERS} characters")
    if not timedelta() < valid <= LONGEST:
        raise UsageError("a token is valid for a year at most", hint="as in --valid 90d")
    key = _private(folder)
    now = datetime.now(UTC).replace(microsecond=0)
    token = Token(secrets.token_hex(8), user, post, role, purposes, now + valid, once, exchange)
    claims = {
        "iss": _ISSUER,
        "jti": token.id,
        "sub": user,
        "post": post,
        "role": str(role),
        "purposes": list(purposes),
        "iat": int(now.timestamp()),
        "exp": int(token.expires.timestamp()),
        **({"once": True} if once else {}),
        **({"exchange": True} if exchange else {}),
    }
    text = _jwt().encode(claims, key.library_key, algorithm=_ALGORITHM)
    (register or FolderRegister(folder)).add(token.id, token.facts())
    return token, text


class Tokens:
    """The tokens of a service, as it reads them again and again."""

    def __init__(self, folder: Path, register: Register | None = None) -> None:
        self._folder = folder
        self.register = register or FolderRegister(folder)
        self._key: Any = None
        self._known: dict[str, Token] = {}

    async def read(self, text: str, now: datetime) -> Token:
        """What a token says; raises `Refusal` for one that does not count. Others are served while
        a database is asked."""
        token = self._said(text, now)
        if self.register.may_wait(token.id, once=token.once):
            await asyncio.to_thread(self._require_counting, token)
        else:
            self._require_counting(token)
        return token

    def _said(self, text: str, now: datetime) -> Token:
        token = self._known.get(text)
        if token is None:
            token = self._verified(text)
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[text] = token
        if _has_expired(token.expires, now):
            raise Refusal("the token has expired", hint="ask for a new one")
        return token

    def _require_counting(self, token: Token) -> None:
        if not self.register.is_known(token.id):
            raise Refusal("no such token was issued here", hint="ask for a new one")
        if self.register.is_revoked(token.id):
            raise Refusal("the token was revoked", hint="ask for a new one")
        if token.once and not self.register.spend(token.id):
            raise Refusal("the token counts once, and was used", hint="ask for a new one")

    def _verified(self, text: str) -> Token:
        if len(text) > MOST_BYTES:
            raise Refusal("the token is longer than any")
        jwt = _jwt()
        if self._key is None:
            self._key = _public(self._folder)
        try:
            said = jwt.decode(
                text,
                self._key.library_key,
                algorithms=[_ALGORITHM],
                issuer=_ISSUER,
                options={"require": ["exp", "jti", "sub"], "verify_exp": False},
            )
            return Token(
                str(said["jti"]),
                str(said["sub"]),
                str(said["post"]),
                Role(said["role"]),
                tuple(map(str, said["purposes"])),
                datetime.fromtimestamp(int(said["exp"]), UTC),
                bool(said.get("once")),
                bool(said.get("exchange")),
            )
        except (jwt.PyJWTError, LookupError, ValueError, TypeError, OverflowError):
            raise Refusal("the token is none of this service") from None


def issued(register: Register, now: datetime) -> list[dict[str, Any]]:
    """What is known of each token, and its `state`, by post and user; older ones do not say what
    they are not."""
    return sorted(
        ({"exchange": False, **facts, "state": _state(facts, now)} for facts in register.issued()),
        key=lambda facts: (facts["post"], facts["user"], facts["expires"]),
    )


def _state(facts: dict[str, Any], now: datetime) -> str:
    """Whether a token counts, or why it does not any more."""
    for state in ("revoked", "spent"):
        if facts[state]:
            return state
    return "expired" if _has_expired(datetime.fromisoformat(facts["expires"]), now) else "counts"


def _has_expired(expires: datetime, now: datetime) -> bool:
    return now >= expires + _LEEWAY


def revoke(register: Register, identity: str) -> None:
    """Have a token count no more, at once; raises `UsageError` where there is no such token."""
    if not register.is_known(identity):
        raise UsageError(
            f"{identity:.20}: no token has this id", hint="see `border-check token list`"
        )
    register.revoke(identity)


def _private(folder: Path) -> Any:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "tokens.key"
    if not file.exists():
        new_key(file)
    return read_private(file)


def _public(folder: Path) -> PublicKey:
    file = folder / "tokens.key.pub"
    if not file.exists():
        raise Refusal("no token was issued here yet", hint="border-check token issue")
    return read_public(file)


def _jwt() -> Any:
    try:
        import jwt
    except ImportError:
        raise BorderCheckError(
            "tokens need the extra `service`", hint="pip install 'border-check[service]'"
        ) from None
    return jwt
