"""Pickup: what became of one mail that lies on the server of a mailbox, by the name that the server gave it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

from fiverings.core import clock
from fiverings.core.models import Record, Records
from fiverings.core.together import together

if TYPE_CHECKING:
    from .arrival import Arrival
    from .mailbox import Mailbox

TRIES_BEFORE_IT_IS_PASSED_BY = 3
WAITS = timedelta(minutes=1)
WAITS_AT_MOST = timedelta(days=1)


class PickupQuerySet(Records):
    """The words by which pickups are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()

    def withheld(self) -> Self:
        """Those that the server lists and does not hand over."""
        return self.exclude(due_at=None)


class Pickup(Record):
    """One mail on a server: taken (its arrival), left alone, or not handed over to us, and when we ask again."""

    mailbox = models.ForeignKey("channels.Mailbox", on_delete=models.PROTECT, related_name="pickups")
    key = models.TextField(db_collation="C")
    arrival = models.ForeignKey("channels.Arrival", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField()
    trouble = models.TextField(blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)

    objects = PickupQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mailbox", "key"], name="channels_a_mail_is_picked_up_once"),)
        indexes = (
            models.Index(
                fields=["mailbox", "due_at"], condition=models.Q(due_at__isnull=False), name="channels_pickup_due"
            ),
        )

    def __str__(self) -> str:
        return self.key

    @classmethod
    def settle(cls, mailbox: Mailbox, key: str, *, arrival: Arrival | None) -> None:
        """Note that a mail was taken, or that it is left alone; in the transaction that took it."""
        told = {"arrival": arrival, "trouble": "", "due_at": None}
        cls.objects.update_or_create(
            mailbox=mailbox, key=key, defaults=told, create_defaults={**told, "seen_at": clock.now()}
        )

    @classmethod
    @together
    def stumble(cls, mailbox: Mailbox, key: str, *, why: str, at_once: bool = False) -> bool:
        """Note that the server did not hand a mail over; whether those behind it need not wait for it any more.

        `at_once` when the server said no to this one; else it failed with the whole connection, which may be chance.
        """
        now = clock.now()
        begin = {"seen_at": now, "due_at": now}
        pickup, _ = cls.objects.select_for_update().get_or_create(mailbox=mailbox, key=key, defaults=begin)
        waits = min(WAITS * 2 ** min(pickup.tries, 20), WAITS_AT_MOST)
        pickup.trouble, pickup.tries, pickup.due_at = why, min(pickup.tries + 1, 1000), now + waits
        pickup.save(update_fields=["trouble", "tries", "due_at"])
        return at_once or pickup.tries >= TRIES_BEFORE_IT_IS_PASSED_BY

    @classmethod
    def due(cls, mailbox: Mailbox) -> list[Pickup]:
        """Those to be asked for again, the longest waiting first."""
        withheld = cls.objects.withheld().filter(mailbox=mailbox, due_at__lte=clock.now())
        return list(withheld.order_by(F("due_at"))[:20])
