"""The section about anchors of the journal that are made by themselves."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import hours, text
from border_check.errors import ConfigError
from border_check.values.anchoring import Anchoring


def anchors(value: object, where: Where) -> Anchoring | None:
    """Where anchors go and who signs them; None where the section is empty."""
    found = section(value, where, ANCHORS)
    if not found:
        return None
    for key in ("folder", "key"):
        if key not in found:
            raise ConfigError(
                f"{where.file}: {where.key}: {key} is missing",
                hint="anchors need a folder on another machine, and a key that signs them",
            )
    return Anchoring(**found)


ANCHORS: dict[str, Read] = {"folder": text, "key": text, "every": hours}
