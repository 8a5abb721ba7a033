"""What every test may ask for: the world, its database, and `settle`, which lets everything that follows happen."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

from fiverings.core import journal
from fiverings.core.events import Event
from fiverings.core.models import Entry
from tests.settling import settle_everything
from tests.undoing import undone
from tests.world import World


def pytest_configure() -> None:
    """Migrations and tests make thousands of new things; Python would look for lost ones after every 700."""
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[bytes]:
    """A fresh database, migrated, with the world built in it once; how every test gets its own copy of the cast."""
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        World.build()
        cast = pickle.dumps(World.read())
        connection.close()
        yield cast
        teardown_databases(databases, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def announced() -> Iterator[set[str]]:
    """The kinds of events that the tests of this run have announced, and of the runs before that note them too."""
    folder = Path(os.environ.get("FIVERINGS_ANNOUNCED", os.devnull))
    kinds = {kind for notes in folder.glob("*") for kind in notes.read_text().split()}
    write = journal._line

    def write_and_note(event: Event, *more: object) -> Entry:
        kinds.add(event.kind)
        return write(event, *more)  # type: ignore[arg-type]

    journal._line = write_and_note  # type: ignore[assignment]
    yield kinds
    journal._line = write
    if "FIVERINGS_ANNOUNCED" in os.environ:
        folder.mkdir(exist_ok=True)
        (folder / str(os.getpid())).write_text("\n".join(kinds))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks about the whole run is asked last."""
    items.sort(key=lambda item: item.name == "test_every_event_is_announced_by_a_test")


@pytest.fixture(scope="module")
def lasting(django_db_setup: bytes, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a module writes once for all its tests: it stands until the last of them, and is undone then."""
    with django_db_blocker.unblock():
        with undone():
            yield
        connection.close()


@pytest.fixture
def world(django_db_setup: bytes, db: None) -> World:
    """The fixture company, as it is at the start of every test; what a test does to it is rolled back."""
    cast: World = pickle.loads(django_db_setup)
    return cast


@pytest.fixture
def settle(db: None) -> Callable[[], None]:
    """Runs everything queued, in this process and connection, until nothing is left; checks deferred constraints."""
    return settle_everything
