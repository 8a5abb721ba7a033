"""Closing: a case ends when the need is met, and opens again when it was not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.people.models import Person

from ..events import CaseClosed, CaseReopened
from .owning import natural_owner
from .resolving import Resolution
from .taking_over import Takeover

if TYPE_CHECKING:
    from .case import Case

REOPENS_WITHIN = timedelta(days=14)


class AlreadyClosed(Refused):
    """What is closed is not changed, unless it is reopened."""


class NotSolved(Refused):
    """A case closes with what solved it."""


class CannotReopen(Refused):
    """Only what was closed in the last fourteen days opens again; later it is a new case."""


class Ground(models.TextChoices):
    """Why a case may end."""

    CONFIRMED = "confirmed", _("the customer says so")
    SILENCE = "silence", _("the customer did not answer")
    NOBODY_ASKED = "nobody_asked", _("nobody asks for anything")


class Closure(Record):
    """That a need is met: what met it, and on what ground we say so; after fourteen days it is final."""

    Ground = Ground

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closures")
    ground = models.TextField(choices=Ground.choices)
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="closure"
    )
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    solution = models.TextField()
    at = models.DateTimeField()

    personal = ("solution",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground=Ground.NOBODY_ASKED) | models.Q(resolution__isnull=False),
                name="cases_what_ends_was_proposed",
            ),
        )

    def __str__(self) -> str:
        return self.solution

    @property
    def agreed(self) -> bool:
        return bool(self.ground == Ground.CONFIRMED)


class Reopening(Record):
    """Why a closure did not last: what the customer wrote, or what one of us found."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="reopenings")
    closure = models.OneToOneField(Closure, on_delete=models.PROTECT, related_name="reopening")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    personal = ("reason",)

    def __str__(self) -> str:
        return self.reason or str(self.message)


class ClosingWords(Records):
    """The words by which open and closed cases are found."""

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def closed(self) -> Self:
        return self.exclude(ended_at=None)


class Closing(models.Model):
    """The ability of a case to be closed and reopened."""

    class Meta:
        abstract = True

    @transaction.atomic
    def close(self, *, solution: str, agreed: bool, by: models.Model | None, at: datetime | None = None) -> Closure:
        """The need is met, by this; AlreadyClosed, or NotSolved without words."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if case.is_closed:
            raise AlreadyClosed(_("{case} is closed already.").format(case=case))
        if not solution.strip():
            raise NotSolved(_("Say what solved it."))
        closer = by if isinstance(by, Person) else None
        closure = Closure(case=case, closed_by=closer, solution=solution.strip(), agreed=agreed, at=at)
        closure.save()
        case.settle_offers(at=at)
        case.state, case.ended_at, case.waiting_since = case.State.RESOLVED, at, None
        case.save(update_fields=["state", "ended_at", "waiting_since"])
        announce(CaseClosed(case=case, closure=closure, agreed=agreed), by=by, at=at)
        return closure

    def give_up(self, *, by: models.Model | None, at: datetime | None = None) -> Closure:
        """The need turned out to be part of another one."""
        return self.close(solution=str(_("It belongs to another conversation.")), agreed=False, by=by, at=at)

    @transaction.atomic
    def reopen(
        self,
        *,
        by: models.Model | None,
        reason: str = "",
        message: Message | None = None,
        at: datetime | None = None,
    ) -> Reopening:
        """The need was not met after all; CannotReopen when it is open, or closed for more than fourteen days."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        if not case.may_reopen(at):
            raise CannotReopen(_("{case} does not open again; open a new one.").format(case=case))
        reopening = Reopening(case=case, closure=case.closure(), message=message, reason=reason.strip(), at=at)
        reopening.save()
        case._find_an_owner_again(at)
        case.state, case.ended_at = case.State.ACTIVE, None
        case.save(update_fields=["state", "ended_at", "owner"])
        announce(CaseReopened(case=case, reopening=reopening, owner=case.owner), by=by, at=at)
        return reopening

    def may_reopen(self, at: datetime | None = None) -> bool:
        """Whether it is closed, and not for too long."""
        case = cast("Case", self)
        return case.ended_at is not None and (at or clock.now()) - case.ended_at <= REOPENS_WITHIN

    def closure(self) -> Closure | None:
        """What closed it last, unless that did not last."""
        standing = cast("Case", self).closures.filter(reopening=None).select_related("closed_by")
        return standing.order_by("-at", "-id").first()

    def _find_an_owner_again(self, at: datetime) -> None:
        """The same owner, unless they have left since."""
        case = cast("Case", self)
        if not case.owner.is_active:
            heir = natural_owner(case.account, at=at)
            reason = str(_("{owner} does not work here any more.").format(owner=case.owner))
            Takeover(case=case, giver=case.owner, taker=heir, reason=reason, at=at).save()
            case.owner = heir
