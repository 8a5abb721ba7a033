"""Helping: a colleague or a department is asked to join; the owner stays."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.customers.models import Account
from fiverings.people.models import Person, Team
from fiverings.promises.models import Promise


class HelpState(models.TextChoices):
    """Where a request for help stands."""

    ASKED = "asked", _("asked")
    HELPING = "helping", _("helping")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CollaborationRequestQuerySet(Records):
    """The words by which requests for help are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees who was asked for what, and so does whoever holds the request."""
        return self.filter(models.Q(case__account__in=Account.objects.visible_to(person)) | models.Q(holder=person))


class CollaborationRequest(Record):
    """Help asked of a person or a department; somebody holds it at every moment, by a time."""

    State = HelpState

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="asked")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    needed_by = models.DateTimeField()
    asked_at = models.DateTimeField()

    state = models.TextField(choices=HelpState.choices, default=HelpState.ASKED)
    level = models.PositiveSmallIntegerField(default=0)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="holding_request")
    accept_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CollaborationRequestQuerySet.as_manager()
    personal = ("what", "answer")

    class Meta:
        indexes = (
            models.Index(fields=["accept_by"], condition=models.Q(state=HelpState.ASKED), name="cases_request_asked"),
            models.Index(fields=["holder"], condition=models.Q(ended_at=None), name="cases_request_held"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(to_person__isnull=False, to_team=None)
                | models.Q(to_person=None, to_team__isnull=False),
                name="cases_help_is_asked_of_a_person_or_a_team",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[HelpState.ASKED, HelpState.HELPING], ended_at=None)
                | models.Q(state__in=[HelpState.DONE, HelpState.WITHDRAWN], ended_at__isnull=False),
                name="cases_help_ends_when_it_ended",
            ),
        )

    def __str__(self) -> str:
        return self.what


class Helping(models.Model):
    """The ability of a case to be helped with."""

    class Meta:
        abstract = True
