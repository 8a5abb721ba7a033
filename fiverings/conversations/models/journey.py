"""Journey: everything said about one need of an account, over all channels."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.together import together
from fiverings.customers.models import Account

from ..events import JourneyMoved
from .belonging import OfAJourney
from .calling import Calling
from .noting import Noting


class JourneyQuerySet(OfAJourney):
    """The words by which journeys are found."""

    to_account = "account"


class Journey(Calling, Noting, Record):
    """The way an account goes about one need; every conversation is on one."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", related_query_name="journey")
    opened_for = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", editable=False)
    opened_at = models.DateTimeField()
    token = models.TextField(blank=True, default="", db_collation="C")
    """The number by which our letters name it now; a conversation keeps the one that it began with."""

    objects = JourneyQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["account", "-opened_at"], name="conversations_journey_list"),)

    def __str__(self) -> str:
        return f"{self.account} {self.opened_at:%Y-%m-%d}"

    @classmethod
    def begin(cls, account: Account, *, at: datetime | None = None) -> Journey:
        """A new need of an account; the act that needs it announces itself."""
        journey = cls(account=account, opened_for=account, opened_at=at or clock.now())
        journey.save()
        return journey

    def bear(self, token: str) -> None:
        """From now on it is told by this number; so are its conversations, which answers to old letters find."""
        self.token = token
        self.save(update_fields=["token"])
        self.threads.update(token=token)

    @together
    def move(self, *, to: Account, by: models.Model | None, at: datetime | None = None) -> None:
        """The need was another account's all along."""
        before, self.account = self.account, to
        self.save(update_fields=["account"])
        announce(JourneyMoved(journey=self, account=to, before=before), by=by, at=at)
