"""Trials: a version of a guide is asked in a share of new diagnoses, before it goes live for all or is given up."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import GuideTrialEnded

SHARES = (10, 25, 50)
"""In how many of a hundred new diagnoses a version may be tried."""
FEWEST = 30
"""Of fewer confirmed cases nothing is said."""


class OnTrial(Refused):
    """One version of a guide is tried at a time, and nothing else goes live meanwhile."""


class TrialOver(Refused):
    """A trial ends once."""


class ReasonWanted(Refused):
    """What is asked from now on is changed for a reason, said in one line."""


class TrialEnd(models.TextChoices):
    """How a trial ended."""

    LIVE = "live", gettext_lazy("went live")
    GIVEN_UP = "given_up", gettext_lazy("given up")


class VersionTrialQuerySet(Records):
    """The words by which trials are found."""

    def visible_to(self, person: Any) -> Self:
        """What is tried is no secret among the staff."""
        return self if person.is_active else self.none()

    def running(self) -> Self:
        return self.filter(ended_at=None).select_related("guide", "version", "against", "begun_by")


class VersionTrial(Record):
    """Which version is tried, in what share of new diagnoses, against which, and how it ended."""

    guide = models.ForeignKey("diagnosis.Guide", on_delete=models.PROTECT, related_name="trials")
    version = models.OneToOneField("diagnosis.GuideVersion", on_delete=models.PROTECT, related_name="trial")
    against = models.ForeignKey("diagnosis.GuideVersion", on_delete=models.PROTECT, related_name="+")
    share = models.PositiveSmallIntegerField()
    reason = models.TextField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    outcome = models.TextField(choices=TrialEnd.choices, blank=True, default="")
    why = models.TextField(blank=True, default="")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = VersionTrialQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["guide"], condition=models.Q(ended_at=None), name="diagnosis_one_trial_of_a_guide_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False) & ~models.Q(outcome=""),
                name="diagnosis_a_trial_that_ended_says_how",
            ),
            models.CheckConstraint(condition=models.Q(share__in=SHARES), name="diagnosis_a_trial_has_a_share"),
        )

    def __str__(self) -> str:
        return _("{version}, tried in {share} %").format(version=self.version, share=self.share)

    def takes(self, journey: int) -> bool:
        """Whether the diagnoses of a journey are asked by it: the same journey always has the same answer."""
        drawn = hashlib.sha256(f"{self.pk}:{journey}".encode()).hexdigest()
        return int(drawn[:8], 16) % 100 < self.share

    @together
    def go_live(self, *, reason: str, by: Person | None, at: datetime | None = None) -> None:
        """It is asked in all new diagnoses from now on. TrialOver, ReasonWanted."""
        trial = self._end(TrialEnd.LIVE, reason, by=by, at=at)
        trial.version.go_live(reason=trial.why, by=by, at=trial.ended_at)

    @together
    def give_up(self, *, reason: str, by: Person | None, at: datetime | None = None) -> None:
        """Nobody new is asked by it; what was begun by it goes on. TrialOver, ReasonWanted."""
        self._end(TrialEnd.GIVEN_UP, reason, by=by, at=at)

    def _end(self, outcome: TrialEnd, reason: str, *, by: Person | None, at: datetime | None) -> VersionTrial:
        rows = VersionTrial.objects.select_for_update(of=("self",)).select_related("guide", "version__guide")
        trial: VersionTrial = rows.get(pk=self.pk)
        if trial.ended_at is not None:
            raise TrialOver(_("This trial is over."))
        trial.outcome, trial.why, trial.ended_by = outcome, reason_of(reason), by
        trial.ended_at = at or clock.now()
        trial.save(update_fields=["outcome", "why", "ended_by", "ended_at"])
        announce(GuideTrialEnded(guide=trial.guide, version=trial.version, outcome=outcome), by=by, at=trial.ended_at)
        return trial


def reason_of(said: str) -> str:
    """A reason in one line; ReasonWanted where none is given."""
    if not said.strip():
        raise ReasonWanted(_("Say why, in one line."))
    return said.strip()
