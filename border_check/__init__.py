"""Checks of travel documents and persons against local copies of border lists.

    import border_check

    with border_check.open(home) as screener:
        result = screener.document(number="L898902C3", issuing_state="UTO", document_type="P")
        result.verdict, result.hits

What is here is what other programs may rely on. It is imported when it is first used: a program
that checks one document must not wait for what it does not need.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

    from border_check.errors import BorderCheckError
    from border_check.screening.comparing import compare
    from border_check.screening.screener import Screener
    from border_check.values.screening import Comparison, Hit, Screening, Verdict

__all__ = [
    "BorderCheckError",
    "Comparison",
    "Hit",
    "Screener",
    "Screening",
    "Verdict",
    "__version__",
    "compare",
    "open",
]

_HOMES = {
    "BorderCheckError": "border_check.errors",
    "Comparison": "border_check.values.screening",
    "Hit": "border_check.values.screening",
    "Screener": "border_check.screening.screener",
    "Screening": "border_check.values.screening",
    "Verdict": "border_check.values.screening",
    "compare": "border_check.screening.comparing",
}


def open(  # noqa: A001 - the word of the interface
    home: str | os.PathLike[str] | None = None, *, config: str | os.PathLike[str] | None = None
) -> Screener:
    """A screener for the lists of a home, to be used in a `with` statement.

    Without `home`, `BORDER_CHECK_HOME` or the user's own; without `config`, `config.yaml` in it.
    Raises `BorderCheckError` for an account that is not there to search.
    """
    import os

    from border_check.configuration.reading import load_settings
    from border_check.screening.screener import Screener
    from border_check.snapshot.home import Home, default_home

    place = Home(default_home() if home is None else home)
    if config is None and os.path.exists(place.config):
        config = place.config
    settings = load_settings(config, place.compiled)
    if settings.accounts:
        from border_check.screening.duties import settings_of_account

        settings = settings_of_account(settings, "doc")
    return Screener(place.folder, settings)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
