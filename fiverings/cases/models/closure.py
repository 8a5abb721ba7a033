"""Closure: that a need is met, what met it, and on what ground we say so."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import models
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

    personal = ("solution",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground=Ground.NOBODY_ASKED) | models.Q(resolution__isnull=False),
                name="cases_what_ends_was_proposed",
            ),
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

    def said_by_nobody(self) -> str:
        """Why nobody may say that the need is met, in a sentence; nothing where its ground stands."""
        told = Promise.objects.of(self.case).to_customers().filter(told_at__lt=self.at)
        if self.ground == Ground.NOBODY_ASKED and told.exists():
            return str(_("says that nobody asked, and they were promised something"))
        if self.ground == Ground.CONFIRMED and not self._is_confirmed_in_their_words():
            return str(_("says that they confirmed it, and no word of theirs is on record"))
        if self.ground == Ground.SILENCE and not self._was_silence_long_enough():
            return str(_("takes for silence what was not asked on two days and waited for"))
        return ""

    def _was_silence_long_enough(self) -> bool:
        silence = Silence.about(cast(Resolution, self.resolution), until=self.at)
        return silence.is_long_enough(self.at)

    def _is_confirmed_in_their_words(self) -> bool:
        """They pressed the button themselves, or one of us cites a message or a call of theirs."""
        resolution = cast(Resolution, self.resolution)
        if resolution.answer != Answer.CONFIRMED:
            return False
        lines = Entry.objects.about(self).filter(kind=ResolutionConfirmed.kind)
        if resolution.heard_by_id is None:
            return lines.filter(actor_label="customers.contact", actor_id=resolution.answered_by_id).exists()
        if self.case.kind == self.case.Kind.INTERNAL:
            return lines.exists()
        return lines.filter(mention__label__in=("conversations.message", "conversations.call")).exists()
