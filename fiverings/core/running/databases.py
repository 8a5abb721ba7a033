"""Which database we work with: the one that DATABASE_URL names, or the embedded server of our folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict

from . import roles
from .failures import CannotRun
from .places import data_folder, keep_secret
from .postgres import EmbeddedServer

OLDEST_VERSION = 15


@dataclass(frozen=True)
class Database:
    """The addresses of one database, for the program and for its owner; and its server, when that is ours."""

    url: str
    owner_url: str
    server: EmbeddedServer | None = None

    @property
    def program(self) -> str:
        """The name of the role under which the program works."""
        return str(conninfo_to_dict(self.url)["user"])

    @property
    def has_two_roles(self) -> bool:
        """Whether the program is somebody else than the owner."""
        return self.program != conninfo_to_dict(self.owner_url)["user"]

    @property
    def major(self) -> int:
        """The server's major version."""
        with psycopg.connect(self.url) as connection:
            return connection.info.server_version // 10000

    def environment(self) -> dict[str, str]:
        """What a process of the program must know; the owner's address is not among it."""
        return {**os.environ, "DATABASE_URL": self.url, "DATABASE_OWNER_URL": ""}

    def make_empty(self) -> None:
        """Remove all tables with everything in them."""
        roles.make_empty(self.owner_url, admin_url=self._admin_url)

    def make_extensions(self) -> None:
        """Make what the tables stand on, where it is not made yet."""
        roles.make_extensions(self.owner_url, admin_url=self._admin_url)

    @property
    def _admin_url(self) -> str | None:
        return self.server.admin_url if self.server else None


@contextmanager
def reached(*, may_create: bool = False) -> Iterator[Database]:
    """The database, with our own server running for as long as this lasts when no other is named.

    Only who says so makes a new installation where none is; everybody else is told that there is none.
    """
    if url := os.environ.get("DATABASE_URL"):
        check_server(url)
        yield Database(url, os.environ.get("DATABASE_OWNER_URL") or url)
        return
    if not may_create and not (data_folder() / "database_url").exists():
        raise CannotRun(
            f"There is no installation in {data_folder()}: name its folder with FIVERINGS_FOLDER"
            " (the demo's is var/demo) or its database with DATABASE_URL."
        )
    with EmbeddedServer(data_folder() / "postgres") as server:
        keep_secret(data_folder() / "database_url", server.database_url)  # for programs that only read the settings
        yield Database(server.database_url, server.owner_url, server)


def check_server(url: str) -> None:
    """Refuse a server that is away, too old or without what we need, each in one sentence."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
            rows = connection.execute("SELECT name FROM pg_available_extensions").fetchall()
    except psycopg.OperationalError as error:
        raise CannotRun(f"The database does not let us in: {str(error).strip().splitlines()[0]}") from None
    if version < OLDEST_VERSION:
        raise CannotRun(f"The database server is PostgreSQL {version}; {OLDEST_VERSION} or newer is needed.")
    missing = sorted(set(roles.EXTENSIONS) - {row[0] for row in rows})
    if missing:
        raise CannotRun(
            f"The database server lacks the extension {', '.join(missing)}: install it"
            f" (Debian, Ubuntu: apt-get install postgresql-contrib)."
        )
