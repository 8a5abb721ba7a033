"""Intake: what we ask at the beginning, so that nobody has to ask it again."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.customers.models import Account, Site
from fiverings.people.models import Person


class IntakeQuerySet(Records):
    """The words by which intakes are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Intake(Record):
    """What was asked when a case began; it may change until the gate is passed."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="intake")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    call_back = models.TextField(_("where to call them back"), blank=True, default="")
    since = models.TextField(_("since when"), blank=True, default="")
    tried = models.TextField(_("what was tried"), blank=True, default="")
    effect = models.TextField(_("what it stops"), blank=True, default="")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = IntakeQuerySet.as_manager()
    personal = ("call_back", "since", "tried", "effect")

    def __str__(self) -> str:
        return str(self.case)


class TakingIn(models.Model):
    """The ability of a case to pass the gate: what is missing is named."""

    class Meta:
        abstract = True
