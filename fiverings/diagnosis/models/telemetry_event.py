"""TelemetryEvent: what a machine says about a customer's equipment, since when, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.customers.models import Account, Asset
from fiverings.people.models import Person

from ..events import TelemetryEnded, TelemetryReceived
from .binding import Unbound, bound
from .perceived import Perceived
from .signal import Feed, NotASignal, Signal

A_MOMENT = timedelta(microseconds=1)


class TelemetryEventQuerySet(Records):
    """The words by which they are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the account; what belongs to nothing is seen by those who look after such."""
        seen = models.Q(account__in=Account.objects.visible_to(person))
        return self.filter(seen | models.Q(account=None)) if person.may("diagnosis.telemetry") else self.filter(seen)

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def bound(self) -> Self:
        return self.exclude(asset=None)

    def unbound(self) -> Self:
        return self.filter(asset=None)

    def of(self, account: Account) -> Self:
        return self.filter(account=account).select_related("asset")


class TelemetryEvent(Record):
    """An alarm of a machine: which equipment it is about, how grave it says it is, and when it began and ended.

    How grave it is and whose it is may change while it stands; `said_at` is when either was said last.
    """

    Feed = Feed
    Perceived = Perceived
    Unbound = Unbound

    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unbound = models.TextField(choices=Unbound.choices, blank=True, default="")
    feed = models.TextField(choices=Feed.choices)
    fingerprint = models.TextField()
    name = models.TextField()
    word = models.TextField(blank=True, default="")
    perceived = models.TextField(choices=Perceived.choices)
    summary = models.TextField(blank=True, default="")
    labels = models.JSONField(default=dict, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    said_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = TelemetryEventQuerySet.as_manager()
    personal = ("summary", "labels")

    class Meta:
        indexes = (
            models.Index(fields=["account"], condition=models.Q(ended_at=None), name="diagnosis_alarms_that_stand"),
            models.Index(fields=["account", "-began_at", "-id"], name="diagnosis_alarms_of_an_account"),
            models.Index(fields=["-received_at"], condition=models.Q(asset=None), name="diagnosis_alarms_of_nothing"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["feed", "fingerprint", "began_at"], name="diagnosis_an_alarm_is_written_down_once"
            ),
            models.CheckConstraint(
                condition=models.Q(asset=None, account=None) & ~models.Q(unbound="")
                | models.Q(asset__isnull=False, account__isnull=False, unbound=""),
                name="diagnosis_an_alarm_is_bound_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="diagnosis_an_alarm_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return _("{asset}: {name}").format(asset=self.asset, name=self.name) if self.asset else self.name

    @classmethod
    @together
    def receive(cls, signal: Signal, *, by: Person, at: datetime | None = None) -> TelemetryEvent:
        """Write down what a machine says; the same said again changes nothing.

        That it ended does, that it is graver or milder by now, and that we know by now what it is about.

        NotASignal: one of equipment that this sender does not see.
        """
        at = at or clock.now()
        key = {"feed": signal.feed, "fingerprint": signal.fingerprint, "began_at": signal.began_at}
        event, is_new = cls.objects.get_or_create(**key, defaults=cls._written(signal, by, at))
        event = cls.objects.select_for_update(of=("self",)).select_related("asset", "account").get(pk=event.pk)
        event._refuse_unseen(by)
        is_new |= event._bind_by_now(signal, by, at) | event._say_again(signal, at)
        if is_new:
            announce(TelemetryReceived(telemetry=event, account=event.account, asset=event.asset), by=by, at=at)
        if signal.ended_at and (is_new or event.ended_at is None):
            event._end(signal.ended_at, by=by, at=at)
        return event

    @classmethod
    def _written(cls, signal: Signal, by: Person, at: datetime) -> dict[str, Any]:
        asset, unbound = bound(signal.labels, by)
        return {
            "account": asset.account if asset else None, "asset": asset, "unbound": unbound, "name": signal.name,
            "word": signal.severity, "perceived": Perceived.meant_by(signal.severity), "summary": signal.summary,
            "labels": signal.labels, "received_at": at, "said_at": at, "sent_by": by,
        }  # fmt: skip

    def _refuse_unseen(self, by: Person) -> None:
        if self.account and not Account.objects.visible_to(by).filter(pk=self.account.pk).exists():
            raise NotASignal(_("Another program sent this."))

    def _bind_by_now(self, signal: Signal, by: Person, at: datetime) -> bool:
        """What belonged to nothing is said again, and by what is said now we know the equipment."""
        if self.asset is not None:
            return False
        self.asset, self.unbound = bound(signal.labels, by)
        if self.asset is not None:
            self.account, self.labels, self.said_at = self.asset.account, signal.labels, at
        self.save(update_fields=["asset", "account", "unbound", "labels", "said_at"])
        return self.asset is not None

    def _say_again(self, signal: Signal, at: datetime) -> bool:
        """While it stands, the machine finds it graver or milder than before."""
        perceived, stands = Perceived.meant_by(signal.severity), self.ended_at is None and signal.ended_at is None
        if not stands or not signal.severity or perceived == self.perceived:
            return False
        self.word, self.perceived, self.said_at = signal.severity, perceived, max(at, self.said_at + A_MOMENT)
        self.save(update_fields=["word", "perceived", "said_at"])
        return True

    def _end(self, ended_at: datetime, *, by: Person, at: datetime) -> None:
        self.ended_at = max(ended_at, self.began_at)
        self.save(update_fields=["ended_at"])
        announce(TelemetryEnded(telemetry=self, account=self.account, asset=self.asset), by=by, at=at)
