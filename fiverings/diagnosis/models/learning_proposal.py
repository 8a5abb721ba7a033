"""Proposals: what cases would change in a guide, until a person accepts or declines; nothing is learned by itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person

from ..events import LearningAccepted, LearningDeclined, LearningProposed
from .change import Change
from .definition import Definition
from .effect import Effect
from .ended import ended_by
from .experts import Experts
from .guide import Guide, GuideVersion
from .learning import CASES_NEEDED, Learning
from .numbers import with_numbers


class NothingToLearn(Refused):
    """Too few cases are confirmed, or they say what the guide says."""


class AlreadyDecided(Refused):
    """Somebody accepted or declined it, or a later one took its place."""


class GuideChangedMeanwhile(Refused):
    """It was reckoned for another version than the one that is asked now."""


class Decision(models.TextChoices):
    """What became of a proposal."""

    OPEN = "", gettext_lazy("waits for a decision")
    ACCEPTED = "accepted", gettext_lazy("accepted")
    DECLINED = "declined", gettext_lazy("declined")
    REPLACED = "replaced", gettext_lazy("replaced by a later one")


class LearningProposalQuerySet(Records):
    """The words by which proposals are found."""

    def visible_to(self, person: Any) -> Self:
        """What cases say of a guide is no secret among the staff; which cases, only to who sees them."""
        return self if person.is_active else self.none()

    def open(self) -> Self:
        return self.filter(decided_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-id").select_related("guide", "version__guide", "made", "by", "decided_by")


class LearningProposal(Record):
    """The rows of numbers that the confirmed cases of a guide would have otherwise, and what that does to them."""

    Decision = Decision

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="proposals")
    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="+")
    cases = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    changes = models.JSONField()
    effect = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    decision = models.TextField(choices=Decision.choices, blank=True, default=Decision.OPEN)
    taken = ArrayField(models.TextField(), default=list, blank=True)
    reason = models.TextField(blank=True, default="")
    made = models.OneToOneField(GuideVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="learned")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LearningProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["guide"],
                condition=models.Q(decided_at=None),
                name="diagnosis_one_proposal_of_a_guide_waits",
            ),
            models.CheckConstraint(
                condition=models.Q(decision=Decision.OPEN, decided_at=None)
                | (~models.Q(decision=Decision.OPEN) & models.Q(decided_at__isnull=False)),
                name="diagnosis_a_decision_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return _("What cases say about {version}").format(version=self.version)

    @classmethod
    @together
    def draw(cls, guide: Guide, *, by: Person | None, at: datetime | None = None) -> LearningProposal:
        """Reckon what the confirmed cases of a guide would change; one that waits is replaced. NothingToLearn."""
        at, version = at or clock.now(), Guide.taken_up(guide.code).current
        if version is None or version.asks.causation is None:
            raise NothingToLearn(_("This guide knows no causes: there is nothing to learn."))
        ended = ended_by(guide, version.asks)
        learning = Learning(version.definition, ended, experts=cls.experts(guide).numbers(version.definition), at=at)
        _refuse_too_little(learning)
        for each in cls.objects.open().filter(guide=guide):
            each._decide(Decision.REPLACED, by=by, at=at)
        effect = Effect.of(version.asks, Definition.read(learning.proposed()), ended)
        found = cls(
            guide=guide, version=version, cases=len(ended), first_at=ended[0].confirmation.at,
            last_at=ended[-1].confirmation.at, changes=[each.as_json() for each in learning.changes],
            effect=asdict(effect), by=by, at=at,
        )  # fmt: skip
        found.save()
        announce(LearningProposed(proposal=found, guide=guide, cases=len(ended)), by=by, at=at)
        return found

    @classmethod
    def experts(cls, guide: Guide) -> Experts:
        """What of a guide was accepted from cases so far."""
        accepted = cls.objects.filter(guide=guide, decision=Decision.ACCEPTED).order_by("id")
        return Experts(change for each in accepted for change in each.rows() if change.place in each.taken)

    @together
    def accept(
        self, *, places: Collection[str] | None = None, reason: str, by: Person, at: datetime | None = None
    ) -> GuideVersion:
        """These changes, or all of them, become the next version of the guide.

        Refused: AlreadyDecided, GuideChangedMeanwhile, NothingToLearn (none was chosen), BadGuide (a story fails).
        """
        guide = Guide.taken_up(self.guide.code)
        held, at = self._hold(reason), at or clock.now()
        if guide.current != held.version:
            raise GuideChangedMeanwhile(_("The guide changed meanwhile: reckon anew."))
        taken = [each for each in held.rows() if places is None or each.place in places]
        if not taken:
            raise NothingToLearn(_("Choose at least one change."))
        made = Guide.revise(held.definition_with(taken), reason=reason.strip(), by=by, at=at)
        held.taken, held.made = [each.place for each in taken], made
        held._decide(Decision.ACCEPTED, reason=reason.strip(), by=by, at=at)
        announce(LearningAccepted(proposal=held, guide=held.guide, version=made), by=by, at=at)
        self.refresh_from_db()
        return made

    @together
    def decline(self, *, reason: str, by: Person, at: datetime | None = None) -> None:
        """The guide stays as it is. AlreadyDecided."""
        held, at = self._hold(reason), at or clock.now()
        held._decide(Decision.DECLINED, reason=reason.strip(), by=by, at=at)
        announce(LearningDeclined(proposal=held, guide=held.guide), by=by, at=at)
        self.refresh_from_db()

    def rows(self) -> list[Change]:
        """What would change, that first which moves most."""
        return [Change.read(each) for each in self.changes]

    def replayed(self) -> Effect:
        """What all of it would have done to the cases from which it was learned."""
        return Effect.read(self.effect)

    def definition_with(self, changes: Collection[Change]) -> dict[str, Any]:
        """The definition of its version with these changes."""
        return with_numbers(self.version.definition, {each.place: each.after for each in changes})

    def _hold(self, reason: str) -> LearningProposal:
        """Locked, waiting still, and with a reason."""
        rows = type(self).objects.select_for_update(of=("self",), no_key=True)
        held: LearningProposal = rows.select_related("guide", "version__guide").get(pk=self.pk)
        if held.decided_at is not None:
            raise AlreadyDecided(_("This was decided: {decision}.").format(decision=held.get_decision_display()))
        if not reason.strip():
            raise NothingToLearn(_("Say why, in one line."))
        return held

    def _decide(self, decision: str, *, reason: str = "", by: Person | None, at: datetime) -> None:
        self.decision, self.reason, self.decided_by, self.decided_at = decision, reason, by, at
        self.save(update_fields=["decision", "reason", "decided_by", "decided_at", "taken", "made"])


def _refuse_too_little(learning: Learning) -> None:
    if not learning.symptoms:
        most = max(learning.counted.values(), default=0)
        words = _("Of no symptom {needed} cases are confirmed; the most is {most}. What experts say stands.")
        raise NothingToLearn(words.format(needed=CASES_NEEDED, most=most))
    if not learning.changes:
        raise NothingToLearn(_("The confirmed cases say what the guide says."))
