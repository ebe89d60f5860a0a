"""Who may import whom, and where third parties live."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import border_check

PACKAGE = Path(border_check.__file__).parent

# A package imports from the lines above its own; packages on one line do not know each other.
LAYERS = (
    ("language",),
    ("errors", "values", "file_lock"),
    ("at_rest",),
    ("sqlite",),
    ("database",),
    ("compiled",),
    ("configuration",),
    ("icao", "vehicles"),
    ("names", "references"),
    ("matching", "sources", "manifests"),
    ("snapshot", "journal", "shipped"),
    ("screening",),
    ("evaluation", "updating", "keeping", "signing", "posts"),
    ("formats",),
    ("demo", "service", "centre"),
    ("cli",),
    ("__init__", "__main__"),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

HOMES = {
    "_sha2": {"values"},  # standard, from Python 3.12 on
    "anyascii": {"names"},
    "cryptography": {"signing", "at_rest"},
    "defusedxml": {"sources"},
    "distributed": {"screening"},
    "faker": {"names"},  # only the script that rebuilds a table
    "janome": {"names"},  # only the script that rebuilds a table
    "jinja2": {"formats"},
    "matplotlib": {"formats"},
    "numpy": {"sources", "snapshot"},
    "openpyxl": {"manifests"},
    "plotext": {"formats"},
    "psycopg": {"database"},
    "pyrage": {"journal"},
    "rapidfuzz": {"names", "snapshot"},
    "rich": {"formats", "cli"},
    "httptools": {"service"},
    "jwt": {"service"},
    "msgspec": {"service"},
    "prometheus_client": {"service"},
    "starlette": {"service"},
    "uvicorn": {"service"},
    "sqlcipher3": {"at_rest"},
    "sqlite3": {"snapshot", "sqlite"},
    "sqlite_utils": {"snapshot"},
    "typer": {"cli"},
    "yaml": {"configuration"},
    "zstandard": {"signing"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        relative = file.relative_to(PACKAGE)
        yield relative.parts[0].removesuffix(".py"), file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            if module == "border_check":
                yield from (f"border_check.{alias.name}" for alias in node.names)
            else:
                yield module


CASES = [pytest.param(own, file, id=str(file.relative_to(PACKAGE))) for own, file in modules()]


@pytest.mark.parametrize(("own", "file"), CASES)
def test_imports_point_up(own: str, file: Path) -> None:
    for name in imports(file):
        parts = name.split(".")
        if parts[0] != "border_check" or len(parts) == 1:
            continue
        other = parts[1] if parts[1] in LEVEL else "__init__"
        if other == own or (own == "cli" and other == "__init__"):
            continue
        assert LEVEL[other] < LEVEL[own] or (own, other) == ("values", "errors"), (
            f"{own} may not import {name}"
        )


@pytest.mark.parametrize(("own", "file"), CASES)
def test_third_parties_have_one_home(own: str, file: Path) -> None:
    for name in imports(file):
        top = name.split(".")[0]
        if top == "border_check" or (top in sys.stdlib_module_names and top not in HOMES):
            continue
        assert own in HOMES.get(top, set()), f"{own} may not import {top}"
