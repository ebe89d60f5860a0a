"""Which language is spoken, and what a sentence keeps of itself."""

from __future__ import annotations

import copy
import json
import pickle
from threading import Thread

import pytest

from border_check.language import (
    ENGLISH,
    LANGUAGES,
    Sentence,
    language,
    sentence,
    speak,
    speaking,
)
from border_check.values.settings import Language

AGE = sentence("{list} is {age} old", list="SLTD", age="2h05")


def test_the_configuration_knows_the_languages_that_there_are() -> None:
    assert tuple(Language) == LANGUAGES


def test_a_sentence_is_its_english_text() -> None:
    assert AGE == "SLTD is 2h05 old"
    assert json.dumps(AGE) == '"SLTD is 2h05 old"'


@pytest.mark.parametrize("sent", [lambda one: pickle.loads(pickle.dumps(one)), copy.deepcopy])
def test_a_sentence_that_was_sent_elsewhere_can_still_be_translated(sent: object) -> None:
    assert callable(sent)
    there = sent(AGE)
    assert isinstance(there, Sentence)
    assert (there, there.wording, there.facts) == (AGE, AGE.wording, AGE.facts)


def test_a_language_is_spoken_for_the_time_of_a_block() -> None:
    with speaking("fr"):
        with speaking("ar"):
            assert language() == "ar"
        assert language() == "fr"
    assert language() == ENGLISH


def test_other_threads_do_not_hear_it() -> None:
    heard: list[str] = []
    with speaking("fr"):
        thread = Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == [ENGLISH]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="found 'de', expected one of en, fr, es, ar"):
        speak("de")
    assert language() == ENGLISH
