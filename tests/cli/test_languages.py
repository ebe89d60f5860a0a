"""Reports in the language of the officer: `--lang`, and the configuration."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from session import Session

from border_check.journal.book import Journal
from border_check.language import ENGLISH, LANGUAGES, language

from desk import REFERENCES, VEHICLES

LOST = ("doc", "K4720135", "--issuer", "UTO", "--type", "P")
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
WORDS = {
    "en": ("STOP", "DOCUMENT LISTED: LOST"),
    "fr": ("STOP", "DOCUMENT SIGNALÉ : PERDU"),
    "es": ("ALTO", "DOCUMENTO SEÑALADO: PERDIDO"),
    "ar": ("قف", "مفقودة"),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after it"])
def test_a_check(session: Session, code: str, before: bool) -> None:
    option = ("--lang", code)
    result = session(*option, *LOST) if before else session(*LOST, *option)
    assert all(word in result.out for word in WORDS[code])
    assert result.code == session(*LOST).code


def test_the_configuration_names_the_language_unless_the_command_does(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {language: es}\n")
    assert WORDS["es"][1] in session(*LOST).out
    assert WORDS["fr"][1] in session(*LOST, "--lang", "fr").out
    assert WORDS["en"][1] in session(*LOST, "--lang=en").out


def test_a_language_ends_with_its_command(session: Session) -> None:
    session(*LOST, "--lang", "ar")
    assert language() == ENGLISH
    assert WORDS["en"][1] in session(*LOST).out


@pytest.mark.parametrize(
    "arguments", [LOST, ("lists",), ("compare", "{}", "{}")], ids=["doc", "lists", "compare"]
)
def test_an_unknown_language_is_a_mistake(session: Session, arguments: tuple[str, ...]) -> None:
    session(*arguments, "--lang", "de").failed(
        2, "--lang: found 'de', expected one of en, fr, es, ar", "the configuration names"
    )


def test_an_unknown_language_in_the_configuration(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {language: de}\n")
    session(*LOST).failed(3, "desk.language", "'de'", "one of en, fr, es, ar")


def without_texts(wire: Any) -> Any:
    """JSON without what is for people to read, and what differs from one search to the next."""
    left_out = {"reference", "asked_at", "age_hours"}
    wire = {key: value for key, value in wire.items() if key not in left_out}
    wire["action"] = {key: value for key, value in wire["action"].items() if key != "text"}
    wire["problems"] = [{k: v for k, v in one.items() if k != "text"} for one in wire["problems"]]
    wire["lists"] = [{k: v for k, v in one.items() if k != "age_hours"} for one in wire["lists"]]
    return json.dumps(wire)


CHECKS = [
    LOST,
    ("doc", "K472O135", "--issuer", "UTO"),
    ("doc", "M3311846", "--issuer", "FRA"),
    ("doc", "T5550001", "--issuer", "UTO", "--surname", "Doe"),
    ("person", "Zarou M. Eltayibli", "--dob", "1973-05-01"),
    ("vehicle", "--plate", "UT 1", "--vin", "UT0ZZZ77ZJU003003", "--country", "UTO"),
]


@pytest.mark.parametrize("arguments", CHECKS, ids=" ".join)
def test_json_differs_in_its_texts_alone(session: Session, arguments: tuple[str, ...]) -> None:
    session.load("smv", VEHICLES)
    english = session(*arguments, "--json").json
    for code in OTHERS:
        other = session(*arguments, "--json", "--lang", code).json
        assert without_texts(other) == without_texts(english)
        assert other["action"]["text"] != english["action"]["text"]
        for one, same in zip(other["problems"], english["problems"], strict=True):
            assert one["text"] != same["text"]


def test_the_journal_is_the_same_in_every_language(session: Session) -> None:
    kept = []
    for code in LANGUAGES:
        session(*LOST, "--lang", code)
        with Journal(session.home / "journal") as journal:
            *_, entry = journal.entries()
        kept.append((entry.query, {**json.loads(entry.body), "at": "", "lists": ""}))
    assert kept == kept[:1] * len(LANGUAGES)


SAID = [
    (("person", "Zarou Tayibeli", "--dob", "1971-03-04"), "Fort, non exact"),
    (("vehicle", "--plate", "UT 101 AB", "--country", "UTO"), "VÉHICULE SIGNALÉ"),
    (("reference", "UTO", "P"), "MODÈLE"),
    (("compare", '{"name": "A B"}', '{"name": "C D"}'), "Non signalé"),
    (("hits",), "OUVERT"),
    (("hits", "show", "000001"), "Une concordance n'identifie personne"),
    (("hits", "draft", "000001"), "PROJET. RIEN N'A ÉTÉ ENVOYÉ."),
    (("hits", "receipt", "000001"), "Reçu pour un document retenu"),
    (("operations",), "requêtes"),
    (("operations", "SUMMER-2026"), "OPÉRATION"),
]


@pytest.mark.parametrize(("arguments", "said"), SAID, ids=[" ".join(one[0]) for one in SAID])
def test_every_report_speaks_it(session: Session, arguments: tuple[str, ...], said: str) -> None:
    session.load("smv", VEHICLES)
    session.load("refs", REFERENCES)
    session(*LOST, "--operation", "SUMMER-2026")
    assert said in session(*arguments, "--lang", "fr").out


def test_a_passenger_list(session: Session) -> None:
    file = session.file("flight.csv", "name,number,issuing_state\nDoe,K4720135,UTO\nRoe,,UTO\n")
    result = session("batch", file, "--lang", "fr")
    assert "lot de 2 voyageurs" in result.out
    assert "DOCUMENT SIGNALÉ : PERDU" in result.out
    assert "aucun numéro de document" in result.out


def test_the_results_of_a_passenger_list_can_be_taken_up_in_another_language(
    session: Session,
) -> None:
    file = session.file("flight.csv", "name,number,issuing_state\nDoe,K4720135,UTO\n")
    for code in ("en", "ar"):
        session("batch", file, "--lang", code, "--out", session.folder / f"{code}.csv")
    english, arabic = (
        re.sub(r"\d{6}-1", "REFERENCE", (session.folder / f"{code}.csv").read_text())
        for code in ("en", "ar")
    )
    assert "DOCUMENT LISTED: LOST" in english
    assert arabic == english


def test_errors_and_help_stay_english(session: Session) -> None:
    session("doc", "--lang", "fr").failed(2)
    assert session("doc", "--lang", "fr", "--help").out == session("doc", "--help").out


def test_the_warm_process_answers_in_the_language_of_who_asks(session: Session) -> None:
    with session.start("warm") as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            french, english = session(*LOST, "--lang", "fr"), session(*LOST)
        finally:
            process.terminate()
    assert WORDS["fr"][1] in french.out
    assert WORDS["en"][1] in english.out
