"""The address of a database that several machines share."""

from __future__ import annotations

import pytest

from border_check.configuration.database import database
from border_check.configuration.sections import Where
from border_check.errors import ConfigError

WHERE = Where("config.yaml", "database")
VERIFIED = "sslmode=verify-full"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param("postgresql:///centre", "postgresql:///centre", id="a socket"),
        pytest.param("postgresql://u@localhost/c", "postgresql://u@localhost/c", id="this machine"),
        pytest.param("postgresql:///c?host=/run/pg", "postgresql:///c?host=/run/pg", id="a folder"),
        pytest.param("postgres://u@db.example/c", f"postgres://u@db.example/c?{VERIFIED}",
                     id="away: by TLS, and checked"),
        pytest.param("postgresql://u@db.example:5433/c?passfile=/etc/p",
                     f"postgresql://u@db.example:5433/c?passfile=/etc/p&{VERIFIED}",
                     id="away, with a file that has the password"),
        pytest.param("postgresql:///c?host=db.example", f"postgresql:///c?host=db.example&{VERIFIED}",
                     id="away, by an option"),
        pytest.param("postgresql://u@db.example/c?sslmode=require",
                     "postgresql://u@db.example/c?sslmode=require", id="as the keeper wants it"),
    ],
)  # fmt: skip
def test_how_it_is_reached(given: str, read: str) -> None:
    assert database(given, WHERE) == read


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param("mysql://u@db.example/c", "expected postgresql://", id="another database"),
        pytest.param("postgresql://db.example", "expected postgresql://", id="no name"),
        pytest.param("postgresql://u@[::1/c", "expected postgresql://", id="no address"),
        pytest.param(True, "expected text", id="no text"),
        pytest.param("postgresql://u:secret@db/c", "password", id="with a password"),
        pytest.param("postgresql:///c?password=secret", "password", id="with one as an option"),
    ],
)
def test_what_is_refused(given: object, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as error:
        database(given, WHERE)
    assert "secret" not in error.value.in_one_line
