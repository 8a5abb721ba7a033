"""Promise: what we told a named person that we would do, by an absolute time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models

from fiverings.conversations.models import Journey, Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import PromiseTold
from .agreeing import Agreeing
from .attempting import Attempting
from .breaking import Breaking
from .keeping import Keeping
from .kind import Channel, How
from .matter import AboutAMatterQuerySet, about, hold
from .outstanding import Outstanding
from .releasing import Releasing
from .settling import Settling
from .terms import Terms
from .wording import sentence_to_ourselves

if TYPE_CHECKING:
    from .offer import Offer


class PromiseQuerySet(AboutAMatterQuerySet):
    """The words by which promises are found."""

    def latest_first(self) -> Self:
        return self.order_by("-told_at", "-id")

    def to_customers(self) -> Self:
        """Those that a customer counts on."""
        return self.filter(to_contact__isnull=False)

    def outstanding(self) -> Self:
        """Those still owed."""
        return self.filter(outstanding__isnull=False)

    def broken(self) -> Self:
        return self.filter(outcome__kind="broken")


class Promise(Keeping, Releasing, Breaking, Agreeing, Attempting, Settling, Terms):
    """What was told stays as it was told; what became of it stands beside it."""

    append_only: ClassVar[bool] = True

    to_contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told_at = models.DateTimeField()
    told_how = models.TextField(choices=How.choices)
    offer = models.OneToOneField(
        "promises.Offer", on_delete=models.PROTECT, null=True, blank=True, related_name="promise"
    )
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recovers = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="recovered_by"
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(to_contact__isnull=False, to_person=None, told_how__in=[How.SPOKEN, How.WRITTEN]),
                    ~models.Q(sentence=""),
                )
                | models.Q(to_contact=None, to_person__isnull=False, told_how=How.INTERNAL),
                name="promises_a_promise_is_told_to_a_customer_or_to_one_of_us",
            ),
            models.CheckConstraint(
                condition=models.Q(severity=None) | models.Q(severity__range=(1, 3)),
                name="promises_a_promise_has_severity_one_to_three",
            ),
            models.CheckConstraint(
                condition=models.Q(guarantee=None, guarantee_due_at=None)
                | models.Q(guarantee__isnull=False, guarantee_due_at__isnull=False),
                name="promises_a_standard_has_its_due_time",
            ),
            models.CheckConstraint(
                condition=models.Q(comes=None) | models.Q(kind="visit"), name="promises_somebody_comes_for_a_visit"
            ),
        )
        indexes = (
            models.Index(fields=["subject_label", "subject_id", "-told_at"], name="promises_promise_subject"),
            models.Index(fields=["mends"], condition=models.Q(mends__isnull=False), name="promises_promise_mends"),
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_internal(self) -> bool:
        """Whether only we know of it."""
        return self.to_contact_id is None

    @classmethod
    @together
    def told(
        cls,
        offer: Offer,
        *,
        how: str,
        by: Person | None,
        at: datetime,
        message: Message | None,
        replaces: Promise | None = None,
    ) -> Promise:
        """The promise that an offer is once it is told; the offer's own verbs say when."""
        promise = cls(
            **offer.terms(), to_contact=offer.to_contact, told_by=by, told_at=at, told_how=how, offer=offer,
            message=message, replaces=replaces,
        )  # fmt: skip
        return promise._begin(offer.matter(), by=by)

    @classmethod
    @together
    def to_ourselves(cls, *, subject: models.Model, by: models.Model | None = None, **terms: Any) -> Promise:
        """What one of us owes where no customer can be told."""
        return cls.for_ourselves(subject=subject, **terms)._begin(subject, by=by)

    @classmethod
    def for_ourselves(
        cls,
        *,
        subject: models.Model,
        journey: Journey,
        kind: str,
        person: Person,
        due_at: datetime,
        what: str = "",
        severity: int | None = None,
        zone: str = "",
        at: datetime | None = None,
        recovers: Promise | None = None,
        **standard: Any,
    ) -> Promise:
        """The promise to ourselves as it would be, not kept yet; `standard` is what it was measured by."""
        promise = cls(
            **about(subject), **standard, journey=journey, kind=kind, what=what.strip(), owed_by=person,
            to_person=person, due_at=due_at, zone=zone or person.zone, channel=Channel.INTERNAL, severity=severity,
            recovers=recovers, told_at=at or clock.now(), told_how=How.INTERNAL,
        )  # fmt: skip
        promise.sentence = sentence_to_ourselves(promise, matter=subject, at=promise.told_at)
        return promise

    def _begin(self, matter: Any, *, by: models.Model | None) -> Promise:
        """It is owed from now on."""
        hold(self.subject)
        announce(*self.owe([self], [matter]), by=by, at=self.told_at)
        return self

    @classmethod
    def owe(cls, promises: Sequence[Promise], matters: Sequence[Any]) -> list[PromiseTold]:
        """They are owed from now on, each about the matter in the same place, which is held; what to announce."""
        cls.objects.bulk_create(promises)
        Outstanding.objects.bulk_create(
            Outstanding(promise=promise, due_at=promise.due_at, person=promise.owed_by, **about(matter))
            for promise, matter in zip(promises, matters, strict=True)
        )
        return [
            PromiseTold(promise=each, journey=each.journey, matter=matter, contact=each.to_contact, person=each.owed_by)
            for each, matter in zip(promises, matters, strict=True)
        ]
