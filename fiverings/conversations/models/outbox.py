"""The outbox: what is about to be told waits ten visible seconds, during which it can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from fiverings.core.models import Record, Records
from fiverings.core.together import together

TELLS_AFTER = timedelta(seconds=10)
AT_ONCE = 500


class OutboxQuerySet(Records):
    """The words by which waiting messages are found."""

    def due(self, at: datetime) -> Self:
        return self.filter(due_at__lte=at)

    @together
    def tell_all(self, *, at: datetime) -> int:
        """Tell each message once, whoever else is at it, or hold back what was overtaken; how many were due."""
        waiting = list(self.select_for_update(skip_locked=True).order_by("due_at", "id")[:AT_ONCE])
        for each in waiting:
            if each.planned_at and (why := each.message.why_held_back()):
                each.message.hold_back(why=why, at=at)
            else:
                each.message.tell(at=at)
            each.delete()
        return len(waiting)


class Outbox(Record):
    """A message that waits to be told; the row goes when the message does, or when it is taken back."""

    message = models.OneToOneField("conversations.Message", on_delete=models.PROTECT, related_name="outbox")
    due_at = models.DateTimeField(db_index=True)
    planned_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return str(self.message)
