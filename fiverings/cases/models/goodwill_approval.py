"""Goodwill approval: what is more than somebody may grant unaided is asked of one named person, by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record
from fiverings.customers.models import Account
from fiverings.people.models import Person
from fiverings.promises.models import Promise

from .approving import Approving
from .climbing import Climbing, ClimbingWords
from .goodwill import GoodwillKind
from .holding import Holding


class ApprovalState(models.TextChoices):
    """Where an approval stands."""

    ASKED = "asked", _("asked")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class GoodwillApprovalQuerySet(ClimbingWords):
    """The words by which approvals are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees what was asked, and so does whoever is asked."""
        held = models.Q(holder=person, ended_at=None)
        return self.filter(models.Q(case__account__in=Account.objects.visible_to(person)) | held)

    def overdue(self, at: datetime) -> Self:
        """Those that nobody answered in time, or whose holder has left, the longest first."""
        late = models.Q(accept_by__lte=at) | models.Q(holder__is_active=False)
        return self.unended().filter(late).order_by("accept_by", "id")

    def with_everybody(self) -> Self:
        """Each with its case and people, in the same query."""
        return self.select_related("case__account", "case__owner", "asked_by", "holder")


class GoodwillApproval(Approving, Climbing, Holding, Record):
    """So much is asked to be allowed; one person holds the question at every moment, and owes the answer by a time."""

    State = ApprovalState

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="approvals")
    kind = models.TextField(choices=GoodwillKind.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.TextField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()

    state = models.TextField(choices=ApprovalState.choices, default=ApprovalState.ASKED)
    level = models.PositiveSmallIntegerField(default=1)
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", related_query_name="holding_approval"
    )
    accept_by = models.DateTimeField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GoodwillApprovalQuerySet.as_manager()
    personal = ("reason", "answer")

    class Meta:
        indexes = (
            models.Index(fields=["accept_by"], condition=models.Q(ended_at=None), name="cases_approval_asked"),
            models.Index(fields=["holder"], condition=models.Q(ended_at=None), name="cases_approval_held"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="cases_one_approval_is_asked_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ApprovalState.ASKED, ended_at=None)
                | (models.Q(ended_at__isnull=False) & ~models.Q(state=ApprovalState.ASKED)),
                name="cases_an_approval_ends_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[ApprovalState.APPROVED, ApprovalState.DECLINED], answer=""),
                name="cases_who_allows_goodwill_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("holder")), name="cases_goodwill_is_seen_by_four_eyes"
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def is_overdue(self, at: datetime) -> bool:
        return self.ended_at is None and (self.accept_by <= at or not self.holder.is_active)
