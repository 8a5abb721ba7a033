"""Arriving: a raw mail becomes safe, once, however often it is handed to us."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Self, cast
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.written import Written

from ..gateways.mail.keeping import Kept, keep

if TYPE_CHECKING:
    from .arrival import Arrival
    from .mailbox import Mailbox

HEAD_AT_MOST = 100_000
TELLING = re.compile(rb"^(?:message-id|received)[ \t]*:", re.I | re.M)


class Arriving(models.Model):
    """The ability of a mail to arrive: file and folder on disk, then the row with its job, then we say so."""

    class Meta:
        abstract = True

    @classmethod
    def accept(
        cls,
        raw: bytes,
        *,
        mailbox: Mailbox,
        via: str,
        sender: str = "",
        recipient: str = "",
        client: tuple[str, str] = ("", ""),
        came_at: datetime | None = None,
        queued: bool = True,
    ) -> tuple[Self, bool]:
        """Keep a mail for a mailbox, and whether it was new; when this returns, outside a transaction, it is safe.

        `client` is who brought it: address and greeting. Unless it is not `queued`, the worker files it later.
        """
        kept, now = keep(raw), clock.now()
        columns = {"via": via, "sha256": kept.sha256, "size": kept.size}
        columns |= {"client_address": client[0], "client_name": client[1]}
        columns |= {"envelope_from": sender, "envelope_to": recipient, "came_at": came_at or now, "arrived_at": now}
        identity = _identity(raw, kept, via, came_at)
        try:
            with transaction.atomic():
                if found := _arrived.first(mailbox.pk, identity):
                    return found, False
                arrival = cls(mailbox=mailbox, identity=identity, **columns)
                arrival.save()
                if queued:
                    later(cast("Arrival", arrival).file)
        except IntegrityError:  # the same mail was handed over twice at the same moment
            return _arrived.first(mailbox.pk, identity), False
        return arrival, True


def _identity(raw: bytes, kept: Kept, via: str, came_at: datetime | None) -> str:
    """What makes a mail this mail: its bytes, when they hold a trace of their own that no other mail has.

    Without one, two equal mails are two mails: told apart by when they came, or else never taken for each other.
    """
    if via == "command" or TELLING.search(raw[:HEAD_AT_MOST]):
        return kept.sha256
    return f"{kept.sha256}:{came_at.isoformat() if came_at else uuid4().hex}"


@Written
def _arrived(mailbox: int, identity: str) -> models.QuerySet[Arrival]:
    return apps.get_model("channels.arrival").objects.filter(mailbox=mailbox, identity=identity)
