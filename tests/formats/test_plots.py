"""Figures as pictures: the same bytes for the same figures, and nobody's facts in them."""

from __future__ import annotations

import sys

import pytest

from border_check.errors import BorderCheckError, UsageError
from border_check.evaluation.alarms import Alarms, ListAlarms, Measurement
from border_check.evaluation.pairs import evaluate, read_pairs
from border_check.formats.plots import (
    FORMATS,
    evaluations_picture,
    measurement_picture,
    picture_format,
)
from border_check.shipped import data_folder
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.screening import Grade
from border_check.values.settings import Thresholds

pytest.importorskip("matplotlib")

PAIRS = read_pairs(data_folder() / "samples" / "pairs.jsonl")
SIGNATURE = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml"}


def measurement(lists: int) -> Measurement:
    figures = ListAlarms(
        *(
            tuple(
                Alarms(threshold, alarming, alarming / 2, {Grade.POSSIBLE: alarming})
                for threshold, alarming in ((4.0, many), (6.0, 3), (9.0, 0))
            )
            for many in (30, 900)
        )
    )
    status = ListStatus("wanted", ListKind.NOMINALS, ListState.OK, records=75_000)
    every = ((status, figures),) * lists
    return Measurement("Zaru.csv", "", None, 2000, 0, Thresholds(), every, figures)


@pytest.mark.parametrize("suffix", FORMATS)
def test_pairs(suffix: str) -> None:
    files = [("pairs.jsonl", evaluate(PAIRS)), ("$x^2 \u0645\x1b.jsonl", evaluate([]))]
    picture = evaluations_picture(files, suffix)
    assert picture.startswith(SIGNATURE[suffix])
    assert picture == evaluations_picture(files, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lists", [1, 2])
def test_travellers(suffix: str, lists: int) -> None:
    picture = measurement_picture(measurement(lists), suffix)
    assert picture.startswith(SIGNATURE[suffix])
    assert picture == measurement_picture(measurement(lists), suffix)


def test_what_a_picture_says() -> None:
    pairs = evaluations_picture([("pairs.jsonl", evaluate(PAIRS))], "svg").decode()
    for text in ("recall", "precision", "alarms in 1,000 pairs", "threshold in points", "default"):
        assert f">{text}</text>" in pairs.replace("> ", ">")
    alarms = measurement_picture(measurement(2), "svg").decode()
    for text in ("full record", "name alone", "first line", "second line"):
        assert f">{text}</text>" in alarms.replace("> ", ">")
    assert "2,000 travellers on all 2 lists together, 150,000 persons" in alarms


def test_a_picture_tells_neither_time_nor_names() -> None:
    alarms = measurement_picture(measurement(1), "svg").decode()
    assert "dc:date" not in alarms
    assert "Zaru" not in alarms


def test_settings_of_the_user_change_nothing() -> None:
    import matplotlib

    before = measurement_picture(measurement(1), "svg")
    with matplotlib.rc_context({"font.size": 30, "axes.grid": True}):
        assert measurement_picture(measurement(1), "svg") == before
        assert matplotlib.rcParams["font.size"] == 30


@pytest.mark.parametrize("name", ["figures.pdf", "figures", ".svgz", "png"])
def test_other_suffixes_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"expected a name in \.png or \.svg"):
        picture_format(name)


def test_without_matplotlib_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(BorderCheckError) as raised:
        picture_format("figures.svg")
    assert "pip install 'border-check[plots]'" in raised.value.hint
