"""Farewell: somebody leaves; what they hold goes to colleagues first, and not for a second to nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record, Records
from fiverings.core.problems import SAID_BY_THE_DATABASE
from fiverings.people.models import Person

from .letting_go import CannotLetGo, LettingGo
from .one_by_one import attempt_alone
from .seeing_off import SeeingOff

SAID_BY_THE_DATABASE["cases_nobody_leaves_twice_at_once"] = CannotLetGo(_("They are leaving already."))


class Ending(models.TextChoices):
    """What a farewell came to."""

    LEFT = "left", _("left")
    STAYS = "stays", _("stays after all")


class FarewellQuerySet(Records):
    """The words by which farewells are found."""

    def visible_to(self, person: Any) -> Self:
        """Who may let others leave sees all of them; everybody else their own."""
        return self if person.is_active and person.may("cases.let_leave") else self.filter(person=person)

    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def past_their_time(self, at: datetime) -> Self:
        return self.standing().filter(accept_by__lte=at)

    def further_all(self, *, at: datetime) -> int:
        """Bring each as far as it goes; how many left."""
        return sum(each.further(at=at) for each in self.with_everybody().order_by("accept_by", "id"))

    def with_everybody(self) -> Self:
        """Each with its people, in the same query."""
        return self.select_related("person", "successor", "by")


class Farewell(LettingGo, SeeingOff, Record):
    """Somebody leaves: each of their cases is offered to a colleague, and with the last that is accepted they go."""

    Ending = Ending

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", related_query_name="farewell")
    successor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField()
    accept_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.TextField(choices=Ending.choices, blank=True, default="")

    objects = FarewellQuerySet.as_manager()
    personal = ("note",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at=None), name="cases_nobody_leaves_twice_at_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("successor")) & ~models.Q(person=models.F("by")),
                name="cases_nobody_sees_themselves_off",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="")
                | models.Q(ended_at__isnull=False, ending__in=Ending.values),
                name="cases_a_farewell_ends_one_way",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)

    def further(self, *, at: datetime) -> bool:
        """Offer what nobody is asked about, give on what waited too long, and let them go when nothing is left.

        Each on its own, so that what cannot go on holds back nothing else; True when they left.
        """
        for case in self.owned():
            attempt_alone(self.further_one, case=case, at=at)
        return attempt_alone(self.leave, at=at)
