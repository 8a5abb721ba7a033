"""What a journey needs: an installation of its own with real processes, a mail server for the customers, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
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
from tests.journeys.killing import BACK, wait_until_well
from tests.journeys.visiting import Visitor, visiting
from tests.world import PASSWORD

PATIENCE = 40_000
"""How long a page may take on a busy machine, in milliseconds."""
HOUSE = f"journeys_{os.getpid()}"
KNOWN_BY_NUMBER = """
    INSERT INTO procrastinate_workers (id) OVERRIDING SYSTEM VALUE SELECT unnest(%s::bigint[])
    ON CONFLICT DO NOTHING"""
"""Workers give their number once, when they begin, and go on with it."""
STAFF_HERE = ("ana", "ben", "chidi", "dana")
CHROMIUM = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")


def seal_passwords(url: str) -> None:
    """The world's passwords as an installation in earnest knows them, not as quick tests do."""
    hasher = ScryptPasswordHasher()
    with psycopg.connect(url) as line:
        line.execute("UPDATE people_person SET password = %s", [hasher.encode(PASSWORD, hasher.salt())])


def address_of(name: str) -> str:
    """A database of the server on which the tests run."""
    where = {key: connection.settings_dict[key] for key in ("HOST", "PORT", "USER", "PASSWORD")}
    login = f"{where['USER']}:{where['PASSWORD']}@" if where["PASSWORD"] else f"{where['USER']}@"
    return f"postgres://{login}{where['HOST'] or 'localhost'}:{where['PORT'] or 5432}/{name}"


def copy_world(name: str) -> str:
    """Lay a fresh copy of the world under a name, whoever uses what stood there; its address."""
    connection.close()
    world = connection.settings_dict["NAME"]
    with psycopg.connect(address_of("postgres"), autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{world}"')
    seal_passwords(address_of(name))
    return address_of(name)


def drop(name: str) -> None:
    with psycopg.connect(address_of("postgres"), autocommit=True) as line:
        line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the styles and scripts were laid out, once for all installations."""
    folder = tmp_path_factory.mktemp("static")
    environment = os.environ | {"FIVERINGS_TESTING": "", "FIVERINGS_FOLDER": str(folder)}
    subprocess.run([*FIVERINGS, "collect-static"], cwd=PROJECT, env=environment, check=True)
    return folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has a server of its own is tested first, before the house of the other journeys stands beside it."""
    items.sort(key=lambda item: "durable" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def house(
    django_db_setup: bytes, static_files: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """One installation for all journeys: to start its processes takes longer than most of them."""
    url = copy_world(HOUSE)
    folder = shutil.copytree(static_files, tmp_path_factory.mktemp("house"), dirs_exist_ok=True)
    try:
        with served(Database(url, url), folder, {"FIVERINGS_CLOCK_SHIFTS": "1"}) as installation:
            wait_until_well(installation, BACK["worker"], BACK["clocks"])
            yield installation
    finally:
        drop(HOUSE)


@pytest.fixture(scope="module")
def installation(house: Installation) -> Installation:
    """The installation over a fresh copy of the world; its processes come back by themselves, as after an outage."""
    house.put_down("watcher")  # it would ring for what is done to the database
    workers = house.ask("SELECT id FROM procrastinate_workers")
    copy_world(HOUSE)
    house.ask(KNOWN_BY_NUMBER, [number for (number,) in workers])
    wait_until_well(house, BACK["worker"], BACK["clocks"])
    house.mailboxes.letters.clear()
    return house


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
