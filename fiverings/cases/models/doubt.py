"""Doubt: that a case may be worse than we say, by which signs, and what whoever looked again found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core.models import Record, Records
from fiverings.customers.models import Account
from fiverings.people.models import Person


class Sign(models.TextChoices):
    """What makes us think that a case may be worse than we say."""

    CHASED = "chased", gettext_lazy("they came to us before we came to them")
    OUTAGE_WORDS = "outage_words", gettext_lazy("they write of an outage")
    EVIDENCE = "evidence", gettext_lazy("answers say that it may be worse")
    TELEMETRY = "telemetry", gettext_lazy("a machine of theirs gives an alarm")
    LINKED = "linked", gettext_lazy("a case with the same cause is worse")
    SOONER = "sooner", gettext_lazy("they need it in less than half the time that we promised")
    QUIET = "quiet", gettext_lazy("half the time of a promise is over, and they heard nothing")


class DoubtAnswer(models.TextChoices):
    """What whoever looked again found."""

    OPEN = "", gettext_lazy("not looked at yet")
    WORSE = "worse", gettext_lazy("it is worse")
    STANDS = "stands", gettext_lazy("it is as severe as we said")
    MILDER = "milder", gettext_lazy("it is milder")
    ENDED = "ended", gettext_lazy("the case ended")


class SeverityDoubtQuerySet(Records):
    """The words by which doubts are found."""

    def visible_to(self, person: Any) -> Self:
        return self.filter(case__account__in=Account.objects.visible_to(person))

    def unanswered(self) -> Self:
        return self.filter(answer=DoubtAnswer.OPEN, case__ended_at=None)

    def with_everybody(self) -> Self:
        """Each with its case and its people, in the same query."""
        return self.select_related("case__account", "case__contact", "case__owner")


class SeverityDoubt(Record):
    """One look that is owed at how severe a case is: the signs that ask for it, and what came of it."""

    Sign = Sign
    Answer = DoubtAnswer

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="doubts")
    level = models.PositiveSmallIntegerField()
    signs = ArrayField(models.TextField(choices=Sign.choices))
    quote = models.TextField(blank=True, default="")
    """What they wrote of it, in their words."""
    raised_at = models.DateTimeField()
    answer = models.TextField(choices=DoubtAnswer.choices, default=DoubtAnswer.OPEN, blank=True)
    words = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SeverityDoubtQuerySet.as_manager()
    personal = ("quote", "words")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answer=""), name="cases_one_doubt_about_a_case_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(level__range=(2, 3)) & ~models.Q(signs=[]),
                name="cases_a_doubt_has_signs_of_worse",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="cases_a_doubt_is_answered_when_it_was",
            ),
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """Why it may be worse, in one sentence."""
        why = _in_a_row([str(Sign(each).label) for each in self.signs])
        return _("It may be worse than severity {level}: {why}.").format(level=self.level, why=why)


def _in_a_row(parts: Iterable[str]) -> str:
    *first, last = parts
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
