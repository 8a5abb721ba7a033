"""Warning: whoever owes a promise that may break hears of it while there is still time to act."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import IntegrityError, models, transaction

from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import PromiseMayBreak
from .outstanding import Outstanding
from .predicting import Pace
from .risk import Reason, Risk

A_DAY_AT_MOST = 3
LOOKED_AT = 500
SOON = timedelta(hours=4)


class WarningQuerySet(Records):
    """The words by which warnings are found."""

    def visible_to(self, person: Person) -> Self:
        """One's own, and nobody else's: they help, and judge nobody."""
        return self.filter(person=person) if person.is_active else self.none()

    def about(self, noun: type[models.Model], id_: Any) -> Self:
        """Those of promises about one record that are owed still."""
        label = noun._meta.label_lower
        return self.filter(promise__outstanding__subject_label=label, promise__outstanding__subject_id=id_)


class BreachWarning(Record):
    """That somebody was warned of a promise of theirs: once for each, and at most three times a day."""

    Reason = Reason
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
        rows = owed.select_related("promise__journey", "person").order_by("due_at", "id")[:LOOKED_AT]
        return sum(cls._give(risk, risk.reason(), at=at) for risk in Risk.of_all(rows, at=at) if risk.reason())

    @classmethod
    def risks_of(cls, person: Person, *, at: datetime) -> list[Risk]:
        """What somebody owes that may break, the next due first: what they were warned of; and what is due soon, too.

        Of that they hear by a warning, unless the day has had its three: it stands among the others all the same.
        """
        looked_at = models.Q(promise__warning__person=person)
        if cls.objects.filter(person=person, on=_day_of(person, at)).count() >= A_DAY_AT_MOST:
            looked_at |= models.Q(due_at__lte=at + SOON)
        owed = Outstanding.objects.owed_by(person).filter(looked_at, due_at__gt=at).with_everything()
        return [each for each in Risk.of_all(owed, at=at) if each.reason()]

    @classmethod
    def _give(cls, risk: Risk, reason: str, *, at: datetime) -> bool:
        """Whether they are warned: not when the day has had its three, or somebody else was quicker."""
        owed, on = risk.owed, _day_of(risk.owed.person, at)
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


def _day_of(person: Person, at: datetime) -> date:
    """The day where somebody works."""
    return at.astimezone(ZoneInfo(person.zone)).date()
