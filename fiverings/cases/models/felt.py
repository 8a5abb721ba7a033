"""Felt: how bad it is for the customer, in their words, beside what the evidence says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.customers.models import Account, Contact
from fiverings.people.models import Duty, Person

from ..events.doubting import ExplanationAccepted, FeltSeverityHeard, FeltWorse
from .severity import LEVELS

if TYPE_CHECKING:
    from .case import Case


class NothingFelt(Refused):
    """How bad it feels is one of three, and in their words."""


class NoMismatch(Refused):
    """They feel it to be no worse than we say."""


class FeltSeverityQuerySet(Records):
    """The words by which it is found how bad something feels."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))


class FeltSeverity(Record):
    """How bad it is for them, said once; a later one is a new row. What they accepted instead stands beside it."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="felt")
    level = models.PositiveSmallIntegerField()
    words = models.TextField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    explanation = models.TextField(blank=True, default="")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who of us heard that they accept it."""

    objects = FeltSeverityQuerySet.as_manager()
    personal = ("words", "explanation")

    class Meta:
        verbose_name_plural = "felt severities"
        indexes = (models.Index(fields=["case", "-at", "-id"], name="cases_felt_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 3)) & ~models.Q(words=""),
                name="cases_what_is_felt_has_a_level_and_words",
            ),
            models.CheckConstraint(
                condition=models.Q(explanation="", accepted_at=None)
                | (~models.Q(explanation="") & models.Q(accepted_at__isnull=False)),
                name="cases_what_they_accept_is_explained",
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None


class Feeling(models.Model):
    """The ability of a case to hold both sides of severity: what it is by evidence, and how bad it feels to them."""

    class Meta:
        abstract = True

    @together
    def hear_felt(self, *, level: int, words: str, by: Person, at: datetime | None = None) -> FeltSeverity:
        """Write down how bad it is for them, as they say it. Owner and lead hear of it where we call it milder.

        Refused: NothingFelt, AlreadyClosed.
        """
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        if level not in LEVELS or not words.strip():
            raise NothingFelt(_("Say how bad it is for them, one of three, and in their words."))
        felt = FeltSeverity(case=case, level=level, words=words.strip(), contact=case.contact, heard_by=by, at=at)
        felt.save()
        announce(FeltSeverityHeard(case=case, felt=felt, level=level), by=by, at=at)
        case._tell_of_mismatch(at=at)
        return felt

    @together
    def accept_explanation(self, *, words: str, by: Person, at: datetime | None = None) -> None:
        """They accept why it is called milder than it feels; NoMismatch, NothingFelt without the words."""
        case, at = cast("Case", self)._lock(), at or clock.now()
        case._refuse_when_closed()
        felt = case.mismatch()
        if felt is None:
            raise NoMismatch(_("They feel it to be no worse than we say."))
        if not words.strip():
            raise NothingFelt(_("Write what you explained, and that they accept it."))
        felt.explanation, felt.accepted_at, felt.accepted_by = words.strip(), at, by
        felt.save(update_fields=["explanation", "accepted_at", "accepted_by"])
        announce(ExplanationAccepted(case=case, felt=felt), by=by, at=at)

    def last_felt(self) -> FeltSeverity | None:
        """How bad it is for them, as they said last."""
        said: models.QuerySet[FeltSeverity] = FeltSeverity.objects.filter(case=cast("Case", self).pk)
        return said.select_related("heard_by", "accepted_by").order_by("-at", "-id").first()

    def mismatch(self) -> FeltSeverity | None:
        """What feels worse to them than we call it, and was not explained so that they accept it."""
        case, felt = cast("Case", self), self.last_felt()
        if felt is None or case.severity is None or felt.level >= case.severity or felt.is_accepted:
            return None
        return felt

    def _tell_of_mismatch(self, *, at: datetime) -> None:
        """Owner and lead hear at once that it feels worse than we call it."""
        case = cast("Case", self)
        if (felt := case.mismatch()) is not None:
            event = FeltWorse(case=case, felt=felt, owner=case.owner, lead=Duty.lead(at), level=felt.level)
            announce(event, by=None, at=at)
