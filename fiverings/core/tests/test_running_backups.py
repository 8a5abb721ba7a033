"""Backups: what comes back is what was, row for row and file for file."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from fiverings.core.running import upgrading
from fiverings.core.running.backing_up import back_up
from fiverings.core.running.databases import Database
from fiverings.core.running.digesting import digest
from fiverings.core.running.failures import CannotRun
from fiverings.core.running.places import PROJECT
from fiverings.core.running.restoring import restore

from .databases import own_database

LINE = """
    INSERT INTO core_entry (kind, payload, subject_label, subject_id, actor_label, mark, depth, at)
    VALUES ('cases.CaseOpened', '{"case": 1}', 'cases.case', %s, '', '', 0, '2026-03-02 09:00+00')
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Iterator[tuple[Database, Path]]:
    """An installation with tables, and its folder; what the others are copied from."""
    folder = tmp_path_factory.mktemp("migrated")
    with own_database() as database:
        database.make_empty()
        environment = {**os.environ, "DATABASE_URL": database.url, "FIVERINGS_FOLDER": str(folder)}
        subprocess.run([sys.executable, "-m", "fiverings", "migrate"], cwd=PROJECT, env=environment, check=True)
        yield database, folder


@pytest.fixture(autouse=True)
def django_comes_back() -> Iterator[None]:
    """An upgrade points Django at what it upgrades; the tests after it want theirs again."""
    before = dict(connections["default"].settings_dict)
    yield
    connections["default"].close()
    connections["default"].settings_dict.clear()
    connections["default"].settings_dict.update(before)


@pytest.fixture
def lived_in(migrated, tmp_path, monkeypatch) -> Iterator[Database]:
    """An installation with tables, a journal and a file."""
    template, made = migrated
    folder = Path(shutil.copytree(made, tmp_path / "lived in"))
    monkeypatch.setenv("FIVERINGS_FOLDER", str(folder))
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "photo").write_bytes(bytes(range(256)))
    with own_database(template.url.rpartition("/")[2]) as database:
        with psycopg.connect(database.url, autocommit=True) as connection:
            for case in range(3):
                connection.execute(LINE, [case])
        yield database


@pytest.fixture
def empty() -> Iterator[Database]:
    """A database in which nothing was made yet."""
    with own_database() as database:
        database.make_empty()
        yield database


def transactions(database: Database) -> list[int]:
    with psycopg.connect(database.url) as connection:
        return [row[0] for row in connection.execute("SELECT xact FROM core_entry ORDER BY id")]


def test_a_restored_installation_has_the_same_digest(lived_in, empty, tmp_path, monkeypatch):
    backup = tmp_path / "kept" / "backup.tar"
    before = digest(lived_in.url)
    back_up(lived_in, backup)
    assert backup.stat().st_mode & 0o777 == 0o600

    folder = tmp_path / "elsewhere"
    monkeypatch.setenv("FIVERINGS_FOLDER", str(folder))
    restore(empty, backup)

    assert digest(empty.url) == before
    assert (folder / "files" / "ab" / "photo").read_bytes() == bytes(range(256))
    assert (folder / "vault_key").read_text() == (tmp_path / "lived in" / "vault_key").read_text()
    restored = transactions(empty)
    assert len(restored) > 3 and restored == sorted(restored) and max(restored) < min(transactions(lived_in))
    with psycopg.connect(empty.url) as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("UPDATE core_entry SET kind = 'cases.Forged'")

    with psycopg.connect(empty.url, autocommit=True) as connection:
        connection.execute(LINE, [99])
    assert digest(empty.url) != before
    with pytest.raises(CannotRun, match="not empty"):
        restore(empty, backup)
    restore(empty, backup, replace=True)
    assert digest(empty.url) == before


def test_a_damaged_backup_is_refused_before_anything_is_touched(lived_in, tmp_path):
    backup, damaged = tmp_path / "backup.tar", tmp_path / "damaged.tar"
    back_up(lived_in, backup)
    before = digest(lived_in.url)
    _damage(backup, damaged, "files/ab/photo")
    with pytest.raises(CannotRun, match="files/ab/photo is not what was backed up"):
        restore(lived_in, damaged, replace=True)
    (tmp_path / "cut.tar").write_bytes(backup.read_bytes()[:5000])
    with pytest.raises(CannotRun, match="not a whole backup"):
        restore(lived_in, tmp_path / "cut.tar", replace=True)
    assert digest(lived_in.url) == before


def _damage(backup: Path, damaged: Path, name: str) -> None:
    with tarfile.open(backup) as whole, tarfile.open(damaged, "w") as broken:
        for member in whole:
            content = whole.extractfile(member)
            if member.name == name:
                content.seek(1)
                member.size -= 1
            broken.addfile(member, content)


def test_an_upgrade_that_fails_can_be_taken_back(lived_in, tmp_path):
    with psycopg.connect(lived_in.url, autocommit=True) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0001%'")
    before = digest(lived_in.url)
    asked = []

    def wanted(question: str) -> bool:
        asked.append(question)
        with psycopg.connect(lived_in.url, autocommit=True) as connection:
            connection.execute(LINE, [99])  # what the failed upgrade may have left
        return True

    with pytest.raises(CannotRun, match=r"The upgrade failed: .* Everything is as it was before"):
        upgrading.upgrade(lived_in, tmp_path / "before.tar", is_wanted_back=wanted)
    assert len(asked) == 1
    assert digest(lived_in.url) == before
    with pytest.raises(CannotRun, match=r"bin/fiverings restore --replace .*again.tar"):
        upgrading.upgrade(lived_in, tmp_path / "again.tar", is_wanted_back=lambda question: False)
