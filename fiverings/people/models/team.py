"""Teams: who works together, under which brand, by which hours."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Lower

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.hours.models import BusinessCalendar, NotAnswerable

from ..events import TeamEstablished, TeamJoined, TeamLeft, TeamRevised

if TYPE_CHECKING:
    from .person import Person


class TeamQuerySet(Records):
    """The words by which teams are found."""

    def visible_to(self, person: Person) -> Self:
        """Teams are no secret among the staff."""
        return self if person.is_active else self.none()


class Team(Record):
    """People who work together; customers see its brand, and its calendar says when it is open."""

    name = models.TextField()
    branch = models.TextField(blank=True, default="")
    executive = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    calendar = models.ForeignKey(BusinessCalendar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    brand_name = models.TextField(blank=True, default="")
    address = models.EmailField(blank=True, default="")
    signature = models.TextField(blank=True, default="")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("name"), name="people_team_name_is_unique"),
            models.CheckConstraint(condition=~models.Q(name=""), name="people_a_team_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def house(self) -> str:
        """What customers call us."""
        return self.brand_name or self.name

    def opening(self, at: datetime) -> tuple[bool, datetime] | None:
        """Whether the team is open, and until when that stays so; None where it has no hours, or never opens."""
        if self.calendar is None or self.calendar.current is None:
            return None
        try:
            opens, closes = next(self.calendar.current.working_time().periods_after(at))
        except (NotAnswerable, StopIteration):
            return None
        return (True, closes) if opens <= at else (False, opens)

    @classmethod
    @together
    def establish(cls, *, name: str, by: models.Model | None, at: datetime | None = None, **columns: Any) -> Team:
        """A new team, with its branch, executive, calendar, brand_name, address and signature."""
        team = cls(name=name, **columns)
        team.save()
        announce(TeamEstablished(team=team), by=by, at=at)
        return team

    @together
    def revise(self, *, by: models.Model, at: datetime | None = None, **columns: Any) -> None:
        """Change any of the team's columns."""
        changed = [name for name, value in columns.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, columns[name])
        if changed:
            self.save(update_fields=changed)
            announce(TeamRevised(team=self, changed=sorted(changed)), by=by, at=at)

    @together
    def admit(self, person: Person, *, by: models.Model | None, at: datetime | None = None) -> Membership:
        """Let a person work in this team."""
        Team.objects.select_for_update().get(pk=self.pk)
        known: Membership | None = self.memberships.current().filter(person=person).first()
        if known is not None:
            return known
        membership = Membership(team=self, person=person, since=at or clock.now())
        membership.save()
        announce(TeamJoined(team=self, person=person), by=by, at=at)
        return membership

    @together
    def release(self, person: Person, *, by: models.Model, at: datetime | None = None) -> None:
        """Let a person work elsewhere."""
        if self.memberships.current().filter(person=person).update(until=at or clock.now()):
            announce(TeamLeft(team=self, person=person), by=by, at=at)

    @together
    def seat(self, people: list[Person], *, by: models.Model, at: datetime | None = None) -> None:
        """Let exactly these people work in this team."""
        present = {membership.person for membership in self.memberships.current().select_related("person")}
        for person in sorted(present - set(people), key=str):
            self.release(person, by=by, at=at)
        for person in sorted(set(people) - present, key=str):
            self.admit(person, by=by, at=at)


class MembershipQuerySet(Records):
    """The words by which memberships are found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.is_active else self.none()

    def current(self) -> Self:
        return self.filter(until=None)

    def first_of(self, person: Person | int) -> Self:
        """The one in the team that somebody joined first, whose calendar and lead are theirs."""
        return self.filter(person=person).current().order_by("since")[:1]


class Membership(Record):
    """The span in which a person works in a team; without an end it is now."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(until=None), name="people_in_a_team_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"
