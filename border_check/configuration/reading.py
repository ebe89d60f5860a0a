"""The configuration file to `Settings`; an error names file, key and found value.

What YAML makes of a file is kept beside the lists (`border_check.compiled`): yaml is imported only
for a file that is new or was changed, and what reads it only where there is a file.
"""

from __future__ import annotations

from border_check.values.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from border_check.values.lists import ListDescription


def load_settings(path: str | os.PathLike[str] | None, compiled: str | None = None) -> Settings:
    """Read a configuration file; without one, the defaults.

    `compiled` is the folder that keeps what was read for the next time. Raises `ConfigError` for a
    file that cannot be read, an unknown key or an impossible value.
    """
    if path is None:
        return Settings()
    from border_check.compiled import keep, kept
    from border_check.configuration.keys import settings_of
    from border_check.configuration.sections import Where

    content = kept(compiled, path) if compiled else None
    is_new = content is None
    if content is None:
        from border_check.configuration.yaml_file import content_of

        content = content_of(path)
    settings = settings_of(content, Where(str(path)))
    if compiled and is_new:
        keep(compiled, path, content)
    return settings


def load_description(path: str | os.PathLike[str]) -> ListDescription:
    """One list as a file of its own describes it: the keys of `lists.NAME`, and `name`."""
    from border_check.configuration.lists import described
    from border_check.configuration.sections import Where
    from border_check.configuration.yaml_file import content_of

    return described(content_of(path), Where(str(path)))
