"""Access: who may see an account beyond those who may anyway, why, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import AccessEnded, AccessGranted
from .belonging import OfAnAccount

if TYPE_CHECKING:
    from .account import Account


class Reason(models.TextChoices):
    """What gives somebody access to an account."""

    TEAM = "team", _("is of the account's team")
    ASKED = "asked", _("is asked, and may look before they answer")
    REQUEST = "request", _("was asked to help")
    VISIT = "visit", _("visits them")
    INVOICE = "invoice", _("makes their invoice")
    EMERGENCY = "emergency", _("had to look, and said why")


class AccountAccessQuerySet(OfAnAccount):
    """The words by which access is found."""

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def live(self, at: datetime) -> Self:
        """Access that has not ended at this moment."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=at))

    def to_look(self) -> Self:
        """What only lets somebody look, because they are asked and have not answered."""
        return self.filter(why=Reason.ASKED)

    def to_work(self) -> Self:
        """What lets somebody act."""
        return self.exclude(why=Reason.ASKED)


class AccountAccess(Record):
    """Why one person may see one account, and until when."""

    Reason = Reason

    account = models.ForeignKey(
        "customers.Account", on_delete=models.PROTECT, related_name="accesses", related_query_name="access"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=Reason.choices)
    words = models.TextField(blank=True, default="")
    granted_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = AccountAccessQuerySet.as_manager()
    personal = ("words",)

    class Meta:
        verbose_name_plural = "account accesses"
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(why=Reason.EMERGENCY) | ~models.Q(words=""),
                name="customers_an_emergency_look_has_a_reason",
            ),
        )
        indexes = (models.Index(fields=["person", "account", "until"], name="customers_access_of_person"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.get_why_display()}"

    @together
    def end(self, *, by: models.Model | None, at: datetime | None = None) -> None:
        """No longer let this person see the account."""
        self.until = at or clock.now()
        self.save(update_fields=["until"])
        announce(AccessEnded(account=self.account, person=self.person), by=by, at=at)


class Granting(models.Model):
    """The ability of an account to be shown to somebody for a reason."""

    class Meta:
        abstract = True

    def open_to(self, team: Iterable[Person], *, by: models.Model | None, at: datetime | None = None) -> None:
        """Let those of the account's team see it for good; who may already is not granted it twice."""
        account = cast("Account", self)
        known = set(account.accesses.filter(why=Reason.TEAM, until=None).values_list("person", flat=True))
        for person in dict.fromkeys(team):
            if person.pk not in known:
                account.grant(to=person, why=Reason.TEAM, by=by, at=at)

    @together
    def grant(
        self,
        *,
        to: Person,
        why: str,
        by: models.Model | None,
        words: str = "",
        until: datetime | None = None,
        at: datetime | None = None,
    ) -> AccountAccess:
        """Let this person see the account, for a reason, until a moment or for good."""
        account = cast("Account", self)
        access = AccountAccess(
            account=account, person=to, why=Reason(why), words=words, granted_at=at or clock.now(), until=until
        )
        access.save()
        announce(AccessGranted(account=account, person=to, why=access.why), by=by, at=at)
        return access
