"""DiagnosisReview: a case was of another severity than we had told; the guide is changed, or it is said why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account
from fiverings.diagnosis.models import DiagnosisSession, GuideVersion
from fiverings.people.models import Duty, Person

from ..events.doubting import DiagnosisReviewClosed, DiagnosisReviewOpened
from .resolution import Resolution

REASON_AT_LEAST = 20


class CannotClose(Refused):
    """A review ends with a version of a guide that was made since, or with why none is needed, in a sentence."""


class DiagnosisReviewQuerySet(Records):
    """The words by which reviews are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def unclosed(self) -> Self:
        return self.filter(closed_at=None)

    def with_everybody(self) -> Self:
        """Each with its case, what was asked, and what came of it, in the same query."""
        return self.select_related("case__account", "case__owner", "session__version__guide", "version__guide")


class DiagnosisReview(Record):
    """One look at what we asked: what was told first, what it was after all, and what was changed by it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="diagnosis_reviews")
    resolution = models.OneToOneField(Resolution, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        DiagnosisSession, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """By what was asked when it was told first; None where one of us said so without asking."""
    told = models.PositiveSmallIntegerField()
    confirmed = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    version = models.ForeignKey(
        GuideVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True, default="")
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = DiagnosisReviewQuerySet.as_manager()
    personal = ("reason",)

    class Meta:
        indexes = (
            models.Index(fields=["opened_at", "id"], condition=models.Q(closed_at=None), name="cases_review_open"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(told__range=(1, 3), confirmed__range=(1, 3)) & ~models.Q(told=models.F("confirmed")),
                name="cases_a_review_is_of_two_severities",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(version__isnull=False)
                | models.Q(GreaterThanOrEqual(Length("reason"), REASON_AT_LEAST)),
                name="cases_a_review_changes_the_guide_or_says_why_not",
            ),
        )

    def __str__(self) -> str:
        return _("{case}: told {told}, was {confirmed}").format(
            case=self.case, told=self.told, confirmed=self.confirmed
        )

    @property
    def is_missed(self) -> bool:
        """Whether it was worse than we told."""
        return self.confirmed < self.told

    def mends(self) -> models.QuerySet[GuideVersion]:
        """The versions of guides that were made since it was told, the latest first."""
        made = GuideVersion.objects.filter(made_at__gte=self._told_at()).select_related("guide")
        return made.order_by("-made_at", "-id")

    @classmethod
    @together
    def of(cls, resolution: Resolution, *, at: datetime | None = None) -> DiagnosisReview | None:
        """Opened when a need is met and its severity was not what we had told first; None when it was, or is known.

        One that waits goes on where the need was not met after all, and is confirmed again.
        """
        case, at = resolution.case, at or clock.now()
        first = case.severities.order_by("at", "id").select_related("session").first()
        confirmed = resolution.severity_confirmed
        if first is None or confirmed is None or first.level == confirmed:
            return None
        unclosed: DiagnosisReview | None = cls.objects.unclosed().filter(case=case).first()
        if unclosed is not None:
            return unclosed._go_on_with(resolution, confirmed)
        review, is_new = cls.objects.get_or_create(
            resolution=resolution,
            defaults={
                "case": case, "session": first.session, "told": first.level, "confirmed": confirmed, "opened_at": at,
            },
        )  # fmt: skip
        if is_new:
            event = DiagnosisReviewOpened(
                case=case, review=review, lead=Duty.lead(at), told=review.told, confirmed=confirmed
            )
            announce(event, by=None, at=at)
        return review

    @together
    def close(
        self, *, version: GuideVersion | None = None, reason: str = "", by: Person, at: datetime | None = None
    ) -> None:
        """By the version of a guide that mends it, made since it was told; or by why none is needed. CannotClose."""
        rows = type(self).objects.select_for_update(of=("self",), no_key=True)
        self.refresh_from_db(from_queryset=rows)
        if self.closed_at is not None:
            raise CannotClose(_("{who} has closed it.").format(who=self.closed_by))
        if version is not None and version.made_at < self._told_at():
            raise CannotClose(_("This version was made before: it did not keep us from it."))
        if version is None and len(reason.strip()) < REASON_AT_LEAST:
            raise CannotClose(_("Name the version that mends it, or say in a sentence why the guide stays."))
        self.version, self.reason, self.closed_by, self.closed_at = version, reason.strip(), by, at or clock.now()
        self.save(update_fields=["version", "reason", "closed_by", "closed_at"])
        announce(DiagnosisReviewClosed(case=self.case, review=self, version=version), by=by, at=self.closed_at)

    def _go_on_with(self, resolution: Resolution, confirmed: int) -> DiagnosisReview:
        """It was open again, and ended anew: the same look at the same diagnosis, by what was confirmed last."""
        self.resolution, self.confirmed = resolution, confirmed
        self.save(update_fields=["resolution", "confirmed"])
        return self

    def _told_at(self) -> datetime:
        told: datetime = self.case.severities.order_by("at", "id").values_list("at", flat=True)[0]
        return told
