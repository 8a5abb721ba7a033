"""What tests with other threads and processes stand on: a database of their own, in which all is committed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World

from .dovecot import Dovecot
from .sealing import KeyFolder


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world in a copy of the database that other threads and processes see as well; it is dropped afterwards."""
    settings = connection.settings_dict
    world, copy = settings["NAME"], f"{settings['NAME']}_copy"
    names = {"copy": sql.Identifier(copy), "world": sql.Identifier(world)}
    with django_db_blocker.unblock(), _server() as server:
        connection.close()
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {copy} WITH (FORCE)").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {world}").format(**names))
        settings["NAME"] = copy
        try:
            yield World.read()
        finally:
            connection.close()
            settings["NAME"] = world
            server.execute(sql.SQL("DROP DATABASE {copy} WITH (FORCE)").format(**names))


def _server() -> psycopg.Connection[tuple[object, ...]]:
    settings = connection.settings_dict
    return psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or 5432,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


def address() -> str:
    """How another process finds the database of this test."""
    settings = connection.settings_dict
    secret = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    return f"postgres://{settings['USER']}{secret}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"


@pytest.fixture(scope="session")
def running_dovecot() -> Iterator[Dovecot]:
    with Dovecot.open() as server:
        yield server


@pytest.fixture
def dovecot(running_dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    """A mail server as new, whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(running_dovecot.folder / "chain.pem"))
    running_dovecot.empty()
    return running_dovecot


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> KeyFolder:
    """The folder of keys that the settings name, empty."""
    settings.MAIL_KEYS = str(tmp_path / "keys")
    return KeyFolder(tmp_path / "keys")
