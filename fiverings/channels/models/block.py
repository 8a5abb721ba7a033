"""Block: a sender from whom we take no mail by itself, until one of us lets them in again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Person

from ..events import SenderBlocked, SenderReleased

if TYPE_CHECKING:
    from .arrival import Arrival

SENDER = re.compile(r"[^\s@<>\"]{0,200}@[^\s@<>\"]{1,253}")


class NoSender(Refused):
    """This is no address and no domain, or it is our own."""


class BlockedAlready(Refused):
    """The sender is blocked already."""


class NotBlocked(Refused):
    """The sender is let in already."""


@dataclass(frozen=True)
class Gate:
    """An address, and the blocks that hold for it."""

    address: str
    blocks: list[Block]

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def whole_domain(self) -> str:
        """The domain, as it is blocked."""
        return f"@{self.domain}"


class BlockQuerySet(Records):
    """The words by which blocks are found."""

    def visible_to(self, person: Any) -> Self:
        return self if person.may("channels.mail") else self.none()

    def standing(self) -> Self:
        return self.filter(released_at=None)

    def against(self, address: str) -> Self:
        """Those that hold for an address: its own, and that of its whole domain."""
        lower = address.strip().lower()
        return self.filter(sender__in=[lower, f"@{lower.rpartition('@')[2]}"])

    def gate(self, address: str) -> Gate | None:
        """How an address stands to us; None when it is no address, or our own."""
        if "@" not in address or _is_ours(address.strip().lower()):
            return None
        return Gate(address.lower(), list(self.standing().against(address).select_related("blocked_by")))


class Block(Record):
    """An address, or a whole domain written as “@example.com”, whose mail is set aside."""

    sender = models.TextField(db_collation="C")
    blocked_at = models.DateTimeField()
    blocked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = BlockQuerySet.as_manager()
    personal = ("sender",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["sender"],
                condition=models.Q(released_at=None),
                name="channels_a_sender_is_blocked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None, released_by=None)
                | models.Q(released_at__isnull=False, released_by__isnull=False),
                name="channels_somebody_releases_at_a_moment",
            ),
        )

    def __str__(self) -> str:
        return self.sender

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]

    @property
    def is_of_a_domain(self) -> bool:
        return self.sender.startswith("@")

    @classmethod
    @together
    def begin(cls, sender: str, *, by: Person, at: datetime | None = None) -> Self:
        """Take no more mail of an address, or of a domain written with its @; NoSender when it is none, or our own."""
        lower = sender.strip().lower()
        if not SENDER.fullmatch(lower):
            raise NoSender(_("This is neither an address nor a domain: write name@example.com, or @example.com."))
        if _is_ours(lower):
            raise NoSender(_("That is ourselves."))
        if cls.objects.standing().filter(sender=lower).exists():
            raise BlockedAlready(_("{sender} is blocked already.").format(sender=lower))
        block = cls(sender=lower, blocked_at=at or clock.now(), blocked_by=by)
        block.save()
        announce(SenderBlocked(block=block), by=by, at=at)
        return block

    @together
    def release(self, *, by: Person, at: datetime | None = None) -> None:
        """Let the sender in, and take up again what was set aside because of this; NotBlocked when it is so."""
        mine = type(self).objects.select_for_update().get(pk=self.pk)
        if mine.released_at is not None:
            raise NotBlocked(_("{sender} is let in already.").format(sender=mine))
        mine.released_at, mine.released_by = at or clock.now(), by
        mine.save(update_fields=["released_at", "released_by"])
        announce(SenderReleased(block=mine), by=by, at=at)
        later(mine.let_in)

    def let_in(self) -> None:
        """File again what was set aside because of this."""
        assert self.released_by is not None
        for arrival in self.kept_out():
            arrival.try_again(by=self.released_by)

    def kept_out(self) -> models.QuerySet[Arrival]:
        """What is set aside because of it."""
        arrivals = apps.get_model("channels.arrival").objects.set_aside()
        found: models.QuerySet[Arrival] = arrivals.filter(reason="blocked", block=self).order_by("id")
        return found


@Written
def standing_against(address: str, domain: str) -> models.QuerySet[Block]:
    """The blocks that hold for an address, asked for each mail."""
    found: models.QuerySet[Block] = apps.get_model("channels.block").objects.filter(sender__in=[address, domain])
    return found.filter(released_at=None).order_by("id")


def _is_ours(sender: str) -> bool:
    ours = [*apps.get_model("channels.mailbox").objects.values_list("address", flat=True)]
    ours += [each.lower() for each in Person.objects.values_list("email", flat=True)]
    return any(each == sender or each.endswith(sender) for each in ours if sender.startswith("@") or each == sender)
