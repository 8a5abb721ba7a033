"""Handing off: a case is offered to a colleague, and changes its owner when they accept it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.people.models import Person

from ..events import HandoffOffered
from .passing_on import PassingOn
from .taking_on import TakingOn

if TYPE_CHECKING:
    from .case import Case
    from .cover import Cover
    from .farewell import Farewell


class CannotHandOff(Refused):
    """A case is offered by its owner, once, to somebody else who is here."""


class Outcome(models.TextChoices):
    """What became of an offer."""

    OFFERED = "offered", _("offered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    MOOT = "moot", _("no longer needed")


class HandoffQuerySet(Records):
    """The words by which offers are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account sees what is offered to whom, and so does who is asked, until they answer."""
        seen = models.Q(case__account__in=Account.objects.visible_to(person))
        return self.filter(seen | models.Q(receiver=person, outcome=Outcome.OFFERED))

    def offered_to(self, person: Person) -> Self:
        return self.filter(receiver=person, outcome=Outcome.OFFERED)

    def covering(self, person: Person) -> Self:
        """What somebody looks after, of colleagues who were away: theirs by an offer, or by the clock."""
        return self.exclude(cover=None).exclude(giver=person).filter(case__owner=person, case__ended_at=None)

    def accepted_from(self, giver: Person, *, since: datetime) -> Self:
        """What went from one to others, the latest first."""
        accepted = self.filter(giver=giver, outcome=Outcome.ACCEPTED, answered_at__gte=since)
        return accepted.order_by("-answered_at", "-id")

    def with_everybody(self) -> Self:
        """Each with its case and people, in the same query."""
        return self.select_related("case__account", "case__contact", "case__owner", "giver", "receiver")


class Handoff(TakingOn, Record):
    """A case offered to a colleague, with what they must know; until it is accepted the giver owns it."""

    Outcome = Outcome

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="handoffs")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="handoff")
    cover = models.ForeignKey(
        "cases.Cover", on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs", editable=False
    )
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

    def whoever_lets_them_go(self) -> list[Person]:
        """Who sees its giver off, where they leave."""
        farewells = apps.get_model("cases.farewell")._base_manager.filter(person=self.giver_id, ended_at=None)
        return [each.by for each in farewells.select_related("by")]


class HandingOff(PassingOn):
    """The ability of a case to be handed off."""

    class Meta:
        abstract = True

    @together
    def hand_off(
        self,
        *,
        to: Person,
        note: str,
        next_step: str = "",
        why: str = "",
        farewell: Farewell | None = None,
        cover: Cover | None = None,
        by: Person | None,
        at: datetime | None = None,
    ) -> Handoff:
        """Offer this case to a colleague: what they must know, what comes next, and why, as the customer will read it.

        CannotHandOff unless its owner, the house, or who lets its owner leave offers it to an advocate who may see it.
        """
        case = cast("Case", self)._lock()
        case._refuse_to_hand_off(to, note, by, farewell, cover)
        handoff = Handoff(
            case=case, giver=case.owner, receiver=to, note=note.strip(), next_step=next_step.strip(), why=why.strip(),
            offered_at=at or clock.now(), cover=cover,
        )  # fmt: skip
        handoff.save()
        announce(HandoffOffered(case=case, handoff=handoff, giver=case.owner, receiver=to), by=by, at=at)
        return handoff

    def _refuse_to_hand_off(
        self, to: Person, note: str, by: Person | None, farewell: Farewell | None, cover: Cover | None
    ) -> None:
        case = cast("Case", self)
        leaves = farewell is not None and farewell.lets_go(case.owner)
        named = {"case": case, "to": to, "owner": case.owner, "account": case.account}
        for refused, words in (
            (by is not None and by.pk != case.owner_id and not leaves, _("Only {owner} hands it off.")),
            (case.is_closed or to.pk == case.owner_id or not to.is_active, _("{case} cannot be handed to {to}.")),
            (not case.may_be_owned_by(to), _("{to} is no customer advocate, and cannot own {case}. Ask for help.")),
            (not case._is_visible_to(to), _("{to} may not see {account}: let them see it first.")),
            (case.offer() is not None, _("{case} is offered already.")),
            (not note.strip(), _("Say what they must know.")),
            (
                cover is None and case.would_bounce(to),
                _("It went to {to} and came back. Ask {to} to help: you both stay."),
            ),
        ):
            if refused:
                raise CannotHandOff(words.format(**named))

    def _is_visible_to(self, person: Person) -> bool:
        return Account.objects.worked_for_by(person).filter(pk=cast("Case", self).account_id).exists()

    def offer(self) -> Handoff | None:
        """The offer that waits for its answer."""
        offers = cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED)
        return offers.select_related("giver", "receiver").first()

    def settle_offers(self, *, at: datetime) -> None:
        """What was offered need not be answered any more."""
        cast("Case", self).handoffs.filter(outcome=Outcome.OFFERED).update(outcome=Outcome.MOOT, answered_at=at)
