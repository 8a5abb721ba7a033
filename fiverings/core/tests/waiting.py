"""What the tests of the server wait for: something to become true, rows to be acknowledged."""

import time

import psycopg

from fiverings.core.running.postgres import EmbeddedServer


def until(true: object, seconds: float = 60) -> None:
    patience = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < patience
        time.sleep(0.02)


def rows(server: EmbeddedServer) -> set[int]:
    with psycopg.connect(server.owner_url) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM acknowledged")}


def write_until_it_breaks(server: EmbeddedServer, acknowledged: list[int]) -> None:
    try:
        with psycopg.connect(server.owner_url, autocommit=True) as connection:
            connection.execute("CREATE TABLE acknowledged (id integer)")
            for number in range(1_000_000):
                connection.execute("INSERT INTO acknowledged VALUES (%s)", [number])
                acknowledged.append(number)
    except psycopg.OperationalError:
        pass
