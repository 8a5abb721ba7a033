"""Handing off: a case is offered to a colleague, and changes its owner when they accept it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.problems import Refused
from fiverings.customers.models import Account
from fiverings.people.models import Person

from ..events import CaseHandedOff, HandoffDeclined, HandoffOffered

if TYPE_CHECKING:
    from .case import Case


class CannotHandOff(Refused):
    """A case is offered by its owner, once, to somebody else who is here."""


class NotOffered(Refused):
    """Only who was asked answers, once."""


class Outcome(models.TextChoices):
    """What became of an offer."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    MOOT = "moot", _("no longer needed")


class HandoffQuerySet(Records):
    """The words by which offers are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees what is offered to whom, and so does who was asked."""
        seen = models.Q(case__account__in=Account.objects.visible_to(person))
        return self.filter(seen | models.Q(receiver=person))

    def offered_to(self, person: Person) -> Self:
        return self.filter(receiver=person, outcome=Outcome.OFFERED)


class Handoff(Record):
    """A case offered to a colleague, with what they must know; until it is accepted the giver owns it."""

    Outcome = Outcome

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="handoffs")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="handoff")
    note = models.TextField()
    offered_at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.OFFERED)
    answered_at = models.DateTimeField(null=True, blank=True)
    next_step = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")
    read_back = models.TextField(blank=True, default="")
    accepted_in = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = HandoffQuerySet.as_manager()
    personal = ("note", "next_step", "why", "read_back")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(outcome=Outcome.OFFERED), name="cases_a_case_is_offered_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="cases_nobody_hands_off_to_themselves"
            ),
        )
        indexes = (
            models.Index(
                fields=["receiver"], condition=models.Q(outcome=Outcome.OFFERED), name="cases_handoff_offered"
            ),
        )

    def __str__(self) -> str:
        return self.note

    @transaction.atomic
    def accept(self, *, by: Person, at: datetime | None = None) -> None:
        """Own the case from now on; NotOffered unless one was asked."""
        case = self._answered(by, Outcome.ACCEPTED, at)
        case.owner = self.receiver
        case.save(update_fields=["owner"])
        announce(CaseHandedOff(case=case, handoff=self, giver=self.giver, receiver=self.receiver), by=by, at=at)

    @transaction.atomic
    def decline(self, *, by: Person, at: datetime | None = None) -> None:
        """Leave the case with its owner; NotOffered unless one was asked."""
        case = self._answered(by, Outcome.DECLINED, at)
        announce(HandoffDeclined(case=case, handoff=self, giver=self.giver), by=by, at=at)

    def _answered(self, by: Person, outcome: str, at: datetime | None) -> Case:
        case = self.case._lock()
        self.refresh_from_db()
        if self.outcome != Outcome.OFFERED or by.pk != self.receiver_id or not by.is_active:
            raise NotOffered(_("{case} is not offered to you.").format(case=case))
        self.outcome, self.answered_at = outcome, at or clock.now()
        accepted = {"accepted_in": CurrentTransaction()} if outcome == Outcome.ACCEPTED else {}
        type(self)._default_manager.filter(pk=self.pk).update(outcome=outcome, answered_at=self.answered_at, **accepted)
        return case


class HandingOff(models.Model):
    """The ability of a case to be handed off."""

    class Meta:
        abstract = True

    @transaction.atomic
    def hand_off(self, *, to: Person, note: str, by: Person | None, at: datetime | None = None) -> Handoff:
        """Offer this case to a colleague; CannotHandOff unless its owner (or the house) offers it to somebody here."""
        case = cast("Case", self)._lock()
        if by is not None and by.pk != case.owner_id:
            raise CannotHandOff(_("Only {owner} hands it off.").format(owner=case.owner))
        if case.is_closed or to.pk == case.owner_id or not to.is_active:
            raise CannotHandOff(_("{case} cannot be handed to {to}.").format(case=case, to=to))
        if not Account.objects.visible_to(to).filter(pk=case.account_id).exists():
            raise CannotHandOff(
                _("{to} may not see {account}: let them see it first.").format(to=to, account=case.account)
            )
        if case.offer():
            raise CannotHandOff(_("{case} is offered already.").format(case=case))
        if not note.strip():
            raise CannotHandOff(_("Say what they must know."))
        handoff = Handoff(case=case, giver=case.owner, receiver=to, note=note.strip(), offered_at=at or clock.now())
        handoff.save()
        announce(HandoffOffered(case=case, handoff=handoff, giver=case.owner, receiver=to), by=by, at=at)
        return handoff

    def offer(self) -> Handoff | None:
        """The offer that waits for its answer."""
        offers = cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED)
        return offers.select_related("giver", "receiver").first()

    def settle_offers(self, *, at: datetime) -> None:
        """What was offered need not be answered any more."""
        cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED).update(outcome=Outcome.MOOT, answered_at=at)
