"""What a journey needs: an installation of its own with real processes, a mail server for the customers, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from playwright.sync_api import Browser, expect, sync_playwright

from fiverings.core.running.backing_up import run_program
from fiverings.core.running.databases import Database
from fiverings.core.running.places import PROJECT
from fiverings.core.running.postgres import EmbeddedServer
from fiverings.core.running.preparing import grant
from fiverings.core.running.restoring import fill
from fiverings.core.running.serving import FIVERINGS
from tests.journeys.installing import Installation, served
from tests.journeys.visiting import Visitor, visiting
from tests.world import PASSWORD

PATIENCE = 20_000
"""How long a page may take on a busy machine, in milliseconds."""
STAFF_HERE = ("ana", "ben", "chidi", "dana")
CHROMIUM = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")


def seal_passwords(url: str) -> None:
    """The world's passwords as an installation in earnest knows them, not as quick tests do."""
    hasher = PBKDF2PasswordHasher()
    with psycopg.connect(url) as line:
        line.execute("UPDATE people_person SET password = %s", [hasher.encode(PASSWORD, hasher.salt())])


def address_of(name: str) -> str:
    """A database of the server on which the tests run."""
    where = {key: connection.settings_dict[key] for key in ("HOST", "PORT", "USER", "PASSWORD")}
    login = f"{where['USER']}:{where['PASSWORD']}@" if where["PASSWORD"] else f"{where['USER']}@"
    return f"postgres://{login}{where['HOST'] or 'localhost'}:{where['PORT'] or 5432}/{name}"


@contextmanager
def copied_database(name: str) -> Iterator[str]:
    """A copy of the world's database under another name, dropped afterwards."""
    connection.close()
    world = connection.settings_dict["NAME"]
    with psycopg.connect(address_of("postgres"), autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{world}"')
        try:
            yield address_of(name)
        finally:
            line.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the styles and scripts were laid out, once for all installations."""
    folder = tmp_path_factory.mktemp("static")
    environment = os.environ | {"FIVERINGS_TESTING": "", "FIVERINGS_FOLDER": str(folder)}
    subprocess.run([*FIVERINGS, "collect-static"], cwd=PROJECT, env=environment, check=True)
    return folder


@pytest.fixture(scope="module")
def installation(
    django_db_setup: bytes, static_files: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """One installation for the journeys of a module, over a copy of the world."""
    name = f"journey_{os.getpid()}_{request.module.__name__.rsplit('.')[-1]}"
    with copied_database(name) as url:
        seal_passwords(url)
        more = {"FIVERINGS_CLOCK_SHIFTS": "1"}
        folder = shutil.copytree(static_files, tmp_path_factory.mktemp("house"), dirs_exist_ok=True)
        with served(Database(url, url), folder, more) as installation:
            yield installation


@pytest.fixture(scope="module")
def durable(django_db_setup: bytes, static_files: Path) -> Iterator[Installation]:
    """One installation over a database server of its own, as durable as in earnest, with the program's own role."""
    folder = shutil.copytree(static_files, Path(tempfile.mkdtemp(prefix="fiverings-durable-")), dirs_exist_ok=True)
    folder.chmod(0o711)  # the account of the database server passes through
    world = address_of(connection.settings_dict["NAME"])
    run_program("pg_dump", Database(world, world), "--format=custom", "--no-owner", f"--file={folder / 'world'}")
    try:
        with EmbeddedServer(folder / "postgres") as server:
            database = Database(server.database_url, server.owner_url, server)
            fill(database, folder / "world")
            grant(database)
            with served(database, folder, {}) as installation:
                yield installation
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright leaves a loop in this thread that Django takes for ours
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)


@pytest.fixture(scope="module")
def people(installation: Installation, browser: Browser) -> Iterator[dict[str, Visitor]]:
    """Ana, Ben, Chidi and Dana, each at a browser of their own; at the end none of them has complained."""
    with ExitStack() as browsers:
        here = {each: browsers.enter_context(visiting(browser, installation)) for each in STAFF_HERE}
        for known_as, visitor in here.items():
            visitor.sign_in(known_as)
        yield here
        assert [each for visitor in here.values() for each in visitor.complaints] == []
