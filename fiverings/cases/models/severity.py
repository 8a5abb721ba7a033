"""Severity: how severe a case is, said once, by whom and on what ground; a later one is a new row."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.core.models.entry import CurrentTransaction
from fiverings.customers.models import Account
from fiverings.diagnosis.models import DiagnosisSession
from fiverings.people.models import Person

LEVELS = (1, 2, 3)


class Ground(models.TextChoices):
    """On what a severity stands."""

    SESSION = "session", _("the answers")
    RULE = "rule", _("a rule")
    RAISED = "raised", _("raised by one of us")
    LOWERED = "lowered", _("lowered by a second person")


class SeverityQuerySet(Records):
    """The words by which severities are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class Severity(Record):
    """How severe a case is, said once: by whom, on what ground; a later one is a new row."""

    Ground = Ground

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="severities")
    level = models.PositiveSmallIntegerField()
    ground = models.TextField(choices=Ground.choices)
    session = models.ForeignKey(
        DiagnosisSession,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="severity",
    )
    rule = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = SeverityQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        verbose_name_plural = "severities"
        indexes = (models.Index(fields=["case", "-at", "-id"], name="cases_severity_latest"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(level__range=(1, 3)), name="cases_severity_is_one_two_or_three"),
            models.CheckConstraint(
                condition=models.Q(ground=Ground.SESSION, session__isnull=False)
                | (models.Q(ground=Ground.RULE) & ~models.Q(rule=""))
                | (models.Q(ground__in=[Ground.RAISED, Ground.LOWERED]) & ~models.Q(reason="")),
                name="cases_a_severity_stands_on_a_ground",
            ),
        )

    def __str__(self) -> str:
        return str(self.level)
