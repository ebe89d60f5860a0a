"""What YAML makes of a file; an error names file and line."""

from __future__ import annotations

from border_check.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os


def content_of(path: str | os.PathLike[str]) -> object:
    """The content of a file; raises `ConfigError` where it cannot be read or is not YAML."""
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            return yaml.safe_load(file.read())
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: no such file", hint="start from config.example.yaml, or leave out --config"
        ) from None
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {error.strerror}", hint="see to its permissions"
        ) from None
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{path}: line {number}: cannot be read: byte {error.start + 1} is not UTF-8",
            hint="save it as UTF-8",
        ) from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ConfigError(
            f"{path}: {line}{error.problem or 'not YAML'}",
            hint="compare with config.example.yaml; YAML is indented by spaces, not tabs",
        ) from None
    except ValueError as error:  # of a date that YAML recognises
        raise ConfigError(
            f"{path}: a date or a number that is none: {error}",
            hint="put it between quotes if it is neither",
        ) from None
    except RecursionError:
        raise ConfigError(
            f"{path}: brackets or dashes within one another, more than can be read",
            hint="start from config.example.yaml",
        ) from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML: {' '.join(str(error).split())}") from None
