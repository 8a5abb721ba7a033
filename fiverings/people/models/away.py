"""Absence: when somebody is not here, and who stands in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written

from ..events import AbsenceEnded, AbsencePlanned
from .presence import PresenceState

if TYPE_CHECKING:
    from .person import Person


COVERED_BEFORE = timedelta(hours=4)


class SubstituteUnavailable(Refused):
    """Who stands in must be somebody else who is here."""


class AbsenceQuerySet(Records):
    """The words by which absences are found."""

    def visible_to(self, person: Person) -> Self:
        """Everybody must know who is away, and who stands in."""
        return self if person.is_active else self.none()

    def at(self, moment: datetime) -> Self:
        return self.filter(since__lte=moment, until__gt=moment)

    def not_over(self, moment: datetime) -> Self:
        """Those that last or are to come, and were not called off."""
        return self.filter(until__gt=moment).exclude(until=models.F("since"))

    def to_cover(self, moment: datetime) -> Self:
        """Those before or in which colleagues are to be asked by now."""
        return self.not_over(moment).filter(covered_from__lte=moment)


class Absence(Record):
    """A span in which somebody is not here, and the colleague who stands in; why is nobody's business.

    From `covered_from` on, while they are still here, colleagues are asked to look after what they own.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="absences")
    since = models.DateTimeField()
    until = models.DateTimeField()
    covered_from = models.DateTimeField()
    substitute = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ("since",)
        indexes = (models.Index(fields=["person", "until"], name="people_absence_person"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="people_absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(substitute=models.F("person")), name="people_nobody_stands_in_for_themselves"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"

    def is_over(self, at: datetime) -> bool:
        """Whether they are here again, or will not be away after all."""
        return self.until <= max(at, self.since)

    @together
    def end(self, *, by: Person, at: datetime | None = None) -> None:
        """The person is back, or will not be away after all; they say so, or who plans the absence of others."""
        if by.pk != self.person_id and not by.may("people.absences"):
            raise Refused(_("Only {person} says that they are here.").format(person=self.person))
        self.until = min(self.until, max(at or clock.now(), self.since))
        self.save(update_fields=["until"])
        announce(AbsenceEnded(person=self.person, absence=self), by=by, at=at)


class BeingAway(Record):
    """The ability to be away while a colleague stands in."""

    class Meta:
        abstract = True

    @together
    def be_away(
        self,
        since: datetime,
        until: datetime,
        *,
        substitute: Person | None = None,
        by: models.Model,
        at: datetime | None = None,
    ) -> Absence:
        """Plan an absence; SubstituteUnavailable when the colleague is oneself, has left, or is away all that time."""
        me = cast("Person", self)
        if until <= since:
            raise Refused(_("An absence ends after it begins."))
        if substitute is not None and (substitute == me or not substitute.is_active):
            raise SubstituteUnavailable(_("Who stands in must be a colleague who works here."))
        if substitute is not None and substitute.absences.filter(since__lte=since, until__gte=until).exists():
            raise SubstituteUnavailable(_("{person} is away all that time.").format(person=substitute))
        absence = Absence(person=me, since=since, until=until, substitute=substitute)
        absence.covered_from = me.hours_before(since, COVERED_BEFORE)
        absence.save()
        announce(AbsencePlanned(person=me, absence=absence, substitute=substitute), by=by, at=at)
        return absence

    @together
    def go_home(self, *, back_at: datetime, by: models.Model, at: datetime | None = None) -> Absence:
        """Leave for today: away until one is back, and not to be reached; whoever is asked meanwhile is a colleague."""
        me, moment = cast("Person", self), at or clock.now()
        if back_at <= moment:
            raise Refused(_("Say when you are back."))
        absence = me.be_away(moment, back_at, by=by, at=at)
        me.set_presence(PresenceState.OFFLINE, by=by, at=at)
        return absence

    def absence_at(self, at: datetime | None = None) -> Absence | None:
        """The absence this person is in, the one that lasts longest when several overlap."""
        return cast("Absence | None", _absences.first(cast("Person", self).pk, at or clock.now()))

    def is_away(self, at: datetime | None = None) -> bool:
        return self.absence_at(at) is not None

    def stand_in(self, at: datetime | None = None) -> Person | None:
        """Who acts for this person: themselves when here, else whoever stands in and is here; None when nobody does."""
        person, passed = cast("Person", self), set[int]()
        while person.pk not in passed:
            passed.add(person.pk)
            absence = person.absence_at(at)
            if absence is None:
                return person if person.is_active else None
            if absence.substitute is None:
                return None
            person = absence.substitute
        return None


@Written
def _absences(person: int, at: datetime) -> models.QuerySet[Absence]:
    return Absence.objects.filter(person=person).at(at).order_by("-until")[:1]
