"""A house that has lived: a seed in the current transaction, by the owner of the tables, whose rules rest meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db import connection, transaction

from bench.bulk import reserve
from fiverings.cases.models import Case
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.exchange.models import Party, Rehearsal, Seeding, advocates, copy_into, traced


@dataclass
class Loading:
    """So many cases in which they and we speak so often, the newest now; the first one is as long as `longest`."""

    cases: int
    messages: int = 10
    longest: int = 0
    seed: int = 5
    until: datetime = field(default_factory=clock.now)

    def load(self) -> Case:
        """Write it all, and return the newest case, which has the longest story."""
        lived = rehearsed(self.messages, self.until)
        seeding = Seeding(
            self.cases, lived, advocates(), largest(), self.longest, long_ones=1 if self.longest else 0, seed=self.seed
        )
        with transaction.atomic(), connection.cursor() as cursor:
            ids = {model: min(reserve(model, count)) if count else 0 for model, count in seeding.needs().items()}
            cursor.execute("SELECT min(nextval('cases_number')) FROM generate_series(1, %s)", [self.cases])
            number = cursor.fetchone()[0]
            with _at_rest([model._meta.db_table for model in ids]):
                for texts in seeding.texts(ids, number, only=list(ids)):
                    for model in (each for each in traced() if each in texts):
                        with cursor.copy(copy_into(model)) as copy:
                            copy.write(texts[model])
            for model in (Case, Message):
                cursor.execute("SELECT insight_read_many(%s, %s)", [model._meta.label_lower, ids[model] - 1])
        return Case.objects.latest("id")


@contextmanager
def _at_rest(tables: list[str]) -> Iterator[None]:
    """Triggers sleep; what was to be checked at the end is checked before and after."""
    with connection.cursor() as cursor:
        for switch in ("DISABLE", "ENABLE"):
            connection.check_constraints()
            for table in tables:
                cursor.execute(f'ALTER TABLE "{table}" {switch} TRIGGER USER')
            if switch == "DISABLE":
                yield


@cache
def rehearsed(turns: int, until: datetime) -> Rehearsal:
    """What was lived once need not be lived again."""
    return Rehearsal.by_whoever_is_there(turns=turns, until=until)


def largest() -> Party:
    """Who is there already has every twentieth case."""
    contact = Contact.objects.select_related("account").filter(address__isnull=False).order_by("id")[:1].get()
    owner = contact.account.primary_advocate or advocates()[0]
    known = (contact.account_id, contact.account.name, contact.pk, contact.name, str(contact.addresses.first()))
    return Party(*known, str(contact.numbers.first() or ""), owner)
