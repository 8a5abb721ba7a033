"""Confidential accounts: seen by nobody without a reason of their own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import AccountMadeConfidential, ConfidentialityLifted

if TYPE_CHECKING:
    from .account import Account


class AlreadyConfidential(Refused):
    """An account is confidential for one reason at a time."""


class Confidentiality(Record):
    """Why an account is confidential, and since when; lifted, it stays as a record."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="confidentialities")
    reason = models.TextField()
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    personal = ("reason",)

    class Meta:
        verbose_name_plural = "confidentialities"
        constraints = (
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(lifted_at=None),
                name="customers_an_account_is_confidential_for_one_reason",
            ),
        )

    def __str__(self) -> str:
        return self.reason


class Confiding(models.Model):
    """The ability of an account to be kept confidential; the column serves lists, the record is the truth."""

    is_confidential = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @together
    def make_confidential(self, *, reason: str, by: Person | None, at: datetime | None = None) -> None:
        """Hide the account from all who have no access of their own; its advocates and the actor are given theirs."""
        account = cast("Account", self)
        if type(account).objects.select_for_update().get(pk=account.pk).is_confidential:
            raise AlreadyConfidential(_("{account} is confidential already.").format(account=account))
        Confidentiality.objects.create(account=account, reason=reason, since=at or clock.now())
        self._keep_confidential(True)
        account.open_to([*account.advocates(), *([by] if by else [])], by=by, at=at)
        announce(AccountMadeConfidential(account=account), by=by, at=at)

    @together
    def lift_confidentiality(self, *, by: Person | None, at: datetime | None = None) -> None:
        """Let advocates and leads see the account again."""
        account = cast("Account", self)
        account.confidentialities.filter(lifted_at=None).update(lifted_at=at or clock.now())
        self._keep_confidential(False)
        announce(ConfidentialityLifted(account=account), by=by, at=at)

    def _keep_confidential(self, is_confidential: bool) -> None:
        self.is_confidential = is_confidential
        self.save(update_fields=["is_confidential"])
