"""Closure: that a need is met, what met it, and on what ground we say so."""

from __future__ import annotations

from datetime import datetime
from typing import Self, cast

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Entry, Record
from fiverings.people.models import Person
from fiverings.promises.models import Promise

from ..events import ResolutionConfirmed
from .resolution import Answer, Resolution
from .silence import Silence


class Ground(models.TextChoices):
    """Why a case may end."""

    CONFIRMED = "confirmed", _("the customer says so")
    SILENCE = "silence", _("the customer did not answer")
    NOBODY_ASKED = "nobody_asked", _("nobody asks for anything")


class ClosureQuerySet(models.QuerySet["Closure"]):
    """Ends that their ground does not bear."""

    def though_promised(self) -> Self:
        """Those that say that nobody asked, of cases about which something was promised before."""
        of_the_case = Promise.objects.filter(subject_label="cases.case", subject_id=OuterRef("case"))
        told = of_the_case.to_customers().filter(told_at__lt=OuterRef("at"))
        return self.filter(Exists(told), ground=Ground.NOBODY_ASKED)

    def of_another_case(self) -> Self:
        """Those that cite what was proposed about another case."""
        return self.exclude(resolution=None).exclude(resolution__case=F("case"))

    def without_their_word(self) -> Self:
        """Those that say that they confirmed it, who neither pressed the button nor are cited with a word of theirs."""
        lines = Entry.objects.filter(
            kind=ResolutionConfirmed.kind, mention__label="cases.closure", mention__record_id=OuterRef("pk"),
            subject_label="cases.case", subject_id=OuterRef("case"),
        )  # fmt: skip
        pressed = lines.filter(actor_label="customers.contact", actor_id=OuterRef("resolution__answered_by"))
        cited = lines.filter(payload__evidence__regex=r"^conversations\.(message|call)#")
        ours = Q(case__kind="internal") & Exists(lines)
        heard = Q(resolution__heard_by__isnull=False) & (Exists(cited) | ours)
        word = Q(resolution__answer=Answer.CONFIRMED) & (Q(Exists(pressed), resolution__heard_by=None) | heard)
        return self.filter(ground=Ground.CONFIRMED).exclude(word)


class Closure(Record):
    """That a need is met: what met it, and on what ground we say so; after fourteen days it is final."""

    Ground = Ground

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closures")
    ground = models.TextField(choices=Ground.choices)
    resolution = models.OneToOneField(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="closure"
    )
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    solution = models.TextField()
    at = models.DateTimeField()

    objects = ClosureQuerySet.as_manager()

    personal = ("solution",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground=Ground.NOBODY_ASKED) | models.Q(resolution__isnull=False),
                name="cases_what_ends_was_proposed",
            ),
            models.CheckConstraint(condition=models.Q(ground__in=Ground.values), name="cases_what_ends_has_a_ground"),
        )

    def __str__(self) -> str:
        return self.solution

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer says so."""
        return bool(self.ground == Ground.CONFIRMED)

    @classmethod
    def of(cls, resolution: Resolution, *, ground: str, by: models.Model | None, at: datetime) -> Closure:
        """The end of a case by what was proposed."""
        closer = by if isinstance(by, Person) else None
        closure = cls(case=resolution.case, resolution=resolution, ground=ground, closed_by=closer, at=at)
        closure.solution = resolution.solution
        closure.save()
        return closure

    def was_silence_long_enough(self) -> bool:
        """Whether we asked on two days and waited, before we took silence for an answer."""
        return Silence.about(cast(Resolution, self.resolution), until=self.at).is_long_enough(self.at)
