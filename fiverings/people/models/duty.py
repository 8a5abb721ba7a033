"""Duty: which lead and which executive answers when nobody else can; the roster is never empty.

Spans of duty may lie over each other: a bounded one covers for the open-ended one beneath it. The spans of a seat must
reach, without a gap, from the first one to the end of time; the database checks that at the end of each transaction, so
neither a page, nor a bulk deletion, nor an administrator's SQL can leave a seat empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.written import Written

from ..events import DutyEnded, DutyTaken
from .guards import refusing
from .roles import Role

if TYPE_CHECKING:
    from .person import Person


class NobodyOnDuty(Refused):
    """The house is so new that nobody was put on its duty roster yet."""


class NotTheirSeat(Refused):
    """A seat of the roster is for those with its role: others could not open what the house brings them."""


class RosterWouldBeEmpty(Refused):
    """Without this span there would be a time at which nobody answers."""


REFUSALS: dict[str, Refused] = {
    "people_duty_is_never_empty": RosterWouldBeEmpty(
        _("Nobody would answer for some time: put somebody else on duty first.")
    ),
    "people_person_on_duty_is_active": Refused(_("Only somebody who works here can be on duty.")),
}


class DutyQuerySet(Records):
    """The words by which spans of duty are found."""

    def visible_to(self, person: Person) -> Self:
        """Everybody must know who answers."""
        return self if person.is_active else self.none()

    def in_seat(self, seat: str) -> Self:
        return self.filter(seat=seat)

    def at(self, moment: datetime) -> Self:
        return self.not_over(moment).filter(since__lte=moment)

    def not_over(self, moment: datetime) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gt=moment))


class Duty(Record):
    """A span in which a person holds a seat of the roster; without an end it is the standing arrangement."""

    class Seat(models.TextChoices):
        """Whom the house turns to."""

        LEAD = "lead", _("Lead on duty")
        EXECUTIVE = "executive", _("Executive on duty")

    seat = models.TextField(choices=Seat.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="duties")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        ordering = ("seat", "-since", "-id")
        indexes = (models.Index(fields=["seat", "-since"], name="people_duty_seat"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gt=models.F("since")),
                name="people_duty_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_seat_display()}: {self.person}"

    @classmethod
    def lead(cls, at: datetime | None = None) -> Person:
        """The lead who answers at a moment."""
        return cls.on(cls.Seat.LEAD, at)

    @classmethod
    def executive(cls, at: datetime | None = None) -> Person:
        """The executive who answers at a moment."""
        return cls.on(cls.Seat.EXECUTIVE, at)

    @classmethod
    def on(cls, seat: str, at: datetime | None = None) -> Person:
        """Who answers for a seat: the latest arrangement whose person, or who stands in for them, is here.

        When everybody on the roster is away it is still the person of the latest arrangement: somebody must be called.
        Before the roster began it is its first person; without any roster an administrator.
        """
        moment = at or clock.now()
        roster = cls._roster(seat, moment)
        here = (person.stand_in(moment) for person in roster)
        found = next((person for person in here if person is not None), None) or next(iter(roster), None)
        if found is None:
            raise NobodyOnDuty(_("Nobody was put on the duty roster yet."))
        return found

    @classmethod
    def _roster(cls, seat: str, at: datetime) -> list[Person]:
        """Whose arrangements hold, the latest first; else the roster's first person, else an administrator."""
        spans = _on_duty(seat, at) or list(_served(seat).order_by("since", "id")[:1])
        people: Any = cls._meta.get_field("person").related_model
        return [span.person for span in spans] or list(people.objects.with_role(Role.ADMIN).order_by("id")[:1])

    @classmethod
    def take(
        cls,
        seat: str,
        *,
        person: Person,
        since: datetime | None = None,
        until: datetime | None = None,
        by: models.Model | None,
        at: datetime | None = None,
    ) -> Duty:
        """Put a person on duty: with an end as cover, without one as the new standing arrangement."""
        begins = since or at or clock.now()
        cls._require_role(cls.Seat(seat), person)
        if until is not None and until <= begins:
            raise Refused(_("A duty ends after it begins."))
        with refusing(REFUSALS):
            standing = cls.objects.in_seat(seat).filter(until=None).select_for_update()
            if until is None:
                standing.filter(since__lt=begins).update(until=begins)
            duty = cls(seat=cls.Seat(seat), person=person, since=begins, until=until)
            duty.save()
            announce(DutyTaken(person=person, duty=duty, since=begins), by=by, at=at)
        return duty

    @staticmethod
    def _require_role(seat: Duty.Seat, person: Person) -> None:
        """NotTheirSeat unless this person has the role by whose name the seat goes."""
        if person.is_program or not person.has_role(seat):
            asked = _("{person} cannot be {seat}: that takes the role {role}, which an administrator gives.")
            raise NotTheirSeat(asked.format(person=person.name, seat=seat.label.lower(), role=Role(seat).label))

    def end(self, *, by: models.Model, at: datetime | None = None) -> None:
        """End this span, or drop it when it has not begun; RosterWouldBeEmpty when nobody would answer then."""
        moment = at or clock.now()
        with refusing(REFUSALS):
            now = Duty.objects.select_for_update().filter(pk=self.pk).first()
            if now is None or (now.until is not None and now.until <= moment):
                raise Refused(_("This duty is over."))
            announce(DutyEnded(person=self.person, duty=self), by=by, at=at)
            if self.since >= moment:
                self.delete()
            else:
                self.until = moment
                self.save(update_fields=["until"])


def _served(seat: str) -> DutyQuerySet:
    return Duty.objects.in_seat(seat).filter(person__is_active=True).select_related("person")


@Written
def _on_duty(seat: str, at: datetime) -> models.QuerySet[Duty]:
    return _served(seat).at(at).order_by("-since", "-id")
