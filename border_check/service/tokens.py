"""Tokens by which callers are known: who, at which post, in which role, for what, and until when.

A token is a JSON Web Token (RFC 7519) signed with Ed25519 (RFC 8037). The home has the key that
signs them, what is to be known of each that was issued, and which were revoked or spent; never a
token.

HOME/service/tokens.key, .pub   the key
HOME/service/issued/ID          what a token says, by its id
HOME/service/revoked/ID         that it counts no more
HOME/service/spent/ID           that one which counts once was used
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, UsageError
from border_check.signing.keys import PublicKey, new_key, read_private, read_public
from border_check.snapshot.storage import sync_folder
from border_check.values.settings import Role

_ISSUER = "border-check"
_ALGORITHM = "EdDSA"
_NAME_LETTERS = 60
_LEEWAY = timedelta(seconds=30)
"""By which clocks of callers and service may differ."""
LONGEST = timedelta(days=366)
_UNFINISHED = ".new-"
"""How the name of a file begins that is being written."""
MOST_BYTES = 2048
"""Of a token."""


class Refusal(BorderCheckError):
    """A caller whose token does not count."""

    usual_hint = "ask whoever runs the service for a token"


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
) -> tuple[Token, str]:
    """Issue a token, and return what it says and the token itself, which is kept nowhere.

    Raises `UsageError` for what no token may say, and `BorderCheckError`.
    """
    for name, value in (("user", user), ("post", post), *(("purpose", one) for one in purposes)):
        if not value.strip() or len(value) > _NAME_LETTERS or not value.isprintable():
            raise UsageError(f"{name}: expected a name of at most {_NAME_LETTERS} characters")
    if not timedelta() < valid <= LONGEST:
        raise UsageError("a token is valid for a year at most", hint="as in --valid 90d")
    key = _private(folder)
    now = datetime.now(UTC).replace(microsecond=0)
    token = Token(secrets.token_hex(8), user, post, role, purposes, now + valid, once)
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
    }
    text = _jwt().encode(claims, key.library_key, algorithm=_ALGORITHM)
    _write_issued(folder / "issued" / token.id, json.dumps(token.facts()))
    return token, text


class Tokens:
    """The tokens of a service, as it reads them again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key: Any = None
        self._known: dict[str, Token] = {}

    def read(self, text: str, now: datetime) -> Token:
        """What a token says; raises `Refusal` for one that does not count."""
        token = self._known.get(text)
        if token is None:
            token = self._verified(text)
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[text] = token
        if now >= token.expires + _LEEWAY:
            raise Refusal("the token has expired", hint="ask for a new one")
        if (self._folder / "revoked" / token.id).exists():
            raise Refusal("the token was revoked", hint="ask for a new one")
        if token.once:
            self._spend(token)
        return token

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
            )
        except (jwt.PyJWTError, LookupError, ValueError, TypeError, OverflowError):
            raise Refusal("the token is none of this service") from None

    def _spend(self, token: Token) -> None:
        try:
            _write_new(self._folder / "spent" / token.id, "")
        except FileExistsError:
            raise Refusal("the token counts once, and was used", hint="ask for a new one") from None


def issued(folder: Path) -> list[dict[str, Any]]:
    """What is known of each token: what it says, and whether it was revoked or spent."""
    found = []
    for file in sorted((folder / "issued").glob("[!.]*")):
        facts = json.loads(file.read_text(encoding="utf-8"))
        for state in ("revoked", "spent"):
            facts[state] = (folder / state / file.name).exists()
        found.append(facts)
    return sorted(found, key=lambda facts: (facts["post"], facts["user"], facts["expires"]))


def revoke(folder: Path, identity: str) -> None:
    """Have a token count no more, at once; raises `UsageError` where there is no such token."""
    if not identity.isalnum() or not (folder / "issued" / identity).exists():
        raise UsageError(
            f"{identity:.20}: no token has this id", hint="see `border-check token list`"
        )
    try:
        _write_new(folder / "revoked" / identity, "")
    except FileExistsError:
        return


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


def _write_issued(path: Path, text: str) -> None:
    """Write what a token says, whole or not at all: half of it would be in the way of the list."""
    unfinished = path.with_name(f"{_UNFINISHED}{path.name}")
    _write_new(unfinished, text)
    unfinished.replace(path)
    sync_folder(path.parent)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there, and wait until it lasts: what revokes a token has to outlive
    a power cut. Raises `FileExistsError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def _jwt() -> Any:
    try:
        import jwt
    except ImportError:
        raise BorderCheckError(
            "tokens need the extra `service`", hint="pip install 'border-check[service]'"
        ) from None
    return jwt
