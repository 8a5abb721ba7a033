"""Account: a customer with whom we hold a relationship."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.models import Record
from fiverings.people.models import Person, Role

from .account_access import AccountAccess, AccountAccessQuerySet, Granting
from .confiding import Confiding
from .connecting import Connecting
from .covering import Covering
from .entrusting import Entrusting
from .equipping import Equipping
from .finding import TOO_MANY_TO_BE_LIKELY, ByName, Domain, domain_of
from .opening import Opening
from .settling import Settling


class State(models.TextChoices):
    """How well we know an account."""

    PROVISIONAL = "provisional", _("Not known yet")
    KNOWN = "known", _("Known")
    JOINED = "joined", _("Joined to another account")


class AccountQuerySet(ByName):
    """The words by which accounts are found."""

    def visible_to(self, person: Person, at: datetime | None = None) -> Self:
        """Advocates and leads see every account that is not confidential; anything else needs live access.

        Whoever acts finds only what they may work for: somebody who is asked looks, and acts when they have accepted.
        """
        if person.is_acting:
            return self.worked_for_by(person, at)
        return self._open_to(person, AccountAccess.objects.of(person).live(at or clock.now()))

    def worked_for_by(self, person: Person, at: datetime | None = None) -> Self:
        """Those that a person sees because they work for them, not only because they are asked something."""
        return self._open_to(person, AccountAccess.objects.of(person).live(at or clock.now()).to_work())

    def _open_to(self, person: Person, accesses: AccountAccessQuerySet) -> Self:
        if not person.is_active:
            return self.none()
        granted = models.Q(pk__in=accesses.values("account"))
        if person.has_role(Role.ADVOCATE) or person.has_role(Role.LEAD):
            return self.filter(models.Q(is_confidential=False) | granted)
        return self.filter(granted)

    def known(self) -> Self:
        return self.filter(state=State.KNOWN)

    def provisional(self) -> Self:
        """Those about whom we ask: who is this?"""
        return self.filter(state=State.PROVISIONAL)

    def of(self, person: Person) -> Self:
        """Those whose voice somebody is, or for whom they stand in."""
        return self.filter(models.Q(primary_advocate=person) | models.Q(backup_advocate=person))

    def likely_for(self, address: str) -> Self:
        """Those where somebody has an address of the same domain; none when the domain is everybody's."""
        contacts = Account._meta.get_field("contact").related_model._default_manager
        colleagues = contacts.alias(domain=Domain("address__address")).filter(domain=domain_of(address))
        found = self.known().filter(pk__in=colleagues.values("account"))
        return self.none() if found[: TOO_MANY_TO_BE_LIKELY + 1].count() > TOO_MANY_TO_BE_LIKELY else found

    def with_number(self, number: str) -> Self:
        """Those to whom a telephone number in E.164 belongs, as one of their lines."""
        return self.filter(trunk__first__lte=int(number), trunk__last__gte=int(number))


class Account(Opening, Entrusting, Granting, Confiding, Equipping, Connecting, Covering, Settling, Record):
    """A customer organisation or household; its advocate knows it, and answers for it."""

    State = State

    name = models.TextField(_("name"))
    state = models.TextField(choices=State.choices, default=State.KNOWN, editable=False)
    zone = models.TextField(_("time zone"), default="UTC")
    language = models.TextField(_("language"), default="en")
    calendar = models.ForeignKey(
        "hours.BusinessCalendar", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    impact_weight = models.PositiveSmallIntegerField(_("business effect"), default=2)
    since = models.DateField(_("with us since"), null=True, blank=True)
    primary_advocate = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("advocate")
    )
    backup_advocate = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stands in")
    )

    objects = AccountQuerySet.as_manager()
    personal = ("name",)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="customers_an_account_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(impact_weight__range=(1, 3)), name="customers_business_effect_is_one_to_three"
            ),
            models.CheckConstraint(
                condition=~models.Q(primary_advocate=models.F("backup_advocate")),
                name="customers_nobody_stands_in_for_oneself",
            ),
        )
        indexes = (
            models.Index(fields=["state", "name", "id"], name="customers_account_list"),
            models.Index(fields=["primary_advocate", "name"], name="customers_account_advocate"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("account", args=[self.pk])

    @property
    def is_provisional(self) -> bool:
        return bool(self.state == State.PROVISIONAL)

    def today(self, at: datetime) -> date:
        """The day it is where they are."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def advocates(self) -> list[Any]:
        """Who knows this account: the advocate, then who stands in."""
        return [person for person in (self.primary_advocate, self.backup_advocate) if person is not None]
