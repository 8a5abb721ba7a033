"""Databases of their own for tests that start, empty, copy or restore whole installations."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from fiverings.core.running.databases import Database


@contextmanager
def own_database(template: str = "template1") -> Iterator[Database]:
    """A database on the server of the tests, for as long as this lasts."""
    where = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"own_{uuid.uuid4().hex}"
    address = f"{where}/{name}"
    names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
    with psycopg.connect(f"{where}/postgres", autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**names))
        try:
            yield Database(address, address)
        finally:
            server.execute(sql.SQL("DROP DATABASE {name} WITH (FORCE)").format(**names))
