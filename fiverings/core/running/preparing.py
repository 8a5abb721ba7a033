"""Before the processes start: tables as the code expects them, the two roles' rights, and the static files in place."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import dj_database_url
import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from fiverings.core import slots

from . import roles
from .databases import Database
from .failures import CannotRun
from .places import PROJECT, data_folder

ADDRESS = ("HOST", "PORT", "USER", "PASSWORD", "NAME")


def point_django_at(url: str) -> None:
    """Let Django use this database from here on, whatever the environment said when the settings were read."""
    connection, named = connections["default"], dict(dj_database_url.parse(url))
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()  # type: ignore[attr-defined]
    options = {**connection.settings_dict["OPTIONS"], **dj_database_url.parse(url).get("OPTIONS", {})}
    connection.settings_dict.update({name: named[name] for name in ADDRESS}, OPTIONS=options)


def applied_migrations(url: str) -> set[tuple[str, str]] | None:
    """The migrations that the database has seen; None when it is new."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        if found is None or found[0] is None:
            return None
        return {(str(app), str(name)) for app, name in connection.execute("SELECT app, name FROM django_migrations")}


def pending_migrations(url: str) -> list[str]:
    """What the code expects and the database has not seen yet."""
    applied = applied_migrations(url) or set()
    return [f"{app}.{name}" for app, name in sorted(set(_known()) - applied)]


def migrate(database: Database) -> None:
    """Bring the tables to what the code expects, as the owner; give the program its rights and what comes along."""
    database.make_extensions()
    point_django_at(database.owner_url)
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connections["default"].close()
        point_django_at(database.url)
    grant(database)
    for filling in slots.provision.all():
        filling.run()
    note_migrations(migration_digests())


def grant(database: Database) -> None:
    """Give the program its rights on every table, and on those that hold the past only the right to add."""
    if database.has_two_roles:
        tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]
        roles.grant(database.owner_url, program=database.program, append_only=tables)


def migration_digests() -> dict[str, str]:
    """Each migration of ours with the digest of its text."""
    files = sorted(PROJECT.glob("fiverings/*/migrations/0*.py"))
    return {f"{file.parts[-3]}.{file.stem}": hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def note_migrations(digests: Mapping[str, str]) -> None:
    """Remember by which migrations the tables of this data folder were made."""
    _migrations_note().write_text(json.dumps(digests, indent=1))


def rewritten_migrations() -> list[str]:
    """Migrations that the data folder has seen and that since were changed or taken away."""
    if not _migrations_note().exists():
        return []
    now = migration_digests()
    seen = json.loads(_migrations_note().read_text())
    return sorted(name for name, digest in seen.items() if now.get(name) != digest)


def require_same_migrations() -> None:
    """Refuse a data folder that was made by other migrations than ours."""
    if changed := rewritten_migrations():
        raise CannotRun(
            f"The data folder {data_folder()} was made by other migrations than these"
            f" ({', '.join(changed[:3])}{'…' if len(changed) > 3 else ''})."
        )


def collect_static_files() -> None:
    """Lay out the styles, scripts and pictures under their hashed names, unless none has changed."""
    if not static_files_are_current():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        _static_note().write_text(_static_digest())


def static_files_are_current() -> bool:
    """Whether what was laid out last is what the house now brings."""
    return _static_note().exists() and _static_note().read_text() == _static_digest()


def _known() -> list[tuple[str, str]]:
    return list(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _migrations_note() -> Path:
    return data_folder() / "migrations.json"


def _static_note() -> Path:
    return data_folder() / "static.sha256"


def _static_digest() -> str:
    digest = hashlib.sha256((PROJECT / "requirements.lock").read_bytes())
    for file in sorted(PROJECT.glob("fiverings/*/static/**/*")):
        stat = file.stat()
        digest.update(f"{file.relative_to(PROJECT)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
