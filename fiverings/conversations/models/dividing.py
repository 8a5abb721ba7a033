"""Dividing: some of what was said in a conversation was about another need, and is a conversation of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fiverings.core.models import Record
from fiverings.core.models.entry import CurrentTransaction
from fiverings.core.together import together

from .belonging import OfAJourney
from .journey import Journey
from .participant import Participant
from .thread import Thread

if TYPE_CHECKING:
    from .message import Message


class DivisionQuerySet(OfAJourney):
    """The words by which divisions are found."""

    to_account = "before__journey__account"


class Division(Record):
    """That some words of a conversation were taken into one of their own, and which words."""

    before = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="divisions")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="division")
    messages = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()
    xact = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = DivisionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.thread)

    @classmethod
    @together
    def take(cls, messages: Sequence[Message], *, before: Thread, to: Journey, at: datetime) -> Self:
        """Take these words of a thread to a journey, where who took part takes part; the act that needs it announces
        itself."""
        division = cls(before=before, thread=_like(before, to), messages=[each.pk for each in messages], at=at)
        division.save()
        before.messages.filter(pk__in=division.messages).update(thread=division.thread)
        return division


def _like(before: Thread, journey: Journey) -> Thread:
    """A thread with the same people, in whose subject the other conversation is not named."""
    subject = before.subject.replace(f"[{before.token}]", "") if before.token else before.subject
    thread = Thread(journey=journey, channel=before.channel, subject=" ".join(subject.split()), team=before.team)
    thread.save()
    kept = ("contact_id", "address", "name", "since", "let_in_by_id")
    Participant.objects.bulk_create(Participant(thread=thread, **each) for each in before.participants.values(*kept))
    return thread
