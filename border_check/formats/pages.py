"""Pages of HTML: templates in which all that lists and travellers say is escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    import jinja2


@cache
def pages() -> jinja2.Environment:
    """The templates. What is put into them is escaped; a name that they lack is an error."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("border_check.formats"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def inlined(name: str) -> str:
    """A style sheet or script that stands in a page itself."""
    return (files("border_check.formats") / "templates" / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a page that needs nothing beside it: this style and this
    script, known by their digests, and nothing else (CSP Level 3, 2.3.1)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
