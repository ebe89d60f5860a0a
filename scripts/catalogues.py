"""Brings the catalogues in step with the code: `make catalogues`.

Sentences are what stands first in the calls of `marked`, `sentence`, `translated` and
`labelled`. New ones are
put into each .po, to be translated by hand; those that are gone are taken out; and each .po is
compiled to the .mo that reports read.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from border_check.language import ENGLISH, LANGUAGES

PACKAGE = Path(__file__).parents[1] / "border_check"
CATALOGUES = PACKAGE / "language" / "catalogues"
TRANSLATIONS = tuple(code for code in LANGUAGES if code != ENGLISH)
_HEAD = """\
# Sentences of border-check's reports; `make catalogues` keeps them in step with the code.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Else the same sentences would be compiled to other bytes on another day."""
_MARKS = frozenset(("labelled", "marked", "sentence", "translated"))


@cache
def sentences() -> dict[str, list[str]]:
    """All sentences of the package, each with the modules in which it stands."""
    found: dict[str, list[str]] = {}
    for module in sorted(PACKAGE.rglob("*.py")):
        name = str(module.relative_to(PACKAGE.parent))
        for wording in sentences_in(module.read_text(encoding="utf-8")):
            places = found.setdefault(wording, [])
            places += [] if name in places else [name]
    return found


def sentences_in(source: str) -> Iterator[str]:
    """The sentences that are marked in the source of a module, in its order."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in _MARKS and call.args:
            yield from _texts(call.args[0])


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts of an expression that is a text, or one text or another."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def read(code: str) -> Catalog:
    """The catalogue of a language, as its .po says."""
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What the .mo of a catalogue is to hold."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _in_step(catalogue: Catalog) -> Catalog:
    template = Catalog(creation_date=catalogue.creation_date)
    for wording, modules in sentences().items():
        template.add(wording, locations=[(module, 0) for module in modules])
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def main() -> None:
    """Update and compile each catalogue, and tell what is left to be translated."""
    for code in TRANSLATIONS:
        catalogue = _in_step(read(code))
        with (CATALOGUES / f"{code}.po").open("wb") as file:
            file.write(_HEAD.format(code=code).encode())
            write_po(file, catalogue, width=100, include_lineno=False, omit_header=True)
        (CATALOGUES / f"{code}.mo").write_bytes(compiled(catalogue))
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{code}: {len(catalogue)} sentences, {missing} to be translated")


if __name__ == "__main__":
    main()
