"""Two roles from the first day: the owner makes tables, the program fills them and cannot rewrite the past."""

from collections.abc import Callable, Mapping, Sequence

import psycopg
from psycopg import sql

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
OPTIONAL_EXTENSIONS = ("vector",)


def prepare(url: Callable[[str], str], passwords: Mapping[str, str], *, for_tests: bool = False) -> None:
    """Make the roles, the database and its extensions on a new server; may be repeated after a half-done start."""
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        for role, password in passwords.items():
            _make_role(server, role, password, may_create_databases=for_tests and role == "fiverings_owner")
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = 'fiverings'").fetchone():
            server.execute("CREATE DATABASE fiverings OWNER fiverings_owner")
        server.execute("REVOKE ALL ON DATABASE fiverings FROM PUBLIC")
        server.execute("GRANT CONNECT, TEMPORARY ON DATABASE fiverings TO fiverings")
    for database in ("fiverings", "template1") if for_tests else ("fiverings",):
        with psycopg.connect(url(database), autocommit=True) as server:
            server.execute("ALTER SCHEMA public OWNER TO fiverings_owner")
        make_extensions(url(database), admin_url=url(database))


def grant(owner_url: str, *, program: str, append_only: Sequence[str]) -> None:
    """Let the program work with every table that the owner has made, and only add to those that hold the past."""
    names = {"program": sql.Identifier(program)}
    with psycopg.connect(owner_url) as owner:
        for words in (
            "GRANT USAGE ON SCHEMA public TO {program}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {program}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {program}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {program}",
        ):
            owner.execute(sql.SQL(words).format(**names))
        if owner.execute("SELECT to_regclass('core_personal')").fetchone() != (None,):
            forbid = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON core_personal FROM {program}"  # what may be forgotten
            owner.execute(sql.SQL(forbid).format(**names))
        for table in append_only:
            revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {program}")
            owner.execute(revoke.format(table=sql.Identifier(table), **names))


def make_empty(owner_url: str, *, admin_url: str | None = None) -> None:
    """Remove everything that the owner has made, and leave the database as it was when new."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
    make_extensions(owner_url, admin_url=admin_url)


def make_extensions(owner_url: str, *, admin_url: str | None = None) -> None:
    """Make what the tables stand on: the owner may make the trusted ones, the superuser the optional ones too."""
    with psycopg.connect(admin_url or owner_url, autocommit=True) as connection:
        offered = {row[0] for row in connection.execute("SELECT name FROM pg_available_extensions")}
        for name in (*EXTENSIONS, *(name for name in OPTIONAL_EXTENSIONS if admin_url and name in offered)):
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {name}").format(name=sql.Identifier(name)))


def _make_role(
    server: psycopg.Connection[tuple[object, ...]], role: str, password: str, *, may_create_databases: bool
) -> None:
    exists = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    server.execute(
        sql.SQL("{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE {databases} PASSWORD {password}").format(
            verb=sql.SQL("ALTER" if exists else "CREATE"),
            role=sql.Identifier(role),
            databases=sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB"),
            password=sql.Literal(password),
        )
    )
