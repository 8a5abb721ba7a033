"""Chasing: a customer who asks about what we promised them has asked before we told."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from fiverings.conversations.models import Call, Message
from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Contact
from fiverings.promises.models import Promise


class ChaseQuerySet(Records):
    """The words by which chases are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Chase(Record):
    """That a customer came to us about a promise before we came to them; the first is number one."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="chases")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", related_query_name="chase")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    call = models.OneToOneField(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+", related_query_name="chase")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = ChaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="cases_chases_are_counted"),
            models.CheckConstraint(
                condition=models.Q(message__isnull=False, call=None) | models.Q(message=None, call__isnull=False),
                name="cases_a_chase_is_a_message_or_a_call",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.number}"


class Chasing(models.Model):
    """The ability of a case to be chased."""

    class Meta:
        abstract = True
