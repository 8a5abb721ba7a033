"""CaseMerge: that one case went into another, with the threads and promises it brought, until they are parted."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from fiverings.conversations.models import Journey, Thread
from fiverings.core.models import Record, Records
from fiverings.core.models.entry import CurrentTransaction
from fiverings.customers.models import Account
from fiverings.people.models import Person
from fiverings.promises.models import Promise


class CaseMergeQuerySet(Records):
    """The words by which merges of cases are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class CaseMerge(Record):
    """That one case went into another, by whom and why, until somebody parts them."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="merges")
    survivor = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="merged_cases")
    state_before = models.TextField()
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)
    undone_in = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = CaseMergeQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(undone_at=None), name="cases_a_case_is_merged_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(case=models.F("survivor")), name="cases_nothing_is_merged_into_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} → {self.survivor}"


class MergedThread(Record):
    """A thread that a merge brought to the survivor's journey, and whence."""

    merge = models.ForeignKey(CaseMerge, on_delete=models.PROTECT, related_name="threads")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.thread)


class MergedPromise(Record):
    """A promise that a merge brought to the survivor, whatever it was about when it was made."""

    merge = models.ForeignKey(CaseMerge, on_delete=models.PROTECT, related_name="promises")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.promise)
