"""When the database is away or the mistake is ours, browsers and programs are told so in plain words."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from fiverings.core.problems import database_is_away
from tests.world import World


@pytest.fixture
def quiet(client: Client, world: World) -> Client:
    """Ana's browser, which shows what is answered instead of raising it."""
    client.force_login(world.ana)
    client.raise_request_exception = False
    return client


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The database leaves in the middle of a request, after it is known who asks."""

    def lose(error: psycopg.Error) -> None:
        def leave(*asked: Any, **more: Any) -> None:
            raise OperationalError("gone") from error

        monkeypatch.setattr("fiverings.people.models.Person.may", leave)

    return lose


def test_a_page_without_its_database_says_so_and_when_to_try_again(quiet: Client, lost: Any) -> None:
    lost(psycopg.OperationalError("server closed the connection unexpectedly"))
    answer = quiet.get("/cases/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Everything we ever acknowledged is safe" in answer.content.decode()


def test_an_endpoint_without_its_database_says_so_as_a_problem(quiet: Client, lost: Any) -> None:
    lost(psycopg.errors.AdminShutdown("terminating connection"))
    answer = quiet.get("/api/cases/")
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"
    assert answer.json()["detail"].startswith("The database does not answer")


def test_another_refusal_of_the_database_is_our_mistake(quiet: Client, lost: Any) -> None:
    lost(psycopg.errors.DeadlockDetected("deadlock detected"))
    page, endpoint = quiet.get("/cases/"), quiet.get("/api/cases/")
    assert page.status_code == endpoint.status_code == 500
    assert "That is our mistake" in page.content.decode()
    assert endpoint.json()["title"] == "Internal Server Error"
    assert "Retry-After" not in page


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (None, False),
        (ValueError("no"), False),
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.errors.CannotConnectNow("the database system is starting up"), True),
        (psycopg.errors.TooManyConnections("sorry, too many clients already"), True),
        (psycopg.errors.LockNotAvailable("canceling statement due to lock timeout"), False),
        (psycopg.errors.UniqueViolation("twice"), False),
    ],
)
def test_what_failed_is_told_apart(error: Exception | None, is_away: bool) -> None:
    assert database_is_away(error) is is_away


def test_a_cause_below_a_cause_is_found() -> None:
    outer = RuntimeError("the queue could not be reached")
    outer.__cause__ = InterfaceError("closed")
    outer.__cause__.__context__ = psycopg.InterfaceError("the connection is closed")
    assert database_is_away(outer)
