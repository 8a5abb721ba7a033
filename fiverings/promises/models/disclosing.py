"""Disclosing: what a customer was told about cost, before there is any."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import ChargeAcknowledged, ChargeDisclosed
from .kind import How
from .matter import AboutAMatter, AboutAMatterQuerySet, about
from .wording import sentence_of_cost

if TYPE_CHECKING:
    from .promise import Promise


class Billable(models.TextChoices):
    """Whether something will be charged."""

    YES = "yes", gettext_lazy("charged")
    NO = "no", gettext_lazy("not charged")
    UNKNOWN = "unknown", gettext_lazy("not yet known")


class NoCap(Refused):
    """What is charged has a most that it can come to."""


class NoPromiseOfCost(Refused):
    """Who cannot say what it costs promises when they will."""


class ChargeDisclosureQuerySet(AboutAMatterQuerySet):
    """The words by which what was told about cost is found."""

    def of(self, subject: models.Model) -> Self:
        """What was told about this record."""
        return super().of(subject).standing()

    def standing(self) -> Self:
        """What was told; what was only written, and taken back before it was told, was not."""
        return self.filter(~models.Q(told_how=How.WRITTEN) | models.Q(message__taken_back_at=None))


class ChargeDisclosure(AboutAMatter):
    """Who was told by whom, when and how, whether it is charged, on what ground, and up to how much."""

    Billable = Billable

    billable = models.TextField(choices=Billable.choices)
    basis = models.TextField(blank=True, default="")
    estimate = models.TextField(blank=True, default="")
    cap = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.TextField(blank=True, default="")
    sentence = models.TextField(blank=True, default="")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_to = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_how = models.TextField(choices=How.choices)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    promise = models.ForeignKey(
        "promises.Promise", on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )

    objects = ChargeDisclosureQuerySet.as_manager()
    personal = ("basis", "estimate", "sentence")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(billable=Billable.UNKNOWN) | models.Q(promise__isnull=False),
                name="promises_an_unknown_cost_is_promised",
            ),
            models.CheckConstraint(
                condition=~models.Q(billable=Billable.YES)
                | models.Q(cap__isnull=False, cap__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="promises_a_charge_has_a_cap",
            ),
            models.CheckConstraint(
                condition=models.Q(billable__in=Billable.values), name="promises_a_charge_is_yes_no_or_unknown"
            ),
        )
        indexes = (models.Index(fields=["subject_label", "subject_id", "-told_at"], name="promises_charge_subject"),)

    def __str__(self) -> str:
        if self.billable == Billable.YES:
            return _("charged, at most {cap} {currency}").format(cap=self.cap, currency=self.currency)
        return str(self.get_billable_display())

    @classmethod
    def draw_up(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        billable: str,
        basis: str = "",
        estimate: str = "",
        cap: Decimal | None = None,
        currency: str = "",
        to: Contact,
        how: str = How.SPOKEN,
        by: Person | None,
        at: datetime | None = None,
    ) -> ChargeDisclosure:
        """What a contact is to be told about cost, with its sentence, not told yet; NoCap when it is charged."""
        if billable == Billable.YES and (cap is None or not currency):
            raise NoCap(_("Say how much it can come to at most."))
        disclosure = cls(
            **about(subject), journey=journey, billable=billable, basis=basis.strip(), estimate=estimate.strip(),
            cap=cap, currency=currency, told_by=by, told_to=to.survivor, told_at=at or clock.now(), told_how=how,
        )  # fmt: skip
        disclosure.sentence = sentence_of_cost(disclosure, matter=subject)
        return disclosure

    @classmethod
    def tell(
        cls, *, subject: models.Model, promise: Promise | None = None, message: Message | None = None, **told: Any
    ) -> ChargeDisclosure:
        """A contact was told about cost. Refused: NoCap when it is charged, NoPromiseOfCost when nobody knows yet."""
        disclosure = cls.draw_up(subject=subject, **told)
        disclosure.told(subject, promise=promise, message=message)
        return disclosure

    @together
    def told(self, subject: models.Model, *, promise: Promise | None = None, message: Message | None = None) -> None:
        """From this moment on they know, and have it in a message of ours; NoPromiseOfCost when nobody knows yet."""
        if self.billable == Billable.UNKNOWN and promise is None:
            raise NoPromiseOfCost(_("Promise by when they will know what it costs."))
        self.promise, self.message = promise, message
        self.save()
        event = ChargeDisclosed(disclosure=self, journey=self.journey, matter=subject, contact=self.told_to)
        announce(event, by=self.told_by, at=self.told_at)

    @together
    def acknowledge(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """They said that they know; the first time counts."""
        at = at or clock.now()
        if type(self).objects.filter(pk=self.pk, acknowledged_at=None).update(acknowledged_at=at):
            self.acknowledged_at = at
            event = ChargeAcknowledged(disclosure=self, journey=self.journey, matter=self.matter())
            announce(event, by=by, at=at)
