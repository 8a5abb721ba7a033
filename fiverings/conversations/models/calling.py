"""Calls: what was said on the telephone, as whoever talked logs it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from ..events import CallLogged
from .belonging import OfAJourney

if TYPE_CHECKING:
    from .journey import Journey


class NothingTalkedAbout(Refused):
    """A call on which one talked is logged with what was said."""


class CallQuerySet(OfAJourney):
    """The words by which calls are found."""

    def by_us(self) -> Self:
        return self.filter(direction=Call.Direction.OUT)

    def talked(self) -> Self:
        return self.filter(talked=True)

    def since(self, at: datetime) -> Self:
        return self.filter(at__gte=at)


class Call(Record):
    """One telephone call with a contact: who called whom, whether they talked, and what about."""

    class Direction(models.TextChoices):
        """Who called."""

        IN = "in", _("they called us")
        OUT = "out", _("we called them")

    journey = models.ForeignKey("conversations.Journey", on_delete=models.PROTECT, related_name="calls")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+", related_query_name="call")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="call")
    direction = models.TextField(choices=Direction.choices)
    talked = models.BooleanField()
    words = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    objects = CallQuerySet.as_manager()
    personal = ("words",)

    class Meta:
        indexes = (models.Index(fields=["journey", "at"], name="conversations_call_story"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(talked=False) | ~models.Q(words=""), name="conversations_talk_is_logged_with_words"
            ),
        )

    def __str__(self) -> str:
        return self.words or str(self.contact)


class Calling(models.Model):
    """The ability of a journey to be telephoned about."""

    class Meta:
        abstract = True

    @together
    def log_call(
        self,
        *,
        contact: Contact,
        direction: str,
        talked: bool,
        words: str = "",
        by: Person,
        at: datetime | None = None,
    ) -> Call:
        """Log a call with a contact; NothingTalkedAbout when one talked and says not what about."""
        if talked and not words.strip():
            raise NothingTalkedAbout(_("Say what was said."))
        journey = cast("Journey", self)
        call = Call(journey=journey, contact=contact, person=by, direction=direction, talked=talked)
        call.words, call.at = words.strip(), at or clock.now()
        call.save()
        announce(CallLogged(call=call, journey=journey, contact=contact), by=by, at=call.at)
        return call
