"""The ground on which we measure: a database server of our own that forgets nothing, with the cast in it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from fiverings.core.running.databases import Database
from fiverings.core.running.ports import free_port
from fiverings.core.running.postgres import EmbeddedServer
from fiverings.core.running.preparing import collect_static_files, migrate
from fiverings.core.running.processes import Processes
from fiverings.core.running.serving import House
from tests.world import World

PATIENCE = 120.0
NOBODY_WAITS = {"API_REQUESTS_A_MINUTE": "0", "MAIL_DNS": "off"}


@dataclass(frozen=True)
class Ground:
    """A new installation, and how long we may take."""

    database: Database
    world: World
    folder: Path
    short: bool
    acts: Sequence[str] = ()
    largest: int = 0

    @classmethod
    def prepare(cls, server: EmbeddedServer, *, short: bool, acts: Sequence[str] = (), largest: int = 0) -> Ground:
        """Tables, static files, and the people and customers that everybody knows."""
        database = Database(server.database_url, server.owner_url, server)
        migrate(database)
        collect_static_files()
        World.build()
        return cls(database, World.read(), Path(os.environ["FIVERINGS_FOLDER"]), short, acts, largest)

    def times(self, many: int) -> int:
        """So often; in a short run a tenth."""
        return max(1, many // 10) if self.short else many

    def analyze(self) -> None:
        """Let the database look at its tables, as it does by itself after a while; only their owner may ask for it."""
        with psycopg.connect(self.database.owner_url, autocommit=True) as owner:
            owner.execute("VACUUM ANALYZE")

    @contextmanager
    def running(self, *names: str, mail_port: int = 0) -> Iterator[House]:
        """Some of the processes of a house in earnest, on this database."""
        more = {"MAIL_IN_PORT": str(mail_port or free_port()), "LOG_LEVEL": "WARNING", **NOBODY_WAITS}
        house = House(self.database, port=free_port(), more=more)
        processes: Processes = house.processes()
        try:
            processes.start(*names)
            yield house
        finally:
            processes.stop()


def wait_until(is_so: Callable[[], bool], *, every: float = 0.05, patience: float = PATIENCE) -> None:
    """Look again and again; TimeoutError when it never comes true."""
    until = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError(f"{is_so} did not come true in {patience:.0f} s")
        time.sleep(every)


def rate(act: Callable[[], object], count: int) -> float:
    """How many a second, when the act does so many."""
    began = time.perf_counter()
    act()
    return count / (time.perf_counter() - began)
