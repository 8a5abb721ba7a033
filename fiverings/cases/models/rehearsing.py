"""Rehearsing: what each of many would read, or why they would not be written to, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction

from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.customers.models import Contact
from fiverings.people.models import Person
from fiverings.promises.models import Offer

from .cascade import CascadePart

if TYPE_CHECKING:
    from .case import Case

REHEARSED_AT_MOST = 50


@dataclass(frozen=True)
class Rehearsed:
    """The letter that one of them would get, and by when they would hear again by their clock; or why none."""

    case: Case
    contact: Contact | None = None
    text: str = ""
    next_update_at: datetime | None = None
    asked_at: datetime | None = None
    """The time that was given for all."""
    reason: str = ""

    @property
    def is_later(self) -> bool:
        """Whether it is promised for the end of their quiet hours instead."""
        return self.next_update_at is not None and self.asked_at is not None and self.next_update_at > self.asked_at

    @property
    def is_sooner(self) -> bool:
        """Whether our standard for how severe it is wants it before."""
        return self.next_update_at is not None and self.asked_at is not None and self.next_update_at < self.asked_at

    @property
    def zone(self) -> str:
        return self.contact.own_zone() if self.contact else "UTC"


class Rehearsing(models.Model):
    """The ability of a case to say what an answer to all would tell each."""

    class Meta:
        abstract = True

    def rehearse_cascade(self, *, by: Person, at: datetime | None = None, **said: Any) -> list[Rehearsed]:
        """The first of the letters as they would be written, and nothing of it is kept; refused as `cascade`."""
        at = at or clock.now()
        with transaction.atomic():
            cascade = cast("Case", self).cascade(**said, by=by, at=at)
            parts = cascade.parts.visible_to(by).select_related("case__account", "case__contact", "case__owner")
            letters = [_letter(part, at) for part in parts.order_by("id")[:REHEARSED_AT_MOST]]
            transaction.set_rollback(True)
        return letters


def _letter(part: CascadePart, at: datetime) -> Rehearsed:
    try:
        with transaction.atomic():
            message = part._write(at)
    except Refused as refused:
        return Rehearsed(part.case, reason=str(refused))
    offer = Offer.objects.in_message(message).first()
    due_at = offer.due_at if offer else None
    return Rehearsed(part.case, cast(Contact, message.contact), message.text, due_at, part.cascade.next_update_at)
