"""Handing off: a case is offered to a colleague, and changes its owner when they accept it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models, transaction
from django.utils.translation import gettext
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


class NotReadBack(Refused):
    """Who answers an offer says something: what they understood, or why not."""


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
    def accept(self, *, read_back: str, by: Person, at: datetime | None = None) -> None:
        """Own the case from now on, having said in one's own words what it is; the customer hears who and why.

        Refused: NotOffered unless one was asked, NotReadBack without words.
        """
        if not read_back.strip():
            raise NotReadBack(_("Say in your own words what you take over."))
        case = self._answered(by, Outcome.ACCEPTED, at, read_back=read_back.strip())
        if not case.may_be_owned_by(by):
            raise NotOffered(_("Only a customer advocate owns {case}.").format(case=case))
        case._give_to(self.receiver)
        announce(CaseHandedOff(case=case, handoff=self, giver=self.giver, receiver=self.receiver), by=by, at=at)
        case.introduce(self._introduction, auto="handoff", at=cast(datetime, self.answered_at))

    @transaction.atomic
    def decline(self, *, reason: str, by: Person, at: datetime | None = None) -> None:
        """Leave the case with its owner, and note why; NotOffered unless one was asked, NotReadBack without words."""
        if not reason.strip():
            raise NotReadBack(_("Say why you cannot take it."))
        case = self._answered(by, Outcome.DECLINED, at)
        case.journey.note(reason, by=by, at=self.answered_at)
        announce(HandoffDeclined(case=case, handoff=self, giver=self.giver), by=by, at=at)

    def _answered(self, by: Person, outcome: str, at: datetime | None, **more: Any) -> Case:
        case = self.case._lock()
        self.refresh_from_db()
        if self.outcome != Outcome.OFFERED or by.pk != self.receiver_id or not by.is_active:
            raise NotOffered(_("{case} is not offered to you.").format(case=case))
        self.outcome, self.answered_at = outcome, at or clock.now()
        if outcome == Outcome.ACCEPTED:
            more["accepted_in"] = CurrentTransaction()
        mine = type(self)._default_manager.filter(pk=self.pk)
        mine.update(outcome=outcome, answered_at=self.answered_at, **more)
        return case

    def _introduction(self) -> str:
        """What the customer reads: who, in place of whom, why, and that they need not begin again."""
        names = {"receiver": self.receiver.name, "giver": self.giver.name, "case": self.case}
        who = gettext("{receiver} looks after {case} from now on; until today it was {giver}.").format(**names)
        read = gettext("{receiver} has read what happened so far: you need not tell it again.").format(**names)
        return "\n\n".join(each for each in (who, self.why, read) if each)


class HandingOff(models.Model):
    """The ability of a case to be handed off."""

    class Meta:
        abstract = True

    @transaction.atomic
    def hand_off(
        self,
        *,
        to: Person,
        note: str,
        next_step: str = "",
        why: str = "",
        by: Person | None,
        at: datetime | None = None,
    ) -> Handoff:
        """Offer this case to a colleague: what they must know, what comes next, and why, as the customer will read it.

        CannotHandOff unless its owner (or the house) offers it to an advocate who is here and may see the account.
        """
        case = cast("Case", self)._lock()
        case._refuse_to_hand_off(to, note, by)
        handoff = Handoff(
            case=case, giver=case.owner, receiver=to, note=note.strip(), next_step=next_step.strip(), why=why.strip(),
            offered_at=at or clock.now(),
        )  # fmt: skip
        handoff.save()
        announce(HandoffOffered(case=case, handoff=handoff, giver=case.owner, receiver=to), by=by, at=at)
        return handoff

    def _refuse_to_hand_off(self, to: Person, note: str, by: Person | None) -> None:
        case = cast("Case", self)
        named = {"case": case, "to": to, "owner": case.owner, "account": case.account}
        for refused, words in (
            (by is not None and by.pk != case.owner_id, _("Only {owner} hands it off.")),
            (case.is_closed or to.pk == case.owner_id or not to.is_active, _("{case} cannot be handed to {to}.")),
            (not case.may_be_owned_by(to), _("{to} is no customer advocate, and cannot own {case}. Ask for help.")),
            (not case._is_visible_to(to), _("{to} may not see {account}: let them see it first.")),
            (case.offer() is not None, _("{case} is offered already.")),
            (not note.strip(), _("Say what they must know.")),
            (case._would_bounce(to), _("It went to {to} and came back. Ask {to} to help: you both stay.")),
        ):
            if refused:
                raise CannotHandOff(words.format(**named))

    def _is_visible_to(self, person: Person) -> bool:
        return Account.objects.visible_to(person).filter(pk=cast("Case", self).account_id).exists()

    def _would_bounce(self, to: Person) -> bool:
        """Whether it would go from hand to hand a third time: what two cannot settle, they settle together."""
        case = cast("Case", self)
        between = {(case.owner_id, to.pk), (to.pk, case.owner_id)}
        went = case.handoffs.filter(outcome=Outcome.ACCEPTED).values_list("giver", "receiver")
        return between <= set(went)

    def offer(self) -> Handoff | None:
        """The offer that waits for its answer."""
        offers = cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED)
        return offers.select_related("giver", "receiver").first()

    def settle_offers(self, *, at: datetime) -> None:
        """What was offered need not be answered any more."""
        cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED).update(outcome=Outcome.MOOT, answered_at=at)
