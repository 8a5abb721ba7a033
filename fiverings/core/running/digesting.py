"""The digest of a database: two that hold the same rows have the same one, whatever machine they are on."""

import hashlib
from collections.abc import Iterator

import psycopg
from psycopg import sql

OF_ONE_CLUSTER = "xact"  # transaction ids mean nothing on another server


def digest(url: str) -> dict[str, str]:
    """For each table the digest of its rows, in the order of their text."""
    with psycopg.connect(url) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return {table: _of_table(connection, table) for table in tables(connection)}


def tables(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Every table of ours, by name."""
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
    )
    return [str(row[0]) for row in found]


def _of_table(connection: psycopg.Connection[tuple[object, ...]], table: str) -> str:
    words = sql.SQL(
        "COPY (SELECT line FROM (SELECT (to_jsonb(t) - {left_out})::text AS line FROM {table} t) AS lines"
        ' ORDER BY line COLLATE "C") TO STDOUT'
    )
    query = words.format(left_out=sql.Literal(OF_ONE_CLUSTER), table=sql.Identifier(table))
    return _of_lines(_copied(connection, query))


def _copied(connection: psycopg.Connection[tuple[object, ...]], query: sql.Composed) -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.copy(query) as rows:
        yield from (bytes(row) for row in rows)


def _of_lines(lines: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for line in lines:
        found.update(line)
    return found.hexdigest()
