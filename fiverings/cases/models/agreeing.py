"""Agreeing: nobody works on a case while its customer expects sooner than they were told, and has not agreed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from fiverings.core.together import together
from fiverings.people.models import Person
from fiverings.promises.models import Expectation, How, Promise, PromiseConsent
from fiverings.promises.models import Kind as Promised

if TYPE_CHECKING:
    from .case import Case


class Agreeing(models.Model):
    """The ability of a case to bring together what was told and what is expected."""

    class Meta:
        abstract = True

    @together
    def tighten(self, promise: Promise, *, by: Person, at: datetime | None = None) -> Promise:
        """It is promised by when they expect it, in place of our time. NotOwedHere, NoGap, DueInThePast."""
        case = cast("Case", self)._lock()
        return case._owed_here(promise).tighten(Expectation.current(case), by=by, at=at)

    @together
    def consent(
        self, promise: Promise, *, words: str, how: str = How.SPOKEN, by: Person, at: datetime | None = None
    ) -> PromiseConsent:
        """They agree to our time, in their words; what was told stands. NotOwedHere, NoConsent, NoGap."""
        case = cast("Case", self)._lock()
        heard = Expectation.current(case)
        return case._owed_here(promise).consent_to(heard, words=words, how=how, by=by, at=at)


def told_later_than_expected_at_the_gate() -> QuerySet[Promise]:
    """What stood when its case passed the gate, told for later than they expected, to which nobody had agreed."""
    intakes = apps.get_model("cases.intake").objects.filter(case=OuterRef("subject_id"))
    said = Expectation.objects.filter(subject_label="cases.case", subject_id=OuterRef("subject_id"))
    latest = said.filter(at__lte=OuterRef("passed_at")).order_by("-at", "-id")
    agreed = PromiseConsent.objects.filter(
        promise=OuterRef("pk"), expectation=OuterRef("heard"), at__lte=OuterRef("passed_at")
    )
    needs = [kind for kind in Promised if kind.meets_the_need]
    told = Promise.objects.to_customers().filter(subject_label="cases.case", kind__in=needs)
    told = told.annotate(passed_at=Subquery(intakes.values("completed_at")[:1])).annotate(
        **{name: Subquery(latest.values(column)[:1]) for name, column in (("heard", "pk"), ("wanted_at", "by_at"))},
        heard_at=Subquery(latest.values("at")[:1]),
    )
    standing = told.filter(told_at__lte=F("passed_at")).exclude(outcome__at__lte=F("passed_at"))
    sooner = standing.filter(wanted_at__lt=F("due_at"), wanted_at__gt=F("told_at")).filter(wanted_at__gt=F("heard_at"))
    unagreed: QuerySet[Promise] = sooner.exclude(~Q(consent="") & Q(expectation=F("heard"))).exclude(Exists(agreed))
    return unagreed
