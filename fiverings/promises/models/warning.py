"""Warning: whoever owes a promise that may break hears of it while there is still time to act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from fiverings.core.journal import announce
from fiverings.core.models import Entry, Record, Records
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseMayBreak
from .outstanding import Outstanding
from .predicting import Pace, minutes_between

LIKELY = 0.5
HALF = 0.5
A_DAY_AT_MOST = 3
LOOKED_AT = 500


class WarningQuerySet(Records):
    """The words by which warnings are found."""

    def visible_to(self, person: Person) -> Self:
        """One's own, and nobody else's: they help, and judge nobody."""
        return self.filter(person=person) if person.is_active else self.none()

    def about(self, noun: type[models.Model], id_: Any) -> Self:
        """Those of promises about one record that are owed still."""
        label = noun._meta.label_lower
        return self.filter(promise__outstanding__subject_label=label, promise__outstanding__subject_id=id_)

    def standing(self, at: datetime) -> Self:
        """Those whose promise is still owed, by who was warned, and not overdue; the next due first."""
        owed = self.filter(promise__outstanding__person=models.F("person"), promise__outstanding__due_at__gt=at)
        return owed.order_by("promise__due_at", "id")


class BreachWarning(Record):
    """That somebody was warned of a promise of theirs: once for each, and at most three times a day."""

    class Reason(models.TextChoices):
        """Why they were warned."""

        LIKELY = "likely", _("It is likely to break.")
        QUIET = "quiet", _("Half of its time is over and nothing was done.")

    append_only: ClassVar[bool] = True

    promise = models.OneToOneField("promises.Promise", on_delete=models.PROTECT, related_name="warning")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    place = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    reason = models.TextField(choices=Reason.choices)
    chance = models.FloatField()
    pace = models.ForeignKey(Pace, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    objects = WarningQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "on", "place"], name="promises_each_warning_has_its_place"),
            models.CheckConstraint(
                condition=models.Q(place__range=(1, A_DAY_AT_MOST)), name="promises_at_most_three_warnings_a_day"
            ),
            models.CheckConstraint(condition=models.Q(chance__range=(0, 1)), name="promises_a_chance_is_a_share"),
        )

    def __str__(self) -> str:
        return str(self.get_reason_display())

    @classmethod
    def give_all(cls, *, at: datetime) -> int:
        """Warn of those that are due next and may break; how many warnings were given."""
        owed = Outstanding.objects.filter(due_at__gt=at, promise__warning=None, person__is_active=True)
        rows = owed.select_related("promise__calendar_version", "promise__guarantee", "promise__journey", "person")
        pace = cache(Pace.objects.current)
        given = 0
        for each in rows.order_by("due_at", "id")[:LOOKED_AT]:
            risk = Risk.of(each, pace(each.promise.kind), at=at)
            if (reason := risk.reason()) and cls._give(risk, reason, at=at):
                given += 1
        return given

    @classmethod
    def _give(cls, risk: Risk, reason: str, *, at: datetime) -> bool:
        """Whether they are warned: not when the day has had its three, or somebody else was quicker."""
        owed, on = risk.owed, at.astimezone(ZoneInfo(risk.owed.person.zone)).date()
        before = cls.objects.filter(person=owed.person, on=on).count()
        if before >= A_DAY_AT_MOST:
            return False
        warning = cls(
            promise=owed.promise, person=owed.person, on=on, place=before + 1, at=at, reason=reason,
            chance=risk.chance, pace=risk.pace if risk.pace.pk else None,
        )  # fmt: skip
        try:
            with transaction.atomic():
                return warning._write(owed)
        except IntegrityError:
            return False

    @together
    def _write(self, owed: Outstanding) -> bool:
        """Kept and told, if it is still owed by them."""
        still = Outstanding.objects.filter(pk=owed.pk, person=self.person).select_for_update(skip_locked=True)
        if not still.exists():
            return False
        self.save()
        event = PromiseMayBreak(
            promise=self.promise, journey=self.promise.journey, matter=owed.matter(), person=self.person
        )
        announce(event, by=None, at=self.at)
        return True


@dataclass(frozen=True)
class Risk:
    """How a promise stands: its minutes in all, how many are over, and how likely it breaks."""

    owed: Outstanding
    pace: Pace
    promised: float
    elapsed: float

    @classmethod
    def of(cls, owed: Outstanding, pace: Pace, *, at: datetime) -> Risk:
        promise = owed.promise
        in_all = minutes_between(promise, promise.told_at, promise.due_at)
        return cls(owed, pace, in_all, minutes_between(promise, promise.told_at, at))

    @property
    def chance(self) -> float:
        return self.pace.chance_to_break(promised=self.promised, elapsed=self.elapsed)

    def reason(self) -> str:
        """Why whoever owes it is to be warned; empty when all is well."""
        if self.chance >= LIKELY:
            return BreachWarning.Reason.LIKELY
        if self.elapsed >= HALF * self.promised and not self._was_acted_on():
            return BreachWarning.Reason.QUIET
        return ""

    def _was_acted_on(self) -> bool:
        """Whether one of us did anything about the matter since it was promised."""
        reference, since = self.owed.subject, self.owed.promise.told_at
        lines = Entry.objects.filter(mention__label=reference.label, mention__record_id=reference.id, at__gt=since)
        return lines.filter(actor_label=Person._meta.label_lower).exists()
