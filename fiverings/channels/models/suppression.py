"""Suppression: nobody lives at an address any more, so the house writes there no more by itself until somebody does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext as _

from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written

from ..events import AddressSuppressed, SuppressionLifted
from .arrival import Arrival

if TYPE_CHECKING:
    from fiverings.people.models import Person


class NotSuppressed(Refused):
    """The house writes to this address as to any other."""


class SuppressionQuerySet(Records):
    """The words by which suppressions are found."""

    def visible_to(self, person: Any) -> Self:
        """Whoever sees the message that came back."""
        return self.filter(message__in=Message.objects.visible_to(person))

    def standing(self) -> Self:
        """Those that nobody lifted, and from whose address nothing came since."""
        came = Arrival.objects.filter(sender=models.OuterRef("address"), came_at__gt=models.OuterRef("began_at"))
        return self.filter(lifted_at=None).exclude(models.Exists(came))

    def of(self, addresses: Iterable[str]) -> Self:
        return self.filter(address__in=[each.strip().lower() for each in addresses])


class Suppression(Record):
    """An address at which nobody lives, by the words of its server, and the message that came back from there."""

    address = models.TextField(db_collation="C")
    reason = models.TextField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuppressionQuerySet.as_manager()
    personal = ("address", "reason")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(lifted_at=None),
                name="channels_an_address_is_suppressed_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.address

    @classmethod
    def stands_at(cls, address: str) -> bool:
        """Whether nobody lives there, as far as we know."""
        return _standing.first(address.strip().lower()) is not None

    @classmethod
    @together
    def begin(cls, address: str, *, reason: str, message: Message, at: datetime | None = None) -> None:
        """A server said that nobody lives there; said again, it stands with the newest words."""
        moment, address = at or clock.now(), address.strip().lower()
        if address not in {each.lower() for each in [*message.to, *message.cc]}:
            return
        said = {"reason": reason.replace("\x00", ""), "message": message, "began_at": moment}
        found, is_new = cls.objects.select_for_update().get_or_create(address=address, lifted_at=None, defaults=said)
        if not is_new:
            cls.objects.filter(pk=found.pk).update(**said)
        else:
            announce(AddressSuppressed(suppression=found, message=message), by=None, at=at)

    @together
    def lift(self, *, by: Person, at: datetime | None = None) -> None:
        """Write to it again; NotSuppressed when that is so already."""
        mine = type(self).objects.select_for_update().get(pk=self.pk)
        if mine.lifted_at is not None:
            raise NotSuppressed(_("We write to this address again already."))
        mine.lifted_at, mine.lifted_by = at or clock.now(), by
        mine.save(update_fields=["lifted_at", "lifted_by"])
        announce(SuppressionLifted(suppression=mine, message=mine.message), by=by, at=at)


@Written
def _standing(address: str) -> models.QuerySet[Suppression]:
    return Suppression.objects.standing().filter(address=address)
