"""Helping: a colleague or a department is asked to join; the owner stays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Duty, Person, PresenceState, Role, Team
from fiverings.promises.models import Promise

from ..events import HelpAsked
from .climbing import Climbing, ClimbingWords
from .giving_help import GivingHelp
from .holding import Holding

if TYPE_CHECKING:
    from .case import Case

NOT_HERE = (PresenceState.OFFLINE, PresenceState.AWAY, PresenceState.BREAK)


class CannotAsk(Refused):
    """Help is asked by the owner or a lead, of somebody else who is here, by a time to come, and in words."""


class HelpState(models.TextChoices):
    """Where a request for help stands."""

    ASKED = "asked", _("asked")
    HELPING = "helping", _("helping")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CollaborationRequestQuerySet(ClimbingWords):
    """The words by which requests for help are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees who was asked for what, and so does whoever holds the request."""
        held = models.Q(holder=person, ended_at=None)
        return self.filter(models.Q(case__account__in=Account.objects.visible_to(person)) | held)

    def overdue(self, at: datetime) -> Self:
        """Those that nobody accepted in time, or whose helper has left, the longest first."""
        unaccepted = models.Q(state=HelpState.ASKED, accept_by__lte=at)
        return self.unended().filter(unaccepted | models.Q(holder__is_active=False)).order_by("accept_by", "id")

    def asked_by(self, person: Person) -> Self:
        return self.filter(asked_by=person)

    def with_everybody(self) -> Self:
        """Each with its case and people, in the same query."""
        return self.select_related("case__account", "case__owner", "asked_by", "holder", "to_person", "to_team")


class CollaborationRequest(GivingHelp, Climbing, Holding, Record):
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

    @property
    def is_asked(self) -> bool:
        return self.state == HelpState.ASKED

    def is_overdue(self, at: datetime) -> bool:
        if self.is_asked and self.accept_by <= at:
            return True
        return self.ended_at is None and not self.holder.is_active


class Helping(models.Model):
    """The ability of a case to be helped with."""

    class Meta:
        abstract = True

    @together
    def ask(
        self, *, to: Person | Team, what: str, needed_by: datetime, by: Person, at: datetime | None = None
    ) -> CollaborationRequest:
        """Ask a person or a department to help; the owner stays. CannotAsk."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_to_ask(to, what, needed_by, by, at)
        holder = whom_it_reaches(to, case=case, at=at)
        asked = {"to_team": to} if isinstance(to, Team) else {"to_person": to}
        request = CollaborationRequest(
            case=case, asked_by=by, what=what.strip(), needed_by=needed_by, asked_at=at, **asked
        )
        request._lie_with(holder, level=request.level, at=at)
        request.save()
        announce(HelpAsked(case=case, request=request, asked_by=by, holder=holder), by=by, at=at)
        return request

    def _refuse_to_ask(self, to: Person | Team, what: str, needed_by: datetime, by: Person, at: datetime) -> None:
        case = cast("Case", self)
        if case.is_closed:
            raise CannotAsk(_("{case} is closed. Reopen it first.").format(case=case))
        if by.pk != case.owner_id and not by.has_role(Role.LEAD):
            raise CannotAsk(_("{owner} owns it, and asks for help.").format(owner=case.owner))
        if isinstance(to, Person) and (to.pk == case.owner_id or not to.may("cases.help")):
            raise CannotAsk(_("{person} cannot be asked to help with it.").format(person=to))
        if not what.strip():
            raise CannotAsk(_("Say what you need from them."))
        if needed_by <= at:
            raise CannotAsk(_("Say a time that is still to come."))

    def helping(self) -> models.QuerySet[CollaborationRequest]:
        """Who is asked or helps, the first first."""
        return cast("Case", self).requests.unended().with_everybody().order_by("asked_at", "id")

    def settle_requests(self, *, at: datetime) -> None:
        """What was asked is not needed any more; the case is locked already."""
        for request in self.helping():
            request._end(HelpState.WITHDRAWN, words=str(_("The case ended.")), by=None, at=at)


def whom_it_reaches(to: Person | Team, *, case: Case, at: datetime) -> Person:
    """Who holds a request at first: who is asked or stands in, the member with the fewest, else the lead on duty."""
    found = _least_asked(to, case, at) if isinstance(to, Team) else to.stand_in(at)
    return found or Duty.lead(at)


def _least_asked(team: Team, case: Case, at: datetime) -> Person | None:
    members = Person.objects.who_may("cases.help").exclude(pk=case.owner_id).exclude(presence__in=NOT_HERE)
    of_team = members.filter(pk__in=team.memberships.current().values("person"))
    held = models.Count("holding_request", filter=models.Q(holding_request__ended_at=None))
    return next((each for each in of_team.annotate(held=held).order_by("held", "id") if not each.is_away(at)), None)
