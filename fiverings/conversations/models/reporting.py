"""What became of a message on its way: carried, or come back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.together import together

from ..events import MessageBounced, MessageSent

if TYPE_CHECKING:
    from .message import Message


class Reporting(models.Model):
    """The ability of a message to be reported about by whoever carries it; each thing is reported once."""

    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_server = models.TextField(blank=True, default="")
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce_reason = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @together
    def mark_sent(self, *, at: datetime | None = None, by_server: str = "") -> None:
        """The next mail server has taken it over."""
        message = cast("Message", self)
        if self._mark("sent_at", sent_at=at or clock.now(), sent_by_server=by_server):
            announce(MessageSent(message=message, journey=message.thread.journey), by=None, at=at)

    @together
    def mark_bounced(self, reason: str, *, at: datetime | None = None) -> None:
        """It could not be delivered, and this is what was said about it."""
        message = cast("Message", self)
        if self._mark("bounced_at", bounced_at=at or clock.now(), bounce_reason=reason):
            announce(
                MessageBounced(message=message, journey=message.thread.journey, author=message.author), by=None, at=at
            )

    def _mark(self, once: str, **columns: datetime | str) -> bool:
        """Write the columns unless the first report has done so; true when this is the first."""
        first = type(self)._default_manager.filter(**{"pk": self.pk, once: None}).update(**columns)
        if first:
            for name, value in columns.items():
                setattr(self, name, value)
        return bool(first)
