"""Loading: a seed of any size, written by the tables' owner while their rules rest."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection as Line
from typing import Any, NamedTuple

import psycopg
from django.db import connections, models

from fiverings.cases.models import Case
from fiverings.conversations.models import Message
from fiverings.core.models import Entry, Mention
from fiverings.insight.models import Document

from .seeding import Seeding, Texts
from .trace import copy_into, traced

Nouns = Collection[type[models.Model]]
Owner = psycopg.Connection[Any]

JOURNAL: Nouns = (Entry, Mention)
PLENTY_OF_MEMORY = "SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '256MB'; SET LOCAL jit = off"
CONSTRAINTS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint
 WHERE contype IN ('f', 'p', 'u')
   AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
 ORDER BY contype = 'f' DESC, conrelid, conname
"""
INDEXES = """
SELECT format('DROP INDEX %%I', c.relname), pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE i.indrelid = ANY(%(tables)s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
"""


class Took(NamedTuple):
    """Seconds from the beginning: until every row was in its table, and until all was indexed, read and kept."""

    written: float
    whole: float


@dataclass(frozen=True)
class Loading:
    """One seed and the owner's address: the journal goes one way and everything else another, at the same time."""

    seeding: Seeding
    owner_url: str

    def load(self) -> Took:
        """Write all of it or nothing."""
        needs, began = self.seeding.needs(), time.monotonic()
        with psycopg.connect(self.owner_url) as owner:
            ids = {
                model: _take(owner, f"{model._meta.db_table}_id_seq", count) if count else 0
                for model, count in needs.items()
            }
            number = _take(owner, "cases_number", self.seeding.cases)
        connections.close_all()
        ours, theirs = get_context("fork").Pipe()
        journal = get_context("fork").Process(target=self._load_journal, args=(ids, number, theirs), daemon=True)
        journal.start()
        try:
            with psycopg.connect(self.owner_url) as owner:
                rest_written = self._write(owner, ids, number, [each for each in traced() if each not in JOURNAL])
                self._read(owner, ids)
                if not (journal_written := ours.recv()):
                    raise RuntimeError("The journal could not be written; its error is above")
            ours.send("keep it")
            journal.join()
        finally:
            journal.kill()
        return Took(max(rest_written, journal_written) - began, time.monotonic() - began)

    def _load_journal(self, ids: Mapping[Any, int], number: int, line: Line) -> None:
        """In a process of its own: write, say so, and keep it when the rest is kept."""
        with psycopg.connect(self.owner_url) as owner:
            try:
                written = self._write(owner, ids, number, JOURNAL)
            except BaseException:
                line.send(None)
                raise
            line.send(written)
            if line.recv() != "keep it":
                owner.rollback()

    def _write(self, owner: Owner, ids: Mapping[Any, int], number: int, nouns: Nouns) -> float:
        """Rows, then indexes; the moment at which the last row was in."""
        written = [model for model in nouns if model in ids]
        with _at_rest(owner, written):
            for texts in _one_ahead(self.seeding.texts(ids, number, only=written)):
                for model in (each for each in written if each in texts):
                    with owner.cursor().copy(copy_into(model)) as copy:
                        copy.write(texts[model])
            rows_are_in = time.monotonic()
        return rows_are_in

    def _read(self, owner: Owner, ids: Mapping[Any, int]) -> None:
        """Let the database read the new words, for those who look for them."""
        owner.execute("SET LOCAL enable_nestloop = off")  # nobody has looked yet at how many rows there are now
        with _at_rest(owner, [Document]):
            for model in (Case, Message):
                owner.execute("SELECT insight_read_many(%s, %s)", [model._meta.label_lower, ids[model] - 1])


def _one_ahead(found: Iterator[Texts]) -> Iterator[Texts]:
    """The same, each found while the one before is used."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(next, found, None)
        while (come := coming.result()) is not None:
            coming = beside.submit(next, found, None)
            yield come


@contextmanager
def _at_rest(owner: Owner, nouns: Nouns) -> Iterator[None]:
    """Their triggers sleep, their indexes and constraints are laid anew afterwards, which looks at every row."""
    tables = [model._meta.db_table for model in nouns]
    owner.execute(PLENTY_OF_MEMORY)
    lifted = [pair for asked in (CONSTRAINTS, INDEXES) for pair in owner.execute(asked, {"tables": tables}).fetchall()]
    for lift, _lay in lifted:
        owner.execute(lift)
    for table in tables:
        owner.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    yield
    for table in tables:
        owner.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    for _lift, lay in reversed(lifted):
        owner.execute(lay)


def _take(owner: Owner, sequence: str, count: int) -> int:
    """The first of so many numbers that nobody else gets."""
    found = owner.execute("SELECT setval(%s, nextval(%s) + %s) - %s", [sequence, sequence, count - 1, count - 1])
    return int(found.fetchone()[0])  # type: ignore[index]


def look_over(owner_url: str) -> None:
    """Let the database look at its tables, as it does by itself after a while; only their owner may ask for it."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")
