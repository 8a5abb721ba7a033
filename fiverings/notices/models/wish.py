"""Wishes: how each person wants to hear of each kind of event."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.events import KINDS, Event
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.written import Written
from fiverings.people.models import Person

from ..events import WishChanged


class Way(models.TextChoices):
    """How somebody hears of something; mail comes besides the bell."""

    BELL = "bell", _("On the bell")
    MAIL = "mail", _("On the bell and by mail")
    NONE = "none", _("Not at all")


class WishQuerySet(Records):
    """The words by which wishes are found."""

    def visible_to(self, person: Person) -> Self:
        return self.filter(person=person)


class Wish(Record):
    """How a person wants to hear of one kind of event; without one it is the bell."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    way = models.TextField(choices=Way.choices)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wishes"
        constraints = (models.UniqueConstraint(fields=["person", "kind"], name="notices_one_wish_for_a_kind"),)

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}: {self.get_way_display()}"

    @staticmethod
    def kinds() -> list[type[Event]]:
        """The kinds of events of which anybody hears, by name."""
        return sorted((kind for kind in KINDS.values() if kind.tells_somebody()), key=lambda kind: kind.kind)

    @classmethod
    def ways(cls, told: Collection[tuple[Event, Person]]) -> list[tuple[Event, Person, str]]:
        """Each of these with how the person wants to hear of the kind."""
        kinds, people = {event.kind for event, _person in told}, {person.pk for _event, person in told}
        one = len(kinds) == len(people) == 1
        found = _wished(*kinds, *people) if one else cls.objects.filter(kind__in=kinds, person__in=people)
        wished = {(each.kind, each.person_id): each.way for each in found}
        return [(event, person, wished.get((event.kind, person.pk), Way.BELL)) for event, person in told]

    @classmethod
    @together
    def make(cls, *, person: Person, kind: str, way: str, at: datetime | None = None) -> Wish:
        """Say how one wants to hear of a kind of event from now on."""
        if kind not in {each.kind for each in cls.kinds()}:
            raise Refused(_("Nobody hears of this kind of event."))
        wish, _is_new = cls.objects.update_or_create(person=person, kind=kind, defaults={"way": Way(way)})
        announce(WishChanged(wish=wish, way=wish.way), by=person, at=at)
        return wish


@Written
def _wished(kind: str, person: int) -> models.QuerySet[Wish]:
    return Wish.objects.filter(kind=kind, person=person)
