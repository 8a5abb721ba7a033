"""The matter of a promise: the record above it that it is about, known here by reference only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Self

from django.apps import apps
from django.db import connection, models

from fiverings.conversations.models import Journey
from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core.models import Record
from fiverings.core.references import Reference, refer


class AboutAMatterQuerySet(OfAJourney):
    """The words of what is about a matter."""

    def of(self, subject: models.Model) -> Self:
        """Those about this record."""
        reference = refer(subject)
        return self.filter(subject_label=reference.label, subject_id=reference.id)


class AboutAMatter(Record):
    """What is about a record above it, and on a journey, which says who may see it."""

    subject_label = models.TextField()
    subject_id = models.BigIntegerField()
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_label, self.subject_id)

    def matter(self) -> Any:
        """The record that it is about, or `Gone`."""
        return self.subject.find()


def about(subject: models.Model) -> dict[str, str | int]:
    """The columns by which something is about a record."""
    reference = refer(subject)
    return {"subject_label": reference.label, "subject_id": reference.id}


def hold(reference: Reference) -> None:
    """Nobody else acts on the matter until this transaction ends; whoever did before has ended."""
    table = connection.ops.quote_name(reference.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT FROM {table} WHERE id = %s FOR NO KEY UPDATE", [reference.id])


def lock(reference: Reference) -> models.Model | None:
    """The row of a matter, locked before anything about it; None when it is gone."""
    return _lockable(reference.model).filter(pk=reference.id).first()


def lock_free(references: Iterable[Reference]) -> dict[Reference, models.Model]:
    """The rows of those matters that are there and that nobody is at, locked; nobody is waited for."""
    locked: dict[Reference, models.Model] = {}
    for label, alike in groupby(sorted(set(references), key=str), key=lambda each: each.label):
        rows = _lockable(apps.get_model(label), skip_locked=True).filter(pk__in=[each.id for each in alike])
        locked |= {refer(row): row for row in rows}
    return locked


def _lockable(model: type[models.Model], *, skip_locked: bool = False) -> models.QuerySet[models.Model]:
    return model._base_manager.select_for_update(of=("self",), skip_locked=skip_locked, no_key=True)
