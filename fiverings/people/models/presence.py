"""Presence: whether somebody can be reached now, told by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together

from ..events import PresenceChanged

if TYPE_CHECKING:
    from .person import Person


class PresenceState(models.TextChoices):
    """Where somebody's attention is; a protected break is never interrupted."""

    AVAILABLE = "available", _("Available")
    TALKING = "talking", _("Talking")
    WRAP_UP = "wrap-up", _("Writing up")
    BREAK = "break", _("Protected break")
    AWAY = "away", _("Away")
    OFFLINE = "offline", _("Offline")


class PresenceQuerySet(Records):
    """The words by which presences are found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.is_active else self.none()

    def current(self) -> Self:
        return self.filter(until=None)


class Presence(Record):
    """A span in which somebody's attention was in one place; the one without an end is now."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="presences")
    state = models.TextField(choices=PresenceState.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "-since"], name="people_presence_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until=None), name="people_one_presence_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="people_presence_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class BeingPresentQuerySet(Records):
    """The words by which people who can be reached are found."""

    def available(self) -> Self:
        return self.filter(presence=PresenceState.AVAILABLE)


class BeingPresent(Record):
    """The ability to say where one's attention is; `presence` repeats the current record for lists."""

    presence = models.TextField(choices=PresenceState.choices, default=PresenceState.OFFLINE)

    class Meta:
        abstract = True

    @together
    def set_presence(
        self, state: str, *, by: models.Model | None = None, at: datetime | None = None
    ) -> Presence | None:
        """Say where the attention is from now on; None when it was there already."""
        me, moment = cast("Person", self), at or clock.now()
        type(me).objects.select_for_update().get(pk=me.pk)
        before = me.presences.filter(until=None).first()
        if before is not None and before.state == state:
            return None
        if before is not None:
            before.until = max(moment, before.since)
            before.save(update_fields=["until"])
        presence = Presence(person=me, state=PresenceState(state), since=before.until if before else moment)
        presence.save()
        self.presence = presence.state
        self.save(update_fields=["presence"])
        announce(PresenceChanged(person=me, presence=presence), by=by or me, at=at)
        return presence
