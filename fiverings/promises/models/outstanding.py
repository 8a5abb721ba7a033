"""Outstanding: what is owed now; the row goes when the promise gets its outcome."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import InterfaceError, connection, models, transaction

from fiverings.conversations.models.belonging import OfAJourney
from fiverings.core.models import Record
from fiverings.core.references import Reference, refer
from fiverings.people.models import Person

from .matter import about, lock_free

AT_ONCE = 250

log = logging.getLogger(__name__)


class OutstandingQuerySet(OfAJourney):
    """The words by which what is owed is found."""

    to_account: ClassVar[str] = "promise__journey__account"

    def overdue(self, at: datetime) -> Self:
        """Those whose time has passed, the oldest first."""
        return self.filter(due_at__lt=at).order_by("due_at", "id")

    def of(self, subject: models.Model) -> Self:
        """Those about this record, the next due first."""
        reference = refer(subject)
        return self.filter(subject_label=reference.label, subject_id=reference.id).order_by("due_at", "id")

    def owed_by(self, person: Person) -> Self:
        """What one of us owes, the next due first."""
        return self.filter(person=person).order_by("due_at", "id")

    def to_customers(self) -> Self:
        """Those that a customer counts on."""
        return self.filter(promise__to_contact__isnull=False)

    def with_everything(self) -> Self:
        """Each with its promise, account, contact and who owes it, in the same query."""
        return self.select_related("promise__journey__account", "promise__to_contact", "person")

    def pass_to(self, subject: models.Model, person: Person, *, giver: Person | None = None) -> int:
        """Whoever owns the matter from now on owes what is open about it, or what the giver owed; how many."""
        owed = self.of(subject) if giver is None else self.of(subject).filter(person=giver)
        return owed.order_by().update(person=person)

    def point_to(self, subject: models.Model) -> int:
        """These are about another record from now on; the promises stand as they were told. How many."""
        return self.order_by().update(**about(subject))

    def break_all(self, *, at: datetime) -> int:
        """Break some of them, each once, whoever else is at it; how many, and 0 when none is left that can be broken.

        One that cannot be broken holds back no other: it is logged, and tried again.
        """
        rows = self.order_by("due_at", "id")
        while page := list(rows[:AT_ONCE]):
            if broken := _break(page, at):
                return broken
            last = page[-1]
            rows = rows.filter(models.Q(due_at=last.due_at, id__gt=last.pk) | models.Q(due_at__gt=last.due_at))
        return 0

    def taken(self, page: Sequence[Outstanding]) -> list[tuple[Any, models.Model]]:
        """Those that nobody is at, locked after their matters, and each with its matter; nobody is waited for.

        None is locked whose matter somebody else has: they would find it taken, and nobody would break it.
        """
        matters = lock_free(each.subject for each in page)
        free = self.filter(pk__in=[each.pk for each in page if each.subject in matters])
        rows = free.order_by("due_at", "id").select_for_update(of=("self",), skip_locked=True)
        owed = rows.select_related("promise__journey__account__calendar__current", "person")
        return [(each, matters[each.subject]) for each in owed if each.subject in matters]


class Outstanding(Record):
    """Who owes which promise, by when, about what: the only rows that the clock reads."""

    promise = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="outstanding")
    due_at = models.DateTimeField()
    subject_label = models.TextField()
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = OutstandingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outstanding"
        indexes = (
            models.Index(fields=["due_at", "id"], name="promises_outstanding_due"),
            models.Index(fields=["subject_label", "subject_id", "due_at"], name="promises_outstanding_subject"),
            models.Index(fields=["person", "due_at"], name="promises_outstanding_person"),
        )

    def __str__(self) -> str:
        return str(self.promise)

    @property
    def subject(self) -> Reference:
        return Reference(self.subject_label, self.subject_id)

    def matter(self) -> Any:
        """The record that it is about now, or `Gone`."""
        return self.subject.find()

    def is_overdue(self, at: datetime) -> bool:
        return self.due_at < at


def _break(page: Sequence[Outstanding], at: datetime) -> int:
    """Break those that nobody is at, together; where one cannot be broken, the halves, until it is found."""
    try:
        with transaction.atomic():
            return _break_together(page, at)
    except InterfaceError:
        raise
    except Exception:
        if len(page) == 1:
            log.exception("Promise %s could not be broken", page[0].promise_id)
            return 0
    half = len(page) // 2
    return _break(page[:half], at) + _break(page[half:], at)


def _break_together(page: Sequence[Outstanding], at: datetime) -> int:
    """Everything that must be true together is checked for these alone."""
    taken = Outstanding.objects.taken(page)
    if taken:
        owed, matters = zip(*taken, strict=True)
        owed[0].promise.break_those(owed, matters, at=at)
        connection.check_constraints()
    return len(taken)
