"""Leaving: when a person no longer works here, nothing of theirs may be left without an owner."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from allauth.usersessions.models import UserSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together

from ..events import PersonDeactivated, PersonReturned
from .guards import refusing
from .presence import PresenceState
from .roles import LastAdministrator, Role, StillOwnsCases

if TYPE_CHECKING:
    from .person import Person

__all__ = ["Departure", "LastAdministrator", "Leaving", "StillOnDuty", "StillOwnsCases"]


class StillOnDuty(Refused):
    """Somebody on the duty roster cannot leave."""


REFUSALS: dict[str, Refused] = {
    "people_person_on_duty_stays": StillOnDuty(_("They are on the duty roster: put somebody else there first.")),
    "people_person_with_open_cases_stays": StillOwnsCases(_("They own open cases: hand each of them off first.")),
}


class DepartureQuerySet(Records):
    """The words by which departures are found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.is_active else self.none()


class Departure(Record):
    """When a person left, and came back."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="departures")
    left_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(returned_at=None), name="people_nobody_leaves_twice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.left_at:%Y-%m-%d}"


class Leaving(Record):
    """The ability to leave; `is_active` repeats whether the person is here."""

    class Meta:
        abstract = True

    def deactivate(self, *, by: models.Model, at: datetime | None = None) -> None:
        """End everything by which this person comes in. Refused: StillOwnsCases, StillOnDuty, LastAdministrator."""
        me, moment = cast("Person", self), at or clock.now()
        with refusing(REFUSALS):
            leaver = type(me).objects.select_for_update().get(pk=me.pk)
            if not leaver.is_active:
                return
            if leaver.has_role(Role.ADMIN):
                leaver.require_another_administrator()
            leaver.set_presence(PresenceState.OFFLINE, by=by, at=at)
            leaver.is_active = False
            leaver.save(update_fields=["is_active"])
            Departure(person=leaver, left_at=moment).save()
            leaver.keys.working(moment).update(revoked_at=moment)
            leaver.sign_out_everywhere()
            announce(PersonDeactivated(person=leaver), by=by, at=at)
        me.is_active, me.presence = False, leaver.presence

    def stays(self) -> bool:
        """Whether they work here, and go on doing so until the transaction in which this is asked has ended."""
        me = cast("Person", self)
        here = type(me).objects.select_for_update(no_key=True).filter(pk=me.pk, is_active=True)
        return here.values_list("pk").first() is not None

    def sign_out_everywhere(self) -> None:
        """End every session of this person."""
        for session in UserSession.objects.filter(user_id=self.pk):
            session.end()

    @together
    def come_back(self, *, by: models.Model, at: datetime | None = None) -> None:
        """Work here again, with the same roles; keys stay revoked."""
        me = cast("Person", self)
        departed = me.departures.select_for_update().filter(returned_at=None)
        if departed.update(returned_at=at or clock.now()):
            me.is_active = True
            me.save(update_fields=["is_active"])
            announce(PersonReturned(person=me), by=by, at=at)
