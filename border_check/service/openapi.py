"""The OpenAPI document of the service, made from the types of questions and answers."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from border_check.service.answers import ErrorAnswer, ListsAnswer, ScreeningAnswer
from border_check.service.questions import DocumentQuestion, PersonQuestion, VehicleQuestion
from border_check.service.visits import TakenAnswer, VisitOfPost, WaitingAnswer

_TYPES = (
    DocumentQuestion,
    PersonQuestion,
    VehicleQuestion,
    ScreeningAnswer,
    ListsAnswer,
    VisitOfPost,
    TakenAnswer,
    WaitingAnswer,
    ErrorAnswer,
)
_REFUSALS = {
    "401": "No token, or one that does not count.",
    "403": "The token does not allow it, or is not for it.",
    "408": "The request did not come in time.",
    "413": "The request is too large.",
    "422": "What was asked cannot be read.",
    "429": "More requests than agreed.",
    "503": "For now it cannot be answered.",
}


_BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
_TOKENS = {
    "token": "Of whoever asks: says their role.",
    "exchange": "Of a post that brings its hits: token issue --exchange.",
}
_FOR_EXCHANGE: list[dict[str, list[str]]] = [{"exchange": []}]
_ANY: list[dict[str, list[str]]] = [{"token": []}, {"exchange": []}]


@cache
def openapi() -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    schemas, components = msgspec.json.schema_components(
        _TYPES, ref_template="#/components/schemas/{name}"
    )
    of = dict(zip(_TYPES, schemas, strict=True))
    questions = {"document": DocumentQuestion, "person": PersonQuestion, "vehicle": VehicleQuestion}
    paths: dict[str, Any] = {
        f"/v1/{name}": {"post": _asked(name, of[kind], of)} for name, kind in questions.items()
    }
    paths["/v1/batch"] = {"post": _batch(of)}
    paths["/v1/lists"] = {"get": _told("How the lists stand.", of[ListsAnswer], of)}
    paths["/v1/snapshots"] = {"get": _offered(of)}
    paths["/v1/snapshots/{name}/{file}"] = {"get": _package(of)}
    paths["/v1/exchange"] = {"post": _brought(of)}
    paths["/v1/exchange/{journal}"] = {"get": _waiting(of)}
    for name, summary in (("health", "Whether it runs."), ("ready", "Whether it answers.")):
        told = {"200": _content("It does.", {"type": "object"})}
        told |= {"503": _content(_REFUSALS["503"], of[ErrorAnswer])}
        paths[f"/v1/{name}"] = {"get": {"summary": summary, "security": [], "responses": told}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "border-check",
            "version": version("border-check"),
            "description": "Local copies of border lists, asked over the network. It never says "
            "that somebody is clear; no final measure rests on a hit before the owner of the "
            "record has confirmed it.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                name: {**_BEARER, "description": what} for name, what in _TOKENS.items()
            },
        },
    }


def _asked(name: str, question: Any, of: dict[Any, Any]) -> dict[str, Any]:
    return {
        "summary": f"Check a {name}.",
        "requestBody": {"required": True, **_body("application/json", question)},
        "responses": {
            "200": _content("The answer, whatever it is.", of[ScreeningAnswer]),
            **_refusals(of),
        },
    }


def _batch(of: dict[Any, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "summary": "Check a passenger list, in any format that `batch` reads.",
        "parameters": [
            {"name": name, "in": "query", "schema": text, "description": what}
            for name, what in _OF_BATCH.items()
        ],
        "requestBody": {"required": True, **_body("application/octet-stream", text)},
        "responses": {
            "200": {
                "description": "A line of JSON for each row, and one with the totals.",
                **_body("application/x-ndjson", text),
            },
            **_refusals(of),
        },
    }


_OF_BATCH = {
    "name": "Name of the file.",
    "purpose": "One of those that the token allows.",
    "operation": "Operation that it is part of.",
    "direction": "entry, exit or transit.",
}


def _offered(of: dict[Any, Any]) -> dict[str, Any]:
    responses = {"200": _content("The packages of each list.", {"type": "object"})}
    return {
        "summary": "Which signed lists can be fetched.",
        "security": _ANY,
        "responses": responses | _refusals(of),
    }


def _package(of: dict[Any, Any]) -> dict[str, Any]:
    binary = _body("application/octet-stream", {"type": "string"})
    text = {"type": "string"}
    return {
        "summary": "A signed package, or a range of its bytes.",
        "security": _ANY,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": text}
            for name in ("name", "file")
        ],
        "responses": {
            "200": {"description": "All of it.", **binary},
            "206": {"description": "The range that was asked for.", **binary},
            "404": _content("No package of this name is offered.", of[ErrorAnswer]),
            "416": {"description": "There is no such range."},
            **_refusals(of),
        },
    }


def _brought(of: dict[Any, Any]) -> dict[str, Any]:
    return {
        "summary": "Bring hits of a post, what was done about them, and how its lists stand.",
        "security": _FOR_EXCHANGE,
        "requestBody": {"required": True, **_body("application/json", of[VisitOfPost])},
        "responses": {
            "200": _content("They are kept.", of[TakenAnswer]),
            **_refusals(of),
        },
    }


def _waiting(of: dict[Any, Any]) -> dict[str, Any]:
    name = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
    return {
        "summary": "How far the centre has a journal, and what there is for its home.",
        "security": _FOR_EXCHANGE,
        "parameters": [{"name": "journal", "in": "path", "required": True, "schema": name}],
        "responses": {"200": _content("What waits.", of[WaitingAnswer]), **_refusals(of)},
    }


def _told(summary: str, answer: Any, of: dict[Any, Any]) -> dict[str, Any]:
    responses = {"200": _content("How they stand.", answer), **_refusals(of)}
    return {"summary": summary, "security": _ANY, "responses": responses}


def _refusals(of: dict[Any, Any]) -> dict[str, Any]:
    return {status: _content(why, of[ErrorAnswer]) for status, why in _REFUSALS.items()}


def _content(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, **_body("application/json", schema)}


def _body(kind: str, schema: Any) -> dict[str, Any]:
    return {"content": {kind: {"schema": schema}}}
