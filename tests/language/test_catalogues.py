"""The catalogues and the code are in step: every sentence is translated, with all of its facts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from catalogues import CATALOGUES, PACKAGE, TRANSLATIONS, compiled, read, sentences, sentences_in

from border_check.formats import case_wording
from border_check.formats.cells import cells_of
from border_check.formats.speech import translated
from border_check.formats.terminal import LABEL, labelled
from border_check.formats.words import word
from border_check.language import LANGUAGES, speaking
from border_check.language.catalogues import wording_in
from border_check.screening.calling import _PEOPLE, _SMUGGLED, _TRAFFICKED
from border_check.values.actions import ActionClass
from border_check.values.case import Disposition
from border_check.values.document import DocumentType, FraudType
from border_check.values.lists import ListState
from border_check.values.screening import CheckKind, Grade, Relation, Verdict
from border_check.values.vehicle import MarkKind, VehicleReason, VehicleType

_SIGNS = "@ letter, # digit, * either, [AB] one of these, {9} nine of it"
"""Of number patterns; its braces hold no fact."""


def facts_of(wording: str) -> list[str]:
    """The names in the braces of a sentence."""
    if wording == _SIGNS or "{9}" in wording:
        return []
    return sorted(name for _, name, _, _ in Formatter().parse(wording) if name is not None)


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_every_sentence_is_translated(code: str) -> None:
    catalogue = read(code)
    translated = {message.id for message in catalogue if message.id and message.string}
    assert translated == set(sentences()), "run `make catalogues` and translate what is new"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_translation_has_the_facts_of_its_sentence(code: str) -> None:
    for message in read(code):
        if message.id:
            assert facts_of(str(message.string)) == facts_of(str(message.id)), message.id


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_what_is_compiled_is_what_the_source_says(code: str) -> None:
    assert (CATALOGUES / f"{code}.mo").read_bytes() == compiled(read(code)), "run `make catalogues`"


def test_every_language_has_a_catalogue_and_no_other() -> None:
    known = {file.stem for file in CATALOGUES.glob("*.po")}
    assert {*known, "en"} == set(LANGUAGES)


def test_what_is_no_sentence_is_in_no_catalogue() -> None:
    assert wording_in("fr", "") is None, "under which a catalogue describes itself"
    assert wording_in("fr", "Zaru TAYIBELI") is None


WORDS: list[Iterable[str]] = [
    *(Grade, ActionClass, Relation, FraudType, DocumentType, CheckKind, Disposition),
    *(MarkKind, VehicleType, VehicleReason),
    [verdict.word for verdict in Verdict],
    Verdict,
    [state for state in ListState if state != "ok"],
]


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_words_of_the_json_contract_are_translated(code: str) -> None:
    with speaking(code):
        unknown = [one for words in WORDS for one in words if not wording_in(code, word(one))]
    assert [one for one in unknown if one not in ("vin", "imo")] == []


WORDING = (
    *("screening/actions", "screening/vehicle_actions", "screening/calling"),
    *("screening/findings", "screening/document_hits", "screening/vehicle_hits"),
    *("screening/guidance", "screening/nominal_hits", "screening/zone_queries"),
    *("matching/document", "matching/vehicle", "matching/birth", "matching/facts"),
    *("matching/grade", "matching/lifting", "references/genuine", "references/alerts"),
    *("formats/terminal", "formats/wording", "formats/nominal", "formats/vehicle"),
    *("formats/asked", "formats/look_alike", "formats/waterfall", "formats/case_wording"),
    *("formats/cases", "formats/drafts", "formats/sheets", "formats/references"),
    *("formats/operations", "formats/desk", "formats/alerts", "formats/pictures"),
)
"""Modules whose every sentence an officer may read."""
_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]")
_STYLE = re.compile(r"bold|on red")
NOT_SHOWN = {"other holder", "holder not searched", *_PEOPLE, *_SMUGGLED, *_TRAFFICKED}
"""What is looked for in other texts."""


@pytest.mark.parametrize("module", WORDING)
def test_no_sentence_is_left_unmarked(module: str) -> None:
    source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    marked = set(sentences_in(source))
    known = marked | NOT_SHOWN
    left = [text for text in _texts(ast.parse(source)) if text not in known]
    assert [text for text in left if _TWO_WORDS.search(text) and not _STYLE.search(text)] == []


def _texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module but for those that describe something, or an error."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Raise):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from _texts(node)


@cache
def labels() -> set[str]:
    """What stands in the margin of reports."""
    found = {*("Seen", "Look", "Compare", "Note", "Problem", "Person", "Read", "Persons", "TDAWN")}
    found |= set(case_wording.STATE.values())
    for module in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "labelled":
                label = call.args[0]
                told = _texts(ast.Expression(label))
                if isinstance(label, ast.Subscript) and module.name in ("cases.py", "drafts.py"):
                    told = (case_wording.LABEL[key] for key in told)
                found.update(told)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_label_leaves_a_space_in_its_margin(code: str) -> None:
    assert len(labels()) > 30
    with speaking(code):
        told = {one: translated(one) for one in labels() if "{" not in one}
    assert {one: text for one, text in told.items() if cells_of(text) >= LABEL} == {}


def test_a_label_that_fills_the_margin_is_not_glued_to_its_text() -> None:
    first, second = (line.plain for line in labelled("Nine cells", "word " * 18 + "end"))
    assert first.startswith("Nine cells word")
    assert second.startswith(" " * 11 + "word")
    assert max(map(len, (first, second))) <= 80


def test_a_sentence_that_nobody_marked_would_be_found() -> None:
    tree = ast.parse('"""About it."""\nX = "somebody reads this"\n')
    assert list(_texts(tree)) == ["somebody reads this"]
    assert list(sentences_in('marked("one" if x else "other")\nsentence("two")')) == [
        *("one", "other", "two")
    ]


def test_the_sources_are_part_of_the_package() -> None:
    assert Path(CATALOGUES).is_relative_to(PACKAGE)
