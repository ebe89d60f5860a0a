"""The service against its own OpenAPI document: whatever is sent, it answers as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from session import Session

pytest.importorskip("uvicorn")
pytest.importorskip("schemathesis")
import schemathesis
from schemathesis.specs.openapi import checks

from serving import Serving, loaded

OPERATIONS = [
    "POST /v1/document",
    "POST /v1/person",
    "POST /v1/vehicle",
    "POST /v1/batch",
    "GET /v1/lists",
    "GET /v1/snapshots",
    "GET /v1/snapshots/{name}/{file}",
    "POST /v1/exchange",
    "GET /v1/exchange/{journal}",
    "GET /v1/health",
    "GET /v1/ready",
]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(loaded(Session(tmp_path_factory.mktemp("described")))) as serving:
        yield serving


@pytest.fixture(scope="module")
def tokens(serving: Serving) -> tuple[str, str]:
    """Of whoever asks, and of a post that brings its hits."""
    return serving.token(), serving.token_of_post()


@pytest.fixture(scope="module")
def described(serving: Serving) -> dict[str, Any]:
    """The operations of the document, by method and path."""
    schema = schemathesis.openapi.from_url(f"{serving.address}/openapi.json")
    operations: Any = schema.get_all_operations()
    return {f"{one.method.upper()} {one.path}": one for one in (each.ok() for each in operations)}


def test_all_of_them_are_tried(described: dict[str, Any]) -> None:
    assert sorted(described) == sorted(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_it_answers_as_it_is_described(
    described: dict[str, Any], tokens: tuple[str, str], name: str
) -> None:
    headers = {"Authorization": f"Bearer {tokens['exchange' in name]}"}

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(described[name].as_strategy())
    def holds(case: Any) -> None:
        response = case.call(headers=headers)
        assert response.status_code < 500
        # No schema says that a document needs a number or a zone, or what a number may be.
        case.validate_response(response, excluded_checks=[checks.positive_data_acceptance])

    holds()
